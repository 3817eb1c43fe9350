"""Derivatives of entries by a number, written out where an entry is smooth: an array has a slope at every entry."""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.functions.questions import DIFFERENTIATED
from grader.evidence.trees.derivative import differentiated
from grader.evidence.trees.entire import is_entire
from grader.evidence.trees.explicit import SMOOTH_KINDS
from grader.evidence.trees.features import facts_of
from grader.language.tree import Add, Derivative, Mul, Node, Num
from grader.records import replace

ZERO = Num(Fraction(0))


def slope_of(node: Derivative, entry: Node, budget: Budget) -> Node:
    """Return the derivative of an entry of what a derivative is taken of; of a number it is that derivative.

    Its formula may have values where the entry has none, as 1/t has for log t: 0 times the entry has none there either.
    """
    found = replace(node, body=entry)
    facts = facts_of(entry)
    if entry == node.body or not (facts.kinds <= SMOOTH_KINDS and facts.calls <= DIFFERENTIATED):
        return found
    try:
        slope = differentiated(found, budget)
    except DeclinedError:
        return found
    return slope if is_entire(entry) else Add((slope, Mul((ZERO, entry))))
