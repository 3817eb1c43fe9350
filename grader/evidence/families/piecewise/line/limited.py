"""Points of the domain that are still tried once a limit was hit, with the reserve of the budget."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from flint import fmpq

from grader.claims.statements import Equal, Holds, Within
from grader.evidence.budget import ExceededError
from grader.evidence.errors import DeclinedError, NoValueError
from grader.evidence.families.piecewise.line.case import LineCase, line_case
from grader.evidence.families.piecewise.line.equality import equal_at
from grader.evidence.families.piecewise.line.holds import holds_at
from grader.evidence.families.piecewise.line.linear.pieces import Rational
from grader.evidence.families.piecewise.line.tolerances.within import within_at
from grader.evidence.numbers.places.points import constant_pool
from grader.evidence.question.goal import Goal
from grader.verdict import Evidence, Unknown
from grader.wording import undecided_reasons

SAID = {
    Equal: undecided_reasons.BOTH_SIDES_AGREE_POINTS,
    Holds: undecided_reasons.CONDITION_HOLDS_POINTS_WERE,
    Within: undecided_reasons.TOLERANCE_HOLDS_POINTS,
}


def points_after_limit(goal: Goal) -> Evidence | None:
    """Return what is found at a point of a line, or at how many the statement holds; None for all other statements."""
    statement = goal.statement
    if not isinstance(statement, Equal | Within | Holds):
        return None
    case = line_case(goal.trees, goal.setting, goal.budget, smooth=isinstance(statement, Within))
    if case is None:
        return None
    spare, held = case.spare(), 0
    try:
        for place in _candidates(case):
            found = _look(statement, spare, place)
            if isinstance(found, Evidence):
                return found
            held += found
    except (ExceededError, DeclinedError):
        pass
    return (
        Unknown(SAID[type(statement)].format(words=goal.reason.reason, held=held), goal.reason.limit) if held else None
    )


def _look(statement: Equal | Within | Holds, case: LineCase, place: Rational) -> Evidence | bool:
    """Return evidence against a statement at a point, or whether it holds there."""
    match statement:
        case Equal():
            return equal_at(statement, case, place)
        case Holds(condition):
            return holds_at(condition, case, place)
        case Within():
            return within_at(statement, case, place)
        case _:
            assert_never(statement)


def _candidates(case: LineCase) -> Iterator[Rational]:
    """Yield simple points of the domain, the nicest first."""
    try:
        yield from (x for x in constant_pool(case.domain) if isinstance(x, fmpq))
    except NoValueError:
        return
