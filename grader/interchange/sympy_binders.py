"""Sums, products, integrals, limits and derivatives of SymPy, whose parts become trees by a function that is given."""

from __future__ import annotations

from typing import Any

import sympy

from grader.interchange.sympy_numbers import refuse
from grader.interchange.sympy_symbols import Tree, name_of
from grader.language.tree import Bind, Derivative, Node


def total(kind: Any, tree: Tree) -> Tree:
    """Return how a sum or a product is written; raises ValueError where it would be negative for Karr."""

    def convert(expression: Any) -> Node:
        body = tree(expression.function)
        for index, low, high in expression.limits:
            gap = sympy.simplify(high - low + 1)
            if not (gap.is_nonnegative or (high == sympy.oo and low.is_finite)):
                refuse(f"`{expression}`, in which {high} may lie more than one below {low},")
            body = Bind(kind, body, name_of(index), tree(low), tree(high))
        return body

    return convert


def integral(expression: Any, tree: Tree) -> Node:
    """Return an integral; raises ValueError for an antiderivative at a point."""
    body = tree(expression.function)
    for limits in expression.limits:
        bounds = [tree(bound) for bound in limits[1:]]
        if len(bounds) == 1:
            refuse(f"`{expression}`, an antiderivative at a point,")
        body = Bind("int", body, name_of(limits[0]), *bounds)
    return body


def limit(expression: Any, tree: Tree) -> Node:
    """Return a limit from both sides, or at infinity; raises ValueError for others."""
    body, index, point, direction = expression.args
    if str(direction) != "+-" and not point.is_infinite:
        refuse(f"`{expression}`, a limit from one side,")
    return Bind("lim", tree(body), name_of(index), tree(point))


def derivative(expression: Any, tree: Tree) -> Node:
    """Return a derivative; raises ValueError where its order is no number."""
    body = tree(expression.expr)
    for symbol, order in expression.variable_count:
        if not order.is_Integer:
            refuse(f"`{expression}`, whose order is no number,")
        body = Derivative(body, name_of(symbol), int(order))
    return body
