"""Values in sentences of their own, `f_x = 2x. f_y = 3.`: they may be one list, as they are behind semicolons.

What counts of several sentences is the last value, or the one that is announced. Where that is refuted, and the same
text with semicolons is not, nobody can tell whether they belong together, and the answer is for a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.marking.answer import Answer
from grader.marking.mark import unreadable
from grader.marking.ways.candidates import is_right_once
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import FieldResult, Outcome, Verdict
from grader.wording import unreadable_answers

MAX_CHARACTERS = 300  # of a text whose sentences are joined
_STOP = re.compile(r"(?:(?<=[\d)\]}$])|(?<![^\W\d_]{2})(?<=[^\W\d_]))\.\s+(?=\S)")  # behind a value: none of `ca. 3`

_COUNTED_OR_TAKEN_BACK = re.compile(r"(?i)\A\s*\d{1,2}\.\s|\.\s+(?:no|nein|non|wait|sorry|oops)\b")


def as_one_list(
    question: Question, answer: Answer, verdict: Verdict, mark: Callable[[Question, Answer], Verdict]
) -> Verdict:
    """Return a verdict, an open one where an answer is refuted that is not refuted with its sentences as one list."""
    if verdict.outcome is not Outcome.INCORRECT or question.kind.reads != "value" or len(answer.fields) != 1:
        return verdict
    ((name, one),) = answer.fields.items()
    is_short = one.error is None and len(one.text) <= MAX_CHARACTERS
    if not is_short or _STOP.search(one.text) is None or _COUNTED_OR_TAKEN_BACK.search(one.text):
        return verdict
    for sign in ("; ", ", "):
        joined = replace(one, text=_STOP.sub(sign, one.text.rstrip(" .")))
        found = mark(question, replace(answer, fields={name: joined}))
        is_right = found.outcome is Outcome.CORRECT or is_right_once(found)
        if found.outcome is Outcome.INCORRECT or (question.kind.is_solutions and not is_right):
            continue
        written = {name: FieldResult(one.text)}
        return unreadable(question, unreadable_answers.SENTENCES_MAY_BE_ONE_LIST, written)
    return verdict
