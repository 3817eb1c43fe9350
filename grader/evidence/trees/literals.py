"""What domains say with numbers that trees spell out."""

from __future__ import annotations

from grader.evidence.trees.polynomials import literal
from grader.language.domains import Domain


def least(domain: Domain) -> int | None:
    """Return the least member of a set of integers n >= n_0, else None."""
    if not domain.is_integer or domain.shape or domain.members is not None or domain.high is not None or domain.nonzero:
        return None
    low = None if domain.low is None else literal(domain.low)
    if domain.base == "size" and domain.low is None:
        return 1
    if low is None or low.denominator != 1:
        return None
    first = int(low) + (0 if domain.low_closed else 1)
    return max(first, 1) if domain.base == "size" else first
