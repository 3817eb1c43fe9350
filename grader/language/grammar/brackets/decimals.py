r"""Where a comma in brackets is no decimal mark though numbers have decimal commas: it parts ends and members.

`(-2,1) ∪ (1,2)` is no union of numbers, `[-1,4]` no interval with one end, and `{0,1,2,3}` counts up, without a blank
behind any comma. `{1,5}` and `(1,5)` by itself stay two readings.
"""

from __future__ import annotations

import re
from itertools import pairwise

from grader.errors import NoMeaningError
from grader.language.grammar.ahead.alternatives import is_set
from grader.language.grammar.state import State
from grader.language.tree import Node, symbols
from grader.wording import unreadable

_COUNTED = re.compile(r"\s*[-−]?\d{1,4}(?:,[-−]?\d{1,4}){2,99}\s*")


def refuse_number(state: State, operand: Node) -> None:
    """Refuse a number in round brackets that end here, in the place of a set."""
    if state.tokens[state.position - 1].value == ")" and not is_set(operand) and not symbols(operand):
        _refuse(state)


def refuse_entry(state: State, opening: int) -> None:
    """Refuse `[-1,4]` as a list of one number, where a set is asked for; the brackets end here."""
    if "," in _inside(state, opening):
        _refuse(state)


def refuse_members(state: State, opening: int) -> None:
    """Refuse whole numbers that count, `{0,1,2,3}`, as decimal ones; what holds them ends here."""
    inside = _inside(state, opening)
    if _COUNTED.fullmatch(inside) is None:
        return
    numbers = [int(one) for one in inside.replace("−", "-").split(",")]
    if {after - before for before, after in pairwise(numbers)} in ({1}, {-1}):
        _refuse(state)


def _inside(state: State, opening: int) -> str:
    return state.text[state.tokens[opening].end : state.tokens[state.position - 1].start]


def _refuse(state: State) -> None:
    raise NoMeaningError(unreadable.INTERVAL, state.text)
