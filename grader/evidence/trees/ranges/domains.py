"""What domains of symbols say, as ranges."""

from __future__ import annotations

from grader.evidence.trees.polynomials import rational_literal
from grader.evidence.trees.ranges.ranges import ANY, ONE, Range, exactly, hull, integral
from grader.language.domains import Domain


def range_of_domain(domain: Domain) -> Range:
    """Return a range that holds all values of a domain of real numbers; bounds that are no literals are left out."""
    if domain.members is not None:
        members = [rational_literal(member) for member in domain.members]
        known = [exactly(member) for member in members if member is not None]
        return hull(known) if known and len(known) == len(members) else ANY
    low = None if domain.low is None else rational_literal(domain.low)
    high = None if domain.high is None else rational_literal(domain.high)
    low_open = low is None or not domain.low_closed
    if domain.base == "size" and (low is None or low < ONE):
        low, low_open = ONE, False
    found = Range(low, high, low_open, high is None or not domain.high_closed, domain.nonzero, domain.is_integer)
    return integral(found) if found.integer else found
