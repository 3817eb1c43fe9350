"""Series of 1 / ((k + r) (k + r + d) …) for natural numbers d, where r may hold letters: they telescope.

With partial fractions A_i / (k + r + d_i), whose A_i add up to 0, the sum over k >= a is that of
-A_i (1 / (a + r) + … + 1 / (a + r + d_i - 1)).
"""

from __future__ import annotations

from fractions import Fraction
from math import prod

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.polynomials import rational
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.calculus.sums.frame import Frame, form_of, minus, number, plus
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.trees.linear import Affine, tree_of
from grader.language.tree import ONE, Bind, Const, Div, Mul, Node, is_infinite

MAX_STEPS = 24  # of an index shift


def shifted_series(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the sum of such a series, each of whose terms is proved to have a value elsewhere, or None."""
    if node.low is None or is_infinite(node.low) or node.high != Const("oo"):
        return None
    try:
        frame = Frame(node.var, form_of(node.low), {}, setting, budget)
        if not frame.is_whole(frame.low):
            return None
        return total([_value(term, frame) for term in expanded(node.body, node.var)])
    except DeclinedError as error:
        budget.declined(error)
        return None


def _value(term: Term, frame: Frame) -> Node:
    steps, first = _steps(term, frame)
    if not all(frame.has_value(part) for part in term.coefficient):
        raise DeclinedError
    start = plus(first, frame.low)
    parts: list[Node] = []
    for step in steps:
        weight = -1 / prod((Fraction(other - step) for other in steps if other != step), start=Fraction(1))
        parts += [Mul((rational(weight), Div(ONE, tree_of(plus(start, number(j)))))) for j in range(step)]
    return product((*term.coefficient, total(parts)))


def _steps(term: Term, frame: Frame) -> tuple[list[int], Affine]:
    """Return the d, of which the least is 0, and r; raises DeclinedError for other terms."""
    shifts: list[Affine] = [number(0)] if term.power == -1 else []
    for factor in term.factors:
        match factor:
            case Div(above, below) if above == ONE:
                form = form_of(below)
            case _:
                raise DeclinedError
        if form.pop(frame.var, Fraction(0)) != 1:
            raise DeclinedError
        shifts.append(form)
    if term.exponents or term.power not in {0, -1} or len(shifts) < 2:
        raise DeclinedError
    gaps = [_whole(minus(shift, shifts[0])) for shift in shifts]
    least = min(gaps)
    steps = [gap - least for gap in gaps]
    if len(set(steps)) < len(steps):
        raise DeclinedError
    refuse_above(max(steps), MAX_STEPS, "max_terms")
    return steps, shifts[gaps.index(least)]


def _whole(form: Affine) -> int:
    value = form.get("", Fraction(0))
    if any(part for name, part in form.items() if name) or value.denominator != 1:
        raise DeclinedError
    return int(value)
