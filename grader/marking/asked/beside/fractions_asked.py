"""Decimals and percents where a prompt asks for a fraction, and the author for its lowest terms: `3/8 = 0.375`."""

from __future__ import annotations

import re

from grader.marking.asked.given.asked_part import asking_words
from grader.problems.question import Question

_FORMS = frozenset({"lowest terms", "single fraction"})
_FRACTION = re.compile(r"(?<!\w)(?:fraction|bruch|brüche|gekürzte\w*|fracción|frazione|fração|breuk)(?!\w)")
_DECIMAL = re.compile(r"(?:\A|[\s=≈$(−-])\d*[.,]\d+[\s$.)]*\Z|\d\s*\\?%[\s$.)]*\Z")


def is_no_fraction(question: Question, text: str) -> bool:
    """Whether a text ends in a decimal or in percents, where a fraction is asked for and its form is looked at."""
    if (
        not question.forms
        or _DECIMAL.search(text) is None
        or not any(one.form.kind in _FORMS for one in question.forms)
    ):
        return False
    return _FRACTION.search(asking_words(question.lead, question.prompt)) is not None
