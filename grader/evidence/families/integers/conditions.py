"""Conditions on integers that hold on each residue class: `n^2 != 4 m + 2`, `(n^2 + m^2) mod 4 != 3`.

On a class both sides are polynomials. Where their difference is a number, that decides; where it is not, it is nowhere
0 once a whole multiple of it leaves a rest by the modulus, the same rest at all points of the class.
"""

from __future__ import annotations

from grader.claims.statements import Holds
from grader.evidence.errors import DeclinedError
from grader.evidence.families.integers.classes import PeriodError
from grader.evidence.families.integers.residues import METHOD, told_on_classes
from grader.evidence.numbers.places.points import points
from grader.evidence.question.goal import Goal
from grader.evidence.question.prepare import Case, prepare
from grader.language.tree import Node
from grader.verdict import Proof

FACTORS = (1, 2, 3, 4, 5, 7, 8, 9, 11, 13, 16)  # by which classes are made finer


def by_classes(goal: Goal) -> Proof | None:
    """Return a proof that a condition holds on each class on which what is assumed may hold; None for others."""
    if not isinstance(goal.plain, Holds) or any(variable.domain.shape for variable in goal.setting.variables):
        return None
    case, (condition,) = prepare([goal.plain.condition], goal.setting, goal.budget)
    if case.is_complex or not isinstance(condition, Node):
        return None
    if next(iter(points(case.variables, case.setting.assume, case.context)), None) is None:
        return None
    try:
        first = _period(case, condition)
        return Proof(METHOD) if any(_holds(case, condition, first * factor) for factor in FACTORS) else None
    except DeclinedError:  # there are too many classes
        return None


def _period(case: Case, condition: Node) -> int:
    """Return a modulus at which all that is rounded is a polynomial on each class."""
    period = 1
    while True:
        try:
            list(told_on_classes(condition, case, period))
        except PeriodError as finer:
            period *= finer.period
            continue
        return period


def _holds(case: Case, condition: Node, period: int) -> bool:
    return all(told is True for told in told_on_classes(condition, case, period))
