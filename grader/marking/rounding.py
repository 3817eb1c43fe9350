"""Scores as people see them: rounded to a unit, by default a hundredth, halves up."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from grader.verdict import ROUNDING

KNOWN = 4096  # scores whose rounding is known; a class has few


def rounded(score: Fraction, unit: Fraction = ROUNDING) -> Fraction:
    """Return the multiple of `unit` nearest to `score`, halves up."""
    if unit.numerator == 1 and unit.denominator % score.denominator == 0:
        return score  # a multiple already, as most are
    return _rounded(score.numerator, score.denominator, unit.numerator, unit.denominator)


@lru_cache(KNOWN)
def _rounded(over: int, under: int, unit_over: int, unit_under: int) -> Fraction:
    units = (2 * over * unit_under + under * unit_over) // (2 * under * unit_over)
    return Fraction(units * unit_over, unit_under)


def score_text(score: Fraction) -> str:
    """Return a score in digits, rounded to a hundredth: `2`, `2.5`, `1.67`."""
    whole, cents = divmod(int(rounded(score) * 100), 100)
    return f"{whole}.{cents:02}".rstrip("0").rstrip(".")
