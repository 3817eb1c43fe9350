"""Grammar of sums, and of outer products, the lowest of the products."""

from __future__ import annotations

from grader.language import grammar
from grader.language.grammar.ahead.lookahead import word_or_sign
from grader.language.grammar.arrays.ones import beside_matrix
from grader.language.grammar.state import State
from grader.language.grammar.terms.products import product
from grader.language.tokens import Token
from grader.language.tree import Add, ArrayMul, Call, Div, Interval, Mul, Neg, Node, SetOf, SetOp, Space, Tup
from grader.wording import unreadable

_OUTER = frozenset({"outer", "otimes"})
_TERM_SIGNS = frozenset({"+", "-"})
_SET_NODES = (SetOf, SetOp, Interval, Space, Tup)


def sum_(state: State) -> Node:
    """sum := ['+' | '-'] outer (('+' | '-') outer)*; most are one product."""
    tokens = state.tokens
    first = _term(state)
    token = tokens[state.position]
    if token.value not in _TERM_SIGNS:
        return first
    terms, dots = [first], None
    while token.value in _TERM_SIGNS:
        if state.spaced and token.gap and not state.ahead().gap:
            break
        negative = token.value == "-"
        state.position += 1
        if tokens[state.position].value == "..." and not negative and state.at("..."):
            dots = _with_dots(state, terms)
            terms = [grammar.brackets.dots.summed(state, *dots)]
            token = tokens[state.position]
            continue
        term = _term(state)
        token = tokens[state.position]
        if negative and state.wants_sets and len(terms) == 1 and isinstance(term, _SET_NODES):
            terms = [SetOp("difference", (terms[0], term))]
        elif _is_remainder(state, term) and state.remainder[2] != "%" and state.choose("remainder") == 1:
            terms = [_remainder_of(state, terms, negative)]
        elif dots is not None and len(terms) == 1 and not negative and grammar.brackets.dots.goes_on(*dots[:2], term):
            dots = dots[0], term, dots[2]
            terms = [grammar.brackets.dots.summed(state, *dots)]
        else:
            terms.append(Neg(term) if negative else term)
    if len(terms) > 1 and state.lexicon.has_arrays:
        terms = grammar.arrays.broadcast.broadcast(state, beside_matrix(state, terms))
    return terms[0] if len(terms) == 1 else Add(tuple(terms))


def _term(state: State) -> Node:
    tokens = state.tokens
    term = _signed(state) if tokens[state.position].value in _TERM_SIGNS else product(state)
    return _outer_product(state, term) if tokens[state.position].value in _OUTER else term


def _with_dots(state: State, given: list[Node]) -> tuple[list[Node], Node, Token]:
    """`1^2 + 2^2 + … + n^2`: the terms before the dots, which are read, the last one, and the dots."""
    start = state.token
    state.position += 1
    state.expect("+", unreadable.LAST_TERM_BEHIND_DOTS)
    last = product(state)
    grammar.brackets.dots.check_last(state, last)
    return given, last, start


def _signed(state: State) -> Node:
    """A term with its sign: `-a b` is the negative of the product."""
    negative = state.at("-")
    state.position += 1
    start = state.position
    state.enter()
    again = state.tokens[state.position].value in _TERM_SIGNS
    inner = _signed(state) if again else _outer_product(state, product(state))
    state.leave()
    if not negative:
        return inner
    signs = _whole_signs(state, inner, start)
    if signs and (signs == {"//"} or state.choose("remainder") == 1):
        return _with_sign_inside(state, inner, start)
    return Neg(inner)


def _whole_signs(state: State, term: Node, start: int) -> set[str]:
    """Return the signs `//`, `mod` and `%` that what stands first in a term, which begins at a place, stands before."""
    found = set[str]()
    while (inner := _first_of(state, term, start)) is not None:
        if id(term) in state.whole_parts:
            found.add(state.whole_parts[id(term)][2])
        term = inner
    return found


def _first_of(state: State, term: Node, start: int) -> Node | None:
    """Return what the left part of a product, of a quotient or of a whole division typed at a place begins with."""
    known = state.whole_parts.get(id(term))
    match term:
        case Call("floor", (Div(num), *_)) | Call("mod", (num, _)) if known is not None and known[1] == start:
            return num
        case Mul((first, *_)) | Div(first):
            return first
        case _:
            return None


def _with_sign_inside(state: State, term: Node, start: int) -> Node:
    """Return `-a // b c` as programs mean it, ((-a) // b) c: the sign belongs to what stands first."""
    inner = _first_of(state, term, start)
    if inner is None:
        return Neg(term)
    moved = _with_sign_inside(state, inner, start)
    match term:
        case Call("floor", (Div(_, den),)):
            return Call("floor", (Div(moved, den),))
        case Call("mod", (_, divisor)):
            return Call("mod", (moved, divisor))
        case Mul((_, *rest)):
            return Mul((moved, *rest))
        case Div(_, den):
            return Div(moved, den)
        case _:
            raise AssertionError(term)


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
