"""Grammar of sums, and of outer products, the lowest of the products."""

from __future__ import annotations

from grader.language import grammar
from grader.language.grammar.ahead.lookahead import word_or_sign
from grader.language.grammar.arrays.ones import beside_matrix
from grader.language.grammar.brackets.dots import check_last, summed
from grader.language.grammar.state import State
from grader.language.grammar.terms.products import product
from grader.language.tree import Add, ArrayMul, Call, Interval, Neg, Node, SetOf, SetOp, Space, Tup
from grader.wording import unreadable

_OUTER = frozenset({"outer", "otimes"})
_TERM_SIGNS = frozenset({"+", "-"})
_SET_NODES = (SetOf, SetOp, Interval, Space, Tup)


def sum_(state: State) -> Node:
    """sum := ['+' | '-'] outer (('+' | '-') outer)*; most are one product."""
    tokens = state.tokens
    first = _signed(state) if tokens[state.position].value in _TERM_SIGNS else product(state)
    if tokens[state.position].value in _OUTER:
        first = _outer_product(state, first)
    token = tokens[state.position]
    if token.value not in _TERM_SIGNS:
        return first
    terms = [first]
    while token.value in _TERM_SIGNS:
        if state.spaced and token.gap and not state.ahead().gap:
            break
        negative = token.value == "-"
        state.position += 1
        if tokens[state.position].value == "..." and not negative and state.at("..."):
            terms = [_with_dots(state, terms)]
            token = tokens[state.position]
            continue
        term = _signed(state) if tokens[state.position].value in _TERM_SIGNS else product(state)
        if tokens[state.position].value in _OUTER:
            term = _outer_product(state, term)
        token = tokens[state.position]
        if negative and state.wants_sets and len(terms) == 1 and isinstance(term, _SET_NODES):
            terms = [SetOp("difference", (terms[0], term))]
        elif _is_remainder(state, term) and state.remainder[2] != "%" and state.choose("remainder") == 1:
            terms = [_remainder_of(state, terms, negative)]
        else:
            terms.append(Neg(term) if negative else term)
    if len(terms) > 1 and state.lexicon.has_arrays:
        terms = grammar.arrays.broadcast.broadcast(state, beside_matrix(state, terms))
    return terms[0] if len(terms) == 1 else Add(tuple(terms))


def _with_dots(state: State, given: list[Node]) -> Node:
    """`1^2 + 2^2 + … + n^2`: the terms before the dots are read."""
    start = state.token
    state.position += 1
    state.expect("+", unreadable.LAST_TERM_BEHIND_DOTS)
    last = product(state)
    check_last(state, last)
    return summed(state, given, last, start)


def _signed(state: State) -> Node:
    """A term with its sign: `-a b` is the negative of the product."""
    negative = state.at("-")
    state.position += 1
    state.enter()
    again = state.tokens[state.position].value in _TERM_SIGNS
    inner = _signed(state) if again else _outer_product(state, product(state))
    state.leave()
    if negative and _is_remainder(state, inner) and state.choose("remainder") == 1:
        return _remainder_of(state, [], negative)
    return Neg(inner) if negative else inner


def _is_remainder(state: State, term: Node) -> bool:
    """Whether a term that ends here is `a mod b`, without brackets around it."""
    return term is state.remainder[0] and state.position == state.remainder[1]


def _remainder_of(state: State, before: list[Node], negative: bool) -> Node:
    """Return `a + b mod c` as (a + b) mod c; the terms before the last one, which has a sign, are given."""
    remainder, *_ = state.remainder
    assert isinstance(remainder, Call)
    left, divisor = remainder.args
    last = Neg(left) if negative else left
    return Call("mod", (Add((*before, last)) if before else last, divisor))


def _outer_product(state: State, first: Node) -> Node:
    """outer := product ('⊗' product)*: the lowest of the products; the first product was read."""
    if not word_or_sign(state, "outer") and not word_or_sign(state, "otimes"):
        return first
    factors = [first, product(state)]
    while word_or_sign(state, "outer") or word_or_sign(state, "otimes"):
        factors.append(product(state))
    return ArrayMul("outer", tuple(factors))
