"""Texts of options that were changed: `40 cm in front of the mirror`, where an option says `40 cm behind the mirror`.

A clause with at least half of an option's words is meant to be one; where it is none, it says something else.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.claims.wording import KEPT
from grader.language.texts.opposites import are_opposites, stem
from grader.problems.question import Question

MIN_SHARED = 2  # words of an option in a clause
MAX_CLAUSE = 8  # words of a clause that is compared
_WORD = re.compile(r"[^\W\d_]{2,}|\d+(?:[.,]\d+)*")


def is_altered(question: Question, clause: str) -> bool:
    """Whether a clause in small letters that is the text of no option has most of the words of one, or an opposite."""
    said = _words(clause)
    if not 0 < len(said) <= MAX_CLAUSE:
        return False
    return any(_is_near(said, _words(phrase.casefold())) for phrase in question.options.values())


def _is_near(said: frozenset[str], own: frozenset[str]) -> bool:
    shared = said & own
    if len(shared) >= MIN_SHARED and 2 * len(shared) >= len(own):
        return True
    return bool(shared) and any(are_opposites(one, other) for one in said - own for other in own - said)


@lru_cache(maxsize=KEPT)
def _words(low: str) -> frozenset[str]:
    return frozenset(stem(one) for one in _WORD.findall(low))
