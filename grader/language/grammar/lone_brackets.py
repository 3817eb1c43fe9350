"""LONE"""

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
    """Whether `[a]` with a formula stands beside an array in an outer or entrywise product: `[x + y] ⊗ z`."""
    if not isinstance(tree, ArrayMul):
        return False
    return all(
        not _is_list(arg) and not isinstance(_entry(arg), Num | Sym) for arg in tree.factors if isinstance(arg, Array)
    )


def _keeps(tree: Node) -> bool:
    return isinstance(tree, Add | Mul) and _has_arrays(tree)


def _has_arrays(tree: Add | Mul) -> bool:
    parts = tree.terms if isinstance(tree, Add) else tree.factors
    return any(isinstance(part, Transpose | ArrayMul) or _is_list(part) for part in parts)


def _is_list(node: Node) -> bool:
    return _is_list(node.arg) if isinstance(node, Neg) else isinstance(node, Array) and _entry(node) is node


def _entry(node: Node) -> Node:
    """Return the only entry of a list with one number, any other tree itself."""
    match node:
        case Array(items=(entry,)) if not isinstance(entry, Array):
            return _entry(entry)
        case _:
            return node
