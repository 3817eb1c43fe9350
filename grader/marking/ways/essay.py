"""Essays: each item of the rubric is a claim that a person decides."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from grader.marking.answer import FieldAnswer
from grader.problems.question import Question
from grader.verdict import ClaimResult, Feedback, FieldResult, Outcome, Unknown, Verdict
from grader.wording import open_reasons, remarks

A_PERSON = Unknown(open_reasons.PERSON_MARKS)
_SAID = remarks.PERSON_MARKS_ANSWER


def mark_essay(question: Question, fields: Mapping[str, FieldAnswer]) -> Verdict:
    """Return the verdict on an essay that something was written for: open, with a claim for each rubric item.

    One that could not be taken whole from its file is `unreadable`; a person marks what there is of it.
    """
    results = {
        name: FieldResult(one.text, source=one.source, error=one.error, notes=one.notes) for name, one in fields.items()
    }
    claims = tuple(
        ClaimResult(f"item {number}", item.text, A_PERSON, item.points)
        for number, item in enumerate(question.rubric, 1)
    )
    faults = tuple(Feedback("unreadable", why, why, "verdict") for one in fields.values() if (why := one.error))
    said = (*faults, Feedback("review", _SAID, _SAID, "verdict"))
    outcome = Outcome.UNREADABLE if faults else Outcome.REVIEW
    return Verdict(question.id, outcome, question.points, (Fraction(), question.points), results, claims, said)
