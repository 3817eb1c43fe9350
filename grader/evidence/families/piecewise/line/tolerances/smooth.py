"""Tolerances against smooth functions on a closed interval: certified by enclosures of values and slopes.

An interval on which the enclosures fit is done; one whose midpoint certainly does not fit refutes; others are halved.
With the slope enclosed, g(X) lies in g(m) + g'(X) (X - m), so that the pieces needed grow slowly with the precision.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flint import arb, ctx, fmpq, fmpq_poly

from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError, NoValueError
from grader.evidence.families.piecewise.line.formulas import Formula
from grader.evidence.families.piecewise.line.linear.pieces import Rational
from grader.evidence.families.piecewise.line.tolerances.bound import Bound
from grader.evidence.families.piecewise.line.values import BITS
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.look import see
from grader.evidence.trees.slopes.derivative import differentiated
from grader.language.tree import Derivative, Node
from grader.records import dataclass


@dataclass(frozen=True)
class Curve:
    """A smooth function on an interval: its formula, and the formula of its slope where there is one."""

    formula: Formula
    slope: Formula | None
    name: str
    context: Context

    def at(self, x: arb) -> arb | None:
        """Return an enclosure of the values on a ball, None where there is none."""
        return self._value(self.formula, x)

    def slope_at(self, x: arb) -> arb | None:
        """Return an enclosure of the slopes on a ball, None where there is none."""
        return None if self.slope is None else self._value(self.slope, x)

    def _value(self, formula: Formula, x: arb) -> arb | None:
        if isinstance(formula, fmpq_poly):
            result = arb(0)
            for factor in reversed(formula.coeffs()):
                result = result * x + factor
            return result
        found = see(self.context, formula, {self.name: x}, BITS)
        return None if isinstance(found, NoValueError) else arb(found)


def curve(formula: Formula, name: str, context: Context, budget: Budget) -> Curve:
    """Return a formula with its slope, ready to be enclosed."""
    return Curve(formula, _slope(formula, name, budget), name, context)


def _slope(formula: Formula, name: str, budget: Budget) -> Formula | None:
    if isinstance(formula, fmpq_poly):
        return formula.derivative()
    try:
        found: Node = differentiated(Derivative(formula, name), budget)
    except DeclinedError:
        return None
    return found


@dataclass
class Search:
    """A search for a point where two curves differ too much, and a count of the intervals that it may still cut."""

    bound: Bound
    left: int

    def settle(self, answer: Curve, expected: Curve, low: Rational, high: Rational) -> Any:
        """Return True where the curves certainly fit on [low, high], a point where they do not, or None."""
        waiting = [(low, high)]
        while waiting:
            if self.left == 0:
                return None
            self.left -= 1
            start, stop = waiting.pop()
            with ctx.workprec(BITS):
                if self._fits(answer, expected, start, stop):
                    continue
            middle = (start + stop) / 2
            excess = self.excess(answer, expected, middle)
            if excess is not None and bool(excess > 0):
                return middle
            waiting += [(middle, stop), (start, middle)]
        return True

    def excess(self, answer: Curve, expected: Curve, x: Rational) -> arb | None:
        """Return an enclosure of how much the difference exceeds the bound at a point."""
        with ctx.workprec(BITS):
            values = answer.at(arb(x)), expected.at(arb(x))
            if values[0] is None or values[1] is None:
                return None
            return abs(values[0] - values[1]) - arb(self.bound.at(values[1]))

    def _fits(self, answer: Curve, expected: Curve, start: Rational, stop: Rational) -> bool:
        whole = arb(start).union(arb(stop))
        first, second = answer.at(whole), expected.at(whole)
        if first is None or second is None:
            return False
        limit = arb(self.bound.at(second))
        if self._below(first - second, limit):
            return True
        gap = self._by_slope(answer, expected, whole, arb((start + stop) / 2))
        return gap is not None and self._below(gap, limit)

    def _by_slope(self, answer: Curve, expected: Curve, whole: arb, middle: arb) -> arb | None:
        first, second = answer.at(middle), expected.at(middle)
        steep, other = answer.slope_at(whole), expected.slope_at(whole)
        if first is None or second is None or steep is None or other is None:
            return None
        return (first - second) + (steep - other) * (whole - middle)

    def _below(self, gap: arb, limit: arb) -> bool:
        return bool(abs(gap) < limit) if self.bound.strict else bool(abs(gap) <= limit)


SAMPLES = 4  # points of an interval looked at for the largest difference
ROUNDS = 12  # times the neighbourhood of the largest difference is narrowed


def largest(
    search: Search, answer: Curve, expected: Curve, low: Rational, high: Rational
) -> tuple[arb, Rational] | None:
    """Return about where two curves differ most beyond the bound inside an interval, and by how much."""
    points = [low + (high - low) * fmpq(2 * i + 1, 2 * SAMPLES) for i in range(SAMPLES)]
    return _best(search, answer, expected, points)


def narrowed(
    search: Search, answer: Curve, expected: Curve, around: Rational, low: Rational, high: Rational
) -> Rational:
    """Return a point near another one, in the same interval, where two curves differ most beyond the bound."""
    width = (high - low) / (2 * SAMPLES)
    for _ in range(ROUNDS):
        near = [x for x in (around - width, around, around + width) if low < x < high]
        best = _best(search, answer, expected, near)
        around = around if best is None else best[1]
        width /= 2
    return around


def _best(search: Search, answer: Curve, expected: Curve, points: Sequence[Rational]) -> tuple[arb, Rational] | None:
    found = [(excess.mid(), x) for x, excess in _excesses(search, answer, expected, points)]
    return max(found, key=lambda pair: pair[0], default=None)


def _excesses(
    search: Search, answer: Curve, expected: Curve, points: Sequence[Rational]
) -> Iterator[tuple[Rational, arb]]:
    for x in points:
        excess = search.excess(answer, expected, x)
        if excess is not None:
            yield x, excess
