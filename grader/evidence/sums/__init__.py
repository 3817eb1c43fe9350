"""Sums with closed forms that are no geometric ones: `finite_sum`, `rational_series`."""

from __future__ import annotations

from grader.evidence.sums.closed import finite_sum
from grader.evidence.sums.rational import rational_series

__all__ = ["finite_sum", "rational_series"]
