"""The other layers, as the ladder sees them."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.canonical import prove_equal
from grader.evidence.definedness import Coverage, covers
from grader.evidence.signs import Sign, range_of, sign_of
from grader.evidence.trees import ZERO
from grader.language.tree import Node

__all__ = ["Coverage", "Sign", "covers", "covers_all", "defined_everywhere", "prove_equal", "range_of", "sign_of"]


def covers_all(expected: Node, answer: Node, setting: Setting, budget: Budget) -> bool:
    """Return whether the answer is proved to be defined wherever the expected side is, without any gap."""
    coverage = covers(expected, answer, setting, budget)
    return coverage.status == "proved" and not coverage.gaps


def defined_everywhere(tree: Node, setting: Setting, budget: Budget) -> bool:
    """Return whether a tree is proved to be defined at every point of the domain."""
    return covers_all(ZERO, tree, setting, budget)
