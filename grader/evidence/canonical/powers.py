"""Absolute values, signs, roots, powers, exponentials and logarithms of elements.

All rest on |f| for irreducible factors f: |f| = s f with s^2 = 1 (s is 1 where f = 0), log of a product is the sum of
log|f|, and the q-th root of |f| is a kernel a with a^q = s f. Where an expression log(f) or sqrt(f) has a value, f is
positive or at least 0, which the case learns.
"""

from __future__ import annotations

from flint import fmpq

from grader.evidence.budget import ExceededError
from grader.evidence.canonical.case import Case, EmptyError, composite, universal
from grader.evidence.canonical.factors import factor_element, primes
from grader.evidence.canonical.ranges import NEGATIVE, NIL, POSITIVE, ZERO
from grader.evidence.canonical.tower import (
    ABOVE_ZERO,
    FROM_ZERO,
    UNIT_RANGE,
    Element,
    Kernel,
    Poly,
    Range,
    Rational,
    Relation,
    Tower,
    UnsupportedError,
)

UNIT = fmpq(1)


# Signs.


def sigma(case: Case, part: Poly) -> Poly:
    """Return the sign of a factor as a polynomial: 1 where the factor is 0."""
    signs = case.mask(part)
    if not signs & NEGATIVE:
        return case.tower.one
    if not signs & POSITIVE:
        return -case.tower.one
    return sigma_kernel(case.tower, part).gen


def sigma_kernel(tower: Tower, part: Poly) -> Kernel:
    """Return the kernel s with s^2 = 1 and |part| = s part."""
    found = tower.find("sigma", (part,))
    if found is None:
        found = tower.make("sigma", (part,), UNIT_RANGE, True)
        found.integer = True
        tower.relate(found.gen * found.gen - 1, (found, 2))
    return found


def delta_kernel(tower: Tower, part: Poly) -> Kernel:
    """Return the kernel that is 1 where the factor is 0, and 0 elsewhere."""
    found = tower.find("delta", (part,))
    if found is None:
        sign = sigma_kernel(tower, part)
        found = tower.make("delta", (part,), Range(NIL, UNIT, True, True), False)
        found.integer = True
        tower.relate(found.gen * found.gen - found.gen, (found, 2))
        tower.relate(found.gen * sign.gen - found.gen, (found, 1), (sign, 1))
        tower.relate(found.gen * part, (found, 1), *_lead(tower, part))
    return found


def _lead(tower: Tower, part: Poly) -> list[tuple[Kernel, int]]:
    top = tower.plan.size - 1
    return [(tower.kernels[top - place], power) for place, power in enumerate(part.monoms()[0]) if power]


def absolute(case: Case, element: Element) -> Element:
    """Return |element|."""
    tower = case.tower
    if element.num == tower.nil:
        return element
    constant, parts = factor_element(tower, element)
    require_real(case, [part for part, _ in parts])
    odd = [part for part, exponent in parts if exponent % 2]
    unknown = [part for part in odd if case.mask(part) & NEGATIVE and case.mask(part) & POSITIVE]
    sign = tower.one if constant > NIL else -tower.one
    if len(unknown) > 1:
        known = case.mask(composite(tower, unknown))
        if not known & NEGATIVE or not known & POSITIVE:
            sign = sign if not known & NEGATIVE else -sign
            odd = [part for part in odd if not any(part is one for one in unknown)]
    for part in odd:
        sign = sign * sigma(case, part)
    return tower.mul(element, tower.poly(sign))


def signum(case: Case, element: Element, at_zero: Element | None) -> Element:
    """Return the sign of an element; where it is 0, `at_zero`, or nothing in particular where that is None."""
    tower = case.tower
    if element.num == tower.nil:
        if at_zero is None:
            raise EmptyError
        return at_zero
    constant, parts = factor_element(tower, element)
    require_real(case, [part for part, _ in parts])
    sign = tower.one if constant > NIL else -tower.one
    nonzero = tower.one
    for part, exponent in parts:
        if exponent % 2:
            sign = sign * sigma(case, part)
        if exponent > 0 and case.mask(part) & ZERO:
            nonzero = nonzero * (1 - delta_kernel(tower, part).gen)
    if at_zero is None:
        return tower.poly(sign)
    return tower.add(tower.poly(sign * nonzero), tower.mul(at_zero, tower.poly(1 - nonzero)))


