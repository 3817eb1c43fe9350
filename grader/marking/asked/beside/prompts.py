"""The sentences of a prompt that ask, as they are written, and the other ones."""

from __future__ import annotations

import re
from functools import lru_cache

from grader.marking.asked.given.asked_part import ASKS
from grader.marking.asked.wanted import rows

KEPT = 2_000  # prompts of which these are kept
MAX_CHARACTERS = 2_000  # of a prompt that is looked into
BESIDE = rows("beside/words")
MIN_STEM = 4  # letters by which forms of a word are the same
_SENTENCE = re.compile(r"(?<=[.?!;:])\s+(?=\W*[^\W\d_])|\n\s*\n|(?<=\?)")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@lru_cache(maxsize=KEPT)
def asking_and_rest(lead: str, prompt: str) -> tuple[str, str]:
    """Return the sentences that ask, and what is told beside them; the first is empty where these cannot be told."""
    if len(lead) + len(prompt) > MAX_CHARACTERS:
        return "", ""
    sentences = [one.strip() for one in _SENTENCE.split(prompt) if one.strip()]
    asking = [one for one in sentences if ASKS.search(one.casefold())] or (sentences if len(sentences) == 1 else [])
    rest = [lead, *(one for one in sentences if one not in asking)]
    return "\n".join(asking), "\n".join(rest)


def is_form(one: str, other: str) -> bool:
    """Whether two words in small letters are forms of one, `egg` and `eggs`, `persona` and `persone`."""
    stem = max(MIN_STEM, min(len(one), len(other)) - 2)
    is_long = min(len(one), len(other)) >= MIN_STEM
    return one == other or (is_long and abs(len(one) - len(other)) <= 2 and one[:stem] == other[:stem])


def is_among(word: str, words: frozenset[str] | tuple[str, ...]) -> bool:
    """Whether a form of a word is among others."""
    return any(is_form(word, one) for one in words)


def words_in(text: str) -> frozenset[str]:
    """Return the words of a text in small letters."""
    return frozenset(WORD.findall(text.casefold()))
