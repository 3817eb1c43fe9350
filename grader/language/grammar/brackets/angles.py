"""Grammar of angle brackets: the inner product of two vectors; of other things a tuple, or two readings."""

from __future__ import annotations

from grader.language import grammar
from grader.language.grammar.arrays.arrays import dims_of, is_array, is_flat
from grader.language.grammar.state import State
from grader.language.tokens import Token
from grader.language.tree import Add, Array, Call, Mul, Node, Transpose, Tup, symbols
from grader.wording import unreadable

_SIGNS = frozenset({"\\langle", "⟨", "〈"})


def is_angle(state: State, token: Token) -> bool:
    """Whether a bracket is an angle."""
    return state.text[token.start : token.end] in _SIGNS


def in_angles(state: State, found: list[Node], opening: Token) -> Node:
    """Return the inner product of two arrays of one size that stand in angles; of numbers a tuple or the product."""
    if len(found) == 1:
        state.wrong(unreadable.THESE_BRACKETS_MAY_BE, opening)
    arrays = any(is_array(state, item) or isinstance(item, Tup) for item in found)
    if len(found) > 2 and not arrays:
        return Tup(tuple(found))
    if not arrays:
        literal = not any(symbols(item) for item in found)
        return Tup(tuple(found)) if literal or state.choose("angle") == 0 else Mul(tuple(found))
    product = _inner(state, *found) if len(found) == 2 and not state.names.complex else None
    if product is None:
        message = unreadable.INNER_PRODUCT_NEEDS_TWO
        state.wrong(message, opening)
    return product


def in_parentheses(state: State, left: Node, right: Node) -> Node | None:
    """Return `(u, v)` of two vectors of one size as their inner product, where it is read so; None for a tuple."""
    if is_flat(left) or is_flat(right) or not (is_array(state, left) and is_array(state, right)):
        return None
    dims = dims_of(left, state.lexicon)
    if dims is None or len(dims) != 1 or dims != dims_of(right, state.lexicon) or state.choose("inner") == 0:
        return None
    (left,), (right,) = grammar.arrays.conjugates.conjugated(state, [left], [right])
    return _inner(state, left, right)


def _inner(state: State, left: Node, right: Node) -> Node | None:
    """Return the inner product of two arrays of the same dimensions; None where these are not seen to be the same."""
    dims = dims_of(left, state.lexicon)
    if not dims or dims != dims_of(right, state.lexicon):
        return None
    if len(dims) == 2:
        return Call("tr", (Mul((Transpose(left), right)),))
    match left, right:
        case Array(first) | Tup(first), Array(second) | Tup(second):
            return Add(tuple(Mul(pair) for pair in zip(first, second, strict=True)))
        case _ if is_flat(left):
            return Mul((Transpose(right), left))
        case _:
            return Mul((Transpose(left), right))
