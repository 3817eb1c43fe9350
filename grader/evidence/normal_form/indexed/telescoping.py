"""Closed forms of sums and products by telescoping: F(k + 1) - F(k) is the term, so the sum is F(high + 1) - F(low)."""

from __future__ import annotations

from math import comb
from typing import TYPE_CHECKING

from flint import fmpq

from grader.evidence.normal_form.ring.kernels import Element, Kernel, Poly
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.normal_form.rules import integers
from grader.evidence.normal_form.rules.exponentials_and_logarithms import exponential
from grader.evidence.trees.ranges.sign import NEGATIVE, ZERO

if TYPE_CHECKING:
    from grader.evidence.normal_form.convert import Converter

MAX_DEGREE = 12  # of a polynomial factor of a summand
MAX_DIVISOR = 64  # terms of a denominator that is looked at


def summed(conv: Converter, variable: Kernel, inner: tuple[int, ...], low: Element, high: Element) -> Element | None:
    """Return the sum of one monomial of what depends on the index, from low to high >= low - 1; None if not known."""
    tower = conv.tower
    top = tower.plan.size - 1
    degree = inner[top - variable.index]
    if tower.budget.is_above(degree, MAX_DEGREE, "max_degree"):
        return None
    others = [(tower.kernels[top - place], power) for place, power in enumerate(inner) if power]
    others = [(kernel, power) for kernel, power in others if kernel is not variable]
    after = tower.add(high, tower.poly(tower.one))
    if not others:
        return tower.sub(_faulhaber(tower, degree, after), _faulhaber(tower, degree, low))
    return _geometric(conv, variable, degree, others, (low, after))


def _faulhaber(tower: Tower, degree: int, end: Element) -> Element:
    """Return F(end) with F(k + 1) - F(k) = k^degree and F(0) = 0, from Bernoulli numbers."""
    total = tower.poly(tower.nil)
    for j in range(degree + 1):
        factor = fmpq.bernoulli(j) * comb(degree + 1, j) / (degree + 1)
        if factor != fmpq(0):
            total = tower.add(total, tower.scale(tower.power(end, degree + 1 - j), factor))
    return total


def _geometric(
    conv: Converter, variable: Kernel, degree: int, others: list[tuple[Kernel, int]], ends: tuple[Element, Element]
) -> Element | None:
    """Sum k^degree r^k for a ratio r that is surely not 1, by F(k) = Q(k) r^k with r Q(k + 1) - Q(k) = k^degree."""
    tower = conv.tower
    ratio, values = tower.poly(tower.one), [tower.poly(tower.one)] * 2
    for kernel, power in others:
        step = _ratio(conv, kernel, variable, ends[0])
        if step is None:
            return None
        ratio = tower.mul(ratio, tower.power(step, power))
        values = [
            tower.mul(value, tower.power(_value(conv, kernel, variable, end), power))
            for value, end in zip(values, ends, strict=True)
        ]
    gap = tower.normal(tower.sub(ratio, tower.poly(tower.one)))
    if gap.num == tower.nil or not is_nonzero(conv, gap):
        return None
    coefficients = _solved(tower, degree, ratio, tower.inverse(gap))
    low, after = (tower.mul(_at(tower, coefficients, end), value) for end, value in zip(ends, values, strict=True))
    return tower.sub(after, low)


def _ratio(conv: Converter, kernel: Kernel, variable: Kernel, low: Element) -> Element | None:
    """Return r where the kernel at k + 1 is r times the kernel at k, for all k from low on; None where unknown."""
    tower = conv.tower
    match kernel.kind:
        case "exp":
            slope = _slope(tower, kernel, variable)
            return None if slope is None else exponential(conv.case, slope)
        case "parity" if not kernel.label and kernel.args[1] == tower.one:
            free = _free_factor(tower, kernel.args[0], variable)
            return None if free is None else integers.parity(conv.case, tower.poly(free))
        case "power":
            start = _exponent(tower, kernel, variable, low)
            return None if start is None or conv.case.mask_element(start) & NEGATIVE else tower.poly(kernel.args[0], 64)
        case _:
            return None


def _value(conv: Converter, kernel: Kernel, variable: Kernel, end: Element) -> Element:
    """Return the kernel at k = end, for a kernel that has a ratio."""
    tower = conv.tower
    match kernel.kind:
        case "exp":
            slope = _slope(tower, kernel, variable)
            assert slope is not None
            return exponential(conv.case, tower.mul(slope, end))
        case "parity":
            return integers.parity(conv.case, tower.mul(tower.poly(kernel.args[0] / variable.gen), end))
        case _:
            exponent = _exponent(tower, kernel, variable, end)
            assert exponent is not None
            return conv.power(tower.poly(kernel.args[0], 64), exponent)


def _exponent(tower: Tower, kernel: Kernel, variable: Kernel, end: Element) -> Element | None:
    """Return the exponent at k = end of a kernel part^(k + rest), where the rest is free of bound symbols."""
    (part, direction), shift = kernel.args, integers.shift_of(kernel)
    rest = direction - variable.gen
    if any(used.bound for poly in (part, rest) for used in tower.used(poly)):
        return None
    return tower.add(tower.poly(rest + shift, 64), end)


def _slope(tower: Tower, kernel: Kernel, variable: Kernel) -> Element | None:
    """Return m where the kernel is exp(m k) for the index k and m is free of bound symbols."""
    monomial, den = kernel.args
    free = _free_factor(tower, monomial, variable)
    if free is None or any(used.bound for used in tower.used(den)):
        return None
    return Element(free * fmpq(1, kernel.unit), tower.clean(den), 64)


def _free_factor(tower: Tower, monomial: Poly, variable: Kernel) -> Poly | None:
    """Return monomial / k where that is free of bound symbols."""
    if int(monomial.degrees()[tower.plan.size - 1 - variable.index]) != 1:
        return None
    free = monomial / variable.gen
    return None if any(used.bound for used in tower.used(free)) else free


def is_nonzero(conv: Converter, gap: Element) -> bool:
    """Return whether a ratio is surely not 1: by its sign, or because the gap divides a denominator of the sides."""
    if not conv.case.mask_element(gap) & ZERO:
        return True
    conv.case.needs_divisors = True
    return any(den % gap.num == conv.tower.nil for den in conv.case.divisors if len(den) <= MAX_DIVISOR)


def _solved(tower: Tower, degree: int, ratio: Element, inverse: Element) -> list[Element]:
    """Return the coefficients of Q, constant first, with ratio Q(k + 1) - Q(k) = k^degree."""
    found: list[Element] = [tower.poly(tower.nil)] * (degree + 1)
    for power in range(degree, -1, -1):
        rest = tower.poly(tower.one if power == degree else tower.nil)
        for above in range(power + 1, degree + 1):
            step = tower.scale(tower.mul(ratio, found[above]), fmpq(comb(above, power)))
            rest = tower.sub(rest, step)
        found[power] = tower.mul(rest, inverse)
    return found


def _at(tower: Tower, coefficients: list[Element], end: Element) -> Element:
    total = tower.poly(tower.nil)
    for power, coefficient in enumerate(coefficients):
        total = tower.add(total, tower.mul(coefficient, tower.power(end, power)))
    return total
