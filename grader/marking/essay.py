"""Essays: each item of the rubric is a claim that a person decides."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from grader.marking.answer import FieldAnswer
from grader.problems.question import Question
from grader.verdict import ClaimResult, Feedback, FieldResult, Outcome, Unknown, Verdict

A_PERSON = Unknown("a person marks it")
_SAID = "A person marks this answer."


def mark_essay(question: Question, fields: Mapping[str, FieldAnswer]) -> Verdict:
    """Return the verdict on an essay that something was written for: open, with a claim for each rubric item."""
    results = {name: FieldResult(one.text, source=one.source, notes=one.notes) for name, one in fields.items()}
    claims = tuple(
        ClaimResult(f"item {number}", item.text, A_PERSON, item.points)
        for number, item in enumerate(question.rubric, 1)
    )
    said = (Feedback("review", _SAID, _SAID, "verdict"),)
    span = (Fraction(), question.points)
    return Verdict(question.id, Outcome.REVIEW, question.points, span, results, claims, said)
