"""Grammar of shapes: `(m, n)`, `m × n`, `R^{m x n}`."""

from __future__ import annotations

from grader.language.grammar.answers.conditions import condition
from grader.language.grammar.numbers.dimensions import dimensions, next_cross
from grader.language.grammar.scripts.definitions import CLOSE, OPEN
from grader.language.grammar.state import State
from grader.language.grammar.terms.sums import sum_
from grader.language.tree import Array, Mul, Node, Space, Sym, Tup
from grader.wording import unreadable

_PARTING = frozenset({",", "not", "×", "x", "(", "[", "+", "*", "/"})  # what the name of an array does not hold


def shape(state: State) -> Node:
    """shape := '(' … ')' | '[' … ']' | space | dimension ('×' dimension)* | dimension (',' dimension)*."""
    _pass_member(state)
    if state.at("(", "[") and _closes_last(state):
        return _bracketed_shape(state)
    state.star_parts = _has_stars(state) and state.choose("shape") == 0
    dims = dimensions(state, "")
    while len(dims) == 1 and state.at(","):
        while state.take(","):
            dims.append(sum_(state))
    return dims[0] if len(dims) == 1 else Tup(tuple(dims))


def _pass_member(state: State) -> None:
    r"""Pass over `W_2 \in`, which says of what the shape behind it is."""
    places = range(state.position, len(state.tokens))
    place = next((at for at in places if state.tokens[at].value == "in" and state.tokens[at].kind in {"op", "word"}), 0)
    if not any(token.value in _PARTING for token in state.tokens[state.position : place]) and (
        place or state.token.value == "in"
    ):
        state.position = place + 1


def _bracketed_shape(state: State) -> Node:
    closing = ")" if state.at("(") else "]"
    if state.at_place(1, closing):
        state.position += 2
        return Tup(())
    state.position += 1
    if next_cross(state, closing) is None:
        state.position -= 1
        return condition(state)
    dims = dimensions(state, closing)
    state.close(closing, unreadable.TIMES_OR)
    return Tup(tuple(dims))


def _closes_last(state: State) -> bool:
    """Whether the bracket here is closed at the end of the text."""
    depth = 0
    for place in range(state.position, len(state.tokens)):
        token = state.tokens[place]
        if token.kind == "op":
            depth += (token.value in OPEN) - (token.value in CLOSE)
            if depth == 0:
                return place == len(state.tokens) - 2
    return False


def _has_stars(state: State) -> bool:
    """Whether stars part the text, and no crosses do."""
    if next_cross(state, "") is not None:
        return False
    state.star_parts = True
    return next_cross(state, "") is not None


def dimensions_of(state: State, node: Node) -> Node:
    """Return a shape, however it was written, as the tuple of its dimensions."""
    match node:
        case Tup():
            return node
        case Space(dims=dims):
            return Tup(dims)
        case Array(items=items) if not any(isinstance(item, Array) for item in items):
            return Tup(items)
        case Mul(factors=factors) if all(isinstance(factor, Sym) for factor in factors) and not _has_sign(state):
            return Tup(factors) if state.choose("shape") == 0 else Tup((node,))  # `BCHW`, `(B C H W)`
        case _:
            return Tup((node,))


def _has_sign(state: State) -> bool:
    """Whether a sign of multiplication was written."""
    return any(token.kind == "op" and token.value in {"*", "·", "×"} for token in state.tokens)
