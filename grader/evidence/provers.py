"""The other layers, as the ladder sees them."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.canonical import prove_equal
from grader.evidence.definedness import Coverage, covers
from grader.evidence.signs import Sign, range_of, sign_of
from grader.evidence.trees import ZERO
from grader.language.tree import Node

__all__ = ["Coverage", "Sign", "covers", "defined_everywhere", "prove_equal", "range_of", "sign_of"]


def defined_everywhere(tree: Node, setting: Setting, budget: Budget) -> Coverage:
    """Return whether a tree is defined at every point of the domain."""
    return covers(ZERO, tree, setting, budget, same_domain=True)
