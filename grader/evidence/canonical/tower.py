"""The ring that expressions are normalised in: fractions of polynomials over Q whose generators are kernels.

A kernel stands for a real function on the whole domain: a variable, exp(m), |f|^(1/u), log|f|, the sign of f, cos m …
Where its defining expression has no value the kernel takes an arbitrary one, so relations between kernels
(`relations`, such as a^2 = f) hold at every point where the expressions they come from are defined, and an element
equals its expression wherever that is defined; there its denominator is not 0.

Later kernels are larger in the lexicographic order, so that a relation's leading term is a power of its own kernel.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import lcm
from typing import Any

from flint import fmpq, fmpq_mpoly

from grader.evidence.budget import Budget, ExceededError
from grader.evidence.canonical import guard
from grader.evidence.canonical.kernels import (
    EVERYTHING,
    Element,
    Kernel,
    Plan,
    Poly,
    Range,
    Rational,
    Relation,
    RestartError,
    UnsupportedError,
    number,
    ring_of,
)

MAX_KERNELS = 64


PASSES = 4  # of reductions
MAX_STEPS = 1 << 30
BITS_WORTH_COUNTING = 4_000
NIL = fmpq(0)


class Tower:
    """Kernels, relations and the arithmetic of elements."""

    def __init__(self, budget: Budget, plan: Plan) -> None:
        self.budget = budget
        self.plan = plan
        self.max_bits = budget.limits.max_bits
        self.ring, self.gens, self.one, self.nil = ring_of(plan.size)
        self.kernels: list[Kernel] = []
        self.by_kind: dict[str, list[Kernel]] = defaultdict(list)
        self.relations: list[Relation] = []  # the newest first
        self.factored: list[tuple[Poly, Any]] = []
        self.universal: Any = None  # the case without facts
        self.has_numbers = False  # some kernel is a constant
        self.is_real = True  # all kernels are

    # Kernels.

    def find(self, kind: str, args: tuple[Any, ...]) -> Kernel | None:
        """Return the kernel of that kind and arguments, if there is one."""
        for kernel in self.by_kind[kind]:
            if kernel.args == args:
                return kernel
        return None

    def kernel(
        self, kind: str, args: tuple[Any, ...], range: Range = EVERYTHING, nonzero: bool = False, unit: int = 1
    ) -> Kernel:
        """Return the kernel of that kind and arguments, made where there is none, with a unit that `unit` divides."""
        found = self.find(kind, args)
        if found is None:
            return self.make(kind, args, range, nonzero, unit)
        self.refine(found, unit)
        return found

    def make(self, kind: str, args: tuple[Any, ...], range: Range, nonzero: bool, unit: int = 1) -> Kernel:
        """Make a kernel; raises `RestartError` where the ring has no room."""
        index = len(self.kernels)
        if index >= self.plan.size:
            if self.plan.size >= MAX_KERNELS:
                raise ExceededError("max_nodes")
            self.plan.size *= 2
            raise RestartError
        self.budget.spend()
        gen = self.gens[index]
        kernel = Kernel(kind, args, index, gen, Element(gen, self.one, 1), range, unit, nonzero)
        if kind != "var":
            self._inherit(kernel)
        if self.plan.units:
            kernel.unit = lcm(unit, self.plan.units.get((kind, self.name(kernel)), 1))
        if kernel.unit > self.budget.limits.max_degree:
            raise ExceededError("max_degree")
        self.kernels.append(kernel)
        self.by_kind[kind].append(kernel)
        return kernel

    def _inherit(self, kernel: Kernel) -> None:
        """Note what a kernel has from those in its arguments."""
        polys = [arg for arg in kernel.args if isinstance(arg, fmpq_mpoly)]
        parts = [part for poly in polys if poly is not self.one for part in self.used(poly)]
        kernel.ground = bool(polys)
        for part in parts:
            kernel.ground = kernel.ground and part.ground
            kernel.real = kernel.real and part.real
            kernel.bound = kernel.bound or part.bound
        self.has_numbers = self.has_numbers or kernel.ground

    def set_real(self, kernel: Kernel, is_real: bool) -> None:
        """Say whether the values of a kernel are surely real."""
        kernel.real = is_real
        self.is_real = self.is_real and is_real

    def name(self, kernel: Kernel) -> int:
        """Return a number that names a kernel, also after a restart."""
        if not kernel.hint:
            kernel.hint = hash((kernel.kind, tuple(self.hint(arg) for arg in kernel.args)))
        return kernel.hint

    def hint(self, arg: Any) -> int:
        """Return a number that names an argument, also after a restart."""
        if not isinstance(arg, type(self.one)):
            return hash(arg)
        terms = []
        for powers, coefficient in arg.terms():
            top = len(powers) - 1
            parts = [(self.name(self.kernels[top - i]), power) for i, power in enumerate(powers) if power]
            terms.append((str(coefficient), tuple(sorted(parts))))
        return hash(tuple(sorted(terms)))

    def refine(self, kernel: Kernel, unit: int) -> None:
        """Ask for a unit that `unit` divides; raises `RestartError` where the kernel's is coarser."""
        if kernel.unit % unit:
            finer = lcm(kernel.unit, unit)
            if finer > self.budget.limits.max_degree:
                raise ExceededError("max_degree")
            self.plan.units[kernel.kind, self.name(kernel)] = finer
            raise RestartError

    def relate(self, poly: Poly, *lead: tuple[Kernel, int]) -> None:
        """Record poly = 0, whose leading term is the product of the powers in `lead`."""
        top = self.plan.size - 1
        self.relations.insert(0, Relation(poly, tuple([(top - kernel.index, power) for kernel, power in lead])))

    def relation(self, poly: Poly) -> Relation:
        """Return poly = 0 for a nonzero polynomial as a relation."""
        return Relation(poly, tuple([(place, power) for place, power in enumerate(poly.monomial(0)) if power]))

    def used(self, poly: Poly) -> list[Kernel]:
        """Return the kernels that occur in a polynomial, oldest first."""
        single = self.single(poly)
        if single is not None:
            return [single]
        degrees = poly.degrees()[::-1]
        return [kernel for kernel, degree in zip(self.kernels, degrees, strict=False) if degree > 0]

    def all_real(self, *polys: Poly) -> bool:
        """Return whether all values of the kernels of some polynomials are surely real."""
        return self.is_real or all(kernel.real for poly in polys for kernel in self.used(poly))

    def put(self, poly: Poly, kernel: Kernel, value: Poly) -> Poly:
        """Return a polynomial with another one put in for a kernel."""
        degree = max(0, int(poly.degrees()[self.plan.size - 1 - kernel.index]))
        guard.power(value, 64, degree, len(self.kernels), self.budget)
        places = list(reversed(self.gens))
        places[self.plan.size - 1 - kernel.index] = value
        return poly.compose(*places)

    def single(self, poly: Poly) -> Kernel | None:
        """Return the kernel that a polynomial is, if it is one."""
        if len(poly) != 1:
            return None
        for kernel in self.kernels:
            if kernel.gen == poly:
                return kernel
        return None

    # Elements.

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
            raise UnsupportedError("a denominator that is 0")
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
            raise UnsupportedError("a denominator that is 0")
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
