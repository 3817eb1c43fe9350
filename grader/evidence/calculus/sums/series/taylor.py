"""Taylor series with every second power: those of cosh, sinh, cos, sin, artanh and arctan, without their first terms.

x^(2k) / (2k)! and x^(2k+1) / (2k+1)! for all x, x^(2k+1) / (2k+1) for |x| < 1; with signs (-1)^k also for |x| = 1.
Powers of several bases are one of x, where those with odd exponents are roots: 3^-k is (1 / sqrt(3))^(2k).
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.polynomials import rational
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product
from grader.evidence.calculus.sums.frame import Frame, form_of, without
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.signs import Sign
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.polynomials import literal
from grader.language.tree import (
    ONE,
    ZERO,
    Add,
    Bind,
    Call,
    CaptureError,
    Cases,
    Const,
    Div,
    Mul,
    Neg,
    Node,
    Pow,
    Relation,
    Sym,
    substitute,
    symbols,
)

MAX_SHIFT = 12  # of an index, from 0
FUNCTIONS = {
    ("factorial", 0, 1): "cosh",
    ("factorial", 0, -1): "cos",
    ("factorial", 1, 1): "sinh",
    ("factorial", 1, -1): "sin",
    ("plain", 1, 1): "artanh",
    ("plain", 1, -1): "arctan",
}


def taylor_series(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value of one such series, or None."""
    low = None if node.low is None else literal(node.low)
    if low is None or low.denominator != 1 or node.high != Const("oo"):
        return None
    refuse_above(abs(low), MAX_SHIFT, "max_terms")
    try:
        first = Add((Sym(node.var), number_tree(int(low))))
        terms = expanded(substitute(node.body, {node.var: first}) if low else node.body, node.var)
        frame = Frame(node.var, {}, {}, setting, budget)
        return _value(terms[0], frame) if len(terms) == 1 else None
    except DeclinedError as error:
        budget.declined(error)
    except CaptureError:
        pass
    return None


def _value(term: Term, frame: Frame) -> Node:
    if term.power or term.exponents or not all(map(frame.has_value, term.coefficient)):
        raise DeclinedError
    below = [part.den for part in term.factors if isinstance(part, Div) and part.num == ONE]
    powers = [part for part in term.factors if isinstance(part, Pow) and frame.var not in symbols(part.base)]
    if len(below) != 1 or len(below) + len(powers) != len(term.factors):
        raise DeclinedError
    sign, turns = _signs(powers, frame)
    kind, (slope, odd) = _below(below[0], frame)
    base, outside, power = _base([part for part in powers if literal(part.base) != -1], odd, frame)
    missing, start = divmod(odd, 2)
    name = FUNCTIONS.get((kind, start, sign))
    if slope != 2 or name is None or odd < 0 or not frame.has_value(base):
        raise DeclinedError
    if kind == "plain":
        _require_inside(base, sign, frame)
    first = [_first_term(kind, 2 * j + start, sign**j, base) for j in range(missing)]
    value = Call(name, (base,))
    rest: Node = Add((value, *map(Neg, first))) if first else value
    inside = _shifted(rest, (kind, odd, sign**missing), base, power - odd, frame)
    whole = product((*term.coefficient, *outside, inside))
    return Neg(whole) if (turns + missing * (sign < 0)) % 2 else whole


def _shifted(rest: Node, first: tuple[str, int, int], base: Node, shift: int, frame: Frame) -> Node:
    """Return a series x^shift times, where x^-shift is taken out of each term: at x = 0 its first term is left."""
    if shift >= 0:
        return Mul((rest, Pow(base, number_tree(shift)))) if shift else rest
    divided = Div(rest, Pow(base, number_tree(-shift)))
    if frame.sign(base).within(Sign.NONZERO):
        return divided
    kind, odd, sign = first
    if shift < -odd:
        raise DeclinedError
    at_zero = rational(Fraction(sign, factorial(odd) if kind == "factorial" else odd)) if shift == -odd else ZERO
    return Cases(((at_zero, Relation(("=",), (base, ZERO))),), divided)


def _first_term(kind: str, power: int, sign: int, base: Node) -> Node:
    below = factorial(power) if kind == "factorial" else power
    return Mul((rational(Fraction(sign, below)), Pow(base, number_tree(power)))) if power else ONE


def _signs(powers: list[Pow], frame: Frame) -> tuple[int, int]:
    """Return the factor -1 or 1 of each step, and the number of signs of the first term."""
    sign, turns = 1, 0
    for part in powers:
        if literal(part.base) == -1:
            slope, shift = _step(part.exp, frame)
            sign, turns = sign * (-1) ** (slope % 2), turns + shift
    return sign, turns


def _below(den: Node, frame: Frame) -> tuple[str, tuple[int, int]]:
    if isinstance(den, Call) and den.name == "factorial":
        return "factorial", _step(den.args[0], frame)
    return "plain", _step(den, frame)


def _base(powers: list[Pow], odd: int, frame: Frame) -> tuple[Node, tuple[Node, ...], int]:
    """Return x, what else stands outside, and c for the powers x^(2k + c); x is 1 where there are none."""
    if not powers:
        return ONE, (), odd
    steps = [_step(part.exp, frame) for part in powers]
    if len(powers) == 1 and steps[0][0] == 2:
        return powers[0].base, (), steps[0][1]
    bases: list[Node] = []
    outside: list[Node] = []
    for part, (slope, shift) in zip(powers, steps, strict=True):
        if slope % 2 and frame.sign(part.base) is not Sign.POSITIVE:
            raise DeclinedError
        bases.append(_power(Call("sqrt", (part.base,)), slope) if slope % 2 else _power(part.base, slope // 2))
        outside.append(_power(part.base, shift))
    if not all(map(frame.has_value, outside)):
        raise DeclinedError
    return product(tuple(bases)), tuple(outside), 0


def _power(base: Node, exponent: int) -> Node:
    return base if exponent == 1 else Pow(base, number_tree(exponent))


def _step(node: Node, frame: Frame) -> tuple[int, int]:
    """Return a and b where a tree is a k + b with small integers."""
    slope, rest = without(form_of(node), frame.var)
    shift = rest.get("", Fraction(0))
    if any(rest[name] for name in rest if name) or slope.denominator != 1 or shift.denominator != 1:
        raise DeclinedError
    if abs(shift) > MAX_SHIFT:
        raise DeclinedError(limit="max_terms")
    return int(slope), int(shift)


def _require_inside(base: Node, sign: int, frame: Frame) -> None:
    """Raise where the base may be outside the interval on which the series converges to the function."""
    wanted = Sign.POSITIVE if sign > 0 else Sign.NON_NEGATIVE
    if not all(frame.sign(Add((ONE, part))).within(wanted) for part in (base, Neg(base))):
        raise DeclinedError
