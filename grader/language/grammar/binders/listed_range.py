r"""Grammar of a range that is listed below a sign: `\min_{i=1,\dots,n} x_i`, `\sum_{i = 1, 2, ..., n} x_i`."""

from __future__ import annotations

from fractions import Fraction

from grader.language.grammar.state import State
from grader.language.tree import Neg, Node, Num
from grader.wording import unreadable

_DOTS = frozenset({"...", "…", ".."})


def listed_end(state: State, first: Node) -> Node | None:
    """Return the last value of an index whose first one is read; None where no list stands behind it.

    Numbers before the dots must count up by one. Raises AnswerError where they do not, or no dots follow.
    """
    if not (state.at(",") or state.at(*_DOTS)):
        return None
    start, count = state.token, 1
    state.take(",")
    while not state.at(*_DOTS):
        follows = isinstance(first, Num) and state.rules.sum(state) == Num(first.value + Fraction(count))
        if not follows or not state.take(","):
            state.wrong(unreadable.NO_RULE_SEEN_ENTRIES, start)
        count += 1
    state.position += 1
    state.take(",")
    last = state.rules.sum(state)
    if _counts_down(first, last):
        state.wrong(unreadable.NO_RULE_SEEN_ENTRIES, start)
    return last


def _counts_down(first: Node, last: Node) -> bool:
    """Whether `5, …, 1` or `n, …, 1` stands there, which is no empty range."""
    if not isinstance(last, Num):
        return False
    return first.value > last.value if isinstance(first, Num) else not isinstance(first, Neg)
