"""What signs polynomials may have, by facts about their factors and the ranges of their kernels."""

from __future__ import annotations

from collections.abc import Callable

from grader.evidence.normal_form import cases, ring
from grader.evidence.normal_form.cases import ranges
from grader.evidence.normal_form.cases.ranges import sign_of
from grader.evidence.normal_form.ring.kernels import Element, Kernel, Poly
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.trees.ranges.ranges import Range
from grader.evidence.trees.ranges.sign import ANY, NEGATIVE, POSITIVE, PRODUCTS, ZERO, raised
from grader.records import dataclass, field

CIRCLE = ("cos", "sin")
SIGNS = {-1: NEGATIVE, 0: ZERO, 1: POSITIVE}
DECIDED = frozenset(SIGNS.values())


@dataclass
class Knowledge:
    """Facts about factors (primitive polynomials), and narrowed ranges of kernels."""

    tower: Tower
    signs: list[tuple[Poly, int]] = field(default_factory=list)
    ranges: dict[int, Range] = field(default_factory=dict)
    joint: bool = False  # some fact joins several kernels, so that elimination is worth trying
    known: list[tuple[Poly, int]] = field(default_factory=list)
    circle: Callable[[Kernel], int] | None = None  # the signs that a sine or cosine may have

    def mask(self, poly: Poly) -> int:
        """Return the signs that a primitive polynomial may have."""
        for known, mask in self.known:
            if known == poly:
                return mask
        mask = self._mask(poly)
        self.known.append((poly, mask))
        return mask

    def _mask(self, poly: Poly) -> int:
        tower = self.tower
        kernel = tower.single(poly)
        if kernel is not None:
            return self._mask_of_kernel(kernel)
        if len(poly) <= 1 and poly.is_constant():
            return sign_of(poly.coefficient(0)) if poly else ZERO
        used = tower.used(poly)
        if not tower.is_real and not all(kernel.real for kernel in used):
            return ANY
        mask = ANY
        if len(used) == 1 and used[0].kind == "exp" and poly == used[0].gen - 1:
            mask = self._exponent(used[0])
        mask &= self._noted(poly)
        if mask in DECIDED:
            return mask
        if tower.has_numbers and all(kernel.ground for kernel in used):
            return self._mask_of_number(poly, mask)
        return self._by_ranges(poly, used, mask)

    def _mask_of_kernel(self, kernel: Kernel) -> int:
        if not kernel.real:
            return ANY
        mask = self.ranges.get(kernel.index, kernel.range).mask & ~(ZERO if kernel.nonzero else 0)
        if mask in DECIDED:
            return mask
        if self.circle is not None and kernel.kind in CIRCLE:
            mask &= self.circle(kernel)
        mask &= self._noted(kernel.gen)
        if kernel.ground:
            return self._mask_of_number(kernel.gen, mask)
        if self.joint and mask not in DECIDED:
            mask &= cases.inequalities.by_elimination(self.tower, kernel.gen, mask, self.signs, self.ranges)
        return mask

    def _noted(self, poly: Poly) -> int:
        """Return the signs that facts about the very same factor allow."""
        mask = ANY
        for known, signs in self.signs:
            if known == poly:
                mask &= signs
        return mask

    def _mask_of_number(self, poly: Poly, mask: int) -> int:
        exact = ring.balls.sign(self.tower, poly, self.tower.budget)
        return mask if exact is None else SIGNS[exact]

    def _by_ranges(self, poly: Poly, used: list[Kernel], mask: int) -> int:
        degree = poly.total_degree()
        if degree > 1 or all(not self.ranges.get(kernel.index, kernel.range).is_line for kernel in used):
            mask &= ranges.of_poly(self.tower, poly, self.ranges).mask
        if mask not in DECIDED and len(used) == 1 and degree > 1:
            mask &= cases.inequalities.by_roots(self.tower, poly, used[0], self.ranges)
        if mask not in DECIDED and self.joint:
            mask &= cases.inequalities.by_elimination(self.tower, poly, mask, self.signs, self.ranges)
        return mask

    def _exponent(self, kernel: Kernel) -> int:
        """Return the signs of m / d, which exp(m / d) - 1 has too."""
        above, below = (ring.factors.factor(self.tower, poly) for poly in kernel.args)
        mask = sign_of(above[0] / below[0])
        for part, power in above[1] + below[1]:
            mask = PRODUCTS[mask][raised(self.mask(part), power)]
        return mask

    def mask_element(self, element: Element) -> int:
        """Return the signs that an element may have."""
        if element.num == self.tower.nil:
            return ZERO
        constant, parts = ring.factors.factor_element(self.tower, element)
        mask = sign_of(constant)
        for part, exponent in parts:
            if not self.tower.all_real(part):
                return ANY
            signs = self.mask(part)
            mask = PRODUCTS[mask][raised(signs if exponent > 0 else signs & ~ZERO, exponent)]
        return mask
