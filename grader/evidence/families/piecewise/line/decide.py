"""The door to this room: which statements on functions of one real variable are decided here."""

from __future__ import annotations

from grader.claims.statements import Equal, Holds, Setting, Within
from grader.evidence.budget import Budget
from grader.evidence.families.piecewise.line.case import line_case
from grader.evidence.families.piecewise.line.equality import decide_equal
from grader.evidence.families.piecewise.line.holds import decide_holds
from grader.evidence.families.piecewise.line.within import decide_within
from grader.language.tree import Node
from grader.verdict import Evidence


def decide_on_line(
    statement: Equal | Within | Holds, setting: Setting, budget: Budget, *, both: bool = False
) -> Evidence | None:
    """Return evidence for or against a statement about functions of one real variable, None for all others."""
    case = line_case(_trees(statement), setting, budget, smooth=isinstance(statement, Within))
    if case is None:
        return None
    match statement:
        case Equal():
            return decide_equal(statement, case, both=both)
        case Holds(condition):
            return decide_holds(condition, case)
        case Within():
            return decide_within(statement, case)


def _trees(statement: Equal | Within | Holds) -> tuple[Node, ...]:
    return (statement.condition,) if isinstance(statement, Holds) else (statement.answer, statement.expected)
