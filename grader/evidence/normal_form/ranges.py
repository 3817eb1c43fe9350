"""Exact interval arithmetic with open, closed and infinite ends, for the values of polynomials of kernels."""

from __future__ import annotations

from typing import Any

from flint import fmpq

from grader.evidence.normal_form.kernels import EVERYTHING, FROM_ZERO, Poly, Range, Rational
from grader.evidence.normal_form.tower import Tower

NEGATIVE, ZERO, POSITIVE = 1, 2, 4
ANY = NEGATIVE | ZERO | POSITIVE
NIL = fmpq(0)
ONE = fmpq(1)


def mask_of(values: Range) -> int:
    """Return the signs that occur in a range."""
    if not values.mask:
        values.mask = _mask_of(values)
    return values.mask


def _mask_of(values: Range) -> int:
    mask = ANY
    low, high = values.low, values.high
    if low is not None and low >= NIL:
        mask &= ~NEGATIVE
        if low > NIL or not values.low_closed:
            mask &= ~ZERO
    if high is not None and high <= NIL:
        mask &= ~POSITIVE
        if high < NIL or not values.high_closed:
            mask &= ~ZERO
    return mask


def sign_of(value: Rational) -> int:
    """Return the mask of a rational number."""
    if value == NIL:
        return ZERO
    return POSITIVE if value > NIL else NEGATIVE


def plus(a: Range, b: Range) -> Range:
    """Return the range of a sum."""
    low = None if a.low is None or b.low is None else a.low + b.low
    high = None if a.high is None or b.high is None else a.high + b.high
    return Range(low, high, a.low_closed and b.low_closed, a.high_closed and b.high_closed)


def scaled(a: Range, factor: Any) -> Range:
    """Return the range of a multiple by a nonzero rational number."""
    if a.low is None and a.high is None:
        return a
    low = None if a.low is None else a.low * factor
    high = None if a.high is None else a.high * factor
    if factor > NIL:
        return Range(low, high, a.low_closed, a.high_closed)
    return Range(high, low, a.high_closed, a.low_closed)


def powered(a: Range, exponent: int) -> Range:
    """Return the range of a power with a positive exponent."""
    if exponent == 1:
        return a
    if a.low is None and a.high is None:
        return EVERYTHING if exponent % 2 else FROM_ZERO
    if a.low is not None and a.low >= NIL:
        return Range(a.low**exponent, None if a.high is None else a.high**exponent, a.low_closed, a.high_closed)
    if exponent % 2:
        low = None if a.low is None else a.low**exponent
        high = None if a.high is None else a.high**exponent
        return Range(low, high, a.low_closed, a.high_closed)
    if a.high is not None and a.high <= NIL:
        return powered(scaled(a, fmpq(-1)), exponent)
    if a.low is None or a.high is None:
        return Range(NIL, None, True, False)
    return Range(NIL, max(-a.low, a.high) ** exponent, True, True)


def times(a: Range, b: Range) -> Range:
    """Return the range of a product of two factors; exact where both are at least 0."""
    a_sign, b_sign = mask_of(a), mask_of(b)
    if not a_sign & NEGATIVE and not b_sign & NEGATIVE:
        return _upward(a, b)
    if a_sign & NEGATIVE and not a_sign & POSITIVE:
        return scaled(times(scaled(a, fmpq(-1)), b), fmpq(-1))
    if b_sign & NEGATIVE and not b_sign & POSITIVE:
        return scaled(times(a, scaled(b, fmpq(-1))), fmpq(-1))
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return EVERYTHING
    corners = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    return Range(min(corners), max(corners), True, True)


def _upward(a: Range, b: Range) -> Range:
    assert a.low is not None
    assert b.low is not None
    low = a.low * b.low
    low_closed = (a.low_closed and b.low_closed) or _attains_zero(a) or _attains_zero(b)
    if a.high is None or b.high is None:
        return Range(low, None, low_closed, False)
    high = a.high * b.high
    return Range(low, high, low_closed, bool(high == NIL) or (a.high_closed and b.high_closed))


def _attains_zero(a: Range) -> bool:
    return bool(a.low == NIL) and a.low_closed


def is_bounded(values: Range) -> bool:
    """Return whether a range has an end."""
    return values.low is not None or values.high is not None


def of_poly(tower: Tower, poly: Poly, given: dict[int, Range]) -> Range:
    """Return a range that holds all values of a polynomial; `given` narrows kernels by index."""
    total: Range | None = None
    top = tower.plan.size - 1
    tower.budget.spend(len(poly) // 8)
    for powers, coefficient in poly.terms():
        term: Range | None = None
        for place, power in enumerate(powers):
            if power:
                kernel = tower.kernels[top - place]
                factor = powered(given.get(kernel.index, kernel.range), power)
                term = factor if term is None else times(term, factor)
        if term is None:
            term = Range(coefficient, coefficient, True, True)
        elif coefficient != ONE:
            term = scaled(term, coefficient)
        total = term if total is None else plus(total, term)
        if total.low is None and total.high is None:
            return EVERYTHING
    return total or Range(NIL, NIL, True, True)


def product(a: int, b: int) -> int:
    """Return the signs of a product."""
    mask = (a | b) & ZERO
    if (a & POSITIVE and b & POSITIVE) or (a & NEGATIVE and b & NEGATIVE):
        mask |= POSITIVE
    if (a & POSITIVE and b & NEGATIVE) or (a & NEGATIVE and b & POSITIVE):
        mask |= NEGATIVE
    return mask


def flipped(mask: int) -> int:
    """Return the signs of the negative."""
    return mask & ZERO | (POSITIVE if mask & NEGATIVE else 0) | (NEGATIVE if mask & POSITIVE else 0)


def raised(mask: int, exponent: int) -> int:
    """Return the signs of an integer power."""
    if exponent % 2:
        return mask
    return mask & ZERO | (POSITIVE if mask & ~ZERO else 0)
