"""Tolerances as trees."""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.trees.build import number_tree
from grader.language.tree import Call, Mul, Node

Bound = tuple[Fraction | None, Fraction | None, bool]  # absolute, relative, strict


def tolerance_tree(expected: Node, bound: Bound) -> Node:
    """Return the tolerance as a tree: the larger of the absolute and the relative one."""
    absolute, relative, _ = bound
    parts: list[Node] = [] if absolute is None else [number_tree(absolute)]
    if relative is not None:
        parts.append(Mul((number_tree(relative), Call("abs", (expected,)))))
    return parts[0] if len(parts) == 1 else Call("max", tuple(parts))
