"""Grammar of what binds an index: sums, products, limits, maxima and minima."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import cast

from grader.errors import AnswerError, LimitError
from grader.language import grammar
from grader.language.grammar.ahead.lookahead import commas_in, starts_factor
from grader.language.grammar.binders.calls import Kind, called_binder, index_name, is_call
from grader.language.grammar.binders.divisors import over_divisors
from grader.language.grammar.binders.entry_sums import seen_index, sum_of
from grader.language.grammar.binders.integrals import integral
from grader.language.grammar.binders.ranges import Lower, bound_over, is_unbounded, lower
from grader.language.grammar.binders.several import ORDERS, over_several
from grader.language.grammar.state import State
from grader.language.names.lexicon import BINDERS
from grader.language.tokens import Token
from grader.language.tree import Bind, BindKind, Mul, Node, is_infinite, symbols
from grader.wording import unreadable

_OVER_ENTRIES = frozenset({"sum", "prod"})
_NO_SUMS = frozenset({"prod", "max", "min"})
_TIMES = frozenset({"*", "/", "·", "×", "@", "mod"})
_OPEN = frozenset({"(", "[", "{", "\\{", "lfloor", "lceil", "lvert", "lVert"})
_CLOSE = frozenset({")", "]", "}", "\\}", "rfloor", "rceil", "rvert", "rVert"})
_SIDED: dict[str, BindKind] = {"+": "lim+", "-": "lim-"}
_ENDING = frozenset({"=", "!=", "<", "<=", ">", ">=", ">>", "<<", "~", "in", "notin", "->", ",", ";", "&", "\\\\"})


def binder(state: State) -> Node:
    r"""`\sum_{i=1}^n body`, `sum(body, i, 1, n)`, `\int_a^b body dx`, `\lim_{x \to 0} body`."""
    kind = cast("Kind", BINDERS.get(state.token.value, state.token.value))
    below = state.position > 0 and state.tokens[state.position - 1].value == "/"
    state.position += 1
    has_entries = state.lexicon.has_arrays and kind in _OVER_ENTRIES and not state.at("_", "^")
    has_entries = has_entries and not (state.at("(") and _states_bounds(state))
    if has_entries and (index := seen_index(state)):
        found = Lower(state.token, [index])
        return bound_over(state, kind, found, _body_over(state, kind, found, below))
    if has_entries and kind == "sum" and (total := _of_entries(state)) is not None:
        return total
    if is_call(state, kind):
        return called_binder(state, kind)
    if kind == "int":
        return integral(state)
    if (
        kind in {"sum", "prod"}
        and (node := over_several(state, kind, partial(_body, state, kind, below=below))) is not None
    ):
        return node
    if kind in _OVER_ENTRIES and "_" in state.text:
        of_divisors = over_divisors(state, kind, lambda var: _body(state, kind, [var], below))
        if of_divisors is not None:
            return of_divisors
    if kind != "lim" and state.at("_") and is_unbounded(state):
        return _without_bounds(state, kind, below)
    side = _side_taken(state) if kind == "lim" else ""
    var, low, high = _range(state, kind)
    if side and is_infinite(low):
        state.wrong(unreadable.INFINITY_ONE_SIDE_ONLY, state.token)
    return Bind(_SIDED.get(side, kind), _body(state, kind, [var], below), var, low, high)


def _states_bounds(state: State) -> bool:
    """Whether a call here says its index and both bounds: `sum(f_i, (i, 1, n))`, `sum(f_i, i, 1, n)`."""
    commas = commas_in(state, state.position)
    if len(commas) == 1 and state.tokens[commas[0] + 1].value == "(":
        return len(commas_in(state, commas[0] + 1)) == 2
    return len(commas) == 3


def _of_entries(state: State) -> Node | None:
    """Read `sum(x)`, the sum of a vector's entries; None where the brackets hold something else."""
    if not state.at("(") or commas_in(state, state.position):
        return None
    start, tokens = state.position, list(state.tokens)
    total = sum_of(state, state.rules.atom(state))
    if total is None:
        state.position, state.tokens[:] = start, tokens
    return total


