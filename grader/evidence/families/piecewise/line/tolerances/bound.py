"""Tolerances on a line: |g| <= t with t = max(absolute, relative |e|), exactly for polynomials on an open interval."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias

from flint import arb, fmpq, fmpq_poly

from grader.evidence.families.piecewise.line.linear.pieces import NIL, End, Rational, inside
from grader.evidence.numbers.evaluator import Number, magnitude
from grader.evidence.signs.enclosures import enclosing
from grader.evidence.signs.roots import Root, real_roots, side, spread
from grader.evidence.trees.ranges.ranges import Range as Stretch
from grader.records import dataclass


@dataclass(frozen=True, slots=True)
class Bound:
    """How far two sides may differ; `strict`: the bound itself is too far."""

    absolute: Rational | None
    relative: Rational | None
    strict: bool

    def excess(self, answer: Number, expected: Number) -> Number:
        """Return by how much the difference of two numbers exceeds the bound."""
        return magnitude(answer - expected) - self.at(expected)

    def at(self, expected: Number) -> Number:
        """Return the bound where this is expected; of balls, too."""
        parts: list[Number] = [] if self.absolute is None else [self.absolute]
        if self.relative is not None:
            parts.append(self.relative * magnitude(expected))
        return parts[0] if len(parts) == 1 else larger(*parts)

    def fails(self, excess: Rational) -> bool:
        """Return whether an exact excess is too much."""
        return bool(excess >= NIL if self.strict else excess > NIL)


def larger(x: Number, y: Number) -> Number:
    """Return the larger of two numbers, exact or balls."""
    if isinstance(x, fmpq) and isinstance(y, fmpq):
        return max(x, y)
    return arb(x).max(arb(y))


def bound_of(absolute: Fraction | None, relative: Fraction | None, strict: bool) -> Bound:
    """Return a bound with exact numbers."""
    exact = [None if part is None else fmpq(part.numerator, part.denominator) for part in (absolute, relative)]
    return Bound(exact[0], exact[1], strict)


Failure: TypeAlias = fmpq | Root  # a place where the bound does not hold, or one where the difference is the bound


def failure(answer: fmpq_poly, expected: fmpq_poly, bound: Bound, low: End, high: End) -> Failure | None:
    """Return a point of an open interval where two polynomials differ too much; None proves that there is none."""
    gap = answer - expected
    if gap.degree() <= 2 and bound.relative is None:
        return _quadratic_failure(gap, bound, low, high)
    tests = [gap * gap - limit * limit for limit in _limits(expected, bound)]
    roots = [root for root in real_roots(_product(tests)) if _is_inside(root, low, high)] if _product(tests) else []
    for sample in spread(roots, Stretch(low, high)):
        if _fails(tests, sample, bound.strict):
            return sample
    return next((root for root in roots if _ties(tests, root)), None) if bound.strict else None


def _limits(expected: fmpq_poly, bound: Bound) -> Iterator[fmpq_poly]:
    if bound.absolute is not None:
        yield fmpq_poly([bound.absolute])
    if bound.relative is not None:
        yield bound.relative * expected


def _product(tests: list[fmpq_poly]) -> fmpq_poly:
    """Return a polynomial with the roots of all tests that are not constant; 0 where there are none."""
    result = fmpq_poly([1])
    for test in tests:
        if test.degree() >= 1:
            result *= test
    return result if result.degree() >= 1 else fmpq_poly([])


def _is_inside(root: Root, low: End, high: End) -> bool:
    return (low is None or side(root, low) > 0) and (high is None or side(root, high) < 0)


def _fails(tests: list[fmpq_poly], x: Rational, strict: bool) -> bool:
    values = [test(x) for test in tests]
    return all(value >= NIL for value in values) if strict else all(value > NIL for value in values)


def _ties(tests: list[fmpq_poly], root: Root) -> bool:
    """Return whether no test is negative at a root of one of them."""
    return all(_sign_at_root(test, root) >= 0 for test in tests)


def _sign_at_root(test: fmpq_poly, root: Root) -> int:
    factor = fmpq_poly(list(root.factor))
    if test.degree() < 1:
        return _sign(test[0])
    if test.gcd(factor).degree() >= 1:  # the factor is irreducible
        return 0
    precision = 64
    while True:
        span = enclosing(root.ball(precision))
        if span.low is not None and span.high is not None:
            others = [other for other in real_roots(test) if side(other, span.low) >= 0 >= side(other, span.high)]
            if not others:
                return _sign(test(span.low))
        precision *= 2


def _sign(value: Rational) -> int:
    return int(value > NIL) - int(value < NIL)


def _quadratic_failure(gap: fmpq_poly, bound: Bound, low: End, high: End) -> Rational | None:
    """Return a point of an open interval where |gap| is too large: its values at the ends are only approached."""
    assert bound.absolute is not None
    if gap.degree() < 1:
        return inside(low, high) if bound.fails(abs(gap[0]) - bound.absolute) else None
    if low is None or high is None:
        return _far(gap, bound.absolute, low, high)
    if gap.degree() == 2 and gap[2] != NIL:
        vertex = -gap[1] / (2 * gap[2])
        if low < vertex < high and bound.fails(abs(gap(vertex)) - bound.absolute):
            return vertex
    for end in (low, high):
        if abs(gap(end)) > bound.absolute:
            return _beside(gap, bound.absolute, end, low, high)
    return None


def _beside(gap: fmpq_poly, limit: Rational, end: Rational, low: Rational, high: Rational) -> Rational:
    """Return a point near an end at which, by continuity, |gap| is still too large."""
    other = low if end == high else high
    step = (other - end) / 2
    while abs(gap(end + step)) <= limit:
        step /= 2
    return end + step


def _far(gap: fmpq_poly, limit: Rational, low: End, high: End) -> Rational:
    """Return a point far out where |gap|, which grows without bound, is too large."""
    start, sign = (low, 1) if high is None and low is not None else (high, -1) if high is not None else (NIL, 1)
    step = fmpq(1)
    while abs(gap(start + sign * step)) <= limit:
        step *= 10
    return start + sign * step


def critical_points(gap: fmpq_poly, low: End, high: End) -> list[Rational]:
    """Return points of an open interval near which |gap| is largest: where its slope is 0, and the middle."""
    found = [inside(low, high)]
    slope = gap.derivative()
    if slope.degree() == 1:
        found.append(-slope[0] / slope[1])
    elif slope.degree() > 1:
        found += [_near(root) for root in real_roots(slope)]
    return [x for x in found if (low is None or low < x) and (high is None or x < high)]


def _near(root: Root) -> Rational:
    if root.rational is not None:
        return root.rational
    mantissa, exponent = root.ball(64).mid().man_exp()
    return fmpq(mantissa) * fmpq(2) ** int(exponent)
