"""Inverse trigonometric functions: odd, exact at algebraic arguments that belong to nice angles."""

from __future__ import annotations

from flint import arb, ctx, fmpq

from grader.evidence.normal_form.cases.case import Case
from grader.evidence.normal_form.ring import algebraic, balls
from grader.evidence.normal_form.ring.kernels import Element, Rational
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.normal_form.rules.angles.trigonometry import ARCS, HALF, cosine_of_pi, pi
from grader.evidence.normal_form.rules.moduli import signum
from grader.evidence.trees.ranges.ranges import Range

MAX_DENOMINATOR = 60  # of an angle over pi


def inverse(case: Case, kind: str, element: Element) -> Element:
    """Return the arctangent or arcsine of an element, an odd function."""
    tower = case.tower
    normal = tower.normal(element)
    if normal.num == tower.nil:
        return normal
    turn = angle(tower, kind, normal)
    if turn is not None:
        return tower.scale(pi(tower), turn)
    if kind == "arctan" and normal.num.is_constant() and normal.den is not tower.one:
        flipped = inverse(case, kind, tower.inverse(normal))
        quarter = tower.scale(tower.mul(signum(case, element, None), pi(tower)), HALF)
        return tower.sub(quarter, flipped)
    return odd(tower, kind, normal, ARCS[kind])


def odd(tower: Tower, kind: str, element: Element, values: Range) -> Element:
    """Return an odd function of an element as a kernel, with the argument's leading coefficient positive."""
    normal = tower.normal(element)
    if normal.num == tower.nil:
        return normal
    sign = 1 if normal.num.leading_coefficient() > fmpq(0) else -1
    kernel = tower.kernel(kind, (normal.num * sign, normal.den), values)
    return tower.poly(kernel.gen * sign)


def angle(tower: Tower, kind: str, element: Element) -> Rational | None:
    """Return r where arctan or arcsin of an algebraic constant is surely r pi, with a small denominator."""
    ground = (element.num, element.den)
    if not all(algebraic.is_algebraic(tower, poly) for poly in ground):
        return None
    with ctx.workprec(balls.START):
        value = balls.at(tower, element.num, balls.START, tower.budget)
        value = value / balls.at(tower, element.den, balls.START, tower.budget)
        turn = (value.atan() if kind == "arctan" else value.asin()) / arb.pi()
        if not turn.is_finite():
            return None
        guess = _simple(turn)
    if guess is None or not _confirmed(tower, kind, element, guess):
        return None
    return guess


def _simple(ball: object) -> Rational | None:
    for den in range(1, MAX_DENOMINATOR + 1):
        unique = (ball * den + arb(0, 1e-9)).unique_fmpz()  # type: ignore[operator]
        if unique is not None:
            return fmpq(unique, den)
    return None


def _confirmed(tower: Tower, kind: str, element: Element, turn: Rational) -> bool:
    sine = cosine_of_pi(tower, fmpq(1, 2) - turn)
    if kind == "arcsin":
        left, right = tower.mul(sine, Element(element.den, tower.one, element.bits)), element.num
    else:
        cosine = cosine_of_pi(tower, turn)
        left = tower.mul(sine, Element(element.den, tower.one, element.bits))
        right = tower.mul(cosine, Element(element.num, tower.one, element.bits)).num
    if abs(turn) > fmpq(1, 2) or (kind == "arctan" and abs(turn) == fmpq(1, 2)):
        return False
    return algebraic.is_zero(tower, tower.reduce(left.num - right)) is True
