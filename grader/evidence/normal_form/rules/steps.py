"""Piecewise functions through absolute values and signs: max, min, relu and their kin, step functions."""

from __future__ import annotations

from flint import fmpq

from grader.evidence.normal_form.cases.case import Case
from grader.evidence.normal_form.ring.kernels import Element
from grader.evidence.normal_form.rules.exponentials_and_logarithms import exponential
from grader.evidence.normal_form.rules.moduli import absolute, require_sign, signum

HALF = fmpq(1, 2)


def larger(case: Case, a: Element, b: Element, sign: int = 1) -> Element:
    """Return max(a, b), or min(a, b) where `sign` is -1."""
    tower = case.tower
    gap = absolute(case, tower.sub(a, b))
    both = tower.add(tower.add(a, b), gap if sign > 0 else tower.neg(gap))
    return tower.scale(both, HALF)


def rectified(case: Case, a: Element) -> Element:
    """Return max(a, 0)."""
    return case.tower.scale(case.tower.add(a, absolute(case, a)), HALF)


def leaky(case: Case, a: Element, slope: Element) -> Element:
    """Return a where a > 0, else slope a."""
    tower = case.tower
    gap = absolute(case, a)
    low = tower.mul(slope, tower.sub(a, gap))
    return tower.scale(tower.add(tower.add(a, gap), low), HALF)


def clipped(case: Case, a: Element) -> Element:
    """Return a clipped to [-1, 1]."""
    tower = case.tower
    one = tower.poly(tower.one)
    gap = tower.sub(absolute(case, tower.add(a, one)), absolute(case, tower.sub(a, one)))
    return tower.scale(gap, HALF)


def exponential_linear(case: Case, a: Element) -> Element:
    """Return a where a > 0, else exp(a) - 1."""
    tower = case.tower
    if a.num == tower.nil:
        return a
    one = tower.poly(tower.one)
    sign = signum(case, a, None)
    high = tower.mul(tower.add(one, sign), a)
    low = tower.mul(tower.sub(one, sign), tower.sub(exponential(case, a), one))
    return tower.scale(tower.add(high, low), HALF)


def unit_step(case: Case, a: Element, at_zero: Element | None) -> Element:
    """Return 1 where a > 0, 0 where a < 0; where a is 0, `at_zero`, or nothing in particular."""
    tower = case.tower
    if at_zero is None:
        require_sign(case, a)
    one = tower.poly(tower.one)
    middle = None if at_zero is None else tower.sub(tower.scale(at_zero, fmpq(2)), one)
    return tower.scale(tower.add(one, signum(case, a, middle)), HALF)


def sigmoid(case: Case, a: Element) -> Element:
    """Return 1 / (1 + exp(-a))."""
    tower = case.tower
    growth = exponential(case, a)
    return tower.div(growth, tower.add(tower.poly(tower.one), growth))


def hyperbolic(case: Case, a: Element) -> tuple[Element, Element]:
    """Return cosh and sinh of an element."""
    tower = case.tower
    growth = exponential(case, a)
    decay = tower.inverse(growth)
    return tower.scale(tower.add(growth, decay), HALF), tower.scale(tower.sub(growth, decay), HALF)
