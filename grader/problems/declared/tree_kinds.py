"""What a tree can be: a condition, a set."""

from __future__ import annotations

from fractions import Fraction

from grader.language.tree import (
    Array,
    Builder,
    Const,
    Div,
    Interval,
    Logic,
    Neg,
    Node,
    Num,
    Relation,
    SetOf,
    SetOp,
    Space,
    Tup,
)

_INFINITY = Const("oo")


def is_condition(tree: Node) -> bool:
    """Return whether a tree is an equation, an inequality or several of them."""
    return isinstance(tree, Relation | Logic) or tree in (Const("true"), Const("false"))


def is_set(tree: Node) -> bool:
    """Return whether a tree can be a set: a pair is an interval, a longer tuple is none."""
    if isinstance(tree, Tup | Array):
        return len(tree.items) == 2
    return isinstance(tree, SetOf | SetOp | Interval | Builder | Space) or tree == Const("emptyset")


def is_reversed(tree: Node) -> bool:
    """Return whether an interval in a set has a greater number as its lower end, as `(2, -2)` and `(oo, -oo)` have."""
    match tree:
        case SetOp(args=parts):
            return any(map(is_reversed, parts))
        case Interval(low, high) | Tup((low, high)) | Array((low, high)):
            if low == _INFINITY or high == Neg(_INFINITY):
                return True
            first, last = _typed_number(low), _typed_number(high)
            return first is not None and last is not None and first > last
        case _:
            return False


def holds_points(tree: Node) -> bool:
    """Return whether a tree is a set of points, each with several coordinates."""
    match tree:
        case SetOp(args=parts):
            return any(map(holds_points, parts))
        case SetOf(items):
            return bool(items) and all(isinstance(item, Tup | Array) for item in items)
        case _:
            return False


def holds_sets(tree: Node) -> bool:
    """Return whether a tree is a set of sets."""
    return isinstance(tree, SetOf) and bool(tree.items) and all(isinstance(item, SetOf) for item in tree.items)


def holds_ranges(tree: Node) -> bool:
    """Return whether a set is written with an interval or an inequality."""
    match tree:
        case SetOp(args=parts) | Logic(args=parts):
            return any(map(holds_ranges, parts))
        case Relation(ops):
            return any(op in {"<", "<=", ">", ">="} for op in ops)
        case _:
            return isinstance(tree, Tup | Array | Interval)


def _typed_number(tree: Node) -> Fraction | None:
    """Return the value of a number as it is typed: `2`, `-2`, `1/2`; None for all else."""
    match tree:
        case Num(value):
            return value
        case Neg(inner):
            number = _typed_number(inner)
            return None if number is None else -number
        case Div(Num(above), Num(below)) if below:
            return above / below
        case _:
            return None