def require_real(case: Case, parts: list[Poly]) -> None:
    """Raise `UnsupportedError` where a factor may have values that are not real."""
    if not all(kernel.real for part in parts for kernel in case.tower.used(part)):
        raise UnsupportedError("signs of complex numbers")


# Roots.


def rational_power(case: Case, base: Element, exponent: Rational) -> Element:
    """Return base^exponent for a rational exponent that is no integer, with real odd roots of negative numbers."""
    tower = case.tower
    if base.num == tower.nil:
        if exponent < NIL:
            raise UnsupportedError("a power of 0")
        return base
    constant, parts = factor_element(tower, base)
    require_real(case, [part for part, _ in parts])
    if int(exponent.q) % 2 == 0:
        case.learn_element(base, POSITIVE | (ZERO if exponent > NIL else 0))
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
    unknown = [part for part, power in parts if power % 2 and case.mask(part) & NEGATIVE and case.mask(part) & POSITIVE]
    result = constant_power(tower, abs(constant), exponent)
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
    result = tower.power(modulus(tower, part), whole) if whole else tower.poly(tower.one)
    return tower.mul(result, tower.poly(root.gen**rest)) if rest else result


def modulus(tower: Tower, part: Poly) -> Element:
    """Return |part| of a factor, valid in every case."""
    return tower.poly(part if part.is_constant() else universal_sign(tower, part) * part, 64)


def _integer_power(tower: Tower, gen: Poly, exponent: Rational) -> Element:
    if exponent.q != 1:
        raise ExceededError("max_degree")
    return tower.power(tower.poly(gen), int(exponent.p))


def universal_sign(tower: Tower, part: Poly) -> Poly:
    """Return the sign of a factor as a polynomial, valid in every case."""
    signs = universal(tower).mask(part)
    if not signs & NEGATIVE:
        return tower.one
    return -tower.one if not signs & POSITIVE else sigma_kernel(tower, part).gen


def root_kernel(tower: Tower, part: Poly, degree: int) -> Kernel:
    """Return the kernel |part|^(1/u) with u a multiple of `degree`."""
    found = tower.find("root", (part,))
    if found is None:
        sign = universal_sign(tower, part) if not part.is_constant() else tower.one
        nonzero = not universal(tower).mask(part) & ZERO
        found = tower.make("root", (part,), ABOVE_ZERO if nonzero else FROM_ZERO, nonzero, degree)
        tower.relate(found.gen**found.unit - sign * part, (found, found.unit))
    tower.refine(found, degree)
    return found


# Exponentials and logarithms.


def exponential(case: Case, element: Element) -> Element:
    """Return exp(element), as a product over the terms of the element."""
    tower = case.tower
    result = tower.poly(tower.one)
    for coefficient, monomial, den in terms(tower, element):
        result = tower.mul(result, _exponential_term(case, coefficient, monomial, den))
    return result


def terms(tower: Tower, element: Element) -> list[tuple[Rational, Poly, Poly]]:
    """Return an element as a sum of coefficient * monomial / denominator, the polynomial part divided out."""
    normal = tower.normal(element)
    if len(normal.num) == 1:
        coefficient = normal.num.leading_coefficient()
        return [(coefficient, normal.num * (1 / coefficient), normal.den)]
    if normal.den is tower.one:
        return [(c, _monomial(tower, powers), tower.one) for powers, c in normal.num.terms()]
    whole, rest = divmod(normal.num, normal.den)
    found = [(c, _monomial(tower, powers), tower.one) for powers, c in whole.terms()]
    for powers, coefficient in rest.terms():
        monomial = _monomial(tower, powers)
        common = monomial.gcd(normal.den)
        den = tower.clean(normal.den / common)
        found.append((coefficient, monomial / common, den))
    return found


