"""Integers: what surely is one, powers with integer exponents, and signs (-1)^n."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from flint import fmpq, fmpz

from grader.evidence.errors import DeclinedError
from grader.evidence.normal_form.cases.case import Case
from grader.evidence.normal_form.cases.conditions import SplitError
from grader.evidence.normal_form.cases.knowledge import DECIDED
from grader.evidence.normal_form.cases.ranges import NIL
from grader.evidence.normal_form.ring.factors import factor_element
from grader.evidence.normal_form.ring.kernels import (
    EVERYTHING,
    UNIT_RANGE,
    Element,
    Kernel,
    Label,
    Poly,
    RestartError,
    involution,
)
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.normal_form.rules.exponentials_and_logarithms import constant_logarithm, exponential, log_absolute
from grader.evidence.normal_form.rules.moduli import require_real, sigma
from grader.evidence.trees.ranges.sign import NEGATIVE, POSITIVE, ZERO

if TYPE_CHECKING:
    from grader.evidence.normal_form.convert import Converter


OF: Label = ("of",)  # the sign of a power: (-1)^k where the base is negative
GRID = 216  # points at which an integer-valued polynomial is checked


def is_integer(tower: Tower, element: Element) -> bool:
    """Return whether all values of an element are surely integers."""
    if element.den is not tower.one:
        return False
    used = tower.used(element.num)
    if not all(kernel.integer for kernel in used):
        return False
    if all(c.q == 1 for c in element.num.coeffs()):
        return True
    return _on_grid(tower, element.num, used)


def _on_grid(tower: Tower, poly: Poly, used: list[Kernel]) -> bool:
    """Check a polynomial of integers at as many points a variable as its degree asks for."""
    degrees = poly.degrees()
    top = tower.plan.size - 1
    sides = [range(degrees[top - kernel.index] + 1) for kernel in used]
    size = 1
    for side in sides:
        size *= len(side)
    if size > GRID:
        return False
    for point in product(*sides):
        values = [fmpq(0)] * tower.plan.size
        for kernel, value in zip(used, point, strict=True):
            values[top - kernel.index] = fmpq(value)
        if poly(*values).q != 1:
            return False
    return True


def parity(case: Case, exponent: Element) -> Element:
    """Return (-1)^exponent for an exponent that is an integer wherever the power has a value."""
    tower = case.tower
    if not _term_by_term(case, exponent):
        return _parity_of_whole(case, tower.normal(exponent))
    result = tower.one
    for powers, coefficient in exponent.num.terms():
        if int(coefficient.p) % 2:
            monomial = _odd_part(tower, powers)
            result = -result if monomial == tower.one else result * _parity_kernel(tower, (monomial, tower.one)).gen
    return tower.poly(result)


def _term_by_term(case: Case, exponent: Element) -> bool:
    """Return whether each monomial is an integer, with integer coefficients."""
    tower = case.tower
    if exponent.den is not tower.one or not all(c.q == 1 for c in exponent.num.coeffs()):
        return False
    for powers, _ in exponent.num.terms():
        monomial = tower.ring.from_dict({powers: 1})
        integral = all(kernel.integer for kernel in tower.used(monomial))
        if not integral and all(known != monomial for known in case.integers):
            return False
    return True


def _odd_part(tower: Tower, powers: tuple[int, ...]) -> Poly:
    """Return a monomial with the same parity: n^2 is odd exactly where n is, for an integer n."""
    monomial = tower.ring.from_dict({powers: 1})
    if not all(kernel.integer for kernel in tower.used(monomial)):
        return monomial
    return tower.ring.from_dict({tuple(min(power, 1) for power in powers): 1})


def _parity_of_whole(case: Case, exponent: Element) -> Element:
    tower = case.tower
    constant = fmpq(0)
    if exponent.den is tower.one:
        constant = next((c for powers, c in exponent.num.terms() if not any(powers)), constant)
    whole = constant.floor()
    rest = exponent.num - fmpq(whole)
    if exponent.den is tower.one:
        case.note_integer(rest)
    kernel = _parity_kernel(tower, (rest, exponent.den))
    return tower.poly(-kernel.gen if int(whole) % 2 else kernel.gen)


def _parity_kernel(tower: Tower, args: tuple[Poly, Poly], label: Label = ()) -> Kernel:
    kernel = tower.find("parity", args, label)
    if kernel is None:
        kernel = tower.make("parity", args, UNIT_RANGE, True, label=label)
        kernel.integer = True
        tower.relations.insert(0, involution(tower.plan.size, kernel.index))
    return kernel


def power(conv: Converter, base: Element, exponent: Element) -> Element:
    """Return base^exponent for a nonconstant integer exponent and a base of any sign."""
    case, tower = conv.case, conv.tower
    constant, parts = factor_element(tower, base)
    require_real(case, [part for part, _ in parts])
    logarithm = constant_logarithm(tower, abs(constant))
    result = exponential(case, tower.mul(exponent, logarithm)) if logarithm.num != tower.nil else tower.poly(tower.one)
    if constant < NIL:
        result = tower.mul(result, parity(case, exponent))
    for part, times in parts:
        whole = tower.scale(exponent, fmpq(times))
        if times < 0:
            case.learn(part, NEGATIVE | POSITIVE)
        if times < 0 or not case.mask(part) & ZERO:
            result = tower.mul(result, _nonzero_power(case, part, whole))
        else:
            conv.splits.append(part)
            result = tower.mul(result, power_of_power(conv, part, whole) or any_power(conv, part, whole))
    return result


def power_of_power(conv: Converter, part: Poly, exponent: Element) -> Element | None:
    """Return (x^n)^m as x^(n m), which has its value wherever it has one itself; None for other powers."""
    kernel = conv.tower.single(part)
    if kernel is None or kernel.kind != "power":
        return None
    base, direction = kernel.args
    return conv.power(conv.tower.poly(base), conv.tower.mul(conv.tower.poly(direction + shift_of(kernel)), exponent))


def _nonzero_power(case: Case, part: Poly, exponent: Element) -> Element:
    tower = case.tower
    size = exponential(case, tower.mul(exponent, log_absolute(tower, part)))
    sign = sigma(case, part)
    if sign == tower.one:
        return size
    if sign == -tower.one:
        return tower.mul(size, parity(case, exponent))
    if not all(c.q == 1 for c in exponent.num.coeffs()):
        return tower.mul(size, tower.poly(_parity_kernel(tower, (part, exponent.num), OF).gen))
    result = tower.one
    for powers, coefficient in exponent.num.terms():
        if int(coefficient.p) % 2:
            monomial = _odd_part(tower, powers)
            result = result * (sign if monomial == tower.one else _sign_of_power(case, part, monomial))
    return tower.mul(size, tower.poly(result))


def _sign_of_power(case: Case, part: Poly, monomial: Poly) -> Poly:
    """Return the sign of part^n for a product n of integers: that of (x^k)^n is that of x^(k n)."""
    kernel = case.tower.single(part)
    if kernel is not None and kernel.kind == "parity" and not kernel.label and kernel.args[1] is case.tower.one:
        return parity(case, case.tower.poly(kernel.args[0] * monomial)).num
    if kernel is not None and kernel.kind == "parity" and kernel.label == OF and len(kernel.args[1]) == 1:
        part, ((powers, _),) = kernel.args[0], (kernel.args[1] * monomial).terms()
        monomial = _odd_part(case.tower, powers)
    return _parity_kernel(case.tower, (part, monomial), OF).gen


def any_power(conv: Converter, part: Poly, exponent: Element) -> Element:
    """Return part^exponent where the factor may be 0.

    Written part^(k v + c) with coprime integer coefficients in v, it is g^k part^(c - k s) with g = part^(v + s) for
    s the least floor(c / k) that occurs: where part = 0, the power with that s has a value only where v + s >= 0.
    """
    tower = conv.tower
    constant, rest = split_constant(exponent.num)
    content = _content(rest)
    direction = rest * fmpq(1, content)
    shift = constant // content
    kernel, least = _power_kernel(tower, part, direction, shift)
    conv.note_shift(kernel, shift == least)
    power = tower.power(kernel.element, content)
    return tower.mul(power, tower.power(tower.poly(part, 64), constant - content * least))


def split_constant(poly: Poly) -> tuple[int, Poly]:
    """Return the integer part of the constant term, and the rest."""
    constant = next((c for powers, c in poly.terms() if not any(powers)), fmpq(0))
    whole = int(constant.floor())
    return whole, poly - fmpq(whole)


def _content(poly: Poly) -> int:
    coefficients = poly.coeffs()
    if not all(c.q == 1 for c in coefficients):
        return 1
    content = fmpz(0)
    for c in coefficients:
        content = content.gcd(c.p)
    return max(1, int(content))


def shift_of(kernel: Kernel) -> int:
    """Return the whole number that is added to the exponent of a power."""
    (shift,) = kernel.label
    assert isinstance(shift, int)
    return shift


def _power_kernel(tower: Tower, part: Poly, direction: Poly, shift: int) -> tuple[Kernel, int]:
    if any(kernel.bound for poly in (part, direction) for kernel in tower.used(poly)):
        found = tower.find("power", (part, direction), (shift,))
        return found or tower.make("power", (part, direction), EVERYTHING, False, label=(shift,)), shift
    for kernel in tower.by_kind["power"]:
        if kernel.args == (part, direction):
            least = shift_of(kernel)
            if least > shift:
                tower.plan.units["shift", hash((tower.hint(part), tower.hint(direction)))] = shift
                raise RestartError
            return kernel, least
    planned = tower.plan.units.get(("shift", hash((tower.hint(part), tower.hint(direction)))), shift)
    least = min(planned, shift)
    return tower.make("power", (part, direction), EVERYTHING, False, label=(least,)), least


def zero_power(conv: Converter, exponent: Element) -> Element:
    """Return 0^exponent for an integer exponent: 1 where it is 0, else 0."""
    tower = conv.tower
    conv.case.learn_element(exponent, POSITIVE | ZERO)
    signs = conv.case.mask_element(exponent)
    if signs == POSITIVE:
        return tower.poly(tower.nil)
    if signs == ZERO:
        return tower.poly(tower.one)
    parts = [part for part, _ in factor_element(tower, exponent)[1] if conv.case.mask(part) not in DECIDED]
    if not parts or not conv.case.learning:
        raise DeclinedError("a power of 0 with a variable exponent")
    raise SplitError(parts[0])
