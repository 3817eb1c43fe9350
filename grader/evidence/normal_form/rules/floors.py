"""Floors and remainders; what is surely an integer is taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import fmpq, fmpz

from grader.evidence.normal_form.cases import ranges
from grader.evidence.normal_form.cases.case import Case
from grader.evidence.normal_form.ring import balls
from grader.evidence.normal_form.ring.kernels import (
    Element,
    Poly,
)
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.normal_form.rules.integers import is_integer, parity
from grader.evidence.trees.ranges.sign import POSITIVE

if TYPE_CHECKING:
    from grader.evidence.normal_form.convert import Converter


def floor(conv: Converter, a: Element) -> Element:
    """Return the floor of a real element; what is surely an integer is taken out."""
    tower = conv.tower
    whole, element, integral = _parted(tower, tower.normal(a))
    if integral:
        element = Element(_rounded(tower, element.num), tower.one, element.bits)
    if element.num == tower.nil or is_integer(tower, element):
        return Element(whole + element.num, tower.one, element.bits + 1)
    value = _floor_of_half(conv.case, element) if integral else None
    value = value or _turned(conv, element) or _floor_kernel(tower, element, conv.case)
    return tower.add(Element(whole, tower.one, element.bits + 1), value)


def _parted(tower: Tower, normal: Element) -> tuple[Poly, Element, bool]:
    """Return what is surely an integer, the rest, and whether that is a polynomial of integers."""
    num, left = (normal.num, tower.nil) if normal.den is tower.one else divmod(normal.num, normal.den)
    whole, rest, integral = tower.nil, tower.nil, normal.den is tower.one
    for powers, coefficient in num.terms():
        monomial = tower.ring.from_dict({powers: 1})
        if all(kernel.integer for kernel in tower.used(monomial)):
            below = fmpq(coefficient.floor())
            whole, rest = whole + monomial * below, rest + monomial * (coefficient - below)
        else:
            rest, integral = rest + monomial * coefficient, False
    return (
        whole,
        Element(rest if normal.den is tower.one else rest * normal.den + left, normal.den, normal.bits),
        integral,
    )


def _turned(conv: Converter, element: Element) -> Element | None:
    """Return floor(m / d) = -1 - floor((-m - 1) / d) for integers m and d > 0; None where m/d is as it is to be.

    Of the two the first is to have a leading coefficient that is not negative, for a constant d of at most d / 2.
    """
    tower = conv.tower
    lead = element.num.leading_coefficient()
    if lead >= 0 and (element.den is not tower.one or 2 * lead <= 1):
        return None
    parts = (element.num, element.den)
    if not all(kernel.integer for part in parts for kernel in tower.used(part)):
        return None
    if (
        element.den is not tower.one
        and conv.case.mask_element(Element(element.den, tower.one, element.bits)) != POSITIVE
    ):
        return None
    step = 1
    for part in parts:
        for coefficient in part.coeffs():
            step = step * int(coefficient.q) // int(fmpz(step).gcd(coefficient.q))
    other = floor(conv, Element(-element.num - fmpq(1, step), element.den, element.bits + step.bit_length()))
    return tower.sub(tower.rational(fmpq(-1)), other)


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
            if high == bounds.high and bounds.high_open:
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
