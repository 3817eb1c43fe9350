"""Euler's integrals: powers of t with symbolic exponents, over the positive numbers or from 0 to 1.

For s > -1 and c > 0, the integral of t^s e^(-c t) from 0 to infinity is gamma(s + 1) / c^(s + 1), and that of
t^s e^(-c t^2) is gamma((s + 1)/2) / (2 c^((s + 1)/2)). For a, b > -1, that of t^a (1 - t)^b from 0 to 1 is
gamma(a + 1) gamma(b + 1) / gamma(a + b + 2); powers of sines and cosines from 0 to pi/2 are half of such. Over all
real t, the integral of e^(-a t^2 + b t + c) cos(k t + d) is
sqrt(pi/a) e^(c + (b^2 - k^2) / (4 a)) cos(d + b k / (2 a)) for a > 0, and the same with sines (the real and imaginary
part of a Gaussian integral); its derivatives by b bring powers of t. That of t^p e^(-a t^2 + b t + c) is
sqrt(pi/a) e^(c + b^2 / (4 a)) times the sum over even j of C(p, j) m^(p - j) (j - 1)!! / (2 a)^(j/2) with
m = b / (2 a), as the moments of a normal variable. Each term must converge by itself; values at the ends do not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import comb, prod

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.improper.beta import beta
from grader.evidence.calculus.integrals.integrands.polynomials import coefficients, linear, rational
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import defined_everywhere, prove_equal, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.linear import affine
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.slopes.derivative import differentiated
from grader.language.domains import REAL, Variable
from grader.language.tree import (
    ONE,
    TWO,
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
    Num,
    Pow,
    Sym,
    substitute,
    symbols,
)
from grader.records import dataclass, replace
from grader.verdict import Proof

HALF = rational(Fraction(1, 2))
MAX_MOMENT = 60  # of a power of the variable
MAX_DERIVATIVES = 4  # of a power of a logarithm, since each is one derivative
SLOPE = "slope of an exponent"  # no symbol has such a name
QUARTER_TURN = Div(Const("pi"), TWO)


Rule = Callable[[Term, "Scope"], Node]


@dataclass(frozen=True)
class Scope:
    """The variable of the integral and what is known of the other symbols."""

    var: str
    setting: Setting
    budget: Budget

    def require_positive(self, node: Node) -> Node:
        """Return a tree that has a positive value everywhere; raises `DeclinedError` for others."""
        if sign_of(node, self.setting, self.budget) is Sign.POSITIVE and self.has_value(node):
            return node
        raise DeclinedError

    def has_value(self, node: Node) -> bool:
        """Return whether a tree is defined everywhere."""
        return defined_everywhere(node, self.setting, self.budget)

    def known(self) -> set[str]:
        """Return all names that mean something already."""
        return {self.var, *(variable.name for variable in self.setting.variables)}


def gaussian_integral(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the integral of a Gaussian function times a power, a sine or a cosine over all real numbers, or None."""
    over_all = node.high == Const("oo") and node.low == Neg(Const("oo"))
    return _sum_of(node, _of_waves, setting, budget) if over_all else None


