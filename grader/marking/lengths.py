"""What is too long to be read as a value is refused before anything is looked for in it."""

from __future__ import annotations

from grader.language.limits import LIMITS
from grader.marking.answer import Answer, FieldAnswer
from grader.problems.question import Question
from grader.records import replace
from grader.wording import unreadable


def within_length(question: Question, answer: Answer) -> Answer:
    """Return an answer whose texts are of a length that is read as a value; longer ones hold an error instead."""
    texts = (*answer.fields.values(), *([answer.whole] if answer.whole else ()))
    if question.kind.reads != "value" or all(len(one.text) <= LIMITS.max_text for one in texts):
        return answer
    fields = {name: _within(one) for name, one in answer.fields.items()}
    return replace(answer, fields=fields, whole=answer.whole and _within(answer.whole))


def _within(field: FieldAnswer) -> FieldAnswer:
    if len(field.text) <= LIMITS.max_text or field.file or field.error is not None or field.candidates is not None:
        return field  # a file of arrays has limits of its own
    return replace(field, error=unreadable.ANSWER_TOO_LONG.format(count=len(field.text), max_text=LIMITS.max_text))
