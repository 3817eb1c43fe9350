"""Grammar of entries as programs write them: `z[i]`, `W[0, 1]`, `softmax(z)[i]`."""

from __future__ import annotations

import re

from grader.errors import AnswerError, LimitError
from grader.language.grammar.ahead.items import items
from grader.language.grammar.arrays.arrays import is_array
from grader.language.grammar.state import State
from grader.language.tree import Add, Array, Index, Neg, Node, Num, Sym
from grader.wording import unreadable

_ZERO = re.compile(r"[\[,]\s*0\s*[\],]")  # an index of 0 says how all are counted


def bracket_entry(state: State, node: Node) -> Node | None:
    """Return the entry of an array whose indices stand in square brackets here; None where they group a formula.

    Where an index is a number, it may count from 0 or from 1; a 0 says which.
    """
    base = node.base if isinstance(node, Index) else node
    if state.token.gap or state.french or isinstance(base, Array) or not is_array(state, base):
        return None
    found = _indices(state)
    if found is None:
        return None
    before = node.indices if isinstance(node, Index) else ()
    return Index(base, (*before, *_counted(state, found)))


def _indices(state: State) -> list[Node] | None:
    """Read `[i, j]`; None, and nothing is passed over, where the brackets hold no indices."""
    start, tokens, token = state.position, list(state.tokens), state.token
    state.enter()
    state.position += 1
    try:
        found = items(state, "]")
        closed = state.take("]")
    except LimitError:
        raise
    except AnswerError:
        found, closed = [], False
    state.leave()
    if closed and found and all(_is_index(state, item) for item in found):
        if any(isinstance(item, Neg) for item in found):
            state.wrong(unreadable.INDEX_COUNTS_FROM_FIRST, token)
        return found
    state.position, state.tokens[:] = start, tokens
    return None


def _is_index(state: State, node: Node) -> bool:
    match node:
        case Num(value):
            return value.denominator == 1
        case Sym(name):
            symbol = state.lexicon.declared(name)
            if symbol is None:
                return name in state.bound or state.names.free
            return symbol.domain.is_integer and not symbol.domain.shape
        case Add(terms):
            return all(_is_index(state, term) for term in terms)
        case Neg(inner):
            return _is_index(state, inner)
        case _:
            return False


def _counted(state: State, found: list[Node]) -> list[Node]:
    """Return indices that count from 1."""
    numbers = [item for item in found if isinstance(item, Num)]
    if not numbers:
        return found
    from_zero = _ZERO.search(state.text) is not None or state.choose("origin") == 1
    return [Num(item.value + 1) if from_zero and isinstance(item, Num) else item for item in found]
