"""What a prompt asks for the contrary of, `that an item is not defective`: a text has to say that, too."""

from __future__ import annotations

import re
from functools import lru_cache

from grader.marking.asked.given.asked_part import asking_words
from grader.marking.asked.words.phrases import ASKING

KEPT = 2_000  # prompts of which it is kept which words these are
_NOT = r"(?:not|nicht|kein\w*|non|no|pas|without|ohne|sans|sin|never|nie)"
_DENIED = re.compile(
    rf"(?<!\w){_NOT}(?!\w)|n't|[¬∁]|\\(?:neg|lnot|complement|bar|overline)(?![A-Za-z])|\^\{{?c\}}?|['’]"
)
_ASKED_NOT = re.compile(rf"(?<!\w){_NOT}\s+(?:(?:be|being|an?|any)\s+)?(?P<word>[^\W\d_]{{3,}})")
_TURN = re.compile(r"(?:(?<!\w)(?:and|but|und|aber|et|mais|y|pero|sondern|e|ma)|[,;(:–-])\s*\Z")
_ASKING = re.compile(
    rf"(?<!\w)(?:{ASKING}|what|how|where|when|who|was|wie|wo|wann|combien|où|quand|qué|cómo|dónde|cuándo)(?!\w)"
)
_NO_WORD_WORDS = (
    "the its only both necessarily less more greater later than use der die das forget round simplify have "
    "give need los las les une una weniger mehr moins"
)
_NO_WORD = frozenset(_NO_WORD_WORDS.split())


def lost_denial(lead: str, prompt: str, said: str) -> str:
    """Return the word of a text of which the prompt asks for its contrary; empty where the text denies something."""
    words = words_asked_not(lead, prompt)
    if not words or _DENIED.search(said) is not None:
        return ""
    return next((word for word in re.findall(r"[^\W\d_]+", said.casefold()) if word in words), "")


@lru_cache(maxsize=KEPT)
def words_asked_not(lead: str, prompt: str) -> frozenset[str]:
    """Return the words that stand behind a `not` in what a prompt asks for, and nowhere in it without."""
    asking = asking_words(lead, prompt)
    if len(_ASKING.findall(asking)) > 1:
        return frozenset()  # of two things nobody knows which is not so
    found = [one for one in _ASKED_NOT.finditer(asking) if _TURN.search(asking[: one.start()]) is None]
    words = {one["word"] for one in found} - _NO_WORD
    return frozenset(word for word in words if len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", asking)) == 1)
