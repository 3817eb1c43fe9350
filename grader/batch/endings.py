"""Every way in which deciding one answer can end, as a verdict."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from grader.isolation.endings import broke, timed_out
from grader.isolation.limits import RunLimits
from grader.isolation.pool import Broke, Done, Result, TimedOut
from grader.marking.answer import Answer, FieldAnswer
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import ClaimResult, Feedback, FieldResult, Outcome, Unknown, Verdict


def settled(question: Question, answer: Answer, result: Result[Verdict], limits: RunLimits, file: str = "") -> Verdict:
    """Return the verdict that came back, or the open one that says why none did: in deciding, or in reading a file."""
    match result:
        case Done(value=verdict):
            return placed(verdict, answer)
        case TimedOut():
            return _open(question, answer, Outcome.UNDECIDED, "limit", timed_out(limits, file))
        case Broke(code=code):
            return _open(question, answer, Outcome.FAILED, "failed", broke(code, limits, file))
        case _:
            assert_never(result)


def _open(question: Question, answer: Answer, outcome: Outcome, code: str, why: Unknown) -> Verdict:
    """Return an open verdict that repeats what was written, unread."""
    fields = {name: _unread(one) for name, one in answer.fields.items()}
    if answer.whole is not None:
        fields = {"answer": _unread(answer.whole)}
    text = f"{why.reason[0].upper()}{why.reason[1:]}; a person must look at it."
    said = (Feedback(code, text, text, "verdict"),)
    claim = ClaimResult("answer", "the answer is correct", why)
    return Verdict(question.id, outcome, question.points, (Fraction(), question.points), fields, (claim,), said)


def _unread(one: FieldAnswer) -> FieldResult:
    return FieldResult(one.text, source=one.source, notes=one.notes, file=one.file)


def placed(verdict: Verdict, answer: Answer) -> Verdict:
    """Return a verdict with the places of this answer's fields: an equal answer may stand elsewhere."""
    written = {name: answer.fields.get(name, answer.whole) for name in verdict.fields}
    fields = {name: _placed(field, written[name], answer) for name, field in verdict.fields.items()}
    return replace(verdict, fields=fields)


def _placed(field: FieldResult, written: FieldAnswer | None, answer: Answer) -> FieldResult:
    if written is None:
        return replace(field, source=answer.source, file=None)
    if written.candidates is not None:
        return field
    return replace(field, source=written.source, file=written.file)
