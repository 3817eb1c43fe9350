"""Conditions of cases that say where a number lies: `x in [0, 1)` is `0 <= x < 1` there."""

from __future__ import annotations

from grader.language.grammar.arrays.arrays import is_array
from grader.language.grammar.state import State
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
    Tup,
    is_infinite,
    rebuild,
)

_INFINITY = Const("oo")


def spelled_out(state: State, condition: Node) -> Node:
    """Return a condition in which each membership of a number in an interval or finite set is one in relations."""
    match condition:
        case Logic():
            return rebuild(condition, lambda part: spelled_out(state, part))
        case Relation(("in",), (item, members)) if not (is_array(state, item) or isinstance(item, Tup | Array)):
            return _member(item, members) or condition
        case Relation(("<" | "<=" as op, "<"), (low, item, high)) if high == _INFINITY:
            return Relation((op,), (low, item))
        case Relation(("<", "<" | "<=" as op), (low, item, high)) if low == Neg(_INFINITY):
            return Relation((op,), (item, high))
        case _:
            return condition


def _member(item: Node, members: Node) -> Node | None:
    match members:
        case Interval(low, high, low_closed, high_closed):
            return _between(item, low, high, (low_closed, high_closed))
        case Tup((low, high)):
            return _between(item, low, high, (False, False))
        case Array((low, high)) if not isinstance(low, Array):
            return _between(item, low, high, (True, True))
        case SetOf(items) if items and not any(isinstance(one, Tup | Array) for one in items):
            return _any_of([Relation(("=",), (item, one)) for one in items])
        case SetOp("union", parts):
            found = [_member(item, part) for part in parts]
            return _any_of([one for one in found if one is not None]) if None not in found else None
        case _:
            return None


def _between(item: Node, low: Node, high: Node, closed: tuple[bool, bool]) -> Node | None:
    """Return `low <= item < high`, without the bounds at infinity; None where there are no others."""
    ops: list[RelationOp] = ["<=" if is_closed else "<" for is_closed in closed]
    sides = [low, item, high]
    if high == _INFINITY:
        del ops[1], sides[2]
    if low == Neg(_INFINITY):
        del ops[0], sides[0]
    if any(map(is_infinite, sides)):
        return None
    return Relation(tuple(ops), tuple(sides)) if ops else None


def _any_of(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else Logic("or", tuple(parts))
