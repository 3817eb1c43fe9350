"""Real roots of polynomials with rational coefficients: isolated, ordered and compared exactly."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import flint
from flint import arb, fmpq, fmpq_poly, fmpz_poly

from grader.evidence.budget import ExceededError
from grader.evidence.signs.enclosures import enclosing
from grader.evidence.trees.polynomials import real_roots_of
from grader.evidence.trees.ranges.ranges import Range, Rational
from grader.evidence.trees.ranges.sign import Sign
from grader.evidence.trees.ranges.simplest import simplest
from grader.records import dataclass

START_PRECISION = 64  # bits of the first look at a root
MAX_PRECISION = 4_096  # bits of a ball that tells roots apart
MAX_DEGREE = 64  # of a polynomial whose roots are isolated


@dataclass(frozen=True, slots=True)
class Root:
    """The `index`-th real root, counted from the left, of an irreducible polynomial (lowest coefficient first)."""

    factor: tuple[int, ...]
    index: int

    @property
    def rational(self) -> Rational | None:
        """Return the root where it is rational."""
        return fmpq(-self.factor[0], self.factor[1]) if len(self.factor) == 2 else None

    def ball(self, precision: int = START_PRECISION) -> arb:
        """Return an enclosure that holds no other real root of the same polynomial."""
        return _isolated(self.factor, precision)[self.index]


@lru_cache(maxsize=256)
def _isolated(factor: tuple[int, ...], precision: int) -> tuple[arb, ...]:
    with flint.ctx.workprec(precision):
        if len(factor) == 2:
            return (arb(fmpq(-factor[0], factor[1])),)
        return tuple(sorted(real_roots_of(fmpz_poly(list(factor))), key=lambda ball: ball.mid()))


def real_roots(polynomial: Any) -> list[Root]:
    """Return the distinct real roots of a nonzero `fmpq_poly`, from left to right."""
    if polynomial.degree() > MAX_DEGREE:
        raise ExceededError("max_degree")
    _, factors = polynomial.numer().factor()
    found = [
        Root(key, index)
        for factor, _ in factors
        if factor.degree() > 0
        for key in (tuple(int(c) for c in factor.coeffs()),)
        for index in range(len(_isolated(key, START_PRECISION)))
    ]
    return in_order(found)


Repeated = tuple[int, dict[Root, int]]  # the sign far to the left, as the bits of `Sign`, and the roots


def repeated_roots(polynomial: fmpz_poly) -> Repeated:
    """Return a polynomial's sign far to the left of its real roots, and how often it has each of them.

    Raises ExceededError where the degree is too large.
    """
    degree = polynomial.degree()
    if degree > MAX_DEGREE:
        raise ExceededError("max_degree")
    if degree < 0:
        return 2, {}
    lead, factors = polynomial.factor()
    found = {}
    for factor, times in factors:
        key = tuple([int(c) for c in factor.coeffs()])
        count = 1 if len(key) == 2 else len(_isolated(key, START_PRECISION))
        found.update({Root(key, index): times for index in range(count)})
    return 4 if (lead > 0) == (degree % 2 == 0) else 1, found


def in_order(roots: list[Root]) -> list[Root]:
    """Return roots from left to right."""
    out: list[Root] = []
    for root in roots:
        place = len(out)
        while place and less(root, out[place - 1]):
            place -= 1
        out.insert(place, root)
    return out


def less(a: Root, b: Root) -> bool:
    """Whether root a < root b."""
    if a.factor == b.factor:
        return a.index < b.index
    if len(a.factor) == 2 and len(b.factor) == 2:
        return -a.factor[0] * b.factor[1] < -b.factor[0] * a.factor[1]
    precision = START_PRECISION
    while precision <= MAX_PRECISION:
        x, y = a.ball(precision), b.ball(precision)
        if x < y or x > y:
            return bool(x < y)
        precision *= 2
    raise ExceededError("max_precision")


def side(root: Root, value: Rational) -> int:
    """Return -1, 0 or 1 where the root is below, at or above a rational number."""
    exact = root.rational
    if exact is not None:
        return int(exact > value) - int(exact < value)
    precision = START_PRECISION
    while precision <= MAX_PRECISION:
        ball = root.ball(precision)
        if ball < arb(value) or ball > arb(value):
            return 1 if ball > arb(value) else -1
        precision *= 2
    raise ExceededError("max_precision")


def signs_on(coefficients: list[Rational], over: Range) -> Sign:
    """Return exactly the signs that a polynomial in one variable takes on a range."""
    polynomial = fmpq_poly(coefficients)
    roots = real_roots(polynomial)
    mask, inner = 0, []
    for root in roots:
        below = side(root, over.low) if over.low is not None else 1
        above = side(root, over.high) if over.high is not None else -1
        inside = below > 0 > above
        if inside:
            inner.append(root)
        is_end = (below == 0 and not over.low_open) or (above == 0 and not over.high_open)
        if (inside or is_end) and not (over.nonzero and root.factor == (0, 1)):
            mask |= 2
    if over.point is not None:
        return Sign(mask or _sign_at(polynomial, over.point))
    for sample in spread(inner, over):
        mask |= _sign_at(polynomial, sample)
    return Sign(mask)


def spread(inner: list[Root], over: Range) -> list[Rational]:
    """Return a sample in each piece; enclosures of neighbouring roots are refined until they are apart."""
    precision = START_PRECISION
    while precision <= MAX_PRECISION:
        spans = [enclosing(root.ball(precision)) for root in inner]
        ends = [over.low, *(end for span in spans for end in (span.low, span.high)), over.high]
        pairs = list(zip(ends[::2], ends[1::2], strict=True))
        if all(a is None or b is None or a < b for a, b in pairs):
            return [simplest(a, b) for a, b in pairs]
        precision *= 2
    raise ExceededError("max_precision")


def _sign_at(polynomial: Any, value: Rational) -> int:
    result = polynomial(value)
    return 4 if result > 0 else 1 if result < 0 else 2
