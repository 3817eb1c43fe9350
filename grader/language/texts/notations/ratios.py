"""Ratios of numbers: `1:2:1` is `1 to 2 to 1`, `1/4 : 1/2 : 1/4`, `25 % TT, 50 % Tt, 25 % tt`, `1∶25,000` is `1:25000`.

A person looks at what is a ratio in another notation or not in lowest terms: which one is asked for no text says.
"""

from __future__ import annotations

import re
from fractions import Fraction

from grader.language.texts.folded import typed_out

MAX_CHARACTERS = 120  # of a text that may be a ratio
_NUMBER = r"\d{1,3}(?:[,.'’   ]\d{3})+(?!\d)|\d{1,9}(?:[.,]\d{1,6})?(?:\s*/\s*\d{1,6})?"
_WORD = r"[^\W\d_][\w+^'’-]{0,30}"
_PART = re.compile(rf"\s*(?:{_WORD}\s+){{0,3}}(?P<number>{_NUMBER})\s*(?:%\s*)?(?:{_WORD}(?:\s+{_WORD}){{0,2}}\s*)?")
_SIGNS = r"\s*[:∶÷]\s*|\s+(?:to|zu|à|a|su|para|por|tot)\s+|\s*(?:,|;|\s(?:and|und|et|y|e|en))\s+"
_BETWEEN, _BETWEEN_OR_STROKE = re.compile(_SIGNS), re.compile(rf"{_SIGNS}|(?<=\d)/(?=\d)")
_SAID = re.compile(r"(?P<before>[^=]{1,60})=(?P<behind>[^=]+)")
_GROUPS = re.compile(r"(?<=\d)[,.'’   ](?=\d{3}(?!\d))")


def are_one(text: str, phrase: str) -> bool:
    """Whether a phrase is a ratio, and a text is the same one, perhaps in other terms."""
    if len(text) > MAX_CHARACTERS or ":" not in phrase:
        return False
    expected = _ratios(phrase)
    return bool(expected) and not expected.isdisjoint(_ratios(text))


def _ratios(text: str) -> frozenset[tuple[Fraction, ...]]:
    """Return the ratios that a text may be, each so that its first number is 1; none for any other text."""
    said = _SAID.fullmatch(text.strip(" $."))
    plain = typed_out(said["behind"] if said is not None else text).strip(" $.")
    between = _BETWEEN if ":" in plain or "∶" in plain else _BETWEEN_OR_STROKE
    found = set()
    for one in (plain, _GROUPS.sub("", plain)):
        parts = [_PART.fullmatch(part) for part in between.split(one)]
        values = [_value(part["number"]) for part in parts if part is not None]
        if 1 < len(values) == len(parts) and all(values):
            found.add(tuple(value / values[0] for value in values))
    return frozenset(found)


def _value(number: str) -> Fraction:
    above, _, below = number.replace(",", ".").partition("/")
    try:
        return Fraction(above.strip()) / Fraction(below.strip() or 1)
    except (ValueError, ZeroDivisionError):
        return Fraction(0)
