"""Derivatives of entries by a number, written out where an entry is smooth: an array has a slope at every entry."""

from __future__ import annotations

from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.functions.questions import DIFFERENTIATED
from grader.evidence.trees.derivative import differentiated
from grader.evidence.trees.explicit import SMOOTH_KINDS
from grader.evidence.trees.features import facts_of
from grader.language.tree import Derivative, Node
from grader.records import replace


def slope_of(node: Derivative, entry: Node, budget: Budget) -> Node:
    """Return the derivative of an entry of what a derivative is taken of; of a number it is that derivative."""
    found = replace(node, body=entry)
    facts = facts_of(entry)
    if entry == node.body or not (facts.kinds <= SMOOTH_KINDS and facts.calls <= DIFFERENTIATED):
        return found
    try:
        return differentiated(found, budget)
    except DeclinedError:
        return found
