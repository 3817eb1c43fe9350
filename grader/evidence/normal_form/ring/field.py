"""Fractions of polynomials over Q, reduced by relations between the generators; every operation is guarded."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq

from grader.evidence.budget import Budget, ExceededError
from grader.evidence.errors import DeclinedError
from grader.evidence.normal_form.ring import guard
from grader.evidence.normal_form.ring.kernels import (
    Element,
    Kernel,
    Plan,
    Poly,
    Rational,
    Relation,
    number,
    ring_of,
)

PASSES = 4  # of reductions
MAX_STEPS = 1 << 30
BITS_WORTH_COUNTING = 4_000  # of a product of coefficients: below, their true height is not asked for
NIL = fmpq(0)


class ZeroDivisorError(DeclinedError):
    """A denominator is 0 wherever the expression is looked at."""


class Field:
    """The arithmetic of elements."""

    def __init__(self, budget: Budget, plan: Plan) -> None:
        self.budget = budget
        self.plan = plan
        self.max_bits = budget.limits.max_bits
        self.ring, self.gens, self.one, self.nil = ring_of(plan.size)
        self.kernels: list[Kernel] = []
        self.relations: list[Relation] = []  # the newest first

    def rational(self, value: Rational) -> Element:
        """Return a rational number as an element."""
        bits = int(value.height_bits())
        if bits > self.max_bits:
            raise ExceededError("max_bits")
        return Element(self.ring.constant(value), self.one, bits)

    def literal(self, value: Fraction) -> Element:
        """Return a number of a tree as an element."""
        element = number(self.plan.size, *value.as_integer_ratio())
        if element.bits > self.max_bits:
            raise ExceededError("max_bits")
        return element

    def poly(self, num: Poly, bits: int = 1) -> Element:
        """Return a polynomial as an element."""
        return Element(num, self.one, bits)

    def add(self, a: Element, b: Element) -> Element:
        """Return a + b."""
        if a.den is b.den or a.den == b.den:
            return Element(a.num + b.num, a.den, (a.bits if a.bits > b.bits else b.bits) + 1)
        bits = self.bits(a, b)
        left, right = a.den, b.den
        if left is not self.one and right is not self.one:
            common = self.gcd(left, right, bits)
            if common != self.one:
                left, right = left / common, right / common
        num = self.times(a.num, right, bits) + self.times(b.num, left, bits)
        return Element(num, self.clean(self.times(left, b.den, bits)), bits + 1)

    def mul(self, a: Element, b: Element) -> Element:
        """Return a b."""
        if a.num is a.den:
            return b
        bits = self.bits(a, b)
        num = self.times(a.num, b.num, bits)
        if a.den is b.den is self.one:
            return Element(num, self.one, bits)
        return Element(num, self.clean(self.times(a.den, b.den, bits)), bits)

    def times(self, p: Poly, q: Poly, bits: int) -> Poly:
        """Return a product of polynomials whose coefficients together have so many bits."""
        if bits > self.max_bits:
            raise ExceededError("max_bits")
        if p is self.one:
            return q
        if q is self.one:
            return p
        terms = len(p) * len(q)
        if terms > guard.FREE:
            guard.product(terms, self.budget)
        return p * q

    def bits(self, a: Element, b: Element) -> int:
        """Return a bound of the bits of a product's coefficients."""
        few, many = len(a.num), len(b.num)
        bits = a.bits + b.bits + (few if few < many else many).bit_length()
        return bits if bits < BITS_WORTH_COUNTING else self.height(a) + self.height(b) + bits.bit_length()

    def height(self, a: Element) -> int:
        """Return the largest number of bits of a coefficient, counted."""
        return max(int(c.height_bits()) for p in (a.num, a.den) for c in (*p.coeffs(), fmpq(1)))

    def clean(self, den: Poly) -> Poly:
        """Return the denominator; the very object `one` where it is 1, so that polynomials are known by identity."""
        return self.one if den == self.one else den

    def neg(self, a: Element) -> Element:
        """Return -a."""
        return Element(-a.num, a.den, a.bits)

    def sub(self, a: Element, b: Element) -> Element:
        """Return a - b."""
        if a.den is b.den:
            return Element(a.num - b.num, a.den, (a.bits if a.bits > b.bits else b.bits) + 1)
        return self.add(a, self.neg(b))

    def scale(self, a: Element, factor: Rational) -> Element:
        """Return factor a."""
        return Element(a.num * factor, a.den, a.bits + int(factor.height_bits()))

    def inverse(self, a: Element) -> Element:
        """Return 1 / a, for an `a` that is 0 nowhere where the expression is defined."""
        num = self.reduce(a.num)
        if not num:
            raise ZeroDivisorError("a denominator that is 0")
        if len(num) == 1 and num.is_constant():
            value = num.coefficient(0)
            return Element(a.den * (1 / value), self.one, a.bits + int(value.height_bits()))
        return Element(a.den, num, a.bits)

    def div(self, a: Element, b: Element) -> Element:
        """Return a / b."""
        return self.mul(a, self.inverse(b))

    def power(self, a: Element, exponent: int) -> Element:
        """Return a^exponent for an integer; a^0 is 1."""
        if exponent == 1:
            return a
        if exponent < 0:
            return self.power(self.inverse(a), -exponent)
        bits = 1 if len(a.num) == 1 and a.bits == 1 else a.bits
        guard.power(a.num, bits, exponent, len(self.kernels), self.budget)
        den = self.one
        if a.den is not self.one:
            guard.power(a.den, bits, exponent, len(self.kernels), self.budget)
            den = a.den**exponent
        return Element(a.num**exponent, den, exponent * (bits + max(len(a.num), len(a.den)).bit_length()))

    # Normal forms.

    def gcd(self, a: Poly, b: Poly, bits: int) -> Poly:
        """Return the greatest common divisor, with leading coefficient 1."""
        guard.factors(a, bits, self.budget)
        guard.factors(b, bits, self.budget)
        return a.gcd(b)

    def reduce(self, poly: Poly, extra: tuple[Relation, ...] = ()) -> Poly:
        """Return the polynomial reduced by `extra` and by the relations, newest first."""
        relations = [*extra, *self.relations] if extra else self.relations
        if not relations:
            return poly
        for _ in range(PASSES):
            changed = False
            degrees = poly.degrees()
            for relation in relations:
                place, power = relation.lead[0]
                if degrees[place] >= power and (steps := _steps(degrees, relation)):
                    guard.substitution(len(poly), len(relation.poly) - 1, steps, self.budget)
                    poly = poly % relation.poly
                    degrees, changed = poly.degrees(), True
            if not changed:
                break
        return poly

    def normal(self, a: Element) -> Element:
        """Return the element reduced, without common factors, with the denominator's leading coefficient 1."""
        num, den = self.reduce(a.num), a.den
        if den is self.one:
            return a if num is a.num else Element(num, den, a.bits)
        den = self.reduce(den)
        if not den:
            raise ZeroDivisorError("a denominator that is 0")
        common = self.gcd(num, den, a.bits)
        if common != self.one:
            num, den = num / common, den / common
        lead = den.coefficient(0)
        if lead == 1:
            return Element(num, self.clean(den), a.bits + 1)
        lead = 1 / lead
        return Element(num * lead, self.clean(den * lead), a.bits + int(lead.height_bits()))

    def constant(self, a: Element) -> Rational | None:
        """Return the rational number that an element is, if it is one."""
        num = a.num
        if a.den is self.one and len(num) <= 1 and num.is_constant():
            return num.coefficient(0) if num else NIL
        if a.den is self.one and not self.relations:
            return None
        normal = self.normal(a)
        if normal.den is not self.one or len(normal.num) > 1 or not normal.num.is_constant():
            return None
        return normal.num.coefficient(0) if normal.num else NIL


def _steps(degrees: tuple[int, ...], relation: Relation) -> int:
    """Return how often a relation may apply to a polynomial of these degrees; those of 0 are negative."""
    least = MAX_STEPS
    for place, power in relation.lead:
        degree = degrees[place]
        if degree < power:
            return 0
        least = min(least, degree // power)
    return least
