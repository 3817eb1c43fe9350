"""A factor said as the prompt asks for it, `by a factor of 9` below `By what factor …?`: these words leave it that."""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.submissions.extraction.words.phrases import F

_ASKED = re.compile(
    r"(?<!\w)(?:by\s+(?:what|which)\s+factor|um\s+welchen\s+faktor|(?:par|de)\s+quel\s+facteur|(?:por|en)\s+(?:qué|cuál)\s+factor)(?!\w)",
    re.IGNORECASE,
)
_SAID = re.compile(
    rf"\s*(?:by\s+(?:a|the)\s+factor(?:\s+of)?|um\s+(?:den|einen)\s+faktor(?:\s+von)?|(?:par|d['’])\s*(?:un|le)\s+facteur(?:\s+de)?"
    rf"|(?:por|en)\s+(?:un|el)\s+factor(?:\s+de)?)\s+(?={F}[\s.!]*\Z)"
)


def behind_factor(question: Question, skeleton: str, start: int) -> int:
    """Return where the words for a factor end that begin a clause, the place itself where there are none.

    Nothing but its value stands behind them: `by a factor of 9 per year` says more, and so does `it grows by a factor`.
    """
    said = _SAID.match(skeleton, start) if _ASKED.search(question.prompt) is not None else None
    return said.end() if said is not None else start
