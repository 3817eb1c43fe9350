"""The ring that expressions are normalised in: fractions of polynomials over Q whose generators are kernels.

A kernel stands for a real function on the whole domain: a variable, exp(m), |f|^(1/u), log|f|, the sign of f, cos m …
Where its defining expression has no value the kernel takes an arbitrary one, so relations between kernels
(`relations`, such as a^2 = f) hold at every point where the expressions they come from are defined, and an element
equals its expression wherever that is defined; there its denominator is not 0.

Later kernels are larger in the lexicographic order, so that a relation's leading term is a power of its own kernel.
"""

from __future__ import annotations

from collections import defaultdict
from math import lcm
from typing import Any

from flint import fmpq

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
    context,
)

MAX_KERNELS = 64


PASSES = 4  # of reductions
MAX_STEPS = 1 << 30
BITS_WORTH_COUNTING = 4_000


class Tower:
    """Kernels, relations and the arithmetic of elements."""

    def __init__(self, budget: Budget, plan: Plan) -> None:
        self.budget = budget
        self.plan = plan
        self.ring, self.gens = context(plan.size)
        self.one: Poly = self.ring.constant(1)
        self.nil: Poly = self.ring.constant(0)
        self.kernels: list[Kernel] = []
        self.by_kind: dict[str, list[Kernel]] = defaultdict(list)
        self.relations: list[Relation] = []
        self.factored: list[tuple[Poly, Any]] = []
        self.universal: Any = None  # the case without facts
        self.has_numbers = False  # some kernel is a constant

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
        polys = [arg for arg in args if isinstance(arg, type(self.one))]
        parts = [kernel for poly in polys for kernel in self.used(poly)]
        kernel = Kernel(kind, args, index, self.gens[index], unit, range)
        kernel.nonzero = nonzero
        if self.plan.units:
            kernel.unit = lcm(unit, self.plan.units.get((kind, self.name(kernel)), 1))
        if kernel.unit > self.budget.limits.max_degree:
            raise ExceededError("max_degree")
        kernel.ground = bool(polys) and all(part.ground for part in parts)
        self.has_numbers |= kernel.ground
        kernel.real = all(part.real for part in parts)
        kernel.bound = any(part.bound for part in parts)
        self.kernels.append(kernel)
        self.by_kind[kind].append(kernel)
        return kernel

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
        self.relations.append(Relation(poly, tuple((kernel.index, power) for kernel, power in lead)))

    def relation(self, poly: Poly) -> Relation:
        """Return poly = 0 for a nonzero polynomial as a relation."""
        top = self.plan.size - 1
        return Relation(poly, tuple((top - place, power) for place, power in enumerate(poly.monoms()[0]) if power))

    def used(self, poly: Poly) -> list[Kernel]:
        """Return the kernels that occur in a polynomial, oldest first."""
        degrees = poly.degrees()
        top = self.plan.size - 1
        return [kernel for kernel in self.kernels if degrees[top - kernel.index] > 0]

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
        if bits > self.budget.limits.max_bits:
            raise ExceededError("max_bits")
        return Element(self.ring.constant(value), self.one, bits)

    def poly(self, num: Poly, bits: int = 1) -> Element:
        """Return a polynomial as an element."""
        return Element(num, self.one, bits)

    def add(self, a: Element, b: Element) -> Element:
        """Return a + b."""
        if a.den is b.den or a.den == b.den:
            return Element(a.num + b.num, a.den, max(a.bits, b.bits) + 1)
        bits = self.bits(a, b)
        left, right = a.den, b.den
        if left is not self.one and right is not self.one:
            common = self.gcd(left, right, bits)
            if common != self.one:
                left, right = left / common, right / common
        guard.product(a.num, right, bits, self.budget)
        guard.product(b.num, left, bits, self.budget)
        guard.product(left, b.den, bits, self.budget)
        return Element(a.num * right + b.num * left, self.clean(left * b.den), bits + 1)

    def mul(self, a: Element, b: Element) -> Element:
        """Return a b."""
        bits = self.bits(a, b)
        guard.product(a.num, b.num, bits, self.budget)
        if a.den is self.one and b.den is self.one:
            return Element(a.num * b.num, self.one, bits)
        guard.product(a.den, b.den, bits, self.budget)
        return Element(a.num * b.num, self.clean(a.den * b.den), bits)

    def bits(self, a: Element, b: Element) -> int:
        """Return a bound of the bits of a product's coefficients."""
        bits = a.bits + b.bits + min(len(a.num), len(b.num)).bit_length()
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
        return self.add(a, self.neg(b))

    def scale(self, a: Element, factor: Rational) -> Element:
        """Return factor a."""
        return Element(a.num * factor, a.den, a.bits + int(factor.height_bits()))

    def inverse(self, a: Element) -> Element:
        """Return 1 / a, for an `a` that is 0 nowhere where the expression is defined."""
        num = self.reduce(a.num)
        if num == self.nil:
            raise UnsupportedError("a denominator that is 0")
        if num.is_constant():
            value = num.leading_coefficient()
            return Element(a.den * (1 / value), self.one, a.bits + int(value.height_bits()))
        return Element(a.den, num, a.bits)

    def div(self, a: Element, b: Element) -> Element:
        """Return a / b."""
        return self.mul(a, self.inverse(b))

    def power(self, a: Element, exponent: int) -> Element:
        """Return a^exponent for an integer; a^0 is 1."""
        if exponent < 0:
            return self.power(self.inverse(a), -exponent)
        if exponent == 1:
            return a
        bits = 1 if len(a.num) == 1 and a.bits == 1 else a.bits
        for part in (a.num, a.den):
            guard.power(part, bits, exponent, len(self.kernels), self.budget)
        num = a.num**exponent
        den = self.one if a.den is self.one else a.den**exponent
        return Element(num, den, exponent * (bits + max(len(a.num), len(a.den)).bit_length()))

    # Normal forms.

    def gcd(self, a: Poly, b: Poly, bits: int) -> Poly:
        """Return the greatest common divisor, with leading coefficient 1."""
        guard.factors(a, bits, self.budget)
        guard.factors(b, bits, self.budget)
        return a.gcd(b)

    def reduce(self, poly: Poly, extra: tuple[Relation, ...] = ()) -> Poly:
        """Return the polynomial reduced by the relations, newest first, and by `extra`."""
        relations = (*extra, *reversed(self.relations))
        if not relations:
            return poly
        for _ in range(PASSES):
            changed = False
            degrees = poly.degrees()
            for relation in relations:
                steps = self.steps(degrees, relation)
                if steps:
                    guard.substitution(len(poly), len(relation.poly) - 1, steps, self.budget)
                    poly = poly % relation.poly
                    degrees, changed = poly.degrees(), True
            if not changed:
                break
        return poly

    def steps(self, degrees: tuple[int, ...], relation: Relation) -> int:
        """Return how often a relation may apply to a polynomial of these degrees; those of 0 are negative."""
        top = self.plan.size - 1
        least = MAX_STEPS
        for index, power in relation.lead:
            degree = degrees[top - index]
            if degree < power:
                return 0
            least = min(least, degree // power)
        return least

    def normal(self, a: Element) -> Element:
        """Return the element reduced, without common factors, with the denominator's leading coefficient 1."""
        num, den = self.reduce(a.num), a.den
        if den is self.one:
            return Element(num, den, a.bits)
        den = self.reduce(den)
        if den == self.nil:
            raise UnsupportedError("a denominator that is 0")
        common = self.gcd(num, den, a.bits)
        if common != self.one:
            num, den = num / common, den / common
        lead = 1 / den.leading_coefficient()
        return Element(num * lead, self.clean(den * lead), a.bits + int(lead.height_bits()))

    def constant(self, a: Element) -> Rational | None:
        """Return the rational number that an element is, if it is one."""
        num = a.num
        if a.den is self.one and len(num) <= 1 and num.is_constant():
            return fmpq(0) if num == self.nil else num.leading_coefficient()
        if a.den is self.one and not self.relations:
            return None
        normal = self.normal(a)
        if normal.den is not self.one or not normal.num.is_constant():
            return None
        return fmpq(0) if normal.num == self.nil else normal.num.leading_coefficient()
