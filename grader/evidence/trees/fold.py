"""One fold over the arithmetic of trees: numbers, -, +, *, / and integer powers become operations of an algebra.

Readers that take a tree to a value of the same kind from the bottom up (a rational function, a linear form, a number
modulo a prime, a degree) say only what the operations do to such values, and what anything else is read as. What looks
at a node's parts before it knows what becomes of them, or goes from the top down, is no fold.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol, TypeVar

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
    if budget is not None:
        budget.spend()
    if not _parts(tree):
        return _applied(algebra, tree, [])
    values: dict[int, T] = {}
    waiting = [tree]
    while waiting:
        node = waiting[-1]
        parts = _parts(node)
        missing = [part for part in parts if id(part) not in values]
        if missing:
            waiting.extend(missing[::-1])
            if budget is not None:
                budget.spend(len(missing))
            continue
        waiting.pop()
        if id(node) not in values:
            values[id(node)] = _applied(algebra, node, [values[id(part)] for part in parts])
    return values[id(tree)]


def _parts(node: Node) -> tuple[Node, ...]:
    """Return the parts of which an algebra makes a node's value; none of a leaf, and of what it reads by itself."""
    kind = type(node)
    if kind in ARITHMETIC:
        return CHILDREN[kind](node)
    return (node.base,) if isinstance(node, Pow) and integer_literal(node.exp) is not None else ()


ARITHMETIC = frozenset({Neg, Add, Mul, Div})


def _applied(algebra: Algebra[T], node: Node, parts: list[T]) -> T:
    match node:
        case Num():
            return algebra.number(node.value)
        case Add():
            return algebra.total(parts)
        case Mul():
            return algebra.product(parts)
        case Neg():
            return algebra.negative(*parts)
        case Div():
            return algebra.quotient(*parts)
        case Pow() if parts:
            return algebra.power(parts[0], integer_literal(node.exp) or 0)
        case _:
            return algebra.other(node)
