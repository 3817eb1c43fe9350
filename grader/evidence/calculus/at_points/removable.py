"""Quotients with a gap that can be closed, such as sin x / x at 0.

Where N and its first n - 1 derivatives are 0 at c, N(z) / (z - c)^n is an average of N^(n) / n! over the segment from c
to z (Taylor's formula with the remainder as an integral), so values over a convex set that holds c and z enclose it.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import factorial

from flint import arb, fmpq

from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError, NoValueError
from grader.evidence.numbers.evaluator import Context, Evaluator, Number
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.linear import affine
from grader.evidence.trees.polynomials import literal
from grader.evidence.trees.slopes.derivative import differentiated
from grader.language.tree import Derivative, Div, Node, Pow, symbols
from grader.records import dataclass

MAX_ORDER = 6  # of a zero that cancels


@dataclass(frozen=True, slots=True)
class Removable:
    """Near `place` a quotient is an average of `value` over the segment from there."""

    place: fmpq
    value: Node


def removable(node: Div, name: str, known: Mapping[str, Number], budget: Budget) -> Removable | None:
    """Return how the gap of a quotient at a rational place is closed, or None; other symbols have `known` values."""
    base, order = node.den, 1
    if isinstance(base, Pow) and (power := literal(base.exp)) is not None and power.denominator == 1:
        base, order = base.base, int(power)
    form = affine(base)
    if form is None or not form.get(name) or set(form) - {name, ""} or order < 1:
        return None
    if budget.is_above(order, MAX_ORDER, "max_degree"):
        return None
    if symbols(node.num) - {name} - known.keys():
        return None
    slope = form[name]
    root = -form.get("", Fraction(0)) / slope
    place = fmpq(root.numerator, root.denominator)
    above = node.num
    try:
        for _ in range(order):
            if not _vanishes(above, {**known, name: place}, budget):
                return None
            above = differentiated(Derivative(above, name), budget)
    except DeclinedError as error:
        budget.declined(error)
        return None
    return Removable(place, Div(above, number_tree(slope**order * factorial(order))))


def _vanishes(node: Node, env: Mapping[str, Number], budget: Budget) -> bool:
    try:
        value = Evaluator(Context(budget), env).number(node)
    except NoValueError:
        return False
    return bool(value.is_zero() if isinstance(value, arb) else value == 0)
