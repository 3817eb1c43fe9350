"""What domains of symbols and rows of functions say, as ranges."""

from __future__ import annotations

from functools import cache

from grader.evidence.functions import REALS, Interval
from grader.evidence.signs.ranges import ANY, ONE, Range, exactly, fmpq_of, hull, integral
from grader.evidence.trees.polynomials import rational_literal
from grader.language.domains import Domain


def range_of_domain(domain: Domain) -> Range:
    """Return a range that holds all values of a domain of real numbers; bounds that are no literals are left out."""
    if domain.members is not None:
        members = [rational_literal(member) for member in domain.members]
        known = [exactly(member) for member in members if member is not None]
        return hull(known) if known and len(known) == len(members) else ANY
    low, high = (None if end is None else rational_literal(end) for end in (domain.low, domain.high))
    low_open = low is None or not domain.low_closed
    if domain.base == "size" and (low is None or low < ONE):
        low, low_open = ONE, False
    found = Range(low, high, low_open, high is None or not domain.high_closed, domain.nonzero, domain.is_integer)
    return integral(found) if found.integer else found


def range_of_interval(span: Interval) -> Range:
    """Return an interval of a row as a range, irrational ends rounded outward."""
    low = None if span.low is None else fmpq_of(span.low.below)
    high = None if span.high is None else fmpq_of(span.high.above)
    return Range(low, high, not span.low_closed, not span.high_closed)


@cache
def values_of(name: str) -> Range:
    """Return a range that holds all values of a known function of one real number."""
    return hull(map(range_of_interval, REALS[name].range))
