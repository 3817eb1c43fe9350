"""Rounding, of rational numbers exactly and of balls where both ends round alike. A tie has two nearest numbers."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from flint import arb, fmpq

from grader.evidence.numbers.evaluator import Number
from grader.evidence.trees.build import fraction

MAX_EXPONENT = 20_000  # of two, in numbers that are rounded
HALF = Fraction(1, 2)


def rounded_values(value: Number, figures: int | None, places: int | None) -> frozenset[Fraction] | None:
    """Return the nearest numbers with so many significant figures or decimal places, two where there is a tie.

    None where a ball is too wide to tell. Halves up and half-even are both taught, so neither neighbour is wrong.
    """
    if isinstance(value, fmpq):
        return _rounded(fraction(value), figures, places)
    if abs(value) >= arb(2) ** MAX_EXPONENT or not (value == 0 or abs(value) > arb(2) ** -MAX_EXPONENT):
        return None
    low, high = (_rounded(_fraction(end), figures, places) for end in (value.lower(), value.upper()))
    return low if low == high else None


def _fraction(value: arb) -> Fraction:
    mantissa, exponent = (int(part) for part in value.man_exp())
    return Fraction(mantissa) * Fraction(2) ** exponent


def _rounded(value: Fraction, figures: int | None, places: int | None) -> frozenset[Fraction]:
    if figures is not None:
        places = figures - 1 - leading_exponent(value)
    assert places is not None
    unit = Fraction(10) ** -places
    steps = value / unit
    return frozenset({ceil(steps - HALF) * unit, floor(steps + HALF) * unit})


def leading_exponent(value: Fraction) -> int:
    """Return the power of ten of a number's first digit, 0 for 0."""
    if value == 0:
        return 0
    size = abs(value)
    guess = len(str(size.numerator)) - len(str(size.denominator))
    return guess if size >= Fraction(10) ** guess else guess - 1
