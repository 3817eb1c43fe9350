"""The name of a half-life as it is typed on one line: `t1/2`, `T_1/2`, `t½`, which is no half of t."""

from __future__ import annotations

import re

from grader.problems.question import Question

_TYPED = re.compile(r"[\s$]*[tTτ]\s*_?\s*[({]?\s*(?:1\s*/\s*2|½)\s*[)}]?[\s$]*")
_HALF_LIFE = re.compile(
    r"(?i)half[-\s]?(?:life|lives)|halbwertszeit|demi-vie|semivida|emivita|meia-vida|halveringstijd|tempo\s+di\s+dimezzamento"
    r"|(?:vida|periodo)\s+(?:media|de\s+semi\w+)|[tT]_\{?(?:1/2|\\[dt]?frac\s*\{?1\}?\s*\{?2)"
)


def is_half_life(question: Question, left: str) -> bool:
    """Whether a left side is the name of a half-life, and the prompt or the problem's symbol speaks of one."""
    if _TYPED.fullmatch(left) is None:
        return False
    symbols = " ".join(field.authored_symbol or field.symbol for field in question.fields.values())
    return _HALF_LIFE.search(f"{question.lead}\n{question.prompt}\n{symbols}") is not None
