"""Complex sides as pairs of real ones: all that decides real sides then decides them."""

from __future__ import annotations

from collections.abc import Mapping

from grader.claims.statements import Equal
from grader.evidence.errors import DeclinedError
from grader.evidence.method import Scope
from grader.evidence.question.complex.cartesian import Cartesian
from grader.evidence.question.complex.complex_coverage import with_values_written
from grader.evidence.question.complex.complex_symbols import as_complex, complex_place, real_setting
from grader.evidence.question.goal import Goal
from grader.evidence.question.question import Question
from grader.language.tree import Array
from grader.records import replace
from grader.verdict import Evidence, Point, Unknown

METHOD = "real and imaginary parts"


def by_parts(question: Question) -> Evidence | None:
    """Return evidence for or against the equality of complex sides by their parts, None where that stays open."""
    question, case = with_values_written(question), question.case
    try:
        setting, names = real_setting(case.setting)
        split = Cartesian(setting, names, case.budget)
        answer, expected = (Array(split.parts(side)) for side in (question.answer, question.expected))
    except DeclinedError:
        return None
    statement = Equal(answer, expected, same_domain=question.strict)
    goal = Goal(statement, Scope(setting, case.budget), question.both, may_be_probable=question.may_be_probable)
    found = case.budget.oracle.decide(goal)
    return None if isinstance(found, Unknown) else joined(found, names)


def joined(found: Evidence, names: Mapping[str, tuple[str, str]]) -> Evidence:
    """Return evidence about real parts as evidence about complex numbers."""
    if not isinstance(found, Point):
        return found
    left, right = (as_complex(side) if isinstance(side, tuple) else side for side in (found.left, found.right))
    return replace(found, at=complex_place(found.at, names), left=left, right=right)
