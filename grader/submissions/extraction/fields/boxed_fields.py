r"""Boxes around the values of several fields: `\boxed{a = 1}` and `\boxed{b = 2}` say what they would without them."""

from __future__ import annotations

from grader.problems.question import Question
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.formulas.naming import field_named
from grader.submissions.extraction.formulas.values import boxes


def without_boxes(question: Question, text: str) -> str:
    r"""Return a text without its boxes where each holds another field's value: `\boxed{a = 1}` and `\boxed{b = 2}`."""
    found = boxes(text)
    rows = [formulas.assignment(text[inside:end]) for _, inside, end in found]
    names = [field_named(question, row.left) if row else None for row in rows]
    if len(names) < 2 or None in names or len(set(names)) < len(names):
        return text
    for start, inside, end in reversed(found):
        text = f"{text[:start]}{text[inside:end]}{text[end + 1 :]}"
    return text
