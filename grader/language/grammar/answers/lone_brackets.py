"""Square brackets around one formula: a group or a floor where they are part of an operation, a list beside arrays."""

from __future__ import annotations

from collections.abc import Callable

from grader.language.tree import (
    Add,
    Array,
    ArrayMul,
    Bind,
    Call,
    Derivative,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    Transpose,
    children,
    rebuild,
    walk,
)

OPERATIONS = (Add, Mul, Div, Pow, Neg, Derivative, Bind)


def grouped(tree: Node, *, floors: bool = False) -> Node:
    """Return a tree in which `[a]` is `a` wherever it is part of an operation: `1/2 [x + y]`, `d/dx [x^2]`.

    It stays a list beside arrays that are written out: `[1] + [[2]]`, `[1]^T [2]`. With `floors` it is the floor of a.
    """

    def opened(part: Node) -> Node:
        inner = grouped(_entry(part), floors=floors)
        return Call("floor", (inner,)) if floors and _entry(part) is not part else inner

    if (isinstance(tree, OPERATIONS) and not _keeps(tree)) or _joins_arrays(tree):
        return rebuild(tree, opened)
    return rebuild(tree, lambda part: grouped(part, floors=floors))


def has_letter(tree: Node, is_number: Callable[[Node], bool]) -> bool:
    """Return whether `[x]` with a letter that stands for a number is part of an operation."""
    for node in walk(tree):
        if isinstance(node, OPERATIONS) and not _keeps(node):
            inner = [_entry(part) for part in children(node) if _entry(part) is not part]
            if any(isinstance(part, Sym) and is_number(part) for part in inner):
                return True
    return False


def _joins_arrays(tree: Node) -> bool:
    """Whether `[a]` is a formula beside an array in an outer or entrywise product, `[x + y] ⊗ z`, or in `diag[a]`."""
    match tree:
        case ArrayMul(factors=parts) | Call("diag", parts):
            lists = [part for part in parts if isinstance(part, Array)]
            return all(not _is_list(part) and not isinstance(_entry(part), Num | Sym) for part in lists)
        case _:
            return False


def _keeps(tree: Node) -> bool:
    """Whether `[a]` stays a list: beside a list, and beside any array where a is a number or a letter alone."""
    if not isinstance(tree, Add | Mul):
        return False
    parts = tree.terms if isinstance(tree, Add) else tree.factors
    if any(isinstance(node, Array) and _is_list(node) for part in parts for node in _joined(part)):
        return True
    entries = [_entry(part) for part in map(_unsigned, parts) if isinstance(part, Array)]
    is_formula = all(not isinstance(_unsigned(entry), Num | Sym) for entry in entries)
    lists = any(isinstance(part, Transpose) and isinstance(part.arg, Array) for part in parts)
    return any(isinstance(part, Transpose | ArrayMul) for part in parts) and (lists or not is_formula)


def _joined(part: Node) -> tuple[Node, ...]:
    """Return a part without its sign, and what is multiplied in it entry by entry."""
    part = _unsigned(part)
    return (part, *part.factors) if isinstance(part, ArrayMul) else (part,)


def _unsigned(node: Node) -> Node:
    return node.arg if isinstance(node, Neg) else node


def _is_list(node: Node) -> bool:
    return _is_list(node.arg) if isinstance(node, Neg) else isinstance(node, Array) and _entry(node) is node


def _entry(node: Node) -> Node:
    """Return the only entry of a list with one number, any other tree itself."""
    match node:
        case Array(items=(entry,)) if not isinstance(entry, Array):
            return _entry(entry)
        case _:
            return node
