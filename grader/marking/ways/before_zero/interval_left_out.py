"""The last look at solutions with any integer where a few numbers are expected: `x = ±π/3 + 2kπ, k ∈ Z` on [0, 2π).

All solutions may be the right ones of the whole line, of which the answer leaves out that an interval is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.language.tree import SetOf
from grader.marking.answer import Answer
from grader.marking.texts.sets.any_integer import with_integers
from grader.marking.ways.candidates import open_between
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Verdict
from grader.wording import open_reasons

_INTEGER = re.compile(
    r"(?P<letter>[A-Za-z])\s*\$?\s*(?:∈|\\in(?![A-Za-z])|(?<!\w)in)\s*(?:ℤ|\\mathbb\s*\{?\s*Z\s*\}?|Z)(?!\w)"
)

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a set that is refuted, open where it has any integer and few numbers are expected."""
    if len(answer.fields) > 1 or not question.kind.is_set:
        return verdict
    ((name, field),) = answer.fields.items()
    few = bool(question.accepted) and all(isinstance(tree, SetOf) for tree in question.accepted)
    text = with_integers(question, field.said or field.text)
    found = _INTEGER.search(text) if few else None
    if found is None or found["letter"] in question.names.symbols:
        return verdict
    base = field.counted
    return open_between(question, answer, name, (replace(base, error=open_reasons.INTERVAL_LEFT_OUT), base), mark)
