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
from typing import TYPE_CHECKING

from grader.evidence.budget import Budget, ExceededError
from grader.evidence.normal_form.ring import guard
from grader.evidence.normal_form.ring.field import Field
from grader.evidence.normal_form.ring.kernels import (
    EVERYTHING,
    Element,
    Factors,
    Kernel,
    Label,
    Plan,
    Poly,
    Relation,
    RestartError,
)
from grader.evidence.trees.ranges.ranges import Range

if TYPE_CHECKING:
    from grader.evidence.normal_form.cases.case import Case

MAX_KERNELS = 64  # generators of one ring


class Tower(Field):
    """Kernels, and the arithmetic of elements made of them."""

    def __init__(self, budget: Budget, plan: Plan) -> None:
        super().__init__(budget, plan)
        self.by_kind: dict[str, list[Kernel]] = defaultdict(list)
        self.factored: list[tuple[Poly, Factors]] = []
        self.universal: Case | None = None  # the case without facts
        self.has_numbers = False  # some kernel is a constant
        self.is_real = True  # all kernels are

    def find(self, kind: str, args: tuple[Poly, ...] = (), label: Label = ()) -> Kernel | None:
        """Return the kernel of that kind, arguments and label, if there is one."""
        for kernel in self.by_kind[kind]:
            if kernel.args == args and kernel.label == label:
                return kernel
        return None

    def kernel(
        self, kind: str, args: tuple[Poly, ...], range: Range = EVERYTHING, nonzero: bool = False, unit: int = 1
    ) -> Kernel:
        """Return the kernel of that kind and arguments, made where there is none, with a unit that `unit` divides."""
        found = self.find(kind, args)
        if found is None:
            return self.make(kind, args, range, nonzero, unit)
        self.refine(found, unit)
        return found

    def make(
        self, kind: str, args: tuple[Poly, ...], range: Range, nonzero: bool, unit: int = 1, label: Label = ()
    ) -> Kernel:
        """Make a kernel; raises `RestartError` where the ring has no room."""
        index = len(self.kernels)
        if index >= self.plan.size:
            if self.plan.size >= MAX_KERNELS:
                raise ExceededError("max_nodes")
            self.plan.size *= 2
            raise RestartError
        self.budget.spend()
        gen = self.gens[index]
        kernel = Kernel(kind, args, index, gen, Element(gen, self.one, 1), range, unit, nonzero, label)
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
        kernel.ground = bool(kernel.args)
        for arg in kernel.args:
            if arg is not self.one:
                for part in self.used(arg):
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
            kernel.hint = hash((kernel.kind, tuple(self.hint(arg) for arg in kernel.args), kernel.label))
        return kernel.hint

    def hint(self, arg: Poly) -> int:
        """Return a number that names an argument, also after a restart."""
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
