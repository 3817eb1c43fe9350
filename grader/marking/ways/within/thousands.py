"""Points before groups of three digits, `3.000`, which many countries write between thousands.

It counts as a decimal number; where that is wrong and the number of thousands is right, nobody can tell.
"""

from __future__ import annotations

import re

from grader.marking.answer import Candidates, FieldAnswer
from grader.problems.question import Question
from grader.records import replace

MAX_CHARACTERS = 200  # of a text that is looked at
_GROUPED = re.compile(r"(?<![\w.,^])(?<!\^\{)[1-9]\d{0,2}(?:\.\d{3})+(?!\d|[.,]\d|\s*(?:\^|\*\*))")
_DECIMAL = re.compile(r"(?<![\d.])(?:0|\d{4,})?\.\d|\.(?:\d{1,2}|\d{4,})(?!\d)|\d,\d{3}(?!\d)")  # what settles a point

_COMMA = re.compile(r"\d,\d")


def with_groups(question: Question, answer: FieldAnswer) -> FieldAnswer:
    """Return an answer whose points may part thousands with both of its readings; any other answer itself."""
    text = answer.text
    if answer.error is not None or answer.candidates is not None or answer.written or len(text) > MAX_CHARACTERS:
        return answer
    is_plain = question.names.numbers == "plain" and len(question.fields) == 1
    if not is_plain or _GROUPED.search(text) is None or _DECIMAL.search(text) is not None:
        return answer
    if question.kind.is_set and _COMMA.search(text) is not None:
        return answer  # whose commas may be decimal ones
    whole = _GROUPED.sub(lambda number: number[0].replace(".", ""), text)
    both = tuple(replace(answer, text=one, written=text) for one in (text, whole))
    return replace(answer, candidates=Candidates(both, "credit", 0))
