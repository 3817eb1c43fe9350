"""Words for properties as one word in all languages and spellings: `konvergiert`, `converge` and `converges`."""

from __future__ import annotations

from grader.claims.spelling import american
from grader.submissions.extraction.words.prompts import read_rows

_ENGLISH = {word: row[0] for row in read_rows("properties") for word in row}


def english(word: str) -> str:
    """Return the English word for a property, in its American spelling; any other word itself."""
    return _ENGLISH.get(word) or american(word)


def is_property(word: str) -> bool:
    """Whether a word is one of those known for a property."""
    return word in _ENGLISH