def _without_bounds(state: State, kind: Kind, below: bool = False) -> Node:
    r"""`\sum_j body`, `\sum_{j \neq i} body`: the range of the index is that of what it counts."""
    state.position += 1
    found = lower(state)
    if state.at("^"):
        state.wrong(unreadable.LOWER_BOUND_TOO.format(some=found.names[0]), found.token)
    return bound_over(state, kind, found, _body_over(state, kind, found, below))


def _body_over(state: State, kind: Kind, found: Lower, below: bool) -> Node:
    held = found.names[1:]
    state.bound += held
    body = _body(state, kind, found.names[:1], below)
    del state.bound[len(state.bound) - len(held) :]
    return body


def extremum(state: State) -> Node:
    """`max_{i in S} body`, `max_i body`, `max_{i=1}^n body`."""
    kind = cast("Kind", state.token.value)
    state.position += 1
    braced = state.at_place(1, "{")
    if state.ahead(3 if braced else 2).value == "=":
        var, first, last = _range(state, kind)
        return Bind(kind, _body(state, kind, [var]), var, first, last)
    if not braced or state.ahead(3).value != "in":
        return _without_bounds(state, kind)
    state.position += 2
    var = index_name(state)
    state.position += 1
    low = state.rules.sum(state)
    state.expect("}", "`}`")
    return Bind(kind, _body(state, kind, [var]), var, low)


def _body(state: State, kind: Kind, names: Sequence[str], below: bool = False) -> Node:
    """Read what a sign binds: a product. Two readings where it is honest to take more, or less.

    Behind a slash (`below`) what does not hold the index may stand behind the quotient: `a/sum_j b_j * c`.
    """
    state.bound += names
    state.enter()
    start, tokens = state.position, list(state.tokens)
    body = _product_or_run(state, kind, names[-1], below)
    if state.at("+", "-") and any(_occurs(state, var) for var in names) and state.choose("terms") == 1:
        state.position, state.tokens[:] = start, tokens
        body = state.rules.sum(state)
    state.leave()
    del state.bound[len(state.bound) - len(names) :]
    return body


def _product_or_run(state: State, kind: Kind, var: str, below: bool) -> Node:
    if (kind in _NO_SUMS or below) and (stop := _last_with(state, var)) and state.choose("trailing") == 1:
        factors = [state.rules.power(state)]
        while state.position < stop:
            factors.append(state.rules.power(state))
        return factors[0] if len(factors) == 1 else Mul(tuple(factors))
    is_doubtful = (kind in _NO_SUMS or below) and _signs_ahead(state)
    if (is_doubtful or _remainder_ahead(state)) and state.choose("factors") == 1:
        return state.rules.juxtaposed(state)
    return state.rules.product(state)


def _last_with(state: State, var: str) -> int:
    r"""Return where the last factor ends that holds an index, if others stand behind it: `\prod_k k\,x`; else 0."""
    start, tokens = state.position, list(state.tokens)
    places: list[tuple[int, bool]] = []
    try:
        while not places or starts_factor(state, state.token):
            node = state.rules.power(state)
            places.append((state.position, var in symbols(node)))
    except LimitError:
        raise
    except AnswerError:
        places = []  # what cannot be read is said where it is read as a whole
    state.position, state.tokens[:] = start, tokens
    held = [place for place, holds in places if holds]
    return held[-1] if held and held[-1] < places[-1][0] else 0


def _signs_ahead(state: State) -> bool:
    """Whether a sign of multiplication or division follows outside all brackets, before the term ends."""
    return any(token.value in _TIMES for token in _term(state, frozenset({"+", "-"})))


def _remainder_ahead(state: State) -> bool:
    r"""Whether a sign of a remainder or of whole division follows, before the term ends: `\sum_k k \bmod 7`."""
    values = [token.value for token in _term(state, frozenset({"+", "-"}))]
    return "%" in values or any(
        (value == "mod" and after != "(") or value == after == "/" for value, after in pairwise(values)
    )


def _occurs(state: State, var: str) -> bool:
    """Whether a bound symbol occurs in the terms that follow, outside of sums that bind it themselves."""
    return any(token.kind == "word" and _holds(state, token.value, var) for token in _unbound(state, var))


