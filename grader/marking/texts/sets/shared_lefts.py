r"""A left side that several values share: `x^2 = 4 or 9` says `x^2 = 4 or x^2 = 9`, and no 9 beside the roots of 4."""

from __future__ import annotations

import re

MAX_CHARACTERS = 200  # of a text that is looked into
MAX_VALUES = 6  # of one left side
_OR = re.compile(r"\s+(?:or|oder|ou|∨|\\(?:lor|vee)(?![A-Za-z]))\s+")
_LETTER = re.compile(r"\\?[^\W\d_](?:_?\{?\w{1,3}\}?)?'*")
_RELATION = re.compile(r"[=<>≤≥≠∈]|\\(?:leq?|geq?|neq?|lt|gt|in)(?![A-Za-z])")


def with_each_left(text: str) -> str:
    """Return a text with the left side that is no letter alone before each of its values; any other text itself."""
    if len(text) > MAX_CHARACTERS or text.count("=") != 1:
        return text
    left, values = (part.strip(" $.") for part in text.split("="))
    parts = [part.strip(" $") for part in _OR.split(values)]
    if not 1 < len(parts) <= MAX_VALUES or _LETTER.fullmatch(left) or not left or not all(parts):
        return text
    if any(sign in text for sign in ",;") or any(map(_RELATION.search, (left, *parts))) or _OR.search(left):
        return text
    return " or ".join(f"{left} = {part}" for part in parts)
