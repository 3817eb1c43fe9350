"""Derivatives of functions that are applied to entries, as the words of arrays need them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache, reduce

from grader.evidence.errors import DeclinedError
from grader.evidence.functions.formulas import X, derivative
from grader.evidence.functions.questions import ANALYTIC, TOTAL
from grader.evidence.trees.fold import fold
from grader.language.tree import Call, Node

Slopes = Mapping[tuple[str, ...], Fraction]  # coefficients of products of functions of the same argument
STEPS = frozenset({"relu", "abs"})  # with a step as their slope, where a setting says no more of it at 0


@cache
def slopes_of(name: str) -> Slopes | None:
    """Return the derivative of a function as a sum of numbers times products of functions of its argument, or None."""
    slope = derivative(name, X)
    if slope is None or name not in ANALYTIC & TOTAL | STEPS:
        return None
    try:
        return fold(slope, _Products())
    except DeclinedError:
        return None


class _Products:
    def number(self, value: Fraction) -> Slopes:
        return {(): value}

    def negative(self, value: Slopes) -> Slopes:
        return {names: -factor for names, factor in value.items()}

    def total(self, values: Sequence[Slopes]) -> Slopes:
        return reduce(_sum, values)

    def product(self, values: Sequence[Slopes]) -> Slopes:
        return reduce(_product, values)

    def quotient(self, num: Slopes, den: Slopes) -> Slopes:
        raise DeclinedError

    def power(self, base: Slopes, exponent: int) -> Slopes:
        if exponent != 2:
            raise DeclinedError
        return _product(base, base)

    def other(self, node: Node) -> Slopes:
        if not (isinstance(node, Call) and node.args == (X,)):
            raise DeclinedError
        return {(node.name,): Fraction(1)}


def _sum(a: Slopes, b: Slopes) -> Slopes:
    return {names: a.get(names, Fraction(0)) + b.get(names, Fraction(0)) for names in {**a, **b}}


def _product(a: Slopes, b: Slopes) -> Slopes:
    found: dict[tuple[str, ...], Fraction] = {}
    for first, x in a.items():
        for second, y in b.items():
            names = (*first, *second)
            found[names] = found.get(names, Fraction(0)) + x * y
    return found
