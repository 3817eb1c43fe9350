"""Integrals of x^p cos(a x) or x^p sin(a x) over quadratics without zeros (Laplace's integrals).

For a, c > 0 the integral from 0 to infinity of cos(a x) / (x^2 + c) is I = pi / (2 sqrt(c)) e^(-a sqrt(c)). Derivatives
by a bring powers of x, and those by c bring powers of 1 / (x^2 + c); with p < 2m they stay integrals that converge.
Even powers go with cosines and odd ones with sines: over the positive numbers others are no elementary functions, over
all real numbers they are odd and cancel. Products of different x^2 + c are sums by partial fractions, where -c stands
for x^2. Over all real numbers x - h is put in for x, so that no quadratic has a linear term. What is without a wave has
a = 0, where the integral is continuous for p < 2m - 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import comb, factorial

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.definite import with_variable
from grader.evidence.calculus.integrals.improper.euler import Scope, power_of
from grader.evidence.calculus.integrals.improper.over_positive import term_by_term
from grader.evidence.calculus.integrals.integrands.polynomials import coefficients, linear, rational
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.oracle import defined_everywhere, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import minus
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.slopes.derivative import differentiated
from grader.language.domains import REAL
from grader.language.tree import (
    ONE,
    ZERO,
    Add,
    Bind,
    Call,
    Const,
    Derivative,
    Div,
    Mul,
    Neg,
    Node,
    Pow,
    Sym,
    substitute,
)
from grader.records import dataclass, replace

MAX_POWER = 6  # of the variable in the numerator
MAX_ORDER = 4  # of a quadratic factor of the denominator
MAX_QUADRATICS = 3  # factors of the denominator
PI = Const("pi")
TWO = rational(Fraction(2))
RATE, CONSTANT = "rate of a wave", "constant of a quadratic"  # no symbols have such names


@dataclass(frozen=True)
class Quadratic:
    """((x + shift)^2 + constant)^order, with a positive constant, and the factor that was taken out of the square."""

    constant: Node
    slope: Node
    order: int
    shift: Node = ZERO


@dataclass(frozen=True)
class Part:
    """weight x^power times a wave of a positive rate, or of 0, over (x^2 + constant)^order."""

    weight: tuple[Node, ...]
    power: int
    constant: Node
    order: int


@dataclass(frozen=True)
class Wave:
    """sign cos(rate x + start) or sign sin(rate x + start), of a rate that is positive; cos(0) where there is none."""

    name: str
    rate: Node
    start: Node
    sign: Node = ONE


NO_WAVE = Wave("cos", ZERO, ZERO)
Rule = Callable[[Term, Scope], Node]


def fourier_integral(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the integral over the positive numbers of such quotients, each of which converges, or None."""
    return term_by_term(node, setting, budget, lambda term, scope: _of_waves(term, scope, _over_positive))


