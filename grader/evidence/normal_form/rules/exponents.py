"""General powers: what the base's sign and the exponent's kind allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import fmpq

from grader.evidence.normal_form import rules
from grader.evidence.normal_form.ring.factors import factor_element
from grader.evidence.normal_form.ring.kernels import Element, Rational
from grader.evidence.normal_form.rules import integers
from grader.evidence.normal_form.rules.exponentials_and_logarithms import exponential, logarithm_of_factors
from grader.evidence.normal_form.rules.powers import rational_power
from grader.evidence.trees.ranges.sign import NEGATIVE, POSITIVE, ZERO

if TYPE_CHECKING:
    from grader.evidence.normal_form.convert import Converter


def power(conv: Converter, base: Element, exponent: Element) -> Element:
    """Return base^exponent: real odd roots, integer exponents, positive bases; a kernel of its own otherwise."""
    tower = conv.tower
    value = tower.constant(exponent)
    if value is not None:
        return constant_power(conv, base, value)
    if conv.complex and (turned := _power_of_unit(conv, base, exponent)) is not None:
        return turned
    if conv.complex and not _is_real(conv, base, exponent):
        if (raised := rules.complex_powers.complex_power(conv, base, exponent)) is not None:
            return raised
        return conv.opaque("general power", [base, exponent])
    signs = conv.case.mask_element(base)
    if signs == POSITIVE:
        return exponential(conv.case, tower.mul(exponent, log_modulus(conv, base)))
    if base.num == tower.nil:
        return integers.zero_power(conv, exponent)
    if integers.is_integer(tower, exponent):
        return integers.power(conv, base, exponent)
    if conv.complex:
        return conv.opaque("general power", [base, exponent])
    if signs == NEGATIVE:
        parity = integers.parity(conv.case, exponent)
        return tower.mul(parity, exponential(conv.case, tower.mul(exponent, log_modulus(conv, base))))
    if signs == ZERO:
        return integers.zero_power(conv, exponent)
    conv.splits.extend(part for part, _ in factor_element(tower, base)[1])
    return conv.opaque("general power", [base, exponent])


def _power_of_unit(conv: Converter, base: Element, exponent: Element) -> Element | None:
    """Return i^(2a + b) = (-1)^a i^b for integers a and b, and so for -i; None for other powers, or where a is 0."""
    tower, normal = conv.tower, conv.tower.normal(exponent)
    square = tower.normal(tower.mul(base, base))
    if square.den is not tower.one or square.num != -tower.one or not integers.is_integer(tower, normal):
        return None
    halves = tower.nil
    if normal.den is tower.one:
        for powers, coefficient in normal.num.terms():
            monomial = tower.poly(tower.ring.from_dict({powers: 1}))
            if coefficient.q == 1 and integers.is_integer(tower, monomial):
                halves = halves + monomial.num * fmpq((coefficient / 2).floor())
    if halves == tower.nil:
        return None
    sign = integers.parity(conv.case, Element(halves, tower.one, normal.bits))
    rest = tower.normal(tower.sub(normal, Element(2 * halves, tower.one, normal.bits)))
    return tower.mul(sign, power(conv, base, rest))


def constant_power(conv: Converter, base: Element, value: Rational) -> Element:
    """Return base^value for a rational number."""
    if value.q == 1:
        return conv.tower.power(base, int(value.p))
    if conv.complex and conv.case.mask_element(base) & NEGATIVE:
        return conv.opaque(f"power {value}", [base])
    return rational_power(conv.case, base, value)


def log_modulus(conv: Converter, base: Element) -> Element:
    """Return log|base| of an element that is nowhere 0."""
    return logarithm_of_factors(conv.tower, factor_element(conv.tower, base))


def _is_real(conv: Converter, *elements: Element) -> bool:
    return conv.tower.all_real(*[poly for element in elements for poly in (element.num, element.den)])
