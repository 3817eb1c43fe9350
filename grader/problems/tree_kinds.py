"""What a tree can be: a condition, a set."""

from __future__ import annotations

from grader.language.tree import (
    Array,
    Builder,
    Const,
    Interval,
    Logic,
    Node,
    Relation,
    SetOf,
    SetOp,
    Space,
    Tup,
)


def is_condition(tree: Node) -> bool:
    """Return whether a tree is an equation, an inequality or several of them."""
    return isinstance(tree, Relation | Logic) or tree in (Const("true"), Const("false"))


def is_set(tree: Node) -> bool:
    """Return whether a tree can be a set: a pair is an interval, a longer tuple is none."""
    if isinstance(tree, Tup | Array):
        return len(tree.items) == 2
    return isinstance(tree, SetOf | SetOp | Interval | Builder | Space) or tree == Const("emptyset")
