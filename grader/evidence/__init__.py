"""Decides claims. The only room that computes. What is asked here loads the algebra when it is first asked.

A question goes to the strategy, which tries methods on it; a method asks the oracle; the oracle has engines (normal
form, definedness, signs, solver); engines compute with numbers, arrays and trees. May use claims, the language and what
lies below them. Loose files are what all floors share: `method` (the interfaces), `budget`, `errors`, `combine`,
`precision`, `oracle`. To add to it, see `docs/adding.md`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from grader.claims.statements import Claim, Equal, Holds, Setting, Within
from grader.evidence.budget import Budget
from grader.language.domains import Variable
from grader.language.tree import Node
from grader.verdict import Evidence, Value

if TYPE_CHECKING:
    from grader.evidence.families.piecewise.idle import Unit
    from grader.evidence.families.piecewise.line import Deviation, Outline

__all__ = [
    "Budget",
    "compare",
    "decide",
    "deviation",
    "idle_units",
    "load_all",
    "outline_of",
    "samples",
    "value",
    "weights_for",
]


def decide(claim: Claim, budget: Budget | None = None) -> Evidence:
    """Return the evidence for or against a claim; only `Unknown` leaves it open."""
    from grader.evidence.strategy.deciding import decide as decide_claim

    return decide_claim(claim, budget)


def compare(left: Node, right: Node, setting: Setting, budget: Budget | None = None) -> Evidence:
    """Return evidence whether two expressions, or two conditions, are equal, each covering the other."""
    from grader.evidence.strategy.deciding import compare as compare_trees

    return compare_trees(left, right, setting, budget)


def value(tree: Node, at: Mapping[str, Node] | None = None) -> Value:
    """Return the exact value, or an enclosure, of a constant expression; `at` gives symbols their values."""
    from grader.evidence.statements.value import value as value_of
    from grader.evidence.strategy import budget_of

    return value_of(tree, at, budget_of())


def samples(
    tree: Node, setting: Setting, points: Sequence[Mapping[str, Fraction]], budget: Budget
) -> list[float | None]:
    """Return the values of a real scalar expression at points, for drawings; None where it has none."""
    from grader.evidence.statements.samples import samples as sampled
    from grader.evidence.strategy import budget_of

    return sampled(tree, setting, points, budget_of(budget))


def load_all() -> None:
    """Load all ways to decide, before a process is forked that shall not load them itself."""
    from grader.evidence.strategy import load_all as load

    load()


# For feedback on networks.


def idle_units(output: Node, setting: Setting, budget: Budget) -> tuple[Unit, ...]:
    """Return the units of a network that change nothing."""
    from grader.evidence.families.piecewise.idle import idle_units as idle
    from grader.evidence.strategy import budget_of

    return idle(output, setting, budget_of(budget))


def outline_of(tree: Node, setting: Setting, budget: Budget) -> Outline | None:
    """Return the kinks and jumps of a function of one real variable; None where it is no such function, or too long."""
    from grader.evidence.families.piecewise.line import outline_of as outline
    from grader.evidence.strategy import budget_of

    return outline(tree, setting, budget_of(budget))


def deviation(answer: Node, expected: Node, setting: Setting, budget: Budget) -> Deviation | None:
    """Return how a function of one real variable differs from another; None as `outline_of` does."""
    from grader.evidence.families.piecewise.line import deviation as deviate
    from grader.evidence.strategy import budget_of

    return deviate(answer, expected, setting, budget_of(budget))


def weights_for(
    claims: Sequence[Holds | Equal | Within], weights: Sequence[Variable], setting: Setting, budget: Budget
) -> Mapping[str, Node] | None:
    """Return values of some symbols with which all claims are proved, None where none are found."""
    from grader.evidence.families.piecewise.existence import Found, weights_exist
    from grader.evidence.strategy import budget_of

    found = weights_exist(claims, weights, setting, budget_of(budget))
    return found.values if isinstance(found, Found) else None
