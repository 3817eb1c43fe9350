"""A right value with a word or a unit beside it that makes it something else than is asked for is for a person."""

from __future__ import annotations

from grader import marking
from grader.marking.answer import Answer
from grader.problems.question import Question
from grader.verdict import Verdict
from grader.wording import unreadable_answers


def why_open(question: Question, answer: Answer, verdict: Verdict) -> str:
    """Return why the words of a credited answer may say something else of its value; empty where they do not."""
    if len(answer.fields) != 1:
        return ""
    ((name, one),) = answer.fields.items()
    found, beside = verdict.fields.get(name), marking.asked.beside.another_beside
    read = (found.read or "") if found is not None else ""
    texts = [marking.texts.numbers.multiplied.multiplied(question, text) for text in (one.text, one.said)]
    for text in dict.fromkeys(texts):
        if beside.may_be_another(text) and (other := beside.another_beside(question, text, read)):
            return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=other)
    return ""
