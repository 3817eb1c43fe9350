"""Products of sines over half a turn: sin(x) sin(x + pi/n) … sin(x + (n - 1) pi/n) = sin(n x) / 2^(n - 1).

Without its first factor, for x = 0, it is n / 2^(n - 1): z^n - 1 is the product of z - e^(2 pi i k/n), and
|1 - e^(2 pi i k/n)| = 2 sin(k pi/n).
"""

from __future__ import annotations

from fractions import Fraction

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.integrands.polynomials import linear
from grader.evidence.calculus.sums.frame import Frame, form_of, is_same, minus, plus
from grader.evidence.calculus.sums.frame import number as constant
from grader.evidence.calculus.sums.trigonometric import turns_of
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.linear import tree_of
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Bind, Call, Div, Mul, Node, Pow, is_infinite

TWO = number_tree(2)


def product_of_sines(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return the value of such a product for n >= 1, or None."""
    low, high = node.low, node.high
    if low is None or high is None or is_infinite(high) or literal(low) not in {0, 1}:
        return None
    try:
        frame = Frame(node.var, form_of(low), form_of(high), setting, budget)
        return _value(node, frame)
    except DeclinedError as error:
        budget.declined(error)
        return None


def _value(node: Bind, frame: Frame) -> Node | None:
    match node.body:
        case Call("sin", (angle,)):
            found = linear(angle, node.var)
        case _:
            return None
    if found is None or not frame.has_value(found[1]):
        return None
    turns, count = turns_of(found[0])
    if turns != Fraction(1, 2) or not frame.is_whole(count) or not frame.is_least(count, 1):
        return None
    length = plus(minus(frame.high, frame.low), constant(1))
    whole = tree_of(count)
    halves = Pow(TWO, tree_of(minus(count, constant(1))))
    if is_same(length, count) and is_same(frame.low, constant(0)):
        return Div(Call("sin", (Mul((whole, found[1])),)), halves)
    if is_same(frame.high, minus(count, constant(1))) and literal(found[1]) == 0:
        return Div(whole, halves)
    return None
