"""The other layers, as the ladder sees them."""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.canonical import prove_equal
from grader.evidence.definedness import Coverage, covers, same_domain
from grader.evidence.definedness import defined_everywhere as everywhere
from grader.evidence.signs import Sign, range_of, sign_of
from grader.evidence.total import is_total
from grader.language.tree import Node

__all__ = ["Coverage", "Sign", "covers", "defined_everywhere", "prove_equal", "range_of", "same_domain", "sign_of"]


def defined_everywhere(tree: Node, setting: Setting, budget: Budget) -> bool:
    """Return whether a tree is proved to be defined at every point of the domain."""
    return is_total(tree) or everywhere(tree, setting, budget).status == "proved"
