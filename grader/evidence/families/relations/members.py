"""Membership of sets that are written out, as the conditions that it is."""

from __future__ import annotations

from operator import is_

from grader.language.tree import (
    Array,
    Const,
    Interval,
    Logic,
    Neg,
    Node,
    Relation,
    RelationOp,
    SetOf,
    SetOp,
    Space,
    Tup,
)

INFINITE = (Const("oo"), Neg(Const("oo")))


def without_members(node: Node) -> Node:
    """Return a condition in which `x in (0, 1]` reads `0 < x <= 1`, as far as the sets are written out."""
    match node:
        case Logic(op, args):
            plain = tuple([without_members(arg) for arg in args])
            return node if all(map(is_, plain, args)) else Logic(op, plain)
        case Relation(("in" | "notin" as op,), (value, target)):
            inside = _inside(value, target)
            if inside is None:
                return node
            return inside if op == "in" else Logic("not", (inside,))
        case _:
            return node


def _inside(value: Node, target: Node) -> Node | None:
    match target:
        case Const("emptyset"):
            return Relation(("!=",), (value, value))
        case SetOf(items) if items:
            return _joined("or", [Relation(("=",), (value, item)) for item in items])
        case Interval(low, high, low_closed, high_closed):
            return _between(value, (low, high), (low_closed, high_closed))
        case Tup((low, high)):
            return _between(value, (low, high), (False, False))
        case Array((low, high)):
            return _between(value, (low, high), (True, True))
        case Space("R", ()):
            return Relation(("=",), (value, value))
        case SetOp(op, args):
            return _operation(value, op, args)
        case _:
            return None


def _operation(value: Node, op: str, args: tuple[Node, ...]) -> Node | None:
    parts = [part for arg in args if (part := _inside(value, arg)) is not None]
    if len(parts) < len(args):
        return None
    if op == "difference":
        return _joined("and", [parts[0], *(Logic("not", (part,)) for part in parts[1:])])
    return _joined("or" if op == "union" else "and", parts)


def _between(value: Node, ends: tuple[Node, Node], closed: tuple[bool, bool]) -> Node:
    ops: tuple[RelationOp, RelationOp] = (">=" if closed[0] else ">", "<=" if closed[1] else "<")
    links = [Relation((op,), (value, end)) for op, end in zip(ops, ends, strict=True) if end not in INFINITE]
    return _joined("and", links) if links else Relation(("=",), (value, value))


def _joined(op: str, parts: list[Node] | list[Relation]) -> Node:
    return parts[0] if len(parts) == 1 else Logic("or" if op == "or" else "and", tuple(parts))
