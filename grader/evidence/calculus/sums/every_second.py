"""Sums of every second binomial coefficient of a row: those of C(n, 2k) and of C(n, 2k + 1) are 2^(n - 1) for n >= 1.

With and without the signs (-1)^j the sums of C(n, j) over all j are 2^n and 0, so those over even and over odd j are
half of 2^n each.
"""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.calculus.sums.frame import Frame, form_of, minus, number, plus, require, without
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.linear import tree_of
from grader.evidence.trees.polynomials import integer_literal
from grader.language.tree import Bind, Call, Node, Pow, is_infinite, walk


def every_second_choice(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the sum of C(n, 2k + c) over all k at which it is not 0, or None."""
    low = None if node.low is None else integer_literal(node.low)
    if low is None or node.high is None or is_infinite(node.high):
        return None
    if not any(isinstance(part, Call) and part.name == "binom" for part in walk(node.body)):
        return None
    frame = Frame(node.var, number(low), {}, setting, budget)
    try:
        return total([_value(term, low, node.high, frame) for term in expanded(node.body, node.var)])
    except DeclinedError as error:
        budget.declined(error)
        return None


def _value(term: Term, low: int, high: Node, frame: Frame) -> Node:
    require(not term.power and not term.exponents and len(term.factors) == 1)
    require(all(map(frame.has_value, term.coefficient)))
    (choice,) = term.factors
    if not (isinstance(choice, Call) and choice.name == "binom"):
        raise DeclinedError
    top, (speed, shift) = form_of(choice.args[0]), without(form_of(choice.args[1]), frame.var)
    start = shift.get("", Fraction(0))
    require(speed == 2 and not shift.keys() - {""} and start.denominator == 1 and not top.get(frame.var))
    require(frame.is_whole(top) and frame.is_least(top, 1))
    after = plus(_twice(high, frame), number(2 + int(start)))  # what the index behind the last one chooses, at least
    require(2 * low + start <= 1 and frame.is_least(minus(after, top), 1))
    return product((*term.coefficient, Pow(number_tree(2), tree_of(minus(top, number(1))))))


def _twice(high: Node, frame: Frame) -> dict[str, Fraction]:
    """Return what twice the last index is at least: 2 f - 1 for the floor of a multiple f of one half."""
    floored = isinstance(high, Call) and high.name == "floor"
    form = form_of(high.args[0] if isinstance(high, Call) and floored else high)
    twice = plus(form, form)
    require(frame.is_whole(twice if floored else form))
    return minus(twice, number(1)) if floored else twice
