"""Numbers beside vectors in a program's notation: `g - np.dot(y, g)` takes the number from each entry, as NumPy does.

Source: the NumPy manual, "Broadcasting". In the notation of mathematics such a sum has no meaning and stays as it is.
"""

from __future__ import annotations

import re

from grader.language.grammar.arrays.arrays import Dims, dims_of, is_array
from grader.language.grammar.state import State
from grader.language.tree import ONE, Call, Div, Mul, Neg, Node

_PROGRAM = re.compile(
    r"(?<![\w.\\])(?:np|numpy|jnp|torch|tf|scipy)\.[a-z]|@|(?<=[\w)])\.(?:T(?!\w)|(?:t|sum|dot|mean)\()"
    r"|(?<![\w\\])(?:sum|dot|mean)\("
)


def is_program(state: State) -> bool:
    """Whether a text is written as programs are; told once of a text."""
    if state.programmed is None:
        state.programmed = "\\" not in state.text and _PROGRAM.search(state.text) is not None
    return state.programmed


def broadcast(state: State, terms: list[Node]) -> list[Node]:
    """Return the terms of a sum with each number beside a vector as that number times ones, in a program's notation."""
    if not is_program(state):
        return terms
    seen = [_dims(state, term) for term in terms]
    shapes: set[Dims] = {dims for dims, term in zip(seen, terms, strict=True) if dims and is_array(state, term)}
    if None in seen or len(shapes) != 1 or len(shape := shapes.pop()) > 1 or ONE in shape:
        return terms
    ones = Call("ones", shape)
    return [term if dims else _times(term, ones) for dims, term in zip(seen, terms, strict=True)]


def _dims(state: State, term: Node) -> Dims | None:
    """Return the dimensions of a term; two vectors of one size that are multiplied are a number, as `@` makes it."""
    match term:
        case Neg(arg) | Div(num=arg):
            return _dims(state, arg)
        case Mul(factors):
            arrays = [dims for factor in factors if (dims := dims_of(factor, state.lexicon)) != ()]
            if len(arrays) == 2 and arrays[0] == arrays[1] and arrays[0] is not None and len(arrays[0]) == 1:
                return ()
    return dims_of(term, state.lexicon)


def _times(term: Node, ones: Node) -> Node:
    return Neg(_times(term.arg, ones)) if isinstance(term, Neg) else Mul((term, ones))
