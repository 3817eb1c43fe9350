"""A right relation beside another one that was left out, `x + 2y + 3z = 1 with z = 0`, is for a person."""

from __future__ import annotations

from collections.abc import Callable

from grader import marking
from grader.marking.answer import Answer, FieldAnswer
from grader.problems.question import Question
from grader.verdict import Outcome, Verdict
from grader.wording import unreadable_answers

Mark = Callable[[Question, Answer], Verdict]


def why_open(question: Question, typed: Answer, mark: Mark) -> str:
    """Return why a condition is not all that was typed; empty where all relations in it together come to the same."""
    if not question.kind.is_condition or len(typed.fields) != 1:
        return ""
    ((name, field),) = typed.fields.items()
    whole = marking.texts.sentences.all_relations.concluded(question, field.text)
    if whole == "":
        return ""
    if whole and mark(question, Answer({name: FieldAnswer(whole)})).outcome is not Outcome.INCORRECT:
        return ""
    return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=field.text.strip())
