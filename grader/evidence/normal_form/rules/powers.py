"""Roots and rational powers: the q-th root of |f| is a kernel a with a^q = s f, for the sign s of each factor f.

Where an even root has a value its radicand is at least 0, which the case learns.
"""

from __future__ import annotations

from grader.evidence.budget import ExceededError
from grader.evidence.errors import DeclinedError
from grader.evidence.normal_form.cases.case import Case, composite, universal
from grader.evidence.normal_form.cases.ranges import NIL
from grader.evidence.normal_form.ring.factors import ONE, factor_element, primes
from grader.evidence.normal_form.ring.kernels import (
    ABOVE_ZERO,
    FROM_ZERO,
    Element,
    Kernel,
    Poly,
    Rational,
)
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.normal_form.rules.moduli import modulus, require_real, sigma, universal_sign
from grader.evidence.trees.ranges.sign import NEGATIVE, POSITIVE, ZERO


def rational_power(case: Case, base: Element, exponent: Rational) -> Element:
    """Return base^exponent for a rational exponent that is no integer, with real odd roots of negative numbers."""
    tower = case.tower
    if base.num == tower.nil:
        if exponent < NIL:
            raise DeclinedError("a power of 0")
        return base
    factors = constant, parts = factor_element(tower, base)
    require_real(case, [part for part, _ in parts])
    if int(exponent.q) % 2 == 0:
        case.learn_factors(factors, POSITIVE | (ZERO if exponent > NIL else 0))
        return _even_root(case, constant, parts, exponent)
    result = constant_power(tower, abs(constant), exponent)
    sign = tower.one if constant > NIL or int(exponent.p) % 2 == 0 else -tower.one
    for part, power in parts:
        result = tower.mul(result, absolute_power(tower, part, exponent * power))
        if (int(exponent.p) * power) % 2:
            sign = sign * sigma(case, part)
    return tower.mul(result, tower.poly(sign))


def _even_root(case: Case, constant: Rational, parts: tuple[tuple[Poly, int], ...], exponent: Rational) -> Element:
    tower = case.tower
    result = constant_power(tower, abs(constant), exponent)
    if len(parts) == 1:
        return tower.mul(result, absolute_power(tower, parts[0][0], exponent * parts[0][1]))
    unknown = [part for part, power in parts if power % 2 and case.mask(part) & NEGATIVE and case.mask(part) & POSITIVE]
    joined = len(unknown) > 1
    for part, power in parts:
        rest = power - 1 if joined and any(part is one for one in unknown) else power
        if rest:
            result = tower.mul(result, absolute_power(tower, part, exponent * rest))
    if joined:
        result = tower.mul(result, absolute_power(tower, composite(tower, unknown), exponent))
    return result


def constant_power(tower: Tower, constant: Rational, exponent: Rational) -> Element:
    """Return constant^exponent for a positive rational number."""
    result = tower.poly(tower.one)
    if constant == ONE:
        return result
    for number, sign in ((int(constant.p), 1), (int(constant.q), -1)):
        for prime, power in primes(number):
            result = tower.mul(result, absolute_power(tower, tower.ring.constant(prime), exponent * power * sign))
    return result


def absolute_power(tower: Tower, part: Poly, exponent: Rational) -> Element:
    """Return |part|^exponent for a factor (or a positive integer) and a rational exponent."""
    kernel = tower.single(part)
    if kernel is not None:
        match kernel.kind:
            case "root":
                return absolute_power(tower, kernel.args[0], exponent / kernel.unit)
            case "exp":
                tower.refine(kernel, int((exponent / kernel.unit).q))
                return _integer_power(tower, kernel.gen, exponent)
            case "sigma" | "parity":
                return tower.poly(tower.one)
            case "sin" if exponent.q != 1:
                cosine = tower.kernels[kernel.index - 1].gen
                return tower.mul(
                    absolute_power(tower, cosine - 1, exponent / 2), absolute_power(tower, cosine + 1, exponent / 2)
                )
    if exponent.q == 1:
        return tower.power(modulus(tower, part), int(exponent.p))
    root = root_kernel(tower, part, int(exponent.q))
    power = int(exponent.p) * (root.unit // int(exponent.q))
    whole, rest = divmod(power, root.unit)
    if not whole:
        return tower.power(root.element, rest)
    result = tower.power(modulus(tower, part), whole)
    return tower.mul(result, tower.power(root.element, rest)) if rest else result


def _integer_power(tower: Tower, gen: Poly, exponent: Rational) -> Element:
    if exponent.q != 1:
        raise ExceededError("max_degree")
    return tower.power(tower.poly(gen), int(exponent.p))


def root_kernel(tower: Tower, part: Poly, degree: int) -> Kernel:
    """Return the kernel |part|^(1/u) with u a multiple of `degree`."""
    found = tower.find("root", (part,))
    if found is None:
        is_number = len(part) == 1 and part.is_constant()
        sign = tower.one if is_number else universal_sign(tower, part)
        nonzero = is_number or not universal(tower).mask(part) & ZERO
        found = tower.make("root", (part,), ABOVE_ZERO if nonzero else FROM_ZERO, nonzero, degree)
        tower.relate(found.gen**found.unit - tower.times(sign, part, 1), (found, found.unit))
    tower.refine(found, degree)
    return found
