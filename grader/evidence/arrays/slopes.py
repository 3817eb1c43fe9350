"""Derivatives of entries by a number, written out where an entry is smooth: an array has a slope at every entry."""

from __future__ import annotations

from grader.evidence.budget import Budget
from grader.evidence.trees.slopes.explicit import explicit
from grader.language.tree import Derivative, Node
from grader.records import replace


def slope_of(node: Derivative, entry: Node, budget: Budget) -> Node:
    """Return the derivative of an entry of what a derivative is taken of, defined where the entry is.

    Of a number it is that derivative.
    """
    found = replace(node, body=entry)
    return found if entry == node.body else explicit(found, budget)
