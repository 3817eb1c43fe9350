"""Signs and absolute values: |f| = s f for each factor f, with a kernel s that is 1 where f = 0.

So s^2 = 1 everywhere, and |f g| = |f| |g| needs no case.
"""

from __future__ import annotations

from grader.evidence.errors import DeclinedError
from grader.evidence.normal_form.cases.case import Case, EmptyError, composite, universal
from grader.evidence.normal_form.cases.ranges import NIL
from grader.evidence.normal_form.ring import gauss
from grader.evidence.normal_form.ring.factors import factor, factor_element
from grader.evidence.normal_form.ring.kernels import (
    UNIT_RANGE,
    Element,
    Kernel,
    Poly,
    Relation,
    involution,
)
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.trees.ranges.ranges import between
from grader.evidence.trees.ranges.sign import NEGATIVE, POSITIVE, ZERO


def sigma(case: Case, part: Poly) -> Poly:
    """Return the sign of a factor as a polynomial: 1 where the factor is 0."""
    signs = case.mask(part)
    if not signs & NEGATIVE:
        return case.tower.one
    if not signs & POSITIVE:
        return -case.tower.one
    kernel = case.tower.single(part)
    if kernel is not None and kernel.kind in {"sigma", "parity"}:
        return part  # which is 1 or -1
    return _sigma_of_logarithm(case, part) or sigma_kernel(case.tower, part).gen


def _sigma_of_logarithm(case: Case, part: Poly) -> Poly | None:
    """Return the sign of log(f) for a positive f as that of f - 1, where that is one factor."""
    kernel = case.tower.single(part)
    if kernel is None or kernel.kind != "log" or case.mask(kernel.args[0]) != POSITIVE:
        return None
    constant, parts = factor(case.tower, kernel.args[0] - 1)
    if constant < NIL or len(parts) != 1 or parts[0][1] != 1:
        return None
    return sigma(case, parts[0][0])


def sigma_kernel(tower: Tower, part: Poly) -> Kernel:
    """Return the kernel s with s^2 = 1 and |part| = s part."""
    found = tower.find("sigma", (part,))
    if found is None:
        found = tower.make("sigma", (part,), UNIT_RANGE, True)
        found.integer = True
        tower.relations.insert(0, involution(tower.plan.size, found.index))
    return found


def delta_kernel(tower: Tower, part: Poly) -> Kernel:
    """Return the kernel that is 1 where the factor is 0, and 0 elsewhere."""
    found = tower.find("delta", (part,))
    if found is None:
        sign = sigma_kernel(tower, part)
        found = tower.make("delta", (part,), between(0, 1), False)
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
        sign = tower.times(sign, sigma(case, part), 1)
    return tower.mul(element, tower.poly(sign))


def squared(case: Case, element: Element) -> Element:
    """Return |element|^2, of a complex number the sum of two squares."""
    tower, parts = case.tower, gauss.parts(case.tower, element)
    if parts is None:
        require_real(case, [element.num, element.den])
        return tower.mul(element, element)
    real, imaginary = (tower.mul(part, part) for part in parts)
    return tower.normal(tower.add(real, imaginary))


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
            sign = tower.times(sign, sigma(case, part), 1)
        if exponent > 0 and case.mask(part) & ZERO:
            nonzero = nonzero * (1 - delta_kernel(tower, part).gen)
    if at_zero is None:
        return tower.poly(sign)
    return tower.add(tower.poly(sign * nonzero), tower.mul(at_zero, tower.poly(1 - nonzero)))


def require_sign(case: Case, element: Element) -> None:
    """Raise `EmptyError` where an element is 0 and nobody said what its step is there.

    Bodies of derivatives and of bound symbols teach nothing: a slope may exist where its formula has no value.
    """
    if case.learning and case.mask_element(element) == ZERO:
        raise EmptyError


def require_real(case: Case, parts: list[Poly]) -> None:
    """Raise `DeclinedError` where a factor may have values that are not real."""
    if not case.tower.all_real(*parts):
        raise DeclinedError("signs of complex numbers")


def modulus(tower: Tower, part: Poly) -> Element:
    """Return |part| of a factor, valid in every case."""
    return tower.poly(part if part.is_constant() else universal_sign(tower, part) * part, 64)


def universal_sign(tower: Tower, part: Poly) -> Poly:
    """Return the sign of a factor as a polynomial, valid in every case."""
    signs = universal(tower).mask(part)
    if not signs & NEGATIVE:
        return tower.one
    return -tower.one if not signs & POSITIVE else sigma_kernel(tower, part).gen


def sign_relations(case: Case, poly: Poly) -> tuple[Relation, ...]:
    """Return what a case says of the sign kernels of a polynomial, and its equations, as relations."""
    tower = case.tower
    if not (tower.by_kind["sigma"] or tower.by_kind["delta"]):
        return case.zeros
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
