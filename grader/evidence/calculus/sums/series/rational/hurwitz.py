"""Sums of 1 / (n + x)^m over n >= 0 for rational x with 0 < x <= 1, where they have a closed form (Hurwitz's zeta).

Gauss's theorem gives digamma at p/q, up to Euler's constant, which cancels where the coefficients of a convergent
series add up to 0: -ln(2q) - pi/2 cot(pi p/q) + 2 sum over 0 < n < q/2 of cos(2 pi n p/q) ln sin(pi n/q). For m > 1
there are the reflection zeta(m, x) + (-1)^m zeta(m, 1 - x) = (-1)^(m - 1) / (m - 1)! times the derivative of order
m - 1 of pi cot(pi x), and zeta(m, 1/2) = (2^m - 1) zeta(m).
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial

from flint import fmpq, fmpq_poly

from grader.evidence.calculus.integrals.integrands.polynomials import rational
from grader.evidence.calculus.integrals.integrands.terms import product, total
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.trees.build import fraction
from grader.language.tree import ONE, Bind, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym

MAX_ORDER = 12  # of a pole
MAX_DENOMINATOR = 12  # of a shift of the index
PI = Const("pi")
HALF = Fraction(1, 2)
Classes = dict[Fraction, Fraction]  # coefficients of the sums, by x


def digammas(classes: Classes) -> Node:
    """Return minus the sum of c digamma(x) for coefficients c that add up to 0."""
    if sum(classes.values(), Fraction(0)):
        raise DeclinedError
    return total([product((rational(-value), _digamma(x))) for x, value in classes.items() if value])


def _digamma(x: Fraction) -> Node:
    """Return digamma(x) plus Euler's constant."""
    p, q = x.numerator, x.denominator
    if q > MAX_DENOMINATOR:
        raise DeclinedError(limit="max_degree")
    if q == 1:
        return rational(Fraction(0))
    waves = [
        product((_cosine(Fraction(2 * n * p, q)), Call("log", (Call("sin", (_turn(Fraction(n, q)),)),))))
        for n in range(1, (q + 1) // 2)
    ]
    half_turn = product((rational(-HALF), PI, Call("cot", (_turn(x),)))) if x != HALF else rational(Fraction(0))
    logs = [product((rational(Fraction(2)), wave)) for wave in waves]
    return total([Neg(Call("log", (rational(Fraction(2 * q)),))), half_turn, *logs])


def _turn(part: Fraction) -> Node:
    return Mul((rational(part), PI))


def _cosine(turn: Fraction) -> Node:
    return Call("cos", (_turn(turn),))


def zetas(classes: Classes, order: int) -> Node:
    """Return the sum of c zeta(order, x), for an order above 1; raises `DeclinedError` where it has no closed form.

    Riemann's zeta at odd numbers stands as its series.
    """
    if order > MAX_ORDER:
        raise DeclinedError(limit="max_degree")
    kept = {x: value for x, value in classes.items() if value}
    own = kept.pop(HALF, Fraction(0)) + kept.pop(Fraction(1), Fraction(0)) / (2**order - 1)
    parts = []
    if own:
        odd = product((rational(own * (2**order - 1)), zeta(order)))
        parts.append(odd if order % 2 else product((rational(own / 2), _reflected(HALF, order))))
    sign = (-1) ** order
    for x, value in kept.items():
        if kept.get(1 - x) != sign * value:
            raise DeclinedError
        refuse_above(x.denominator, MAX_DENOMINATOR, "max_degree")
        if x < HALF:
            parts.append(product((rational(value), _reflected(x, order))))
    return total(parts)


def zeta(order: int) -> Bind:
    """Return the sum of n^-order over n >= 1."""
    return Bind("sum", Div(ONE, Pow(Sym("n"), rational(Fraction(order)))), "n", ONE, Const("oo"))


def is_zeta(node: Bind) -> bool:
    """Return whether a bound expression is such a series, in any letter."""
    match node:
        case Bind("sum", Div(above, Pow(Sym(base), Num())), var, low, Const("oo")):
            return above == low == ONE and base == var
        case _:
            return False


def _reflected(x: Fraction, order: int) -> Node:
    """Return zeta(order, x) + (-1)^order zeta(order, 1 - x)."""
    slopes = fmpq_poly([0, 1])  # in the cotangent, times a power of pi
    for _ in range(order - 1):
        slopes = slopes.derivative() * fmpq_poly([-1, 0, -1])
    scale = fmpq((-1) ** (order - 1), factorial(order - 1))
    cotangent = Call("cot", (_turn(x),))
    parts = [
        product((rational(fraction(value)), *(() if not power else (_raised(cotangent, power),))))
        for power, value in enumerate((slopes * scale).coeffs())
        if value != 0 and (x != HALF or not power)
    ]
    return product((_raised(PI, order), total(parts)))


def _raised(base: Node, exponent: int) -> Node:
    return base if exponent == 1 else Pow(base, rational(Fraction(exponent)))
