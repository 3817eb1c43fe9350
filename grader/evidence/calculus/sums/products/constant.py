"""Finite products of one factor: the product of a for k = 1..n is a^n."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.sums.frame import Frame, form_of, minus, number, plus
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import defined_everywhere
from grader.evidence.trees.linear import tree_of
from grader.language.tree import Bind, Node, Pow, is_infinite, symbols


def constant_product(node: Bind, setting: Setting, budget: Budget) -> Node | None:
    """Return a finite product, whose factors do not depend on the index, as a power; None for others."""
    low, high = node.low, node.high
    if low is None or high is None or is_infinite(low) or is_infinite(high) or node.var in symbols(node.body):
        return None
    try:
        frame = Frame(node.var, form_of(low), form_of(high), setting, budget)
        count = plus(minus(frame.high, frame.low), number(1))
        if not (frame.is_whole(frame.low) and frame.is_whole(frame.high) and frame.is_least(count, 0)):
            return None
    except DeclinedError as error:
        budget.declined(error)
        return None
    return Pow(node.body, tree_of(count)) if defined_everywhere(node.body, setting, budget) else None
