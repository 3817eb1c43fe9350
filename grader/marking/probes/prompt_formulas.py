"""The formulas of a prompt, and those of them that would be credited as answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.marking.answer import Answer, FieldAnswer
from grader.marking.mark import mark_question
from grader.problems.question import Question
from grader.verdict import Outcome

MAX_FORMULAS = 40  # of one prompt that are handed in
_MATHEMATICS = re.compile(r"\$\$(.+?)\$\$|\$([^$]+?)\$|\\\((.+?)\\\)|\\\[(.+?)\\\]", re.DOTALL)


def formulas(prompt: str) -> Iterator[str]:
    """Yield the formulas of a text, without the signs around them."""
    for match in _MATHEMATICS.finditer(prompt):
        yield next(group for group in match.groups() if group is not None).strip()


def given_away(question: Question) -> list[str]:
    """Return the formulas of a prompt, each once, that earn points when they are handed in as they stand there.

    Only a question with one field is tried. Of a prompt with more than `MAX_FORMULAS` none is.
    """
    found = list(dict.fromkeys(formulas(question.prompt)))
    if len(question.fields) != 1 or question.kind.reads == "words" or len(found) > MAX_FORMULAS:
        return []
    (name,) = question.fields
    earning = {Outcome.CORRECT, Outcome.PARTIAL}
    return [text for text in found if mark_question(question, Answer({name: FieldAnswer(text)})).outcome in earning]
