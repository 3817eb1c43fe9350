"""What a function makes of a germ: steps, waves, factorials, what is bounded and what is continuous."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from grader.evidence.calculus.limits.germs import stirling
from grader.evidence.calculus.limits.germs.coefficients import times
from grader.evidence.calculus.limits.germs.germs import BOUNDED, Germ, Germs, plain
from grader.evidence.calculus.limits.germs.series import (
    NEVER,
    Series,
    added,
    composed,
    constant,
    multiplied,
    order_for,
    taylor,
    trimmed,
)
from grader.evidence.errors import DeclinedError
from grader.evidence.functions.questions import EDGED, LIPSCHITZ
from grader.evidence.oracle import defined_everywhere
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ONE, TWO, ZERO, Call, Const, Div, Mul, Neg, Node

TURN = Mul((TWO, Const("pi")))


def called(germs: Germs, name: str, germ: Germ) -> Germ:
    """Return the value of a function of one argument; raises `DeclinedError`."""
    match name:
        case "exp":
            return germs.exponential(germ)
        case "log":
            return germs.logarithm(germ)
        case "sqrt":
            return germs.power(germ, Fraction(1, 2))
        case "abs":
            return _absolute(germs, germ)
        case "sin" | "cos":
            return _circle(germs, name, germ)
        case "floor" | "ceil":
            return _step(germs, name, germ)
        case "factorial":
            return _factorial(germs, germ)
        case "arctan" | "erf":
            return _bounded(germs, name, germ)
        case _:
            return _continuous(germs, name, germ)


def grows(germs: Germs, germ: Germ) -> bool:
    """Return whether a germ tends to infinity as a power of the variable."""
    if germ.wild or germ.more or any(polar for polar, _ in germ.groups) or germ.plain.low >= 0:
        return False
    return not any(logs for _, logs in germ.plain.terms) and germs.sign(germ) > 0


def _absolute(germs: Germs, germ: Germ) -> Germ:
    """Return the absolute value: by the sign near the point, or as something as small where that is not seen."""
    try:
        return germ if germs.sign(germ) > 0 else germs.times(plain(constant(Neg(ONE))), germ)
    except DeclinedError:
        series, _ = germs.tame(germ)
        if series.terms or series.cut <= 0:
            raise
    small = plain(Series({}, series.cut)) if series.cut < NEVER else Germ(())
    return Germ(small.groups, more=True)


def _step(germs: Germs, name: str, germ: Germ) -> Germ:
    """Return floor or ceiling: constant near the point on this side, or less than 1 off what grows."""
    if not germ.wild and germ.plain.low < 0:
        return germs.plus(germ, Germ((), wild=BOUNDED))
    start, small, rest = germs.split(germ)
    value = Fraction(0) if start is None else literal(start)
    if value is None or rest:
        raise DeclinedError
    below = value.numerator // value.denominator
    if value.denominator == 1 and small.terms:
        below -= germs.sign(plain(small)) < 0
        return plain(constant(number_tree(Fraction(below + (name == "ceil")))))
    if value.denominator == 1 and small.cut < NEVER:
        raise DeclinedError
    return plain(constant(number_tree(Fraction(below + (name == "ceil" and value.denominator > 1)))))


def _circle(germs: Germs, name: str, germ: Germ) -> Germ:
    if not germ.wild and germ.plain.terms and germ.plain.low < 0:
        return Germ((), wild=BOUNDED)
    start, small, rest = germs.split(germ)
    count = order_for(small, germs.width)
    cosine, sine = (composed(taylor(kind, count), small, germs.judge, germs.width) for kind in ("cos", "sin"))
    if start is None:
        return Germ((({}, cosine if name == "cos" else sine),), rest)
    first: Node = Call("cos", (start,))
    second: Node = Call("sin", (start,))
    if name == "sin":
        first, second = second, first
    else:
        second = Neg(second)
    total = added(multiplied(constant(first), cosine), multiplied(constant(second), sine))
    return Germ((({}, trimmed(total, germs.judge, germs.width)),), rest)


def _bounded(germs: Germs, name: str, germ: Germ) -> Germ:
    """Return arctan or erf, also of what grows without bound."""
    is_scaled = any(polar and germs.direction(polar) > 0 for polar, _ in germ.groups)
    if not is_scaled and germ.plain.low >= 0:
        return _continuous(germs, name, germ)
    sign = number_tree(Fraction(germs.sign(germ)))
    if name == "erf":
        return Germ((({}, constant(sign)),), more=True)
    inverse = _continuous(germs, "arctan", germs.power(germ, Fraction(-1)))
    return germs.plus(
        plain(constant(times(sign, Div(Const("pi"), TWO)))), germs.times(plain(constant(Neg(ONE))), inverse)
    )


def _continuous(germs: Germs, name: str, germ: Germ) -> Germ:
    """Return the value at the point, up to the order of what is added to the argument."""
    start, small, rest = germs.split(germ)
    if name == "arctan" and start is None:
        return Germ(
            (({}, composed(taylor(name, order_for(small, germs.width)), small, germs.judge, germs.width)),), rest
        )
    value = Call(name, (ZERO if start is None else start,))
    if name not in LIPSCHITZ | EDGED or not defined_everywhere(value, germs.judge.setting, germs.judge.budget):
        raise DeclinedError
    if name in EDGED:
        _require_inside(germs, name, germ)
    cut = min(small.low, small.cut) / (2 if name in EDGED else 1)
    return Germ((({}, Series({(Fraction(0), 0): value}, cut)),), rest)


def _require_inside(germs: Germs, name: str, germ: Germ) -> None:
    """Raise `DeclinedError` where an argument may leave the domain of a function near the point."""
    one, minus = plain(constant(ONE)), plain(constant(Neg(ONE)))
    gaps = [germs.plus(germ, minus)]
    if name != "arcosh":
        gaps = [germs.plus(one, germ), germs.plus(one, germs.times(minus, germ))]
    if any(germs.sign(gap) < 0 for gap in gaps):
        raise DeclinedError


def _factorial(germs: Germs, germ: Germ) -> Germ:
    """Return the factorial of what tends to infinity; elsewhere it has values at single points."""
    if not grows(germs, germ):
        raise DeclinedError
    fall = plain(constant(Neg(ONE)))
    exponent = germs.times(germ, germs.plus(germs.logarithm(germ), fall))
    root = germs.power(germs.times(plain(constant(TURN)), germ), Fraction(1, 2))
    inverse = germs.power(germ, Fraction(-1)).plain
    rest = composed(stirling.COEFFICIENTS, inverse, germs.judge, germs.width)
    return reduce(germs.times, (germs.exponential(exponent), root, plain(rest)))
