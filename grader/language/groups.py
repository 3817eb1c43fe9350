"""Square brackets around one number: a list with one entry where they stand alone, a group within a formula."""

from __future__ import annotations

from grader.language.tree import Add, Array, ArrayMul, Bind, Derivative, Div, Mul, Neg, Node, Pow, Transpose, rebuild

OPERATIONS = (Add, Mul, Div, Pow, Neg, Derivative, Bind)


def grouped(tree: Node) -> Node:
    """Return a tree in which `[a]` is `a` wherever it is part of an operation: `1/2 [x + y]`, `d/dx [x^2]`.

    It stays a list beside arrays that are written out: `[1] + [[2]]`, `[1]^T [2]`.
    """
    if not isinstance(tree, OPERATIONS):
        return rebuild(tree, grouped)
    keeps = isinstance(tree, Add | Mul) and _has_arrays(tree)
    return rebuild(tree, lambda part: grouped(_entry(part) if not keeps else part))


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
