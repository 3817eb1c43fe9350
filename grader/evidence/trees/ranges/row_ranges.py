"""What rows of functions say, as ranges."""

from __future__ import annotations

from functools import cache

from grader.evidence.functions.row import Interval
from grader.evidence.functions.table import REALS
from grader.evidence.trees.ranges.ranges import Range, fmpq_of, hull


def range_of_interval(span: Interval) -> Range:
    """Return an interval of a row as a range, irrational ends rounded outward."""
    low = None if span.low is None else fmpq_of(span.low.below)
    high = None if span.high is None else fmpq_of(span.high.above)
    return Range(low, high, not span.low_closed, not span.high_closed)


@cache
def values_of(name: str) -> Range:
    """Return a range that holds all values of a known function of one real number."""
    return hull(map(range_of_interval, REALS[name].range))