def _unbound(state: State, var: str) -> Iterator[Token]:
    """Yield the tokens of the terms that follow, without the sums and products over the same symbol."""
    tokens = list(_term(state, frozenset()))
    depth, hidden = 0, -1
    for place, token in enumerate(tokens):
        depth += (token.value in _OPEN) - (token.value in _CLOSE) if token.kind == "op" else 0
        if hidden >= 0 and (depth < hidden or (depth == hidden and token.value in {"+", "-"})):
            hidden = -1
        if hidden < 0 and token.value in BINDERS and _binds(tokens[place + 1 :], var):
            hidden = depth
        if hidden < 0:
            yield token


def _holds(state: State, word: str, var: str) -> bool:
    """Whether a word is a symbol, or a short product that it is part of (`xi`, `ix`)."""
    if word == var or len(word) > 2 or len(var) > 1:
        return word == var
    return var in word and not state.lexicon.is_unit(word)


def _term(state: State, ending: frozenset[str]) -> Iterator[Token]:
    """Yield the tokens from here to where the brackets close, or a sign stands that ends an expression."""
    depth = 0
    for position in range(state.position, len(state.tokens) - 1):
        token = state.tokens[position]
        if token.kind == "op":
            depth += (token.value in _OPEN) - (token.value in _CLOSE)
            if depth < 0 or (depth == 0 and token.value in _ENDING | ending):
                return
        yield token


def _range(state: State, kind: Kind) -> tuple[str, Node | None, Node | None]:
    if not state.take("_"):
        state.fail(unreadable.INDEX_BOUNDS)
    var, low, high = _lower(state, kind)
    if kind != "lim" and high is None:
        if not state.take("^"):
            state.fail(unreadable.UPPER_BOUND)
        high = state.rules.exponent(state)
    return var, low, high


def _side_taken(state: State) -> str:
    """Return `+` or `-` where one stands at the end of what stands below `lim`, and take it out of the tokens."""
    if not (state.at("_") and state.ahead().value in {"{", "("}):
        return ""
    inside = list(_below(state))
    values = tuple(token.value for token in inside)
    for ending in (("^", "{", "+", "}"), ("^", "{", "-", "}"), ("^", "+"), ("^", "-"), ("+",), ("-",)):
        if len(values) > len(ending) + 1 and values[-len(ending) :] == ending:
            end = state.position + 2 + len(inside)
            del state.tokens[end - len(ending) : end]
            return ending[-1] if len(ending) < 4 else ending[2]
    return ""


def _below(state: State) -> Iterator[Token]:
    """Yield the tokens in the brackets behind `lim_`."""
    depth = 0
    for token in state.tokens[state.position + 2 :]:
        if token.kind == "op":
            depth += (token.value in _OPEN) - (token.value in _CLOSE)
            if depth < 0:
                return
        yield token


def _lower(state: State, kind: Kind) -> tuple[str, Node, Node | None]:
    """Read `{i = 1}`, `{i = 1, …, n}` with its end, or `{x \\to 0}`, in round brackets too."""
    closing = ")" if state.at("(") else "}"
    if not state.take("{", "("):
        state.fail(unreadable.INDEX_WITH_BOUNDS)
    var = index_name(state)
    sign = "->" if kind == "lim" else "="
    state.expect(sign, "`→`" if kind == "lim" else "`=`")
    low = state.rules.sum(state)
    is_listed = kind != "lim" and state.at(",", "...", "…", "..")
    high = grammar.binders.listed_range.listed_end(state, low) if is_listed else None
    state.expect(closing, f"`{closing}`")
    return var, low, high


def _binds(after: list[Token], var: str) -> bool:
    """Whether what stands behind a sign of summation is `_{var`, `_{i, var}` or `_{1 <= var < j`."""
    values = [token.value for token in after]
    if values[:2] != ["_", "{"] or "}" not in values:
        return False
    inside = values[2 : values.index("}")]
    if inside[:1] == [var] or (var in inside and set(inside[1::2]) == {","}):
        return True
    return any(
        part == var and {before, behind} <= ORDERS
        for before, part, behind in zip(inside, inside[1:], inside[2:], strict=False)
    )
