"""Rounding half-even, of rational numbers exactly and of balls where both ends round alike."""

from __future__ import annotations

from fractions import Fraction

from flint import arb, fmpq

from grader.evidence.numbers.evaluator import Number

MAX_EXPONENT = 20_000  # of two, in numbers that are rounded


def rounded_value(value: Number, figures: int | None, places: int | None) -> Fraction | None:
    """Return a number rounded to significant figures or decimal places; None where a ball is too wide to tell."""
    if isinstance(value, fmpq):
        return _rounded(Fraction(int(value.p), int(value.q)), figures, places)
    if abs(value) >= arb(2) ** MAX_EXPONENT or not (value == 0 or abs(value) > arb(2) ** -MAX_EXPONENT):
        return None
    low, high = (_rounded(_fraction(end), figures, places) for end in (value.lower(), value.upper()))
    return low if low == high else None


def _fraction(value: arb) -> Fraction:
    mantissa, exponent = (int(part) for part in value.man_exp())
    return Fraction(mantissa) * Fraction(2) ** exponent


def _rounded(value: Fraction, figures: int | None, places: int | None) -> Fraction:
    if figures is not None:
        places = figures - 1 - leading_exponent(value)
    assert places is not None
    return round(value * Fraction(10) ** places) / Fraction(10) ** places


def leading_exponent(value: Fraction) -> int:
    """Return the power of ten of a number's first digit, 0 for 0."""
    if value == 0:
        return 0
    size = abs(value)
    guess = len(str(size.numerator)) - len(str(size.denominator))
    return guess if size >= Fraction(10) ** guess else guess - 1