def fourier_over_all(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the integral over all real numbers of such quotients, each of which converges, or None."""
    if node.high != Const("oo") or node.low != Neg(Const("oo")):
        return None
    scope = Scope(node.var, setting, budget)
    try:
        values = [_of_waves(term, scope, _over_all) for term in expanded(node.body, node.var)]
    except DeclinedError as error:
        budget.declined(error)
        return None
    inside = with_variable(setting, node.var, REAL)
    return total(values) if defined_everywhere(node.body, inside, budget) else None


def _of_waves(term: Term, scope: Scope, rule: Rule) -> Node:
    """Return the value of a term with one wave, or with two: half their sum and difference."""
    waves = [factor for factor in term.factors if isinstance(factor, Call) and factor.name in {"sin", "cos"}]
    if len(waves) != 2:
        return rule(term, scope)
    first, second = sorted(waves, key=lambda wave: wave.name)  # a cosine before a sine
    (one,), (other,) = first.args, second.args
    name = "cos" if first.name == second.name else "sin"
    rest = [factor for factor in term.factors if factor not in waves]
    values = []
    for angle, sign in ((minus(other, one), 1), (Add((one, other)), -1 if first.name == "sin" else 1)):
        weight = rational(Fraction(sign, 2))
        wave = () if one == other and angle == minus(other, one) else (Call(name, (angle,)),)
        if wave or name == "cos":
            values.append(rule(replace(term, coefficient=(*term.coefficient, weight), factors=(*rest, *wave)), scope))
    return total(values)


def _over_positive(term: Term, scope: Scope) -> Node:
    wave, quadratics = _factors(term, scope)
    if any(literal(part) != 0 for part in (wave.start, *(one.shift for one in quadratics))):
        raise DeclinedError
    parts = list(_fractions(int(term.power), wave, quadratics, scope))
    if not all(_is_even(part.power, wave.name) for part in parts):
        raise DeclinedError
    return product((*term.coefficient, wave.sign, total([_half(part, wave, scope) for part in parts])))


def _over_all(term: Term, scope: Scope) -> Node:
    wave, quadratics = _factors(term, scope)
    shift = quadratics[0].shift
    if any(one.shift != shift for one in quadratics):
        raise DeclinedError
    start, power = minus(wave.start, Mul((wave.rate, shift))), int(term.power)
    start, moments = (wave.start, [(ONE, power)]) if literal(shift) == 0 else (start, _moved(power, shift))
    values = []
    for weight, degree in moments:
        for part in _fractions(degree, wave, quadratics, scope):
            name, turned = _even_part(wave.name, part.power, start)
            values.append(product((TWO, weight, turned, _half(part, Wave(name, wave.rate, ZERO), scope))))
    return product((*term.coefficient, wave.sign, total(values)))


def _moved(power: int, shift: Node) -> list[tuple[Node, int]]:
    """Return the coefficients and powers of (x - shift)^power."""
    found: list[tuple[Node, int]] = [(ONE, power)]
    for j in range(power):
        ways = rational(Fraction(comb(power, j)))
        found.append((Mul((ways, Pow(Neg(shift), rational(Fraction(power - j))))), j))
    return found


def _even_part(name: str, power: int, start: Node) -> tuple[str, Node]:
    """Return the wave that makes an even function with a power, and its factor in cos(y + start) or sin(y + start)."""
    even = "cos" if power % 2 == 0 else "sin"
    if literal(start) == 0:
        return even, ONE if even == name else ZERO
    if name == "cos":
        return even, Call("cos", (start,)) if even == "cos" else Neg(Call("sin", (start,)))
    return even, Call("sin" if even == "cos" else "cos", (start,))


def _is_even(power: int, name: str) -> bool:
    return (power % 2 == 0) is (name == "cos")


def _factors(term: Term, scope: Scope) -> tuple[Wave, list[Quadratic]]:
    """Return the wave and the quadratics of a term whose integral converges; raises `DeclinedError` for others."""
    if term.exponents or not all(scope.has_value(part) for part in term.coefficient):
        raise DeclinedError
    waves = [factor for factor in term.factors if isinstance(factor, Call) and factor.name in {"sin", "cos"}]
    others = [factor for factor in term.factors if factor not in waves]
    if len(waves) > 1 or not others or term.power.denominator != 1:
        raise DeclinedError
    refuse_above(len(others), MAX_QUADRATICS, "max_degree")
    quadratics = [_quadratic(factor, scope) for factor in others]
    degree = 2 * sum(one.order for one in quadratics)
    if not 0 <= term.power < degree - (not waves):
        raise DeclinedError
    refuse_above(term.power, MAX_POWER, "max_degree")
    return (_wave(waves[0], scope) if waves else NO_WAVE), quadratics


def _wave(call: Call, scope: Scope) -> Wave:
    found = linear(call.args[0], scope.var)
    if found is None or not scope.has_value(found[1]):
        raise DeclinedError
    rate, start = found
    if sign_of(rate, scope.setting, scope.budget) is Sign.NEGATIVE:
        sign = ONE if call.name == "cos" else Neg(ONE)
        return Wave(call.name, scope.require_positive(Neg(rate)), Neg(start), sign)
    return Wave(call.name, scope.require_positive(rate), start)


def _fractions(power: int, wave: Wave, quadratics: list[Quadratic], scope: Scope) -> Iterator[Part]:
    """Yield the partial fractions of x^power over a product of powers of x^2 + c."""
    slopes = tuple(Pow(one.slope, rational(Fraction(-one.order))) for one in quadratics if one.slope != ONE)
    if len(quadratics) == 1:
        yield Part(slopes, power, quadratics[0].constant, quadratics[0].order)
        return
    if any(one.order != 1 for one in quadratics):
        raise DeclinedError
    for one in quadratics:
        gaps = [minus(other.constant, one.constant) for other in quadratics if other is not one]
        if not all(sign_of(gap, scope.setting, scope.budget).within(Sign.NONZERO) for gap in gaps):
            raise DeclinedError
        squares = (Pow(Neg(one.constant), rational(Fraction(power // 2))),) if power > 1 else ()
        yield Part((*slopes, *squares, *(Div(ONE, gap) for gap in gaps)), power % 2, one.constant, 1)


def _half(part: Part, wave: Wave, scope: Scope) -> Node:
    """Return the integral of a part over the positive numbers, with a wave that makes it even."""
    if not _is_even(part.power, wave.name):
        raise DeclinedError
    value = _differentiated(part.power, part.order - 1, scope)
    return product((*part.weight, substitute(value, {RATE: wave.rate, CONSTANT: part.constant})))


def _differentiated(power: int, times: int, scope: Scope) -> Node:
    """Return the integral of x^power times a wave over (x^2 + c)^(times + 1), by the derivatives of I."""
    root = Call("sqrt", (Sym(CONSTANT),))
    value: Node = Div(Mul((PI, Call("exp", (Neg(Mul((Sym(RATE), root))),)))), Mul((TWO, root)))
    for _ in range(power):
        value = differentiated(Derivative(value, RATE), scope.budget)
    for _ in range(times):
        value = differentiated(Derivative(value, CONSTANT), scope.budget)
    sign = (-1) ** ((power + 1) // 2 + times)
    return product((rational(Fraction(sign, factorial(times))), value))


def _quadratic(factor: Node, scope: Scope) -> Quadratic:
    base, exponent = power_of(factor)
    order, found = literal(Neg(exponent)), coefficients(base, scope.var)
    if order is None or order.denominator != 1 or order <= 0 or found is None or len(found) != 3:
        raise DeclinedError
    refuse_above(order, MAX_ORDER, "max_degree")
    slope = scope.require_positive(found[2])
    if literal(found[1]) == 0:
        return Quadratic(Div(scope.require_positive(found[0]), slope), slope, int(order))
    shift: Node = Div(found[1], Mul((TWO, slope)))
    if (known := literal(shift)) is not None:
        shift = rational(known)
    rest = scope.require_positive(minus(Div(found[0], slope), Pow(shift, TWO)))
    return Quadratic(rest, slope, int(order), shift)
