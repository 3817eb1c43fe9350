"""Factorials, gamma and binomial coefficients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import fmpq, fmpz

from grader.evidence.budget import ExceededError
from grader.evidence.errors import DeclinedError
from grader.evidence.normal_form.cases.case import Case, EmptyError, universal
from grader.evidence.normal_form.ring.factors import factor_element
from grader.evidence.normal_form.ring.kernels import (
    ABOVE_ZERO,
    EVERYTHING,
    Element,
    Kernel,
    Poly,
    Rational,
    RestartError,
)
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.normal_form.rules.angles.circles import circle
from grader.evidence.normal_form.rules.angles.trigonometry import pi
from grader.evidence.normal_form.rules.integers import is_integer
from grader.evidence.normal_form.rules.powers import absolute_power
from grader.evidence.trees.ranges.sign import NEGATIVE, POSITIVE, ZERO

if TYPE_CHECKING:
    from grader.evidence.normal_form.convert import Converter


MAX_SHIFT = 64  # of an argument of gamma
MAX_FACTORIAL = 300  # argument of a gamma function that is written out
MAX_BELOW = 4  # values below zero of the top of a binomial that are looked at one by one
MAX_CHOICE = 24  # literal k in a binomial with symbolic n


def gamma(conv: Converter, a: Element) -> Element:
    """Return gamma(a), by gamma(a + 1) = a gamma(a) from the least argument that occurs."""
    tower = conv.tower
    value = tower.constant(tower.normal(a))
    if value is not None and value.q <= 2:
        return _gamma_of_constant(tower, value)
    mirrored = None if conv.complex else _reflected(conv, tower.normal(a))
    if mirrored is not None:
        return mirrored
    result, steps = _from_least(conv, "gamma", a)
    for step in steps:
        result = tower.mul(result, step)
    return result


def _reflected(conv: Converter, a: Element) -> Element | None:
    """Return gamma(m - u) for an integer m where gamma(u) occurs, by gamma(1 - u) gamma(u) = pi / sin(pi u)."""
    tower = conv.tower
    for kernel in tower.by_kind["gamma"]:
        mirror = Element(kernel.args[0], kernel.args[1], 64)
        whole = tower.constant(tower.normal(tower.add(a, mirror)))
        if whole is None or whole.q != 1 or abs(whole) > fmpq(MAX_SHIFT):
            continue
        is_letter = tower.constant(mirror) is None and not is_integer(tower, mirror)  # no sine is 0
        if not is_letter or any(part.bound for poly in kernel.args for part in tower.used(poly)):
            continue
        conv.note_shift(kernel, conv.case.mask_element(mirror) == POSITIVE)
        wave = circle(conv, tower.mul(pi(tower), mirror), "sin")
        value = tower.div(pi(tower), tower.mul(wave, kernel.element))
        for step in range(1, int(whole.p)):
            value = tower.mul(value, tower.sub(tower.rational(fmpq(step)), mirror))
        for step in range(int(whole.p), 1):
            value = tower.div(value, tower.sub(tower.rational(fmpq(step)), mirror))
        return value
    return None


def digamma(conv: Converter, a: Element) -> Element:
    """Return digamma(a), by digamma(a + 1) = digamma(a) + 1/a from the least argument that occurs."""
    value = conv.tower.constant(conv.tower.normal(a))
    if value is not None and value.q == 1 and value < fmpq(1):
        raise DeclinedError("digamma at this integer")
    result, steps = _from_least(conv, "digamma", a)
    for step in steps:
        result = conv.tower.add(result, conv.tower.inverse(step))
    return result


def _from_least(conv: Converter, name: str, a: Element) -> tuple[Element, list[Element]]:
    """Return a function at the least argument a - n that occurs, and a - n, ..., a - 1."""
    tower = conv.tower
    normal = tower.normal(a)
    if any(kernel.bound for poly in (normal.num, normal.den) for kernel in tower.used(poly)) or conv.complex:
        return conv.opaque(name, [normal]), []
    shift, rest = _whole_part(normal)
    kernel, least = _shifted_kernel(tower, name, Element(rest, normal.den, 64), shift)
    lowest = Element(kernel.args[0], kernel.args[1], 64)
    conv.note_shift(kernel, shift == least or conv.case.mask_element(lowest) == POSITIVE)
    if shift - least > MAX_SHIFT:
        raise ExceededError("max_degree")
    return kernel.element, [tower.add(lowest, tower.rational(fmpq(step))) for step in range(shift - least)]


def _whole_part(normal: Element) -> tuple[int, Poly]:
    """Return n and num - n den, where arguments num / den that differ by integers have the same second one."""
    place, leading = next(iter(normal.den.terms()))
    above = next((value for powers, value in normal.num.terms() if powers == place), fmpq(0))
    whole = int((above / leading).floor())
    return whole, normal.num - fmpq(whole) * normal.den


def _shifted_kernel(tower: Tower, name: str, rest: Element, shift: int) -> tuple[Kernel, int]:
    """Return the kernel of a function at rest + n, for the least n that occurs, and n."""
    key = ("shift", hash((name, tower.hint(rest.num), tower.hint(rest.den))))
    for kernel in tower.by_kind[name]:
        if kernel.args[1] != rest.den:
            continue
        gap = kernel.args[0] - rest.num
        distance = fmpq(0) if gap == tower.nil else gap.leading_coefficient() / rest.den.leading_coefficient()
        if distance.q == 1 and gap == distance * rest.den:
            least = int(distance.p)
            if least > shift:
                tower.plan.units[key] = shift
                raise RestartError
            return kernel, least
    least = min(tower.plan.units.get(key, shift), shift)
    argument = Element(rest.num + fmpq(least) * rest.den, rest.den, 64)
    is_positive = name == "gamma" and universal(tower).mask_element(argument) == POSITIVE
    values = ABOVE_ZERO if is_positive else EVERYTHING
    return tower.make(name, (argument.num, argument.den), values, True), least


def _gamma_of_constant(tower: Tower, value: Rational) -> Element:
    if value.q == 1:
        if value < fmpq(1) or value > fmpq(MAX_FACTORIAL):
            raise DeclinedError("gamma at this integer")
        return tower.rational(fmpq(fmpz.fac_ui(value.p - 1)))
    if value.q == 2 and abs(value) < fmpq(MAX_SHIFT):
        result = fmpq(1)
        while value > fmpq(1, 2):
            value -= 1
            result *= value
        while value < fmpq(1, 2):
            result /= value
            value += 1
        return tower.scale(_root_of_pi(tower), result)
    return tower.kernel("gamma", (tower.ring.constant(value), tower.one), EVERYTHING, True).element


def _root_of_pi(tower: Tower) -> Element:
    return absolute_power(tower, pi(tower).num, fmpq(1, 2))


def binomial(conv: Converter, n: Element, k: Element) -> Element:
    """Return the binomial coefficient, 0 outside the triangle 0 <= k <= n."""
    tower, case = conv.tower, conv.case
    below, choice = tower.sub(n, k), tower.constant(k)
    if not is_integer(tower, n) or not is_integer(tower, k):
        return conv.opaque("binom", [n, k])
    signs = [signs_of_whole(case, k), signs_of_whole(case, below)]
    if signs[0] != NEGATIVE and signs[1] == NEGATIVE and signs_of_whole(case, n) & NEGATIVE:
        # conventions differ where n < 0 <= k
        _split_below_zero(conv, n)
        return conv.opaque("binom", [n, k])
    if NEGATIVE in signs:
        return tower.poly(tower.nil)
    if choice is not None and choice <= fmpq(MAX_CHOICE) and not case.mask_element(n) & NEGATIVE:
        return _falling(tower, n, int(choice.p))
    if signs[0] & NEGATIVE or signs[1] & NEGATIVE:
        for element in (k, below):
            if element.num != tower.nil:
                conv.splits.extend(part for part, _ in factor_element(tower, element)[1])
        return conv.opaque("binom", [n, k])
    one = tower.poly(tower.one)
    if ZERO in signs:  # an end of a row
        return one
    bottom = tower.mul(gamma(conv, tower.add(k, one)), gamma(conv, tower.add(below, one)))
    return tower.div(gamma(conv, tower.add(n, one)), bottom)


def _split_below_zero(conv: Converter, top: Element) -> None:
    """Ask for the sign of an integer, and, where it is bounded, for each of its values below zero."""
    steps = [conv.tower.add(top, conv.tower.rational(fmpq(step))) for step in range(1, MAX_BELOW + 1)]
    last = next((place for place, moved in enumerate(steps) if not conv.case.mask_element(moved) & NEGATIVE), 0)
    for element in (top, *steps[:last]):
        conv.splits.extend(part for part, _ in factor_element(conv.tower, element)[1])


def signs_of_whole(case: Case, element: Element) -> int:
    """Return the signs that an integer e may have: e > -1 is e >= 0, e + 1 <= 0 is e < 0, and so on upwards.

    That e = 0 is learnt, and what is left of e < 0 <= e + 1, that e + 1 = 0. Raises `EmptyError` where no sign is left.
    """
    mask = case.mask_element(element)
    for side, other, step in ((NEGATIVE, POSITIVE, 1), (POSITIVE, NEGATIVE, -1)):
        if not mask & side:
            continue
        moved = case.tower.add(element, case.tower.rational(fmpq(step)))
        near = case.mask_element(moved)
        if near == other:
            mask &= ~side
        elif not near & other:
            mask = side
        if mask == side and not near & side:
            case.learn_zero(moved)
    if not mask:
        raise EmptyError
    if mask == ZERO:
        case.learn_zero(element)
    return mask


def _falling(tower: Tower, n: Element, choice: int) -> Element:
    result = tower.poly(tower.one)
    for step in range(choice):
        factor = tower.scale(tower.sub(n, tower.rational(fmpq(step))), fmpq(1, step + 1))
        result = tower.mul(result, factor)
    return result
