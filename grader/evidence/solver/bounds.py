"""What the solver is told of functions and constants that it does not know: between which numbers their values lie."""

from __future__ import annotations

from math import ceil, floor

from flint import fmpq

from grader.evidence.functions.row import Real
from grader.evidence.functions.table import REALS

MAX_POWER = 12  # beyond which a power is no product


def _open_range(facts: Real) -> tuple[int | None, int | None]:
    """Return integers between which all values of a function lie strictly."""
    lows, highs = [part.low for part in facts.range], [part.high for part in facts.range]
    low = None if None in lows else min(floor(end.below) - part.low_closed * (end.value is not None)
                                        for part, end in zip(facts.range, lows, strict=True) if end)  # fmt: skip
    high = None if None in highs else max(ceil(end.above) + part.high_closed * (end.value is not None)
                                          for part, end in zip(facts.range, highs, strict=True) if end)  # fmt: skip
    return low, high


# Functions that are defined everywhere and not algebraic: for the solver, any values in their range.


RANGES = {name: _open_range(facts) for name, facts in REALS.items() if facts.is_total and facts.over}
CONSTANTS = {"pi": (fmpq(333, 106), fmpq(355, 113)), "e": (fmpq(19, 7), fmpq(193, 71))}  # between which each lies
