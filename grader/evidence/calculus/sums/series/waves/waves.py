"""Series of waves, the real and imaginary parts of geometric ones: sum of q^k cos(k t + b), or of sines, for |q| < 1.

With z = q e^(it) the sum over k >= 0 of z^k is 1 / (1 - z), and |1 - z|^2 = 1 - 2 q cos t + q^2 > 0, so that of
q^k cos(k t + b) is (cos b - q cos(b - t)) / (1 - 2 q cos t + q^2). A sum that starts at s begins with k = s.
"""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.polynomials import linear
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.calculus.sums.frame import Frame
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.signs import Sign
from grader.evidence.trees.build import minus, number_tree
from grader.evidence.trees.linear import affine
from grader.evidence.trees.polynomials import literal
from grader.language.tree import (
    ONE,
    Add,
    Bind,
    Call,
    CaptureError,
    Const,
    Div,
    Mul,
    Node,
    Pow,
    Sym,
    substitute,
    symbols,
)

MAX_START = 12  # of the first index, from 0
TWO = number_tree(2)


def wave_series(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value of a sum of such series with a literal lower bound, or None."""
    low = None if node.low is None else literal(node.low)
    if low is None or low.denominator != 1 or node.high != Const("oo"):
        return None
    refuse_above(abs(low), MAX_START, "max_terms")
    try:
        first = Add((Sym(node.var), number_tree(int(low))))
        terms = expanded(substitute(node.body, {node.var: first}) if low else node.body, node.var)
        frame = Frame(node.var, {}, {}, setting, budget)
        return total([_value(term, frame) for term in terms])
    except (DeclinedError, CaptureError) as error:
        budget.declined(error)
        return None


def _value(term: Term, frame: Frame) -> Node:
    waves = [part for part in term.factors if isinstance(part, Call) and part.name in {"cos", "sin"}]
    powers = [part for part in term.factors if isinstance(part, Pow) and frame.var not in symbols(part.base)]
    if term.power or term.exponents or len(waves) != 1 or len(powers) + 1 != len(term.factors):
        raise DeclinedError
    angle = linear(waves[0].args[0], frame.var)
    if angle is None or not all(map(frame.has_value, (*angle, *term.coefficient))):
        raise DeclinedError
    turn, begin = angle
    steps = [power_of(part, frame.var) for part in powers]
    ratio, scale = product(tuple(step for step, _ in steps)), product(tuple(one for _, one in steps))
    _require_small(ratio, frame)
    wave = waves[0].name
    above = minus(Call(wave, (begin,)), Mul((ratio, Call(wave, (minus(begin, turn),)))))
    below = Add((minus(ONE, Mul((TWO, ratio, Call("cos", (turn,))))), Pow(ratio, TWO)))
    return product((*term.coefficient, scale, Div(above, below)))


def power_of(part: Pow, var: str) -> tuple[Node, Node]:
    """Return q^a and q^b for q^(a k + b) with natural a and b; q^(-k) is (1/q)^k."""
    form = affine(part.exp)
    if form is None or form.keys() - {var, ""} or any(value.denominator != 1 for value in form.values()):
        raise DeclinedError
    slope, shift = int(form.get(var, 0)), int(form.get("", 0))
    base, sign = (part.base, 1) if slope > 0 else (Div(ONE, part.base), -1)
    if slope == 0 or shift * sign < 0:
        raise DeclinedError
    return Pow(base, number_tree(slope * sign)), Pow(base, number_tree(shift * sign)) if shift else ONE


def _require_small(ratio: Node, frame: Frame) -> None:
    if not frame.has_value(ratio):
        raise DeclinedError
    if any(frame.sign(gap) is not Sign.POSITIVE for gap in (minus(ONE, ratio), Add((ONE, ratio)))):
        raise DeclinedError
