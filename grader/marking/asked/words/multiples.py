"""Words behind a number that make another number of it, `48 hundred`, `75 hundredths`: those of `multiples.txt`."""

from __future__ import annotations

import re
from pathlib import Path

from grader.problems.question import Question

_TABLE = (Path(__file__).parent / "multiples.txt").read_text(encoding="utf-8")
_MULTIPLE = re.compile(rf"\d[\s$]*(?P<word>{'|'.join(sorted(set(_TABLE.split())))})(?![^\W_])", re.IGNORECASE)


def multiple_behind(text: str) -> str:
    """Return the first such word that stands behind a number of a text, empty where none does."""
    found = _MULTIPLE.search(text)
    return found["word"] if found is not None else ""


def is_asked_in(question: Question, word: str) -> bool:
    """Whether a prompt asks for a number of such words, `how many million dollars`, `in thousands`."""
    near = (
        rf"(?:how\s+many|in|wie\s+viele?|combien\s+de|cuánt[ao]s|quanti|quante)\s+{re.escape(word.removesuffix('s'))}"
    )
    return re.search(near, f"{question.lead} {question.prompt}", re.IGNORECASE) is not None
