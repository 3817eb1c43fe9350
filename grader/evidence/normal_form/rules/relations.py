"""Linear relations with rational coefficients between logarithms, arctangents, arcsines and pi, decided exactly.

sum a_k arctan(u_k) + sum b_k arcsin(v_k) + c pi, all times a common denominator, is a multiple of pi where the product
of the numbers (1 + i u_k)^a_k (sqrt(1 - v_k^2) + i v_k)^b_k is real; a ball then tells which multiple. And
sum a_k log|u_k| is 0 where the product of the |u_k|^a_k is 1. Both products are algebraic numbers.
"""

from __future__ import annotations

from math import lcm

from flint import fmpq

from grader.evidence.normal_form.ring import algebraic, balls
from grader.evidence.normal_form.ring.kernels import Element, Kernel, Poly, Rational
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.normal_form.rules.powers import absolute_power, constant_power

HALF = fmpq(1, 2)
MAX_TIMES = 64  # integer coefficients of a relation
MAX_PARTS = 8  # logarithms and arcs between which a relation is looked for
TURN = 3  # less than pi

Pair = tuple[Element, Element]  # real and imaginary part


def is_letter(tower: Tower, kernel: Kernel) -> bool:
    """Return whether a kernel is pi, or a logarithm or an arc of an algebraic number."""
    if kernel.kind == "pi":
        return True
    if kernel.kind not in {"log", "arctan", "arcsin"} or not kernel.ground:
        return False
    return all(algebraic.is_algebraic(tower, arg) for arg in kernel.args)


def is_zero(tower: Tower, poly: Poly) -> bool:
    """Return whether a linear combination of letters is surely 0."""
    logs: list[tuple[Kernel, Rational]] = []
    arcs: list[tuple[Kernel, Rational]] = []
    top = tower.plan.size - 1
    for powers, coefficient in poly.terms():
        places = [place for place, power in enumerate(powers) if power]
        if len(places) != 1 or powers[places[0]] != 1:
            return False
        kernel = tower.kernels[top - places[0]]
        if not is_letter(tower, kernel):
            return False
        (logs if kernel.kind == "log" else arcs).append((kernel, coefficient))
    if len(logs) + len(arcs) > MAX_PARTS:
        return False
    return (not logs or _logarithms(tower, logs)) and (not arcs or _angles(tower, arcs))


def _whole(parts: list[tuple[Kernel, Rational]]) -> list[tuple[Kernel, int]] | None:
    """Return integer coefficients, or None where they are large."""
    common = lcm(*(int(coefficient.q) for _, coefficient in parts))
    found = [(kernel, int((coefficient * common).p)) for kernel, coefficient in parts]
    return found if all(abs(times) <= MAX_TIMES for _, times in found) else None


def _logarithms(tower: Tower, parts: list[tuple[Kernel, Rational]]) -> bool:
    whole = _whole(parts)
    if whole is None:
        return False
    above = below = tower.poly(tower.one)
    for kernel, times in whole:
        factor = tower.power(tower.poly(kernel.args[0], 64), abs(times))
        above, below = (tower.mul(above, factor), below) if times > 0 else (above, tower.mul(below, factor))
    return any(
        algebraic.is_zero(tower, tower.reduce(total)) is True
        for total in (above.num - below.num, above.num + below.num)
    )


def _angles(tower: Tower, parts: list[tuple[Kernel, Rational]]) -> bool:
    whole = _whole(parts)
    if whole is None:
        return False
    product: Pair = (tower.poly(tower.one), tower.poly(tower.nil))
    total = tower.nil
    for kernel, times in whole:
        total = total + kernel.gen * times
        if kernel.kind == "pi":
            continue
        cosine, sine = _direction(tower, kernel)
        factor = (cosine, sine if times > 0 else tower.neg(sine))
        for _ in range(abs(times)):
            product = _times(tower, product, factor)
    imaginary = product[1]
    if algebraic.is_zero(tower, tower.reduce(imaginary.num)) is not True:
        return False
    ball = balls.at(tower, total, balls.START, tower.budget)
    return bool(abs(ball) < TURN)


def _direction(tower: Tower, kernel: Kernel) -> Pair:
    """Return a positive multiple of cosine and sine of an arc, without denominators."""
    num, den = (tower.poly(part, 64) for part in kernel.args)
    if balls.sign(tower, kernel.args[1], tower.budget) == -1:
        num, den = tower.neg(num), tower.neg(den)
    if kernel.kind == "arctan":
        return den, num
    rest = tower.reduce(den.num * den.num - num.num * num.num)
    if rest.is_constant():
        return constant_power(tower, abs(rest.leading_coefficient()), HALF), num
    return absolute_power(tower, rest, HALF), num


def _times(tower: Tower, a: Pair, b: Pair) -> Pair:
    real = tower.sub(tower.mul(a[0], b[0]), tower.mul(a[1], b[1]))
    imaginary = tower.add(tower.mul(a[0], b[1]), tower.mul(a[1], b[0]))
    return _reduced(tower, real), _reduced(tower, imaginary)


def _reduced(tower: Tower, element: Element) -> Element:
    return Element(tower.reduce(element.num), element.den, element.bits)
