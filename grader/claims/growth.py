"""Statements about growth."""

from __future__ import annotations

from grader.language.tree import Node
from grader.records import dataclass


@dataclass(frozen=True, slots=True)
class SameGrowth:
    """`answer` is of the order of `expected`, Θ, where all sizes of the setting tend to infinity as its conditions say.

    There are c, C, δ > 0 and N with c expected <= answer <= C expected wherever every size is at least N; `n >> d` in
    the setting stands for d <= δ n. O, Θ, Ω, o, ω within a side stand for a factor between two positive numbers.
    `of_exponents`: the sides are exponents of functions that are known but for factors in the exponent.
    """

    answer: Node
    expected: Node
    of_exponents: bool = False
