"""Methods of arrays as programs call them: `(y * g).sum()`, `y.mean()`, `X.T.dot(y)`."""

from __future__ import annotations

from grader.language.grammar.arrays.arrays import dims_of, row_times
from grader.language.grammar.binders.entry_sums import mean_of, sum_of
from grader.language.grammar.state import State
from grader.language.tree import Mul, Node

_TOTALS = {"sum": sum_of, "mean": mean_of}


def method(state: State, node: Node) -> Node | None:
    """Read `.sum()`, `.mean()` or `.dot(y)` behind an array; None where something else stands here."""
    name, opening = state.ahead(), state.ahead(2)
    if state.token.gap or name.gap or name.kind != "word" or opening.value != "(" or opening.gap:
        return None
    dims = dims_of(node, state.lexicon)
    if not dims:
        return None
    if name.value in _TOTALS and state.at_place(3, ")"):
        total = _TOTALS[name.value](state, node)
        state.position += 0 if total is None else 4
        return total
    if name.value != "dot":
        return None
    start = state.position
    state.position += 3
    argument = state.rules.sum(state)
    other = dims_of(argument, state.lexicon)
    if not other or other[0] != dims[-1] or not state.take(")"):
        state.position = start
        return None
    turned = row_times(state, node, argument)
    return Mul((node, argument)) if turned is None else turned
