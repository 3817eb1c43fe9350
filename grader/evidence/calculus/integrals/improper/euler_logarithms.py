r"""Euler's integrals of logarithms: of sines and cosines over quarter turns, and of 1 + x^k and 1 - x^k over x.

Between 0 and pi/2 the logarithms of sin x and cos x have one integral L, by x -> pi/2 - x. As sin 2x = 2 sin x cos x
and ln|sin| is the same in each quarter turn, L = L + L + (pi/2) ln 2, so L = -(pi/2) ln 2; with k x in place of x it is
the same over k times as many quarter turns. Term by term the integral of ln(1 + x^k)/x from 0 to 1 is the sum of
(-1)^(n+1)/(k n^2), which is pi^2/(12 k), by Abel's theorem; that of ln(1 - x^k)/x is -pi^2/(6 k).
"""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.polynomials import coefficients, linear, rational
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.polynomials import integer_literal, literal
from grader.language.tree import TWO, Bind, Call, Const, Div, Mul, Neg, Node, Pow, Sym, rebuild, symbols

MAX_QUARTERS = 64  # quarter turns in the upper end
PI = Const("pi")
WAVES = {"sin": 2, "cos": 1, "tan": 1}  # over so many quarter turns from 0 on they are positive


def euler_logarithm(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value of a sum of such integrals from 0 on, or None."""
    if node.low is None or node.high is None or literal(node.low) != 0 or symbols(node.high):
        return None
    try:
        terms = expanded(node.body, node.var)
    except DeclinedError as error:
        budget.declined(error)
        return None
    values: list[Node] = []
    for term in terms:
        found = _value(term, node.var, node.high)
        if found is None:
            return None
        values.append(product((*term.coefficient, found)))
    return total(values)


def _value(term: Term, var: str, high: Node) -> Node | None:
    """Return the integral of a term from 0 on, of a constant too."""
    if term.exponents or len(term.factors) != (term.power != 0 or bool(term.factors)):
        return None
    if not term.factors:
        return high
    match term.factors[0]:
        case Call("log", (arg,)):
            return _over_turns(arg, var, high) if term.power == 0 else _over_line(arg, var, term.power, high)
        case _:
            return None


def _over_turns(arg: Node, var: str, high: Node) -> Node | None:
    """Return the integral of the logarithm of a product of powers of such waves and of positive numbers."""
    turns = _quarters(high)
    parts = None if turns is None else _factors(arg)
    values: list[Node] = []
    for base, power, is_whole in parts or ():
        if (size := literal(base)) is not None:
            if size <= 0:
                return None
            values.append(Mul((rational(power), high, Call("log", (base,)))))
        elif turns is None or not _is_over_turns(base, var, turns, is_whole):
            return None
        elif isinstance(base, Call) and base.name != "tan":
            values.append(Neg(Mul((rational(power * turns / 2), PI, Call("log", (TWO,))))))
    return total(values) if parts else None


def _factors(arg: Node) -> list[tuple[Node, Fraction, bool]] | None:
    """Return the factors of a product with their exponents, and whether the logarithm is of their absolute values."""
    match arg:
        case Call("abs", (inner,)):
            found = _factors(inner)
            return None if found is None else [(base, power, True) for base, power, _ in found]
        case Mul(parts):
            inner_parts = [_factors(part) for part in parts]
            return [one for part in inner_parts if part for one in part] if all(inner_parts) else None
        case Pow(base, exponent) if (times := integer_literal(exponent)) is not None and times > 0:
            found = _factors(base)
            even = times % 2 == 0
            return None if found is None else [(one, power * times, even or whole) for one, power, whole in found]
        case _:
            return [(arg, Fraction(1), False)]


def _is_over_turns(wave: Node, var: str, turns: Fraction, is_whole: bool) -> bool:
    """Return whether a wave passes whole quarter turns, and is positive meanwhile where its sign matters."""
    if not isinstance(wave, Call) or wave.name not in WAVES:
        return False
    found = linear(wave.args[0], var)
    speed = None if found is None or literal(found[1]) != 0 else integer_literal(found[0])
    if speed is None or speed < 1 or (speed * turns).denominator > 1:
        return False
    return is_whole or speed * turns <= WAVES[wave.name]


def _quarters(high: Node) -> Fraction | None:
    """Return m of an end m pi/2."""
    found = linear(_with_symbol(high), "pi")
    if found is None or literal(found[1]) != 0 or (turns := literal(found[0])) is None:
        return None
    return 2 * turns if 0 < 2 * turns <= MAX_QUARTERS else None


def _with_symbol(node: Node) -> Node:
    return Sym("pi") if node == PI else rebuild(node, _with_symbol)


def _over_line(arg: Node, var: str, power: Fraction, high: Node) -> Node | None:
    found = coefficients(arg, var)
    if power != -1 or literal(high) != 1 or found is None or len(found) < 2:
        return None
    values = [literal(part) for part in found]
    if values[0] != 1 or any(values[1:-1]) or values[-1] not in {1, -1}:
        return None
    times = len(found) - 1
    square = Pow(PI, TWO)
    return Div(square, number_tree(12 * times)) if values[-1] == 1 else Neg(Div(square, number_tree(6 * times)))
