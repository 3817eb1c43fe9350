"""The last look at orders of growth with a rounded exponent: `Θ(n^1.585)` for n^(log_2 3), which is another order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.evidence import value
from grader.language.printing import show
from grader.language.tree import Node, Num, symbols, walk
from grader.marking.answer import Answer
from grader.marking.texts.equalities.defined_members import entries_of
from grader.marking.ways.candidates import between_right
from grader.problems.question import Question
from grader.verdict import Verdict

MAX_CHARACTERS = 100  # of a text that is looked into
MAX_CONSTANTS = 12  # of the right answers that are compared
_EXPONENT = re.compile(r"\^\s*(?P<open>[{(])?\s*(?P<number>\d+\.(?P<places>\d{2,6}))(?(open)\s*[)}])")

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an order of growth that is refuted, open where its exponent rounds the right one."""
    if len(answer.fields) > 1 or not question.kind.is_growth:
        return verdict
    ((name, field),) = answer.fields.items()
    text = field.said or field.text
    found = _EXPONENT.search(text) if len(text) <= MAX_CHARACTERS else None
    return verdict if found is None else between_right(question, (name, field), _exact(question, found), verdict, mark)


def _exact(question: Question, found: re.Match[str]) -> Iterator[str]:
    """Yield a text with each constant of the right answers that the exponent rounds in its place."""
    step = 10.0 ** -len(found["places"])
    for constant in _constants(question):
        entries = entries_of(value(constant))
        if entries and all(abs(one - float(found["number"])) < step for one in entries):
            yield f"{found.string[: found.start()]}^({show(constant)}){found.string[found.end() :]}"


def _constants(question: Question) -> list[Node]:
    """Return the numbers in right answers that are no fractions."""
    parts = (part for tree in question.accepted for part in walk(tree))
    return [part for part in parts if not isinstance(part, Num) and not symbols(part)][:MAX_CONSTANTS]
