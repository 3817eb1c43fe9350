"""Arrays as they are written out: their entries, transposes carried out, and in the orientation that is expected."""

from __future__ import annotations

from grader.language.tree import Add, Array, Div, Mul, Neg, Node, Num, Transpose, Tup, walk


def literal(tree: Node) -> Node:
    """Return an array written out with its transposes carried out; any other tree itself. A flat list has no sides."""
    match tree:
        case Transpose(arg):
            inner = literal(arg)
            rows = _rows(inner)
            if isinstance(inner, Array | Tup) and rows is None:
                return inner
            return tree if rows is None else Array(tuple(map(Array, zip(*rows, strict=True))))
        case _:
            return tree


def upright(tree: Node) -> Node:
    """Return the value of a vector with the transposes of lists written out left off: `(1, 2)^T`, `c (1, 2)^T`.

    A single row or column that is written out is a list, too. Only where no other array is a factor: in
    `(1, 2)^T (3, 4)` the transpose says which product it is.
    """
    match tree:
        case Array() | Tup() | Transpose():
            return _listed(literal(tree))
        case Neg(arg):
            return Neg(upright(arg))
        case Add(terms):
            return Add(tuple(map(upright, terms)))
        case Div(num, den) if not _has_arrays(den):
            return Div(upright(num), den)
        case Mul(factors) if sum(map(_has_arrays, factors)) == 1:
            return Mul(tuple(map(upright, factors)))
        case _:
            return tree


def _listed(tree: Node) -> Node:
    """Return a single row or column that is written out as its flat list; any other tree itself."""
    rows = _rows(tree)
    if rows is None or 1 not in (len(rows), len(rows[0])):
        return tree
    return Array(tuple(entry for row in rows for entry in row))


def _has_arrays(tree: Node) -> bool:
    return any(isinstance(node, Array | Tup | Transpose) for node in walk(tree))


def is_zero(tree: Node) -> bool:
    """Return whether a tree is 0 as it is written: `0`, `-0`, `0/2`."""
    match tree:
        case Num(value):
            return value == 0
        case Neg(arg):
            return is_zero(arg)
        case Div(num, Num(value)):
            return value != 0 and is_zero(num)
        case _:
            return False


def _rows(tree: Node) -> list[tuple[Node, ...]] | None:
    """Return the rows of a matrix written out, None for any other tree."""
    if not isinstance(tree, Array) or not tree.items:
        return None
    rows = [item.items for item in tree.items if isinstance(item, Array)]
    whole = len(rows) == len(tree.items) and len({len(row) for row in rows}) == 1
    return rows if whole and rows[0] else None


def oriented(answer: Node, expected: Node) -> Node:
    """Return an array written out as the expected one stands: a single row or column is a flat list where that is one.

    A flat list is a row or a column where one is expected. Any other answer is returned as it is.
    """
    given, wanted = literal(answer), literal(expected)
    sides = _rows(wanted)
    if isinstance(wanted, Array) and _is_flat(wanted):
        return upright(answer)
    if sides is not None and isinstance(given, Array | Tup) and _is_flat(given):
        if len(sides) == 1:
            return Array((Array(given.items),))
        if len(sides[0]) == 1:
            return Array(tuple(Array((entry,)) for entry in given.items))
    return answer


def _is_flat(tree: Array | Tup) -> bool:
    return not any(isinstance(item, Array) for item in tree.items)
