"""Floors and remainders; what is surely an integer is taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import fmpq, fmpz

from grader.evidence.canonical import balls, ranges
from grader.evidence.canonical.case import Case
from grader.evidence.canonical.integers import is_integer, parity
from grader.evidence.canonical.kernels import (
    Element,
    Poly,
)
from grader.evidence.canonical.ranges import POSITIVE
from grader.evidence.canonical.tower import Tower

if TYPE_CHECKING:
    from grader.evidence.canonical.convert import Converter


def floor(conv: Converter, a: Element) -> Element:
    """Return the floor of a real element; what is surely an integer is taken out."""
    tower = conv.tower
    normal = tower.normal(a)
    if normal.den is not tower.one:
        return _floor_kernel(tower, normal)
    whole, rest, integral = tower.nil, tower.nil, True
    for powers, coefficient in normal.num.terms():
        monomial = tower.ring.from_dict({powers: 1})
        if all(kernel.integer for kernel in tower.used(monomial)):
            below = fmpq(coefficient.floor())
            whole, rest = whole + monomial * below, rest + monomial * (coefficient - below)
        else:
            rest, integral = rest + monomial * coefficient, False
    if integral:
        rest = _rounded(tower, rest)
    element = Element(rest, tower.one, normal.bits)
    if rest == tower.nil or is_integer(tower, element):
        return Element(whole + rest, tower.one, normal.bits + 1)
    value = _floor_of_half(conv.case, element) if integral else None
    return tower.add(Element(whole, tower.one, normal.bits + 1), value or _floor_kernel(tower, element, conv.case))


def _floor_of_half(case: Case, element: Element) -> Element | None:
    """Return floor(m / 2) = m/2 - (1 - (-1)^m)/4 for an integer m; None where the element is no half of one."""
    tower = case.tower
    double = tower.scale(element, fmpq(2))
    if not is_integer(tower, double):
        return None
    odd = tower.sub(tower.poly(tower.one), parity(case, double))
    return tower.sub(element, tower.scale(odd, fmpq(1, 4)))


def _rounded(tower: Tower, rest: Poly) -> Poly:
    """Round the constant down to a multiple of the common denominator of the other coefficients."""
    constant = next((c for powers, c in rest.terms() if not any(powers)), fmpq(0))
    step = 1
    for powers, coefficient in rest.terms():
        if any(powers):
            step = step * int(coefficient.q) // int(fmpz(step).gcd(coefficient.q))
    return rest - constant + fmpq((constant * step).floor(), step)


def _floor_kernel(tower: Tower, element: Element, case: Case | None = None) -> Element:
    if element.den is tower.one:
        bounds = ranges.of_poly(tower, element.num, case.ranges if case is not None else {})
        if bounds.low is not None and bounds.high is not None:
            low, high = bounds.low.floor(), bounds.high.floor()
            if high == bounds.high and not bounds.high_closed:
                high -= 1
            if low == high:
                return tower.rational(fmpq(low))
        if all(kernel.ground for kernel in tower.used(element.num)):
            value = balls.at(tower, element.num, balls.START, tower.budget).floor().unique_fmpz()
            if value is not None:
                return tower.rational(fmpq(value))
    kernel = tower.kernel("floor", (element.num, element.den))
    kernel.integer = True
    return kernel.element


def remainder(conv: Converter, a: Element, divisor: Element) -> Element:
    """Return a mod divisor, which is a - divisor floor(a / divisor) for a positive divisor."""
    tower = conv.tower
    if conv.case.mask_element(divisor) != POSITIVE:
        return conv.opaque("mod", [a, divisor])
    return tower.sub(a, tower.mul(divisor, floor(conv, tower.div(a, divisor))))
