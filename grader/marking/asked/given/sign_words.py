"""Words of a prompt that turn a value or name another one: `left is negative`, `a loss is negative`, `not the product`.

A problem says them, and yet none is neutral beside a value: `4 m left` is -4 m there, and `the product` is not the sum.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.marking.asked.given.asked_part import words_beside, words_contrasted

KEPT = 2_000  # prompts of which it is kept which words these are
MAX_CHARACTERS = 2_000  # of a prompt that is looked into
_WORD = r"[^\W\d_]{3,}"
_BEFORE = (
    rf"(?P<before>{_WORD}(?:\s+{_WORD})?)(?:\s+(?:is|are|as|counts?(?:\s+as)?|means|ist|sind|als|zählt(?:\s+als)?|est|sont"
    r"|comme|es|son|como|è))?(?:\s+(?:an?|eine?n?|une?|una?))?\s+"
)
_BEHIND = (
    r"\s*(?:=|:|means|for|if|bedeutet|bei|für|pour|para)\s*(?:(?:an?|eine?n?|une?|una?|the|die|der)\s+)?"
    rf"(?P<behind>{_WORD})"
)
_SIGNS = {sign: re.compile(rf"{_BEFORE}(?:{sign})\w*|(?:{sign})\w*{_BEHIND}") for sign in ("n[eé]gativ", "positiv")}
_ASKED = re.compile(r"[^.?!()]*\?")  # `Is the slope negative?`
_NOT = re.compile(
    rf"(?<!\w)(?:(?:not|nicht|non|no|pas|rather\s+than|instead\s+of|statt)\s+(?:the|its|die|der|das|den|la|le|el|il|sa|son|su)"
    rf"|(?:and|but|und|aber|et|mais|y|pero|,|;)\s+(?:not|nicht|non|no|pas))\s+(?P<other>{_WORD}(?:\s+{_WORD})?)"
)
_FILLING = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "give",
        "count",
        "counts",
        "means",
        "number",
        "value",
        "answer",
        "result",
        "zahl",
        "wert",
        "nombre",
        "número",
        "numero",
        "positive",
        "are",
        "is",
        "ist",
        "und",
        "mit",
        "der",
        "die",
        "das",
        "den",
        "von",
        "als",
        "est",
        "une",
        "les",
        "des",
        "con",
        "una",
        "los",
        "las",
        "that",
        "which",
        "when",
        "where",
        "from",
        "its",
        "of",
        "should",
        "shall",
        "must",
        "may",
        "can",
        "not",
        "definite",
        "semidefinite",
        "definit",
    ]
)


@lru_cache(maxsize=KEPT)
def turning_words(title: str, lead: str, prompt: str) -> frozenset[str]:
    """Return the words of a prompt that make something else of a value beside them; of most there are none."""
    told = f"{lead}\n{prompt}".casefold()
    if len(told) > MAX_CHARACTERS:
        return frozenset()
    found = words_beside(lead, prompt) - frozenset(re.findall(_WORD, title.casefold()))
    found |= _denied(told) | words_contrasted(lead, prompt)
    if "negativ" in told or "négativ" in told:
        negative, positive = (_said(pattern, told) for pattern in _SIGNS.values())
        turned = negative - positive
        found = (found - positive) | turned | ({"negative", "negativ", "négatif"} if turned else frozenset())
    return found


def _said(pattern: re.Pattern[str], told: str) -> frozenset[str]:
    found = (match for match in pattern.finditer(told) if _ASKED.match(told, match.end()) is None)
    said = " ".join(part for match in found for part in match.groups() if part)
    return frozenset(re.findall(_WORD, said)) - _FILLING


@lru_cache(maxsize=KEPT)
def denied_words(lead: str, prompt: str) -> frozenset[str]:
    """Return the words of what a prompt says not to ask for: `and not the product`."""
    told = f"{lead}\n{prompt}".casefold()
    return _denied(told) if len(told) <= MAX_CHARACTERS else frozenset()


def _denied(told: str) -> frozenset[str]:
    """Return the words of what a prompt says not to ask for, which it says nowhere else: `not the imaginary part`."""
    words = re.findall(_WORD, told)
    said = frozenset(word for match in _NOT.finditer(told) for word in match["other"].split())
    return frozenset(word for word in said - _FILLING if words.count(word) == 1)