def _monomial(tower: Tower, powers: tuple[int, ...]) -> Poly:
    return tower.ring.from_dict({powers: 1})


def _exponential_term(case: Case, coefficient: Rational, monomial: Poly, den: Poly) -> Element:
    tower = case.tower
    kernel = tower.single(monomial) if den is tower.one else None
    if kernel is not None and kernel.kind == "log":
        return absolute_power(tower, kernel.args[0], coefficient)
    base = tower.kernel("exp", (monomial, den), ABOVE_ZERO, True, int(coefficient.q))
    return tower.power(tower.poly(base.gen), int(coefficient * base.unit))


def logarithm(case: Case, element: Element) -> Element:
    """Return the natural logarithm of an element, which is positive where that has a value."""
    tower = case.tower
    constant, parts = factor_element(tower, element) if element.num != tower.nil else (NIL, ())
    if constant == NIL:
        raise UnsupportedError("the logarithm of 0")
    require_real(case, [part for part, _ in parts])
    case.learn_element(element, POSITIVE)
    result = constant_logarithm(tower, abs(constant))
    for part, exponent in parts:
        result = tower.add(result, tower.scale(log_absolute(tower, part), fmpq(exponent)))
    return result


def constant_logarithm(tower: Tower, constant: Rational) -> Element:
    """Return the logarithm of a positive rational number by its primes."""
    result = tower.poly(tower.nil)
    for number, sign in ((int(constant.p), 1), (int(constant.q), -1)):
        for prime, power in primes(number):
            kernel = tower.kernel("log", (tower.ring.constant(prime),), ABOVE_ZERO, True)
            result = tower.add(result, tower.poly(kernel.gen * (sign * power)))
    return result


def log_absolute(tower: Tower, part: Poly) -> Element:
    """Return log|part| of a factor."""
    kernel = tower.single(part)
    if kernel is not None:
        match kernel.kind:
            case "exp":
                return tower.mul(
                    tower.poly(kernel.args[0] * fmpq(1, kernel.unit)), tower.inverse(tower.poly(kernel.args[1]))
                )
            case "root":
                return tower.scale(_log_of_radicand(tower, kernel.args[0]), fmpq(1, kernel.unit))
            case "sigma" | "parity":
                return tower.poly(tower.nil)
            case "sin":
                cosine = tower.kernels[kernel.index - 1].gen
                both = tower.add(log_absolute(tower, cosine - 1), log_absolute(tower, cosine + 1))
                return tower.scale(both, fmpq(1, 2))
    return tower.poly(tower.kernel("log", (part,)).gen)


def _log_of_radicand(tower: Tower, radicand: Poly) -> Element:
    if radicand.is_constant():
        return constant_logarithm(tower, radicand.leading_coefficient())
    constant, parts = factor_element(tower, tower.poly(radicand))
    result = constant_logarithm(tower, abs(constant))
    for part, exponent in parts:
        result = tower.add(result, tower.scale(log_absolute(tower, part), fmpq(exponent)))
    return result


def known_positive(case: Case, element: Element) -> bool:
    """Return whether an element is surely positive."""
    return case.mask_element(element) == POSITIVE


def sign_relations(case: Case, poly: Poly) -> tuple[Relation, ...]:
    """Return what a case says of the sign kernels of a polynomial, and its equations, as relations."""
    tower = case.tower
    found = list(case.zeros)
    for kernel in tower.used(poly):
        if kernel.kind == "sigma":
            found += _sigma_relation(case, kernel)
        elif kernel.kind == "delta":
            signs = case.mask(kernel.args[0])
            if not signs & ZERO or signs == ZERO:
                found.append(tower.relation(kernel.gen - (1 if signs & ZERO else 0)))
    return tuple(found)


def _sigma_relation(case: Case, kernel: Kernel) -> list[Relation]:
    tower, part = case.tower, kernel.args[0]
    signs = case.mask(part)
    if not signs & NEGATIVE:
        return [tower.relation(kernel.gen - 1)]
    if signs == NEGATIVE:
        return [tower.relation(kernel.gen + 1)]
    return [] if signs & POSITIVE else [tower.relation(kernel.gen * part + part)]
