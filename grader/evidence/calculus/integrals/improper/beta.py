"""Euler's beta function as a tree: gamma(a) gamma(b) / gamma(a + b), by gamma's reflection where a + b is natural.

For a + b = r and a that is no integer it is (1 - a) … (r - 1 - a) / (r - 1)! pi / sin(pi a).
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial

from grader.evidence.calculus.integrals.integrands.polynomials import rational
from grader.evidence.calculus.integrals.integrands.terms import product
from grader.evidence.trees.linear import collected
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Add, Call, Const, Div, Mul, Neg, Node

MAX_NATURAL = 8  # sums a + b for which the reflection is written out
PI = Const("pi")


def beta(first: Node, second: Node, both: Node | None = None, *, is_fraction: bool = False) -> Node:
    """Return beta(first, second) for two positive trees.

    `both` is their sum where that is told; `is_fraction` that the first one is an integer nowhere.
    """
    summed = Add((first, second)) if both is None else both
    whole, own = literal(collected(summed)), literal(first)
    is_natural = whole is not None and whole.denominator == 1 and 0 < whole <= MAX_NATURAL
    if not is_natural or not (whole == 1 or is_fraction or (own is not None and own.denominator != 1)):
        return Div(Mul((Call("gamma", (first,)), Call("gamma", (second,)))), Call("gamma", (summed,)))
    assert whole is not None
    steps = tuple(Add((rational(Fraction(step)), Neg(first))) for step in range(1, int(whole)))
    wave = Div(PI, Call("sin", (Mul((PI, first)),)))
    return product((*steps, rational(Fraction(1, factorial(int(whole) - 1))), wave))
