"""Scores as people see them: rounded to a unit, by default a hundredth, halves up."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from grader.verdict import ROUNDING


def rounded(score: Fraction, unit: Fraction = ROUNDING) -> Fraction:
    """Return the multiple of `unit` nearest to `score`, halves up."""
    if unit.numerator == 1 and unit.denominator % score.denominator == 0:
        return score  # a multiple already, as most are
    return floor(score / unit + Fraction(1, 2)) * unit


def score_text(score: Fraction) -> str:
    """Return a score in digits, rounded to a hundredth: `2`, `2.5`, `1.67`."""
    whole, cents = divmod(int(rounded(score) * 100), 100)
    return f"{whole}.{cents:02}".rstrip("0").rstrip(".")