def euler_integral(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value of one of Euler's integrals, or None."""
    if node.low is None or node.high is None:
        return None
    if literal(node.low) != 0:
        return None
    if node.high == Const("oo"):
        return _sum_of(node, _of_gamma, setting, budget) or _half_of_even(node, setting, budget)
    if node.high == QUARTER_TURN:
        return _sum_of(node, _of_quarter_turn, setting, budget)
    return _sum_of(node, _of_beta, setting, budget) if literal(node.high) == 1 else None


def _half_of_even(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return half the integral over all real numbers of an even function, which has a value there."""
    whole = _sum_of(node, _of_waves, setting, budget)
    if whole is None:
        return None
    turned = substitute(node.body, {node.var: Neg(Sym(node.var))})
    inside = replace(setting, variables=(*setting.variables, Variable(node.var, REAL)))
    is_even = isinstance(prove_equal(turned, node.body, inside, budget), Proof)
    return Mul((HALF, whole)) if is_even and defined_everywhere(node.body, inside, budget) else None


def _sum_of(node: Bind, rule: Rule, setting: Setting, budget: Budget) -> Node | None:
    """Return the sum of the values that a rule gives to the terms, or None."""
    scope = Scope(node.var, setting, budget)
    try:
        return total([rule(term, scope) for term in expanded(node.body, node.var)])
    except DeclinedError as error:
        budget.declined(error)
        return None


def _of_waves(term: Term, scope: Scope) -> Node:
    """Return the integral of a Gaussian function times a sine or cosine over all real numbers."""
    found = coefficients(total(list(term.exponents)), scope.var)
    if found is None or len(found) != 3 or len(term.factors) > 1:
        raise DeclinedError
    if not term.factors:
        return _moment(term, found, scope)
    (wave,) = term.factors
    turned = linear(wave.args[0], scope.var) if isinstance(wave, Call) and wave.name in {"sin", "cos"} else None
    if turned is None or not isinstance(wave, Call):
        raise DeclinedError
    rate = scope.require_positive(Neg(found[2]))
    (speed, start), (constant, slope) = turned, (found[0], found[1])
    if not all(scope.has_value(part) for part in (speed, start, constant, slope, *term.coefficient)):
        raise DeclinedError
    value = _of_wave(Sym(SLOPE), constant, rate, (wave.name, speed, start))
    for _ in range(_power(term, MAX_DERIVATIVES)):
        value = differentiated(Derivative(value, SLOPE), scope.budget)
    return product((*term.coefficient, substitute(value, {SLOPE: slope})))


def _of_wave(slope: Node, constant: Node, rate: Node, wave: tuple[str, Node, Node]) -> Node:
    name, speed, start = wave
    four = Mul((rational(Fraction(4)), rate))
    exponent = Add((constant, Div(Add((Pow(slope, TWO), Neg(Pow(speed, TWO)))), four)))
    angle = Add((start, Div(Mul((slope, speed)), Mul((TWO, rate)))))
    area = Call("sqrt", (Div(Const("pi"), rate),))
    return product((area, Call("exp", (exponent,)), Call(name, (angle,))))


def _power(term: Term, most: int) -> int:
    """Return the power of t in a term; raises `DeclinedError` where it is not natural, or higher than `most`."""
    if term.power.denominator != 1 or term.power < 0:
        raise DeclinedError
    if term.power > most:
        raise DeclinedError(limit="max_degree")
    return int(term.power)


def _moment(term: Term, found: Sequence[Node], scope: Scope) -> Node:
    """Return the integral of t^p times a Gaussian function over all real numbers."""
    power = _power(term, MAX_MOMENT)
    constant, slope, rate = found[0], found[1], scope.require_positive(Neg(found[2]))
    if not all(scope.has_value(part) for part in (constant, slope, *term.coefficient)):
        raise DeclinedError
    twice, is_centred = Mul((TWO, rate)), literal(slope) == 0
    parts: list[Node] = []
    for j in range(0, power + 1, 2):
        if is_centred and j < power:
            continue
        count = comb(power, j) * prod(range(1, j, 2))
        mean = () if j == power else (Pow(Div(slope, twice), rational(Fraction(power - j))),)
        spread = () if not j else (Pow(twice, rational(Fraction(-j, 2))),)
        parts.append(product((rational(Fraction(count)), *mean, *spread)))
    exponent = constant if is_centred else Add((constant, Div(Pow(slope, TWO), Mul((TWO, twice)))))
    area = Call("sqrt", (Div(Const("pi"), rate),))
    return product((*term.coefficient, area, Call("exp", (exponent,)), total(parts)))


def _of_gamma(term: Term, scope: Scope) -> Node:
    power, other = _exponents(term, scope)
    found = coefficients(total(list(term.exponents)), scope.var)
    if other or found is None or len(found) not in {2, 3} or (len(found) == 3 and literal(found[1]) != 0):
        raise DeclinedError
    rate = scope.require_positive(Neg(found[-1]))
    after = scope.require_positive(Add((power, ONE)))
    if not scope.has_value(found[0]):
        raise DeclinedError
    order = after if len(found) == 2 else Mul((HALF, after))
    value = Div(Call("gamma", (order,)), Pow(rate, order))
    scale = () if len(found) == 2 else (HALF,)
    return product((*term.coefficient, *scale, Call("exp", (found[0],)), value))


def _of_quarter_turn(term: Term, scope: Scope) -> Node:
    """Return the integral of (sin t)^a (cos t)^b from 0 to pi/2, half that of u^((a - 1)/2) (1 - u)^((b - 1)/2)."""
    if term.exponents or term.power or not all(scope.has_value(part) for part in term.coefficient):
        raise DeclinedError
    powers: dict[str, list[Node]] = {"sin": [], "cos": []}
    for factor in term.factors:
        base, exponent = power_of(factor)
        if not isinstance(base, Call) or base.args != (Sym(scope.var),) or scope.var in symbols(exponent):
            raise DeclinedError
        if base.name == "tan":
            powers["cos"].append(Neg(exponent))
        elif base.name not in powers:
            raise DeclinedError
        powers["cos" if base.name == "cos" else "sin"].append(exponent)
    above = [Mul((HALF, scope.require_positive(Add((total(part), ONE))))) for part in powers.values()]
    return product((*term.coefficient, HALF, beta(*above)))


def _of_beta(term: Term, scope: Scope) -> Node:
    if term.exponents:
        raise DeclinedError
    power, other = _exponents(term, scope)
    first, second = (scope.require_positive(Add((part, ONE))) for part in (power, total(other)))
    return product((*term.coefficient, beta(first, second)))


def _exponents(term: Term, scope: Scope) -> tuple[Node, list[Node]]:
    """Return the exponent of t, and the parts of that of 1 - t."""
    if not all(scope.has_value(part) for part in term.coefficient):
        raise DeclinedError
    power: list[Node] = [rational(term.power)]
    other: list[Node] = []
    for factor in term.factors:
        base, exponent = power_of(factor)
        if scope.var in symbols(exponent):
            raise DeclinedError
        if base == Sym(scope.var):
            power.append(exponent)
        elif affine(base) == {"": Fraction(1), scope.var: Fraction(-1)}:
            other.append(exponent)
        else:
            raise DeclinedError
    kept = [part for part in power if part != ZERO]
    return total(kept), other


def power_of(factor: Node) -> tuple[Node, Node]:
    """Return a factor as a power."""
    match factor:
        case Pow(base, exponent):
            return base, exponent
        case Call("sqrt", (base,)):
            return base, HALF
        case Div(Num(value), den) if value == 1:
            base, exponent = power_of(den)
            return base, Neg(exponent)
        case _:
            return factor, ONE
