"""The outcomes of answers, and how those of parts combine."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction


class Outcome(StrEnum):
    """The outcome of an answer, in the contract's words, to which it is equal: `verdict.outcome == "correct"`."""

    CORRECT = "correct"
    PARTIAL = "partial"
    INCORRECT = "incorrect"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    UNDECIDED = "undecided"
    REVIEW = "review"
    FAILED = "failed"

    @property
    def is_open(self) -> bool:
        """Whether the outcome has a range of scores and waits for a person."""
        return self in OPEN


ROUNDING = Fraction(1, 100)  # the unit of scores, unless an assignment says otherwise

# Open outcomes, the worst first: the order in which they win over each other.
OPEN = (Outcome.FAILED, Outcome.UNREADABLE, Outcome.UNDECIDED, Outcome.REVIEW)


def combine(outcomes: Sequence[Outcome], low: Fraction) -> Outcome:
    """Return the outcome of a question from its parts': the common one, else the worst open one.

    Where the parts differ and none is open, it is `partial`, or `incorrect` where the score is 0.
    """
    if len(set(outcomes)) == 1:
        return outcomes[0]
    for worst in OPEN:
        if worst in outcomes:
            return worst
    return Outcome.PARTIAL if low > 0 else Outcome.INCORRECT
