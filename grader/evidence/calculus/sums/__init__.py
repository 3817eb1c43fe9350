"""Sums with closed forms that are no geometric ones: `finite_sum`, `choice_series`, `rational_series`,
`taylor_series`."""

from __future__ import annotations

from grader.evidence.calculus.sums.finite import finite_sum
from grader.evidence.calculus.sums.negative import choice_series
from grader.evidence.calculus.sums.rational import rational_series
from grader.evidence.calculus.sums.taylor import taylor_series

__all__ = ["choice_series", "finite_sum", "rational_series", "taylor_series"]
