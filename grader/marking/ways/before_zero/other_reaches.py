"""The last look at what has no brackets: `sin α m`, `x^3/2`, `e^-k t`, `√x² + 1` reach farther or less far than usual.

What is usual decides. Where it is refuted and the text is proved to be right with another reach, or with another sense
of a sign that nobody settles otherwise (`log 1000`, `sin 30`), nobody can tell what was meant, and it is open.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.language.names import LAST_LOOK, Names
from grader.marking.answer import Answer
from grader.marking.ways.candidates import is_right_once
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Verdict

_REACHING = re.compile(
    r"/\s*[^\s/()=+-]+(?:\s*[·*×(√\[\\]|\s+\w)"
    r"|\^\s*[^\s{(]|\*\*|[√∛!]|(?:sin|cos|tan|cot|sec|csc|ln|log|exp|sqrt|erf)|[°º%]|\\(?:circ|degree)|\d\(\d{1,3}\)"
)
_MOST_KEPT = 64  # questions whose names with more readings are kept
_KEPT: dict[int, tuple[Question, Question]] = {}

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer that is refuted, open where another reach of its signs is proved to be right."""
    texts = [one.text for one in answer.fields.values()]
    if any(map(_REACHING.search, texts)) and is_right_once(found := mark(asked_again(question), answer)):
        return found
    return verdict


def asked_again(question: Question) -> Question:
    """Return a question whose answers have all of the readings that there may be; made once."""
    kept = _KEPT.get(id(question))
    if kept is None:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        fields = {name: replace(field, names=_with_all(field.names)) for name, field in question.fields.items()}
        kept = _KEPT[id(question)] = question, replace(question, fields=fields, names=_with_all(question.names))
    return kept[1]


def _with_all(names: Names) -> Names:
    return replace(names, notations=names.notations | {LAST_LOOK})
