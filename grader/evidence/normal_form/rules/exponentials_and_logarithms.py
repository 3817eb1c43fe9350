"""Exponentials and logarithms, term by term and factor by factor: log of a product is the sum of log|f|."""

from __future__ import annotations

from collections.abc import Iterator

from flint import fmpq

from grader.evidence.errors import DeclinedError
from grader.evidence.normal_form.cases.case import Case
from grader.evidence.normal_form.ring.factors import ONE, factor, factor_element, primes
from grader.evidence.normal_form.ring.kernels import (
    ABOVE_ZERO,
    Element,
    Factors,
    Poly,
    Rational,
)
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.normal_form.rules.moduli import require_real
from grader.evidence.normal_form.rules.powers import absolute_power
from grader.evidence.trees.ranges.sign import POSITIVE, ZERO


def exponential(case: Case, element: Element) -> Element:
    """Return exp(element), as a product over the terms of the element."""
    tower = case.tower
    result: Element | None = None
    for coefficient, monomial, den in terms(tower, element):
        term = _exponential_term(case, coefficient, monomial, den)
        result = term if result is None else tower.mul(result, term)
    return result or tower.poly(tower.one)


def terms(tower: Tower, element: Element) -> Iterator[tuple[Rational, Poly, Poly]]:
    """Yield an element as a sum of coefficient * monomial / denominator, the polynomial part divided out.

    One by one: what is asked of the first may end the work.
    """
    normal = tower.normal(element)
    if len(normal.num) == 1:
        coefficient = normal.num.coefficient(0)
        yield coefficient, normal.num if coefficient == ONE else normal.num * (1 / coefficient), normal.den
        return
    if normal.den is tower.one:
        yield from ((c, _monomial(tower, powers), tower.one) for powers, c in _each(normal.num))
        return
    whole, rest = divmod(normal.num, normal.den)
    yield from ((c, _monomial(tower, powers), tower.one) for powers, c in _each(whole))
    for powers, coefficient in _each(rest):
        monomial = _monomial(tower, powers)
        common = monomial.gcd(normal.den)
        den = tower.clean(normal.den / common)
        yield coefficient, monomial / common, den


def _each(poly: Poly) -> Iterator[tuple[tuple[int, ...], Rational]]:
    """Yield exponents and coefficients; `poly.terms()` would list all of them first."""
    return ((poly.monomial(place), poly.coefficient(place)) for place in range(len(poly)))


def _monomial(tower: Tower, powers: tuple[int, ...]) -> Poly:
    if sum(powers) == 1:
        return tower.gens[tower.plan.size - 1 - powers.index(1)]
    return tower.ring.from_dict({powers: 1})


def _exponential_term(case: Case, coefficient: Rational, monomial: Poly, den: Poly) -> Element:
    tower = case.tower
    kernel = tower.single(monomial) if den is tower.one else None
    if kernel is not None and kernel.kind == "log":
        return absolute_power(tower, kernel.args[0], coefficient)
    base = tower.kernel("exp", (monomial, den), ABOVE_ZERO, True, int(coefficient.q))
    return tower.power(base.element, int(coefficient * base.unit))


def logarithm(case: Case, element: Element, at_zero: bool = False) -> Element:
    """Return the natural logarithm of an element, which is positive where that has a value.

    `at_zero`: or 0, where a convention gives 0 log 0 the value 0; the kernel log|f| is some number where f is 0.
    """
    tower = case.tower
    if not element.num:
        raise DeclinedError("the logarithm of 0")
    factors = factor_element(tower, element)
    require_real(case, [part for part, _ in factors[1]])
    case.learn_factors(factors, POSITIVE | (ZERO if at_zero else 0))
    return logarithm_of_factors(tower, factors)


def logarithm_of_factors(tower: Tower, factors: Factors) -> Element:
    """Return the logarithm of the absolute value of a product that is not 0."""
    constant, parts = factors
    result = constant_logarithm(tower, abs(constant))
    for part, exponent in parts:
        term = log_absolute(tower, part)
        if exponent != 1:
            term = tower.scale(term, fmpq(exponent))
        result = tower.add(result, term) if result.num else term
    return result


def constant_logarithm(tower: Tower, constant: Rational) -> Element:
    """Return the logarithm of a positive rational number by its primes."""
    result = tower.poly(tower.nil)
    if constant == ONE:
        return result
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
    return tower.kernel("log", (part,)).element


def _log_of_radicand(tower: Tower, radicand: Poly) -> Element:
    if radicand.is_constant():
        return constant_logarithm(tower, radicand.leading_coefficient())
    return logarithm_of_factors(tower, factor(tower, radicand))
