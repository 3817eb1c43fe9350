"""Factors of polynomials and elements over Q, with the identity sin^2 = (1 - cos)(1 + cos) taken back."""

from __future__ import annotations

from functools import lru_cache
from math import gcd, lcm

from flint import fmpq, fmpz

from grader.evidence.budget import ExceededError, check_degrees
from grader.evidence.errors import DeclinedError
from grader.evidence.normal_form.ring import guard
from grader.evidence.normal_form.ring.kernels import Element, Factors, Poly, Rational
from grader.evidence.normal_form.ring.tower import Tower

ONE, NIL = fmpq(1), fmpq(0)
WORD = 64  # bits of a number that is factored; a longer one has small primes taken out


def factor(tower: Tower, poly: Poly) -> Factors:
    """Return constant and factors of a nonzero polynomial; factors have integer coefficients, the first positive."""
    kernel = tower.single(poly)
    if kernel is not None:
        return ONE, ((kernel.gen, 1),)
    poly = tower.reduce(poly)
    for known, found in tower.factored:
        if known == poly:
            return found
    result = _factor(tower, poly)
    tower.factored.append((poly, result))
    return result


def _factor(tower: Tower, poly: Poly) -> Factors:
    if not poly:
        raise DeclinedError("the factors of 0")
    if len(poly) == 1:
        return poly.coefficient(0), _monomial(tower, poly)
    if poly.total_degree() == 1:
        content = _content(poly)
        return content, ((poly if content == ONE else poly * (1 / content), 1),)
    guard.factors(poly, 1 + max(int(c.height_bits()) for c in poly.coeffs()), tower.budget)
    check_degrees(poly.degrees())
    constant, found = poly.factor()
    return _circle(tower, fmpq(constant), [(part, int(exponent)) for part, exponent in found])


def _monomial(tower: Tower, poly: Poly) -> tuple[tuple[Poly, int], ...]:
    powers = zip(tower.kernels, poly.degrees()[::-1], strict=False)
    return tuple([(kernel.gen, power) for kernel, power in powers if power])


def _content(poly: Poly) -> Rational:
    """Return what makes the coefficients integers without a common divisor, the first positive."""
    coefficients = poly.coeffs()
    num = gcd(*[int(c.p) for c in coefficients])
    content = fmpq(num, lcm(*[int(c.q) for c in coefficients]))
    return content if coefficients[0] > NIL else -content


def _circle(tower: Tower, constant: Rational, found: list[tuple[Poly, int]]) -> Factors:
    """Replace (cos - 1)(cos + 1) by -sin^2 as often as it occurs."""
    for sine in tower.by_kind["sin"]:
        cosine = tower.kernels[sine.index - 1].gen
        low, high = cosine - 1, cosine + 1
        exponents = [{i: e for i, (p, e) in enumerate(found) if p == part} for part in (low, high)]
        if exponents[0] and exponents[1]:
            times = min(*exponents[0].values(), *exponents[1].values())
            constant = constant * (-1) ** times
            found = [(p, e - times if p in (low, high) else e) for p, e in found] + [(sine.gen, 2 * times)]
            found = [(p, e) for p, e in found if e]
    return constant, tuple(found)


def factor_element(tower: Tower, element: Element) -> Factors:
    """Return constant and factors of a nonzero element; those of the denominator have negative exponents."""
    constant, above = factor(tower, element.num)
    if element.den is tower.one:
        return constant, above
    divisor, below = factor(tower, element.den)
    found: list[tuple[Poly, int]] = list(above)
    for part, exponent in below:
        found = _joined(found, part, -exponent)
    return constant / divisor, tuple(found)


def long_power(tower: Tower, element: Element, times: int) -> Element:
    """Return element^times, where that is too long to be written out, from kernels for the powers of its factors."""
    constant, parts = factor_element(tower, element)
    bits = times * int(constant.height_bits())
    if bits > tower.budget.limits.max_bits and abs(constant) != fmpq(1):
        raise ExceededError("max_bits")
    sign = -1 if constant < fmpq(0) and times % 2 else 1
    result = tower.rational(abs(constant) ** times * sign if abs(constant) != fmpq(1) else fmpq(sign))
    for part, count in parts:
        kernel = tower.kernel("long power", (part, tower.ring.constant(times * abs(count))))
        power = kernel.element
        result = tower.mul(result, power) if count > 0 else tower.div(result, power)
    return result


def _joined(found: list[tuple[Poly, int]], part: Poly, exponent: int) -> list[tuple[Poly, int]]:
    for place, (known, power) in enumerate(found):
        if known == part:
            rest = [(known, power + exponent)] if power + exponent else []
            return [*found[:place], *rest, *found[place + 1 :]]
    return [*found, (part, exponent)]


@lru_cache(maxsize=512)
def primes(value: int) -> tuple[tuple[int, int], ...]:
    """Return the prime factors of a positive integer; a large cofactor stands for itself."""
    if value == 1:
        return ()
    return tuple(_primes(value).items())


def _primes(value: int) -> dict[int, int]:
    if value.bit_length() <= WORD:
        return {int(prime): int(exponent) for prime, exponent in fmpz(value).factor()}
    found: dict[int, int] = {}
    for prime in (2, 3, 5, 7):
        while value % prime == 0:
            value //= prime
            found[prime] = found.get(prime, 0) + 1
    return found | ({value: 1} if value > 1 else {})
