"""Sums and products in one order: long trees that differ in nothing else need no normal form."""

from __future__ import annotations

from grader.language.tree import Add, Mul, Node, rebuild

LONG = 200  # nodes of two trees; shorter ones have a normal form as soon


def same_up_to_order(left: Node, right: Node) -> bool:
    """Return whether two trees of numbers are the same but for the order of terms and factors."""
    return _ordered(left) == _ordered(right)


def _ordered(tree: Node) -> Node:
    found = rebuild(tree, _ordered)
    match found:
        case Add(parts):
            return Add(tuple(sorted(parts, key=hash)))
        case Mul(parts):
            return Mul(tuple(sorted(parts, key=hash)))
        case _:
            return found
