"""Series of cos(k t)/k^p for even p, and sin(k t)/k^p for odd p: polynomials of Bernoulli; cos(k t)/k, a logarithm.

For 0 < t < 2 pi (for p > 1 also at the ends) the sum over k >= 1 is, but for the sign (-1)^((p - 1) // 2 + p),
(2 pi)^p / (2 p!) B_p(t / (2 pi)), and that of cos(k t)/k is -ln(2 sin(t/2)) (the Fourier series of these functions).
With signs (-1)^k, t + pi stands for t; over odd numbers it is the sum over all less that over the even ones.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb, factorial

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.polynomials import linear, rational
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.calculus.sums.frame import Frame
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.signs import Sign
from grader.evidence.trees.build import minus, number_tree
from grader.evidence.trees.linear import Affine, affine
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Add, Bind, Call, Const, Div, Mul, Neg, Node, Num, Pow, is_infinite

MAX_POWER = 8  # of a sine or cosine
TWO_PI = Mul((number_tree(2), Const("pi")))


def wave_over_power(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value of a sum of such series, or None."""
    low = None if node.low is None else literal(node.low)
    if low is None or low.denominator != 1 or not is_infinite(node.high):
        return None
    frame = Frame(node.var, {}, {}, setting, budget)
    try:
        return total([_value(term, low, frame) for term in expanded(node.body, node.var)])
    except DeclinedError as error:
        budget.declined(error)
        return None


def _value(term: Term, low: Fraction, frame: Frame) -> Node:
    waves = [part for part in term.factors if isinstance(part, Call) and part.name in {"cos", "sin"}]
    turns = [part for part in term.factors if isinstance(part, Pow) and literal(part.base) == -1]
    others = [part for part in term.factors if part not in waves and part not in turns]
    if term.exponents or len(waves) != 1 or len(turns) > 1 or not all(map(frame.has_value, term.coefficient)):
        raise DeclinedError
    index, power = _divisor(term, others, frame.var)
    step, start = (index.get(name, Fraction(0)) for name in (frame.var, ""))
    found = linear(waves[0].args[0], frame.var)
    if found is None or step * low + start != 1 or step not in {1, 2} or not all(map(frame.has_value, found)):
        raise DeclinedError
    angle = Div(found[0], number_tree(int(step)))
    if not _is_same(found[1], Mul((angle, rational(start))), frame):
        raise DeclinedError
    sign = _turned(turns, low, frame.var)
    if sign and step == 2:
        raise DeclinedError
    moved = Add((angle, Const("pi"))) if sign else angle
    value = _series(waves[0].name, power, moved, frame)
    if step == 2:
        even = _series(waves[0].name, power, Mul((number_tree(2), angle)), frame)
        value = minus(value, Div(even, number_tree(2**power)))
    return product((*term.coefficient, Neg(value) if sign > 0 else value))


def _is_same(first: Node, second: Node, frame: Frame) -> bool:
    return frame.sign(minus(first, second)) is Sign.ZERO


def _divisor(term: Term, others: list[Node], var: str) -> tuple[Affine, int]:
    """Return the index e(k), with e(k) = 1 at first, and p of a divisor e(k)^p; raises `DeclinedError`."""
    if not others and term.power < 0 and term.power.denominator == 1:
        form: Affine | None = {var: Fraction(1)}
        power = -term.power
    else:
        match others:
            case [Div(Num(value), Pow(base, exponent))] if value == 1 and not term.power:
                form, power = affine(base), literal(exponent) or Fraction(0)
            case [Div(Num(value), base)] if value == 1 and not term.power:
                form, power = affine(base), Fraction(1)
            case _:
                raise DeclinedError
    if form is None or form.keys() - {var, ""} or power.denominator != 1 or power < 1:
        raise DeclinedError
    refuse_above(power, MAX_POWER, "max_degree")
    return form, int(power)


def _turned(turns: list[Pow], low: Fraction, var: str) -> int:
    """Return 0 without signs (-1)^k, 1 where the first one is positive as those of (-1)^(k - 1) are, else -1."""
    if not turns:
        return 0
    form = affine(turns[0].exp)
    if form is None or form.keys() - {var, ""} or any(value.denominator != 1 for value in form.values()):
        raise DeclinedError
    step, start = form.get(var, Fraction(0)), form.get("", Fraction(0))
    if step % 2 == 0:
        raise DeclinedError
    return 1 if (step * low + start) % 2 == 0 else -1


def _series(wave: str, power: int, angle: Node, frame: Frame) -> Node:
    """Return the sum over all k >= 1 of a wave over k^p at an angle from 0 to 2 pi; raises `DeclinedError`."""
    wanted = Sign.POSITIVE if power == 1 else Sign.NON_NEGATIVE
    if not all(frame.sign(gap).within(wanted) for gap in (angle, minus(TWO_PI, angle))):
        raise DeclinedError
    if (wave, power) == ("cos", 1):
        return Neg(Call("log", (Mul((number_tree(2), Call("sin", (Div(angle, number_tree(2)),)))),)))
    if (wave == "cos") != (power % 2 == 0):
        raise DeclinedError
    sign = (-1) ** (power // 2 + 1)
    scale = Div(Pow(TWO_PI, number_tree(power)), number_tree(sign * 2 * factorial(power)))
    turn = Div(angle, TWO_PI)
    parts = [Mul((rational(comb(power, k) * _bernoulli(k)), Pow(turn, number_tree(power - k)))) if k < power
             else rational(_bernoulli(k)) for k in range(power + 1)]  # fmt: skip
    return Mul((scale, total(parts)))


def _bernoulli(order: int) -> Fraction:
    """Return a number of Bernoulli, the one of order 1 being -1/2."""
    known: list[Fraction] = []
    for m in range(order + 1):
        known.append(Fraction(m == 0) - sum((comb(m, k) * known[k] / (m - k + 1) for k in range(m)), Fraction(0)))
    return known[order]
