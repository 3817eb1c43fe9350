"""Words of prompts and answers, of which other forms are the same: `egg` and `eggs`."""

from __future__ import annotations

import re

from grader.marking.asked.tables import rows

BESIDE = rows("beside/words")
MIN_STEM = 4  # letters by which forms of a word are the same
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def is_form(one: str, other: str) -> bool:
    """Whether two words in small letters are forms of one, `egg` and `eggs`, `persona` and `persone`."""
    short, long = sorted((one, other), key=len)
    if short == long or len(short) < MIN_STEM:
        return short == long or (len(short) == MIN_STEM - 1 and long in {f"{short}s", f"{short}es"})
    stem = max(MIN_STEM, len(short) - 2)
    return len(long) - len(short) <= 2 and short[:stem] == long[:stem]


def is_among(word: str, words: frozenset[str] | tuple[str, ...]) -> bool:
    """Whether a form of a word is among others."""
    return any(is_form(word, one) for one in words)


def words_in(text: str) -> frozenset[str]:
    """Return the words of a text in small letters."""
    return frozenset(WORD.findall(text.casefold()))
