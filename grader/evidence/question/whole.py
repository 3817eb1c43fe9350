"""Conditions of pieces that ask for integers, in terms of floor: u is in Z where floor(u) = u."""

from __future__ import annotations

from grader.language.tree import Call, Cases, Node, Relation, Space, rebuild


def with_floors(tree: Node, *, inside: bool = False) -> Node:
    """Return a tree of real numbers in which conditions of pieces say by floors which numbers are integers."""
    match tree:
        case Relation(("in" | "notin" as op,), (number, Space("Z", ()))) if inside:
            return Relation(("=",) if op == "in" else ("!=",), (Call("floor", (number,)), number))
        case _:
            return rebuild(tree, lambda child: with_floors(child, inside=inside or isinstance(tree, Cases)))
