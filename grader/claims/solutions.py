"""Statements about sets and about the solutions of conditions."""

from __future__ import annotations

from grader.language.domains import Variable
from grader.language.tree import Node
from grader.records import dataclass


@dataclass(frozen=True, slots=True)
class SameSet:
    """`answer` and `expected` are the same set, for all values of the setting's other symbols.

    `unknown` is the variable of bare conditions: `x > 3` means the numbers of its domain that satisfy it.
    """

    answer: Node
    expected: Node
    unknown: Variable | None = None


@dataclass(frozen=True, slots=True)
class SameSolutions:
    """Two conditions hold at the same points of the domain. Where a condition is undefined it does not hold."""

    answer: Node
    expected: Node


@dataclass(frozen=True, slots=True)
class SameFamily:
    """Two functions with arbitrary constants are the same functions, whatever these are called and how they combine.

    `mine` are the constants of `answer`, `constants` those of `expected`.
    """

    answer: Node
    expected: Node
    mine: tuple[str, ...]
    constants: tuple[str, ...]
    unknown: Variable | None = None
