"""Integrals from 0 to infinity of x^p cos(a x) or x^p sin(a x) over powers of c + d x^2 (Laplace's integrals).

For a, c > 0 the integral of cos(a x) / (x^2 + c) is I = pi / (2 sqrt(c)) e^(-a sqrt(c)). Derivatives by a bring powers
of x, and those by c bring powers of 1 / (x^2 + c); with p < 2m they stay integrals that converge. Even powers go with
cosines and odd ones with sines: others are no elementary functions.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import factorial

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.euler import Scope, power_of
from grader.evidence.calculus.integrals.over_positive import term_by_term
from grader.evidence.calculus.integrals.polynomials import coefficients, linear, rational
from grader.evidence.calculus.integrals.terms import Term, product
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.derivative import differentiated
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Bind, Call, Const, Derivative, Div, Mul, Neg, Node, Pow, Sym, substitute

MAX_POWER = 6
MAX_ORDER = 4
PI = Const("pi")
RATE, CONSTANT = "rate of a wave", "constant of a quadratic"  # no symbols have such names


@dataclass(frozen=True)
class Quadratic:
    """(slope x^2 + constant)^order, both coefficients positive."""

    constant: Node
    slope: Node
    order: int


def fourier_integral(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the integral over the positive numbers of such quotients, each of which converges, or None."""
    return term_by_term(node, setting, budget, _of_term)


def _of_term(term: Term, scope: Scope) -> Node:
    if term.exponents or not all(scope.has_value(part) for part in term.coefficient):
        raise DeclinedError
    waves = [factor for factor in term.factors if isinstance(factor, Call) and factor.name in {"sin", "cos"}]
    others = [factor for factor in term.factors if factor not in waves]
    if len(waves) != 1 or len(others) != 1:
        raise DeclinedError
    rate = linear(waves[0].args[0], scope.var)
    base = _quadratic(others[0], scope)
    if rate is None or literal(rate[1]) != 0 or term.power.denominator != 1:
        raise DeclinedError
    power = int(term.power)
    if not 0 <= power < 2 * base.order or power > MAX_POWER or (waves[0].name == "sin") is (power % 2 == 0):
        raise DeclinedError
    value = _differentiated(power, base.order - 1, scope)
    if sign_of(rate[0], scope.setting, scope.budget) is Sign.NEGATIVE:
        rate, value = (Neg(rate[0]), rate[1]), value if waves[0].name == "cos" else Neg(value)
    known = {RATE: scope.require_positive(rate[0]), CONSTANT: Div(base.constant, base.slope)}
    return product((*term.coefficient, Pow(base.slope, rational(Fraction(-base.order))), substitute(value, known)))


def _differentiated(power: int, times: int, scope: Scope) -> Node:
    """Return the integral of x^power times a wave over (x^2 + c)^(times + 1), by the derivatives of I."""
    root = Call("sqrt", (Sym(CONSTANT),))
    value: Node = Div(Mul((PI, Call("exp", (Neg(Mul((Sym(RATE), root))),)))), Mul((rational(Fraction(2)), root)))
    for _ in range(power):
        value = differentiated(Derivative(value, RATE), scope.budget)
    for _ in range(times):
        value = differentiated(Derivative(value, CONSTANT), scope.budget)
    sign = (-1) ** ((power + 1) // 2 + times)
    return product((rational(Fraction(sign, factorial(times))), value))


def _quadratic(factor: Node, scope: Scope) -> Quadratic:
    base, exponent = power_of(factor)
    order, found = literal(Neg(exponent)), coefficients(base, scope.var)
    if order is None or order.denominator != 1 or not 0 < order <= MAX_ORDER:
        raise DeclinedError
    if found is None or len(found) != 3 or literal(found[1]) != 0:
        raise DeclinedError
    return Quadratic(scope.require_positive(found[0]), scope.require_positive(found[2]), int(order))
