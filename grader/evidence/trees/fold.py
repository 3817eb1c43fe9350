"""One fold over the arithmetic of trees: numbers, -, +, *, / and integer powers become operations of an algebra.

Readers that take a tree to a value of the same kind from the bottom up (a rational function, a linear form, a number
modulo a prime, a degree) say only what the operations do to such values, and what anything else is read as. What looks
at a node's parts before it knows what becomes of them, or goes from the top down, is no fold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Protocol, TypeVar

from grader.evidence.budget import Budget
from grader.evidence.trees.polynomials import integer_literal
from grader.language.tree import CHILDREN, Add, Div, Mul, Neg, Node, Num, Pow

T = TypeVar("T")


class Algebra(Protocol[T]):
    """What arithmetic does to values of some kind; each operation may raise `DeclinedError` for values it has not."""

    def number(self, value: Fraction) -> T:
        """Return the value of a rational number."""

    def negative(self, value: T) -> T:
        """Return -value."""

    def total(self, values: Sequence[T]) -> T:
        """Return the sum of one or more values."""

    def product(self, values: Sequence[T]) -> T:
        """Return the product of one or more values."""

    def quotient(self, num: T, den: T) -> T:
        """Return num / den; what is perhaps 0 must not be divided by."""

    def power(self, base: T, exponent: int) -> T:
        """Return a power with an exponent that is written with numbers only; the 0th power of everything is 1."""

    def other(self, node: Node) -> T:
        """Return the value of a symbol, a constant, a call, a power with another exponent, or whatever else stands."""


def fold(tree: Node, algebra: Algebra[T], budget: Budget | None = None) -> T:
    """Return the value of a tree in an algebra, without recursion; a part that is shared is read once.

    With a budget, each node costs a step.
    """
    spend = _free if budget is None else budget.spend
    spend()
    parts = _parts(tree)
    values: dict[int, T] = {}
    waiting = [(tree, parts, iter(parts))]  # each node with its parts, and those that are to be read yet
    while waiting:
        node, parts, rest = waiting[-1]
        for part in rest:
            if id(part) in values:
                continue
            spend()
            if inner := _parts(part):
                waiting.append((part, inner, iter(inner)))
                break
            values[id(part)] = _applied(algebra, part, [])
        else:
            waiting.pop()
            values[id(node)] = _applied(algebra, node, [values[id(part)] for part in parts])
    return values[id(tree)]


def _free() -> None:
    """Spend nothing."""


def _parts(node: Node) -> tuple[Node, ...]:
    """Return the parts of which an algebra makes a node's value; none of a leaf, and of what it reads by itself."""
    kind = type(node)
    if kind in _OPERATIONS:
        return CHILDREN[kind](node)
    return (node.base,) if isinstance(node, Pow) and integer_literal(node.exp) is not None else ()


def _applied(algebra: Algebra[T], node: Node, parts: list[T]) -> T:
    if isinstance(node, Num):
        return algebra.number(node.value)
    if isinstance(node, Pow) and parts:
        return algebra.power(parts[0], integer_literal(node.exp) or 0)
    combine = _OPERATIONS.get(type(node))
    if combine is None:
        return algebra.other(node)
    found: T = combine(algebra, parts)
    return found


_OPERATIONS: dict[type[Node], Callable[[Algebra[Any], list[Any]], Any]] = {
    Neg: lambda algebra, parts: algebra.negative(*parts),
    Add: lambda algebra, parts: algebra.total(parts),
    Mul: lambda algebra, parts: algebra.product(parts),
    Div: lambda algebra, parts: algebra.quotient(*parts),
}
