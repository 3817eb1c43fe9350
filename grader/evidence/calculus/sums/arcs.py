"""Sums of arctan of 1 over a quadratic, which telescope.

For F(k) = a k + b and s = 1, 2, … the difference arctan F(k + s) - arctan F(k) is arctan of
a s / (1 + F(k) F(k + s)) wherever F(k) F(k + s) > -1; its sum is that of the s last values less that of the s first
ones, and arctan F(k) tends to pi/2 with the sign of a.
"""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.antiderivatives.rationals import small_function
from grader.evidence.calculus.integrals.definite import with_variable
from grader.evidence.calculus.integrals.integrands.polynomials import rational
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.calculus.sums.frame import Frame, form_of, minus, plus
from grader.evidence.calculus.sums.frame import number as constant
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import fraction, number_tree
from grader.evidence.trees.build import minus as difference
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import tree_of
from grader.language.domains import Domain
from grader.language.tree import Add, Bind, Call, Const, Div, Mul, Node, Num, Sym, is_infinite, substitute, symbols

MAX_STEP = 4  # of the index, between the two parts of a term
HALF_TURN = Div(Const("pi"), Num(Fraction(2)))


def arc_sum(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value of a finite sum or a series of such arcs, or None."""
    low, high = node.low, node.high
    if low is None or high is None or is_infinite(low) or "arctan" not in facts_of(node.body).calls:
        return None
    try:
        last = None if is_infinite(high) else form_of(high)
        frame = Frame(node.var, form_of(low), {} if last is None else last, setting, budget)
        if not frame.is_whole(frame.low):
            return None
        if last is not None and not (frame.is_whole(last) and frame.is_least(plus(minus(last, frame.low), ONE), 0)):
            return None
        return total([_telescoped(term, node, frame) for term in expanded(node.body, node.var)])
    except DeclinedError as error:
        budget.declined(error)
        return None


ONE = constant(1)


def _telescoped(term: Term, node: Bind, frame: Frame) -> Node:
    match term.factors:
        case (Call("arctan", (arg,)),) if not term.power and not term.exponents:
            pass
        case _:
            raise DeclinedError
    if any(node.var in symbols(part) or not frame.has_value(part) for part in term.coefficient):
        raise DeclinedError
    slope, shift, step = _line(arg, node.var, frame.budget)
    line = Add((Mul((rational(slope), Sym(node.var))), rational(shift)))
    after = Add((line, rational(slope * step)))
    whole = Domain(base="integer", low=node.low, low_closed=True, text="integer")
    inside = with_variable(frame.setting, node.var, whole)
    if sign_of(Add((Num(Fraction(1)), Mul((line, after)))), inside, frame.budget) is not Sign.POSITIVE:
        raise DeclinedError
    first = [_arc(line, node.var, tree_of(plus(frame.low, constant(j)))) for j in range(step)]
    if node.high is not None and is_infinite(node.high):
        turn = Mul((number_tree(step if slope > 0 else -step), HALF_TURN))
        return product((*term.coefficient, difference(turn, total(first))))
    last = [_arc(line, node.var, tree_of(plus(frame.high, constant(j + 1)))) for j in range(step)]
    return product((*term.coefficient, difference(total(last), total(first))))


def _arc(line: Node, var: str, place: Node) -> Node:
    return Call("arctan", (substitute(line, {var: place}),))


def _line(arg: Node, var: str, budget: Budget) -> tuple[Fraction, Fraction, int]:
    """Return a, b and s: a k^2 / s + (a + 2 b / s) k + (1 + b (a s + b)) / (a s) is 1 over the argument."""
    found = small_function(arg, var, budget)
    if found is None or found.num.degree() != 0 or found.den.degree() != 2:
        raise DeclinedError
    zeroth, first, second = (fraction(found.den[place] / found.num[0]) for place in range(3))
    for step in range(1, MAX_STEP + 1):
        slope = second * step
        shift = (first - slope) * step / 2
        if zeroth * slope * step == 1 + shift * (slope * step + shift):
            return slope, shift, step
    raise DeclinedError
