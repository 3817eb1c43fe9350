"""Series of 1 / (a k^2 + c) with a, c > 0, also with signs (-1)^k: hyperbolic functions of pi sqrt(c/a).

With r = sqrt(c/a) the sum of 1 / (k^2 + r^2) over k >= 1 is (pi r coth(pi r) - 1) / (2 r^2), with signs it is
(pi r / sinh(pi r) - 1) / (2 r^2) (the partial fractions of both functions).
"""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.polynomials import coefficients
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.calculus.sums.frame import Frame
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.signs import Sign
from grader.evidence.trees.build import minus, number_tree
from grader.evidence.trees.linear import affine
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ONE, Add, Bind, Call, Const, Div, Mul, Neg, Node, Pow, is_infinite

MAX_START = 12  # of the first index


def series_over_squares(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value of a sum of such series with a literal lower bound, or None."""
    low = None if node.low is None else literal(node.low)
    if low is None or low.denominator != 1 or low < 0 or not is_infinite(node.high):
        return None
    refuse_above(low, MAX_START, "max_terms")
    frame = Frame(node.var, {}, {}, setting, budget)
    try:
        return total([_value(term, int(low), frame) for term in expanded(node.body, node.var)])
    except DeclinedError as error:
        budget.declined(error)
        return None


def _value(term: Term, low: int, frame: Frame) -> Node:
    if term.power or term.exponents or not all(map(frame.has_value, term.coefficient)):
        raise DeclinedError
    turns = [part for part in term.factors if isinstance(part, Pow) and literal(part.base) == -1]
    below = [part.den for part in term.factors if isinstance(part, Div) and part.num == ONE]
    if len(turns) > 1 or len(below) != 1 or len(turns) + 1 < len(term.factors):
        raise DeclinedError
    found = coefficients(below[0], frame.var)
    if found is None or len(found) != 3 or literal(found[1]) != 0:
        raise DeclinedError
    if not all(frame.has_value(part) and frame.sign(part) is Sign.POSITIVE for part in (found[0], found[2])):
        raise DeclinedError
    is_odd = bool(turns) and _is_odd(turns[0], frame.var)
    square = Div(found[0], found[2])
    arc = Mul((Const("pi"), Call("sqrt", (square,))))
    wave = Div(arc, Call("sinh", (arc,))) if turns else Div(arc, Call("tanh", (arc,)))
    from_one = Div(minus(wave, ONE), Mul((number_tree(2), square)))
    before = [Neg(_term(square, place, bool(turns))) for place in range(1, low)]
    start = [Div(ONE, square)] if low == 0 else []
    value = product((*term.coefficient, Div(total([*start, from_one, *before]), found[2])))
    return Neg(value) if is_odd else value


def _term(square: Node, place: int, is_turned: bool) -> Node:
    one = Div(ONE, Add((Pow(number_tree(place), number_tree(2)), square)))
    return Neg(one) if is_turned and place % 2 else one


def _is_odd(turn: Pow, var: str) -> bool:
    """Return whether (-1)^(s k + b) with an odd s has an odd b; raises `DeclinedError` for other powers of -1."""
    form = affine(turn.exp)
    if form is None or form.keys() - {var, ""} or any(value.denominator != 1 for value in form.values()):
        raise DeclinedError
    if form.get(var, Fraction(0)) % 2 == 0:
        raise DeclinedError
    return form.get("", Fraction(0)) % 2 == 1
