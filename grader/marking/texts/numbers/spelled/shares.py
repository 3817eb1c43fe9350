"""Shares in words, `half`, `3 out of 8`, `1/8 of the cake`, where a share is asked for and no number of things."""

from __future__ import annotations

import re

from grader.marking.texts.numbers.said_in_words import NUMBERS, PARTS, digits
from grader.problems.question import Question

_NUMBER = rf"(?:\d+|{'|'.join(sorted((*NUMBERS, 'once'), key=len, reverse=True))})"
_PART = rf"(?:{'|'.join(sorted(PARTS, key=len, reverse=True))})"
MAX_CHARACTERS = 200  # of a text that may be a share
_OUT_OF = re.compile(
    rf"\s*(?P<some>{_NUMBER})\s+(?:out\s+of|in|of|von|aus|sur|su|sobre|entre|de|em|op\s+de)\s+(?P<all>{_NUMBER})[\s.]*",
    re.IGNORECASE,
)
# A share of what the prompt asks for one of: `3 quarters of the pizza`.
_OF_WHOLE = re.compile(
    rf"(?P<share>\s*(?:{_NUMBER}[\s-]+{_PART}|\d{{1,6}}\s*/\s*\d{{1,6}}))\s+"
    r"(?:of|von|de|di|der|des|del|della|van|da|do)\s+"
    r"(?:(?:the|an?|der|dem|la|le|el|una?|une|de|het)\s+)?(?P<whole>[^\W\d_]{3,})[\s.]*",
    re.IGNORECASE,
)
_ALONE = {
    "1/2": "half|(?:a|one)\\s+half|die\\s+hälfte|ein\\s+halb|la\\s+moitié|la\\s+mitad|metade|la\\s+metà|mezzo"
    "|de\\s+helft|medio",
    "1/4": "quarter|a\\s+quarter",
    "1/3": "a\\s+third",
}
_SAID = tuple((value, re.compile(rf"\W*(?:{words})[\s.]*", re.IGNORECASE)) for value, words in _ALONE.items())
_COUNT = re.compile(r"how many|wie\s?viele|combien|cuánt|quant[aieo]|hoeveel", re.IGNORECASE)
_SHARE = re.compile(
    r"probabilit|wahrscheinlich|probabilidad|waarschijnlijkheid|\bkans\b|fraction|proportion|anteil|frequency\s+of|efficiency|wirkungsgrad"
    r"|(?:which|what)\s+part|welcher\s+teil|quelle\s+part|qu[eé]\s+parte|(?:che|quale)\s+parte|fracci[oó]n|frazione|fração|welk\s+deel",
    re.IGNORECASE,
)
_NAMED = re.compile(  # what it is a share of
    r"(?i)(?:fraction|part|proportion|anteil|share|percentage)\s+(?:of|der|des|von|du|de)\s+"
    r"(?:(?:the|an?|all|der|den|la|le|les|el|los|una?|une)\s+)*([^\W\d_]+)"
)
_WHOLES = frozenset({"original", "initial", "whole", "total"})
_RESTS = frozenset({"rest", "rests", "remainder", "reste", "resto"})


def as_share(question: Question, text: str) -> str:
    """Return a text in signs where it is such a share; itself for any other."""
    if question.unit is not None or len(text) > MAX_CHARACTERS:
        return text
    is_share = _COUNT.search(question.prompt) is None and _SHARE.search(question.prompt) is not None
    if is_share and (share := _OUT_OF.fullmatch(text)) is not None:
        return f"{digits(share['some'])}/{digits(share['all'])}"
    if is_share and (said := next((value for value, words in _SAID if words.fullmatch(text)), "")):
        return said
    of = _OF_WHOLE.fullmatch(text)
    return of["share"] if of is not None and _is_of_asked(question, of["whole"].casefold()) else text


def _is_of_asked(question: Question, whole: str) -> bool:
    """Whether a share is asked for of a prompt that names its whole: without a unit it is that of the whole."""
    if _SHARE.search(question.prompt) is None or whole in _RESTS:
        return False
    named = [found[1].casefold() for found in _NAMED.finditer(question.prompt)]
    if named or whole in _WHOLES:
        return whole in named or not named
    return re.search(rf"(?i)(?<![\w\d])(?<!\d )(?<!\d\$ ){re.escape(whole)}(?!\w)", question.prompt) is not None
