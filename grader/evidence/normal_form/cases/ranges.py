"""Ranges of polynomials of kernels, and signs of rational numbers."""

from __future__ import annotations

from flint import fmpq

from grader.evidence.normal_form.ring.kernels import EVERYTHING, Poly, Rational
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.trees.ranges.ranges import Range, added, exactly, multiplied, power, scaled
from grader.evidence.trees.ranges.sign import NEGATIVE, POSITIVE, ZERO

NIL = fmpq(0)
ONE = fmpq(1)


def sign_of(value: Rational) -> int:
    """Return the mask of a rational number."""
    if value == NIL:
        return ZERO
    return POSITIVE if value > NIL else NEGATIVE


def of_poly(tower: Tower, poly: Poly, given: dict[int, Range]) -> Range:
    """Return a range that holds all values of a polynomial; `given` narrows kernels by index."""
    total: Range | None = None
    top = tower.plan.size - 1
    tower.budget.spend(len(poly) // 8)
    for powers, coefficient in poly.terms():
        term: Range | None = None
        for place, exponent in enumerate(powers):
            if exponent:
                kernel = tower.kernels[top - place]
                factor = power(given.get(kernel.index, kernel.range), exponent)
                term = factor if term is None else multiplied(term, factor)
        if term is None:
            term = exactly(coefficient)
        elif coefficient != ONE:
            term = scaled(term, coefficient)
        total = term if total is None else added(total, term)
        if total.low is None and total.high is None:
            return EVERYTHING
    return total or exactly(NIL)
