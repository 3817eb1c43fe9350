"""What is known of the signs of polynomials in one case of a proof.

Known from domains and assumptions, from the case itself, and from definedness: where log(f) has a value, f > 0. Every
fact holds at all points of the case where both sides are defined, which is all that a proof speaks of.
"""

from __future__ import annotations

from grader.evidence.normal_form import ring
from grader.evidence.normal_form.cases.knowledge import DECIDED, Knowledge
from grader.evidence.normal_form.cases.ranges import NIL, sign_of
from grader.evidence.normal_form.ring.kernels import Element, Factors, Kernel, Poly, Relation
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.trees.ranges.ranges import Range, integral
from grader.evidence.trees.ranges.sign import FLIPPED, NEGATIVE, POSITIVE, PRODUCTS, ZERO, raised
from grader.records import dataclass, field, replace


class EmptyError(Exception):
    """No point of the case remains where both sides are defined."""


@dataclass
class Case(Knowledge):
    """What is known in a case, solved equations, and how more is learnt."""

    values: dict[int, Element] = field(default_factory=dict)
    zeros: tuple[Relation, ...] = ()
    learning: bool = True  # off inside bodies of sums, which may be empty
    changed: bool = False
    divisors: list[Poly] = field(default_factory=list)  # denominators of the two sides: nowhere 0
    needs_divisors: bool = False
    integers: list[Poly] = field(default_factory=list)  # exponents of negative bases, which are integers

    def copy(self) -> Case:
        """Return a case that can learn on its own."""
        return replace(
            self,
            signs=list(self.signs),
            ranges=dict(self.ranges),
            values=dict(self.values),
            divisors=list(self.divisors),
            integers=list(self.integers),
            known=[],
            changed=False,
        )

    def divide(self, den: Poly) -> None:
        """Record that a polynomial is a denominator, so that it is 0 nowhere where both sides are defined."""
        if self.learning and den not in self.divisors:
            self.divisors.append(den)
            self.changed |= self.needs_divisors

    def note_integer(self, poly: Poly) -> None:
        """Record that a polynomial is an integer wherever both sides are defined."""
        if self.learning and poly not in self.integers:
            self.integers.append(poly)
            self.changed = True

    def learn(self, poly: Poly, mask: int) -> None:
        """Add that a factor's sign is in the mask; raises `EmptyError` where that contradicts what is known."""
        before = self.mask(poly)
        mask &= before
        if not mask:
            raise EmptyError
        is_new = mask == ZERO and not self._is_solved(poly)
        if not self.learning or (mask == before and not is_new):
            return
        self.changed = True
        self.known = []
        self.signs = [(known, signs) for known, signs in self.signs if known != poly]
        self.signs.append((poly, mask))
        used = self.tower.used(poly)
        if len(used) > 1:
            self.joint = True
            if mask in {NEGATIVE, POSITIVE} and _is_whole(poly, used):  # beyond 0 by 1 at least
                self.signs.append((poly - 1, POSITIVE | ZERO) if mask == POSITIVE else (poly + 1, NEGATIVE | ZERO))
        elif poly.total_degree() == 1:
            self._narrow(poly, used[0], mask)
        if is_new:
            self._solve(poly, used)
        if (is_new or mask != ZERO) and len(used) == 1 and used[0].kind == "exp" and poly == used[0].gen - 1:
            above, below = used[0].args
            self.learn_sign(Element(above, below, 64), mask)

    def _is_solved(self, poly: Poly) -> bool:
        """Return whether it was learnt before that a factor is 0, not only found from what else is known."""
        return any(zero.poly == poly for zero in self.zeros)

    def _narrow(self, poly: Poly, kernel: Kernel, mask: int) -> None:
        bound = -poly.coefficient(1) / poly.coefficient(0) if len(poly) > 1 else NIL
        values = self.ranges.get(kernel.index, kernel.range)
        low, high, low_open, high_open = values.low, values.high, values.low_open, values.high_open
        if not mask & NEGATIVE and (low is None or low <= bound):
            low_open = not mask & ZERO or (low is not None and low == bound and low_open)
            low = bound
        if not mask & POSITIVE and (high is None or high >= bound):
            high_open = not mask & ZERO or (high is not None and high == bound and high_open)
            high = bound
        self.ranges[kernel.index] = Range(low, high, low_open, high_open)
        if kernel.integer and kernel.kind == "var" and mask != ZERO:
            self._tighten(kernel)

    def _tighten(self, kernel: Kernel) -> None:
        """Move the ends of an integer's range to the integers inside; where there is but one, that is its value."""
        self.ranges[kernel.index] = values = integral(self.ranges[kernel.index])
        low, high = values.low, values.high
        if low is None or high is None:
            return
        if low > high:
            raise EmptyError
        if low == high:
            self._solve(kernel.gen - low, [kernel])

    def _solve(self, poly: Poly, used: list[Kernel]) -> None:
        """Put a variable's value in its place where poly = 0 is linear in one; keep poly = 0 as a relation."""
        self.zeros = (*self.zeros, self.tower.relation(poly))
        if len(used) == 1 and used[0].kind == "root" and poly.total_degree() == 1:
            self._solve_root(poly, used[0])
        if poly.total_degree() == 1 and all(kernel.kind == "var" or kernel.ground for kernel in used):
            variable = next((kernel for kernel in reversed(used) if kernel.kind == "var"), None)
            if variable is not None:
                self._assign(poly, variable)

    def _solve_root(self, poly: Poly, root: Kernel) -> None:
        """Keep what a^u = c^u says of the radicand where the root a is the number c."""
        value = root.gen - poly * (1 / poly.leading_coefficient())
        radicand = self.tower.reduce(root.gen**root.unit) - value**root.unit
        if not radicand.is_constant():
            self.zeros = (*self.zeros, self.tower.relation(radicand))

    def _assign(self, poly: Poly, variable: Kernel) -> None:
        slope = next(value for key, value in poly.terms() if key[self.tower.plan.size - 1 - variable.index])
        value = self.tower.poly(variable.gen - poly * (1 / slope), 64)
        for index, old in self.values.items():
            self.values[index] = self.tower.poly(self.tower.put(old.num, variable, value.num), old.bits + 64)
        self.values[variable.index] = value
        facts, self.signs, self.known = self.signs, [], []
        for known, mask in facts:
            self._restate(self.tower.put(known, variable, value.num), mask)
        values = self.ranges.get(variable.index, variable.range)
        if values.low is not None:
            self._restate(value.num - values.low, POSITIVE | (0 if values.low_open else ZERO))
        if values.high is not None:
            self._restate(value.num - values.high, NEGATIVE | (0 if values.high_open else ZERO))

    def _restate(self, poly: Poly, mask: int) -> None:
        if poly == self.tower.nil:
            if not mask & ZERO:
                raise EmptyError
            return
        constant, parts = ring.factors.factor(self.tower, poly)
        mask = mask if constant > NIL else FLIPPED[mask]
        if not parts and not mask & POSITIVE:
            raise EmptyError
        if len(parts) == 1 and parts[0][1] == 1:
            self.learn(parts[0][0], mask)
        elif parts:
            self.signs.append((poly * (1 / constant), mask))

    def learn_sign(self, element: Element, signs: int) -> None:
        """Add that an element's sign is in the mask."""
        if signs & POSITIVE and not signs & NEGATIVE:
            self.learn_element(element, signs)
        elif signs & NEGATIVE and not signs & POSITIVE:
            self.learn_element(self.tower.neg(element), FLIPPED[signs])
        elif signs == ZERO:
            self.learn_zero(element)
        elif element.num != self.tower.nil and not signs & ZERO:
            for part, _ in ring.factors.factor_element(self.tower, element)[1]:
                self.learn(part, NEGATIVE | POSITIVE)

    def learn_zero(self, element: Element) -> None:
        """Add that an element is 0, where that says that one factor is."""
        if element.num == self.tower.nil:
            return
        parts = [part for part, exponent in ring.factors.factor_element(self.tower, element)[1] if exponent > 0]
        if not parts:
            raise EmptyError
        if len(parts) == 1:
            self.learn(parts[0], ZERO)

    def learn_element(self, element: Element, mask: int) -> None:
        """Add that an element's sign is in the mask (POSITIVE, or POSITIVE | ZERO)."""
        if element.num:
            self.learn_factors(ring.factors.factor_element(self.tower, element), mask)
        elif not mask & ZERO:
            raise EmptyError

    def learn_factors(self, factors: Factors, mask: int) -> None:
        """Add that the sign of a product is in the mask (POSITIVE, or POSITIVE | ZERO)."""
        constant, parts = factors
        sign = sign_of(constant)
        if len(parts) == 1 and parts[0][1] == 1:
            self.learn(parts[0][0], mask if sign == POSITIVE else FLIPPED[mask])
            return
        strict = not mask & ZERO
        for part, exponent in parts:
            if strict or exponent < 0:
                self.learn(part, NEGATIVE | POSITIVE)
        unknown = []
        for part, exponent in parts:
            signs = self.mask(part)
            if exponent % 2 and signs not in DECIDED:
                unknown.append(part)
            elif signs & ZERO and not strict:
                return
            else:
                sign = PRODUCTS[sign][raised(signs, exponent)]
        self._learn_product(unknown, mask if sign == POSITIVE else FLIPPED[mask])

    def _learn_product(self, unknown: list[Poly], mask: int) -> None:
        if not unknown:
            if not mask & POSITIVE:
                raise EmptyError
        elif len(unknown) == 1:
            self.learn(unknown[0], mask)
        elif self.learning:
            product = composite(self.tower, unknown)
            if all(known != product for known, _ in self.signs):
                self.changed = True
                self.known = []
                self.signs.append((product, mask))


def _is_whole(poly: Poly, used: list[Kernel]) -> bool:
    """Return whether a polynomial is a sum of integer multiples of integers."""
    if poly.total_degree() > 1 or not all(kernel.integer and kernel.kind == "var" for kernel in used):
        return False
    return all(coefficient.q == 1 for coefficient in poly.coeffs())


def universal(tower: Tower) -> Case:
    """Return the case that knows what holds in every case."""
    if tower.universal is None:
        tower.universal = Case(tower)
    return tower.universal


def composite(tower: Tower, parts: list[Poly]) -> Poly:
    """Return the product of several factors; the same for every order of them."""
    product = tower.one
    for part in parts:
        product = product * part
    return product
