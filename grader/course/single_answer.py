"""One answer by itself, typed or given by a program: what words say in it is read as in a document."""

from __future__ import annotations

from grader import course
from grader.marking.answer import Answer
from grader.marking.mark import mark_question
from grader.problems.question import Question
from grader.verdict import Outcome, Verdict


def mark_single(question: Question, answer: Answer) -> Verdict:
    """Return the verdict on an answer to one question.

    Where it cannot be read as mathematics and words stand in it, `by the quotient rule, f'(x) = 2x`, what these state
    is the answer, by the rules that hold for texts under keys. So is the accepted text that a sentence holds.
    """
    if any(len(one.text.strip()) > 1 for one in (*answer.fields.values(), answer.whole) if one is not None):
        answer = course.stated.without_doubtful(question, answer)
    verdict = mark_question(question, answer)
    is_text = question.kind.reads == "words" and bool(question.accepted_texts) and not question.kind.by_person
    if verdict.outcome is not (Outcome.REVIEW if is_text else Outcome.UNREADABLE):
        return verdict
    stated = course.stated.stated_in(question, answer)
    again = None if stated is None else mark_question(question, stated)
    return verdict if again is None or again.outcome is Outcome.UNREADABLE else again
