"""The door to this room: which statements on functions of one real variable are decided here."""

from __future__ import annotations

from grader.claims.statements import Equal, Holds, Within
from grader.evidence.families.piecewise.line.case import line_case
from grader.evidence.families.piecewise.line.equality import decide_equal
from grader.evidence.families.piecewise.line.holds import decide_holds
from grader.evidence.families.piecewise.line.tolerances.within import decide_within
from grader.evidence.question.goal import Goal
from grader.verdict import Evidence


def decide_on_line(goal: Goal) -> Evidence | None:
    """Return evidence for or against a statement about functions of one real variable, None for all others."""
    statement = goal.statement
    if not isinstance(statement, Equal | Within | Holds):
        return None
    case = line_case(goal.trees, goal.setting, goal.budget, smooth=isinstance(statement, Within))
    if case is None:
        return None
    match statement:
        case Equal():
            return decide_equal(statement, case, both=goal.both)
        case Holds(condition):
            return decide_holds(condition, case)
        case Within():
            return decide_within(statement, case)
