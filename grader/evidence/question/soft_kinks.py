"""Edges of pieces at which a derivative may exist though its formula on either side lacks a value there."""

from __future__ import annotations

from collections.abc import Iterable

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.oracle import Sign, sign_of
from grader.evidence.trees.slopes.explicit import explicit, soft_edges
from grader.language.tree import Node


def may_meet_edges(trees: Iterable[Node], setting: Setting, budget: Budget) -> bool:
    """Return whether one of the edges in some trees may be met by a point of the setting."""
    edges = (explicit(edge, budget) for tree in trees for edge in soft_edges(tree))
    return any(sign_of(edge, setting, budget) & Sign.ZERO for edge in edges)
