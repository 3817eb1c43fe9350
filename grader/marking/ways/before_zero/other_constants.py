"""The last look at letters of constants that a text gives a value of its own: `e = wx - y, so e x`.

Where a text is refuted, and is right with another letter for these, the author's e is not the number.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.marking.answer import Answer
from grader.marking.ways.candidates import between_texts
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Outcome, Verdict

Mark = Callable[[Question, Answer], Verdict]
_OWN = re.compile(r"(?<![\w\\^{(])(?P<letter>\\pi|π|pi|e|i|j)\s*:?=(?=[^=,;\n]*[^\W\d_])")
_OTHERS = "rqhgus"  # letters of which one that stands nowhere takes the place


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on a text that is refuted, open where it is right with another letter for its own e."""
    ((name, field),) = answer.fields.items() if len(answer.fields) == 1 else ((("", None),))
    text = (field.said or field.text) if field is not None else ""
    found = _OWN.search(text)
    if field is None or found is None:
        return verdict
    free = next((one for one in _OTHERS if one not in text and one not in field_names(question)), "")
    letter = re.compile(rf"(?<![\w\\]){re.escape(found['letter'])}(?![A-Za-z_])")
    renamed = letter.sub(free, text) if free else text
    other = replace(field, text=renamed, written=text, candidates=None)
    tried = mark(question, Answer({name: other}))
    if tried.outcome is not Outcome.CORRECT:
        return verdict
    return between_texts(question, name, (field, other), (verdict, tried))


def field_names(question: Question) -> frozenset[str]:
    """Return the letters that a problem declares."""
    return frozenset().union(*(field.names.symbols.keys() for field in question.fields.values()))
