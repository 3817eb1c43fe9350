"""The formulas of a prompt that would be credited as answers."""

from __future__ import annotations

from grader import marking
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.mark import mark_question
from grader.problems.question import Question
from grader.verdict import Outcome

MAX_FORMULAS = 40  # of one prompt that are handed in


def given_away(question: Question) -> list[str]:
    """Return the formulas of a prompt, each once, that earn points when they are handed in as they stand there.

    Only a question with one field is tried. Of a prompt with more than `MAX_FORMULAS` none is.
    """
    found = list(dict.fromkeys(marking.asked.prompt_formulas.marked_in(question.prompt)))
    if len(question.fields) != 1 or question.kind.reads == "words" or len(found) > MAX_FORMULAS:
        return []
    (name,) = question.fields
    earning = {Outcome.CORRECT, Outcome.PARTIAL}
    return [text for text in found if mark_question(question, Answer({name: FieldAnswer(text)})).outcome in earning]
