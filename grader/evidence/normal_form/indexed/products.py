"""Products over an index, of constants, factors k + b and exponentials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import fmpq

from grader.evidence.normal_form.indexed.sums import summed_up
from grader.evidence.normal_form.indexed.telescoping import is_nonzero
from grader.evidence.normal_form.ring.factors import factor_element
from grader.evidence.normal_form.ring.kernels import Element, Kernel, Poly
from grader.evidence.normal_form.rules import factorials, integers
from grader.evidence.normal_form.rules.exponentials_and_logarithms import exponential
from grader.evidence.trees.ranges.sign import NEGATIVE, POSITIVE

if TYPE_CHECKING:
    from grader.evidence.normal_form.convert import Converter

MAX_DEGREE = 12  # of a polynomial factor of a summand
MAX_DIVISOR = 64  # terms of a denominator that is looked at


def closed_product(conv: Converter, variable: Kernel, body: Element, low: Element, high: Element) -> Element | None:
    """Return the product of constants and factors k + b that are all positive or all negative, else None.

    It runs from low to high >= low - 1.

    A factor below the line is nowhere 0, which it need not be where there are no factors at all.
    """
    tower = conv.tower
    one = tower.poly(tower.one)
    count = tower.normal(tower.add(tower.sub(high, low), one))
    mask = conv.case.mask_element(count)
    if not all(integers.is_integer(tower, end) for end in (low, high)) or mask & NEGATIVE:
        return None
    if body.num == tower.nil:
        return None
    constant, parts = factor_element(tower, body)
    fixed = [part for part, times in parts if times < 0 and not any(kernel.bound for kernel in tower.used(part))]
    if not all(mask == POSITIVE or is_nonzero(conv, tower.poly(part, 64)) for part in fixed):
        return None
    result = conv.power(tower.rational(constant), count)
    for part, times in parts:
        step = _factor_product(conv, variable, part, (low, count))
        if step is None:
            return None
        result = tower.mul(result, tower.power(step, times))
    return result


def _factor_product(conv: Converter, variable: Kernel, part: Poly, ends: tuple[Element, Element]) -> Element | None:
    tower = conv.tower
    low, count = ends
    if not any(kernel.bound for kernel in tower.used(part)):
        return conv.power(tower.poly(part, 64), count)
    kernel = tower.single(part)
    if kernel is not None and kernel.kind == "exp":
        return _exponential_product(conv, variable, kernel, ends)
    slope = part.derivative(tower.plan.size - 1 - variable.index)
    if slope == tower.nil or not slope.is_constant():
        return None
    lead = slope.leading_coefficient()
    shift = part * (1 / lead) - variable.gen
    if any(kernel.bound for kernel in tower.used(shift)):
        return None
    start = tower.add(low, tower.poly(shift, 64))
    if conv.case.mask_element(start) != POSITIVE:
        start, lead = tower.sub(tower.poly(tower.one), tower.add(start, count)), -lead  # the last factor, turned round
        if conv.case.mask_element(tower.normal(start)) != POSITIVE:
            return None
    end = tower.add(start, count)
    result = tower.div(factorials.gamma(conv, end), factorials.gamma(conv, start))
    return tower.mul(result, conv.power(tower.rational(lead), count))


def _exponential_product(conv: Converter, variable: Kernel, kernel: Kernel, ends: tuple[Element, Element]) -> Element:
    """Return the product of exponentials as the exponential of a sum."""
    tower = conv.tower
    low, count = ends
    monomial, den = kernel.args
    exponent = Element(monomial * fmpq(1, kernel.unit), tower.clean(den), 64)
    high = tower.sub(tower.add(low, count), tower.poly(tower.one))
    return exponential(conv.case, summed_up(conv, variable, exponent, low, high))
