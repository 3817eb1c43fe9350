"""Ratios as they are said where a prompt asks for one: `10:1`, `10 to 1` for 10.

The order of a ratio is not always told, and odds are written the same way; so it is for the right value alone, and
anything else that is written so stays unread.
"""

from __future__ import annotations

import re

from grader.language.printing import show
from grader.marking.texts.numbers.settled_commas import value_of
from grader.problems.question import Question

_NUMBER = r"\d{1,9}(?:\.\d{1,9})?"
_RATIO = re.compile(
    rf"[\s$]*(?:[^\W\d_]\s*=\s*)?(?P<first>{_NUMBER})\s*(?::|∶|\\colon|to|zu|à)\s*(?P<second>{_NUMBER})[\s$.]*"
)
_ASKED = re.compile(
    r"(?i)(?<![^\W\d_])(?:ratio|scale|dilution|maßstab|massstab|verdünnung\w*|échelle|escala|diluci[oó]n|verhältnis|rapport|raz[oó]n|rapporto|verhouding)(?![^\W\d_])"
)

_GIVEN = re.compile(r"\d\s*(?::|∶)\s*\d|\d\s+(?:to|zu|à)\s+\d")  # which is to be written otherwise


def as_quotient(question: Question, text: str) -> str:
    """Return `10/1` for `10:1` where a ratio is asked for, and that is its value; any other text itself."""
    found = _RATIO.fullmatch(text) if question.kind.is_one_number == "always" and question.unit is None else None
    if found is None or _ASKED.search(question.prompt) is None or _GIVEN.search(question.prompt) is not None:
        return text
    quotient = f"{found['first']}/{found['second']}"
    value = value_of(quotient)
    return quotient if value is not None and value in map(value_of, map(show, question.accepted)) else text
