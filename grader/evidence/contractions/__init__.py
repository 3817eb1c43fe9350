"""Sums over indices in a normal form: `rearranged`.

All sums are finite, so they may be taken in any order: what does not depend on an index stands outside its sum, a sum
of products of parts in different indices is a product of sums, and bound indices have names of their own.
"""

from __future__ import annotations

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.contractions.forms import NoFormError
from grader.evidence.contractions.reading import Reader
from grader.evidence.contractions.writing import IDENTITY, written
from grader.language.tree import Node

__all__ = ["IDENTITY", "rearranged"]


def rearranged(tree: Node, setting: Setting, budget: Budget) -> Node | None:
    """Return a tree of the same value wherever the given one has one, its sums in a normal form; None where too long.

    Two trees that differ by the order of finite sums, by factors taken out of them or by the names of their indices
    give the same tree.
    """
    try:
        return written(Reader(setting, budget).read(tree))
    except (NoFormError, ValueError):  # too long, or a symbol would get the name of an index
        return None
