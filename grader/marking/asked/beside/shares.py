"""Shares and percent: of what one is a share, and 500 % where 5 percent is asked for."""

from __future__ import annotations

import re

from grader.claims.statements import Setting
from grader.evidence import samples
from grader.evidence.budget import LIMITS, Budget
from grader.marking.asked.beside.forms import BESIDE, is_among, words_in
from grader.marking.asked.beside.numbers_asked import PERCENT, asks_for_percent
from grader.marking.asked.given.asked_part import asking_and_rest
from grader.problems.question import Question

_OF_THE = (
    r"(?:of|von|der|des|de|du|di|del|della|dei|delle|van|da|do|d['’])\s*"
    rf"(?:(?:{'|'.join(sorted(BESIDE['article']))}|all|allen?|tous|todos)\s+)*(?:\d+\s+)?"
)
_SHARE = re.compile(
    rf"(?:\\?{PERCENT}|fraction|share|proportion|part|percentage|portion|anteil|bruchteil|prozentsatz|teil|pourcentage|fracción|parte|porcentaje"
    rf"|frazione|percentuale|fração|deel|aandeel)[\s$]+{_OF_THE}(?P<of>[^\W\d_]{{4,}}(?:\s+[^\W\d_]+)?)",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(rf"(?:\\?{PERCENT}[\s$]+)?{_OF_THE}(?P<noun>[^\W\d_]{{4,}})", re.IGNORECASE)


def other_share(question: Question, tail: str) -> str:
    """Return of what a number is a share, where a share of something else is asked for."""
    asking, rest = asking_and_rest(question.lead, question.prompt)
    said, asked = _OF_WHOLE.match(tail.lstrip(" $")), list(_SHARE.finditer(asking))
    if said is None or not asked:
        return ""
    noun, wholes = said["noun"].casefold(), words_in(" ".join(one["of"] for one in asked))
    return str(said["noun"]) if not is_among(noun, wholes) and is_among(noun, words_in(f"{asking} {rest}")) else ""


def other_percent(question: Question, text: str) -> str:
    """Return the percentage that is a right answer of 1 and more, `500 %`, where a number of percent is asked for.

    Which of the two the number 5 is meant to be, the problem does not say; of a share below 1 nobody doubts it.
    """
    found = _TYPED.search(text)
    if found is None or question.unit is not None:
        return ""
    typed = float(found["number"].replace(",", "."))
    is_share = any(one >= 1 and abs(typed - 100 * one) < one for one in _right(question))
    return found[0].strip() if is_share and asks_for_percent(question.lead, question.prompt) else ""


def counts_percent(question: Question) -> bool:
    """Whether a prompt asks for a number of percent, and no right answer is below 1, as the share itself may be."""
    return asks_for_percent(question.lead, question.prompt) and all(one >= 1 for one in _right(question))


def _right(question: Question) -> list[float]:
    """Return the right answers without their signs; 0 for one that is no number."""
    values = (samples(tree, Setting(), ({},), Budget(LIMITS))[0] for tree in question.accepted)
    return [abs(one) if one is not None else 0.0 for one in values]


_TYPED = re.compile(rf"(?<![\w.,])(?P<number>\d{{1,9}}(?:[.,]\d{{1,9}})?)[\s$]*(?:\\?{PERCENT})", re.IGNORECASE)
