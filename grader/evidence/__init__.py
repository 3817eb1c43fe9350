"""Decides claims. The only room that computes.

decide(claim, budget) -> Evidence
compare(left, right, setting, budget) -> Evidence      # both ways
value(tree, at) -> Value                               # the value of a constant expression, for reports
"""

from __future__ import annotations

from collections.abc import Mapping

from grader.claims.statements import Claim, Setting
from grader.evidence.budget import Budget
from grader.language.tree import Node
from grader.verdict import Evidence, Value

__all__ = ["Budget", "compare", "decide", "value"]


def decide(claim: Claim, budget: Budget | None = None) -> Evidence:
    """Return the evidence for or against a claim; only `Unknown` leaves it open."""
    from grader.evidence.strategy import decide as decide_claim  # noqa: PLC0415 loads the algebra only when used

    return decide_claim(claim, budget)


def compare(left: Node, right: Node, setting: Setting, budget: Budget | None = None) -> Evidence:
    """Return evidence whether two expressions, or two conditions, are equal, each covering the other."""
    from grader.evidence.strategy import compare as compare_trees  # noqa: PLC0415 loads the algebra only when used

    return compare_trees(left, right, setting, budget)


def value(tree: Node, at: Mapping[str, Node] | None = None) -> Value:
    """Return the exact value, or an enclosure, of a constant expression; `at` gives symbols their values."""
    from grader.evidence.statements.value import value as value_of  # noqa: PLC0415 loads the algebra only when used

    return value_of(tree, at)
