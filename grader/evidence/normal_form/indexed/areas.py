"""Integrals between finite ends: of polynomials in closed form, of all else by kernels, one for each summand.

Numbers that do not depend on the variable may be taken out, and sums apart, where each summand is continuous at all
real numbers; of others the summands may have no integral though the sum has one. A rational number may be taken out of
all. The integral of f'(c t + d) is (f(c t + d))/c, for unknown functions are smooth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import fmpq

from grader.evidence.normal_form.indexed.sums import depends, opaque, split
from grader.evidence.normal_form.ring.kernels import Element, Kernel, Poly
from grader.evidence.normal_form.ring.tower import Tower

if TYPE_CHECKING:
    from grader.evidence.normal_form.convert import Converter

ENTIRE = frozenset({"exp", "cos", "sin"})
Ends = tuple[Element, Element]


def integrated(conv: Converter, variable: Kernel, body: Element, ends: Ends) -> Element:
    """Return the integral of a body by the variable."""
    tower = conv.tower
    below = split(tower, body.den, variable)
    total, rest = tower.poly(tower.nil), tower.nil
    if len(below) > 1 or not all(_is_steady(tower, kernel, variable) for kernel in tower.used(body.den)):
        return _of_rest(conv, variable, body, ends)
    (divisor, free), is_steady = next(iter(below.items())), _are_steady(tower, body.num, variable)
    under = tower.ring.from_dict({divisor: 1})
    if not is_steady and body.den is not tower.one:
        return _of_rest(conv, variable, body, ends)
    for inner, coefficient in split(tower, body.num, variable).items():
        part = tower.normal(Element(tower.ring.from_dict({inner: 1}), under, body.bits))
        area = _of_power(tower, part, variable, ends) or _of_slope(conv, part, variable, ends)
        if area is None and not is_steady:
            rest = rest + part.num * coefficient
            continue
        area = area or opaque(conv, "int", variable, [*ends, part])
        total = tower.add(total, tower.mul(tower.poly(coefficient, body.bits), area))
    if rest != tower.nil:
        total = tower.add(total, _of_rest(conv, variable, Element(rest, tower.one, body.bits), ends))
    return total if free == tower.one else tower.div(total, Element(free, tower.one, body.bits))


def _of_power(tower: Tower, part: Element, variable: Kernel, ends: Ends) -> Element | None:
    """Return the integral of a power of the variable, None for others."""
    ((powers, _),) = part.num.to_dict().items()
    degree = powers[tower.plan.size - 1 - variable.index]
    if sum(powers) > degree or part.den != tower.one:
        return None
    low, high = (tower.power(end, degree + 1) for end in ends)
    return tower.scale(tower.sub(high, low), fmpq(1, degree + 1))


def _of_slope(conv: Converter, part: Element, variable: Kernel, ends: Ends) -> Element | None:
    """Return the integral of a derivative of an unknown function, None for others."""
    tower = conv.tower
    kernel = tower.single(part.num) if part.den == tower.one else None
    if kernel is None or not kernel.kind.startswith("apply ") or len(kernel.args) != 2 or kernel.args[1] != tower.one:
        return None
    _, name, primes = kernel.kind.split(" ")
    place, speed, shift = tower.plan.size - 1 - variable.index, tower.nil, tower.nil
    for powers, free in split(tower, kernel.args[0], variable).items():
        if sum(powers) > powers[place] or powers[place] > 1:
            return None
        speed, shift = (free, shift) if powers[place] else (speed, free)
    if primes == "0" or speed == tower.nil or not speed.is_constant():
        return None
    rate = speed.leading_coefficient()
    high, low = (
        conv.opaque(f"apply {name} {int(primes) - 1}", [tower.add(tower.scale(end, rate), tower.poly(shift))])
        for end in reversed(ends)
    )
    return tower.scale(tower.sub(high, low), 1 / rate)


def _of_rest(conv: Converter, variable: Kernel, body: Element, ends: Ends) -> Element:
    """Return a kernel, times the number by which the body is divided."""
    leading = body.num.leading_coefficient()
    kernel = opaque(conv, "int", variable, [*ends, Element(body.num / leading, body.den, body.bits)])
    return conv.tower.scale(kernel, leading)


def _are_steady(tower: Tower, poly: Poly, variable: Kernel) -> bool:
    return all(_is_steady(tower, kernel, variable) for kernel in tower.used(poly))


def _is_steady(tower: Tower, kernel: Kernel, variable: Kernel) -> bool:
    """Return whether a kernel is a function of the variable that is continuous at all real numbers."""
    if kernel is variable or not depends(tower, kernel, variable):
        return True
    if kernel.kind not in ENTIRE and not kernel.kind.startswith("apply "):
        return False
    tops, bottoms = kernel.args[::2], kernel.args[1::2]
    is_free = not any(depends(tower, used, variable) for below in bottoms for used in tower.used(below))
    return is_free and all(_are_steady(tower, top, variable) for top in tops)
