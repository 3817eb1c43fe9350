"""Powers of complex numbers with integer exponents: of products factor by factor, of powers, with sums as exponents.

z^n z^m is z^(n + m) and (z^n)^m is z^(n m) wherever the parts have values: 0^n is 0 or 1, and no exponent is negative.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flint import fmpq

from grader.evidence.normal_form.cases.ranges import NIL
from grader.evidence.normal_form.ring import gauss
from grader.evidence.normal_form.ring.factors import ONE
from grader.evidence.normal_form.ring.kernels import Element, Poly
from grader.evidence.normal_form.rules.integers import any_power, is_integer, power, power_of_power, split_constant
from grader.evidence.trees.ranges.sign import NEGATIVE, POSITIVE

if TYPE_CHECKING:
    from grader.evidence.normal_form.convert import Converter


def complex_power(conv: Converter, base: Element, exponent: Element) -> Element | None:
    """Return a power of a complex number with an integer exponent, None where the exponent is no sum of integers.

    It is the product of the powers of the factors: where one of these is 0 it has a value where that of the base has.
    """
    tower = conv.tower
    normal = tower.normal(exponent)
    is_sum = normal.den is tower.one and all(c.q == 1 for c in normal.num.coeffs())
    if not is_sum or not is_integer(tower, normal):
        return None
    if base.den is not tower.one:
        above, below = (conv.power(tower.poly(poly), normal) for poly in (base.num, base.den))
        return tower.mul(above, tower.power(below, -1))
    constant, parts = gauss.factors(tower, tower.reduce(base.num))
    if constant == ONE and len(parts) == 1 and parts[0][1] == 1:
        return _power_of_part(conv, parts[0][0], normal)
    result = tower.poly(tower.one) if constant == ONE else power(conv, tower.rational(constant), normal)
    for part, times in parts:
        whole = tower.scale(normal, fmpq(times))
        is_plain = tower.single(part) is not None or tower.all_real(part)
        raised = conv.power(tower.poly(part), whole) if is_plain else _power_of_part(conv, part, whole)
        result = tower.mul(result, raised)
    return result


def _power_of_part(conv: Converter, part: Poly, exponent: Element) -> Element:
    """Return the power of a factor that is no real number, or of a power of one."""
    tower = conv.tower
    if (joined := power_of_power(conv, part, exponent)) is not None:
        return joined
    result = tower.poly(tower.one)
    for one in _apart(conv, exponent):
        result = tower.mul(result, _one_power(conv, part, one))
    for kernel in tower.by_kind["power"]:
        if kernel.args[0] == part:
            tower.set_real(kernel, False)
    return result


def _one_power(conv: Converter, part: Poly, exponent: Element) -> Element:
    """Return a power of a factor, that with a negative exponent as one over another."""
    if conv.tower.constant(exponent) is not None:
        return conv.power(conv.tower.poly(part), exponent)
    if exponent.num.leading_coefficient() > NIL:
        return any_power(conv, part, exponent)
    return conv.tower.power(any_power(conv, part, conv.tower.neg(exponent)), -1)


def _apart(conv: Converter, exponent: Element) -> list[Element]:
    """Return exponents that add up to one: natural numbers where they can be, as n - 1 and m for n - 1 + m.

    What holds an index stays whole where they cannot: a power with it may have a value where the others have none.
    """
    tower = conv.tower
    constant, rest = split_constant(exponent.num)
    terms = [(tower.ring.from_dict({powers: 1}), int(value.p)) for powers, value in rest.terms()]
    if len(terms) < 2:
        return [exponent]
    found, first = [], constant
    for monomial, times in terms:
        least = times if conv.case.mask(monomial) == POSITIVE and times > 0 else 0
        taken = min(0, max(constant, -least))
        found.append(tower.poly(monomial * times + taken))
        constant -= taken
    is_natural = constant >= 0 and all(times > 0 and not conv.case.mask(one) & NEGATIVE for one, times in terms)
    if not is_natural and any(kernel.bound for kernel in tower.used(rest)):
        return [exponent]
    if not is_natural:
        found, constant = [tower.poly(monomial * times) for monomial, times in terms], first
    return [*found, tower.poly(tower.ring.constant(constant))] if constant else found
