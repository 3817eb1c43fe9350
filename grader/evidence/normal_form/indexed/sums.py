"""Sums term by term, as closed forms or as kernels of their own; what depends on a bound symbol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import fmpq

from grader.evidence.normal_form.indexed import telescoping
from grader.evidence.normal_form.ring.kernels import Element, Kernel, Poly
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.normal_form.rules import integers
from grader.evidence.trees.ranges.sign import NEGATIVE, POSITIVE

if TYPE_CHECKING:
    from grader.evidence.normal_form.convert import Converter


def opaque(conv: Converter, kind: str, variable: Kernel, args: list[Element]) -> Element:
    """Return a sum, product or integral as a kernel of its bounds and its body."""
    tower = conv.tower
    normal = [tower.normal(arg) for arg in args]
    kernel = tower.kernel(kind, tuple(poly for arg in normal for poly in (arg.num, arg.den)))
    free = [used for arg in normal for poly in (arg.num, arg.den) for used in tower.used(poly) if used is not variable]
    kernel.bound = any(used.bound and not _only(tower, used, variable) for used in free)
    tower.set_real(kernel, kernel.real and not conv.complex)
    kernel.ground = False
    return kernel.element


def _only(tower: Tower, kernel: Kernel, variable: Kernel) -> bool:
    """Return whether the only bound symbol below a kernel is this one."""
    inner = [used for arg in kernel.args for used in tower.used(arg)]
    return bool(inner) and all(used is variable or not used.bound or _only(tower, used, variable) for used in inner)


def depends(tower: Tower, kernel: Kernel, variable: Kernel) -> bool:
    """Return whether a kernel depends on a bound symbol."""
    if kernel is variable:
        return True
    if not kernel.bound:
        return False
    inner = [used for arg in kernel.args for used in tower.used(arg)]
    return any(depends(tower, used, variable) for used in inner)


def split(tower: Tower, poly: Poly, variable: Kernel) -> dict[tuple[int, ...], Poly]:
    """Return a polynomial as a sum of (monomial of what depends on the bound symbol) * (coefficient free of it)."""
    top = tower.plan.size - 1
    inside = {top - kernel.index for kernel in tower.used(poly) if depends(tower, kernel, variable)}
    groups: dict[tuple[int, ...], dict[tuple[int, ...], fmpq]] = {}
    for powers, coefficient in poly.to_dict().items():
        inner = tuple(power if place in inside else 0 for place, power in enumerate(powers))
        outer = tuple(0 if place in inside else power for place, power in enumerate(powers))
        groups.setdefault(inner, {})[outer] = coefficient
    return {inner: tower.ring.from_dict(group) for inner, group in groups.items()}


def _free(tower: Tower, poly: Poly, variable: Kernel) -> bool:
    return not any(depends(tower, kernel, variable) for kernel in tower.used(poly))


def summed_up(conv: Converter, variable: Kernel, body: Element, low: Element, high: Element) -> Element:
    """Sum term by term; a denominator may be taken out only where it is nowhere 0 or there surely are terms."""
    tower = conv.tower
    count = tower.normal(tower.add(tower.sub(high, low), tower.poly(tower.one)))
    signs = conv.case.mask_element(count)
    whole = all(integers.is_integer(tower, end) for end in (low, high))
    if not _free(tower, body.den, variable) or (body.den is not tower.one and signs != POSITIVE):
        return opaque(conv, "sum", variable, [low, high, body])
    total = tower.poly(tower.nil)
    for inner, coefficient in split(tower, body.num, variable).items():
        term = None
        if whole and not signs & NEGATIVE:
            term = telescoping.summed(conv, variable, inner, low, high)
        if term is None:
            monomial = tower.poly(tower.ring.from_dict({inner: 1}))
            term = opaque(conv, "sum", variable, [low, high, monomial])
        total = tower.add(total, tower.mul(tower.poly(coefficient, body.bits), term))
    return tower.div(total, Element(body.den, tower.one, body.bits)) if body.den is not tower.one else total
