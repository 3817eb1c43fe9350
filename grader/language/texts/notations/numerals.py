"""Numbers beside words: `Second World War` for World War II, `2-propanol` for propan-2-ol.

The number is the same one, and so are the letters: only the place is another.
"""

from __future__ import annotations

import re

from grader.language.texts.counted import MORE_ORDINALS, ORDINALS
from grader.language.texts.folded import are_alike, typed_out

MAX_CHARACTERS = 80  # of a text that is looked into
_ORDINAL = "|".join(
    (*ORDINALS, *(one for words in MORE_ORDINALS for one in words.split()), r"\d{1,2}(?:st|nd|rd|th|\.)")
)
_AHEAD = re.compile(rf"(?i)\A\s*(?:(?:the|der|die|das|la|le|el|il)\s+)?({_ORDINAL})\s+(\D{{3,60}}?)[.!]?\s*\Z")
_LOCANT = re.compile(r"(?<=[a-z])-(\d{1,2}(?:,\d{1,2}){0,3})-(?=[a-z])")
_LOCANT_AHEAD = re.compile(r"(?:[a-z-]*-)?(\d{1,2}(?:,\d{1,2}){0,3})-[a-z]")


def are_one(text: str, accepted: str) -> bool:
    """Whether two texts are one but for the place of their number."""
    if max(len(text), len(accepted)) > MAX_CHARACTERS:
        return False
    moved, meant = (_AHEAD.sub(r"\2 \1", one) for one in (text, accepted))
    if (moved != text) != (meant != accepted) and are_alike(moved, meant):
        return True
    said, named = (typed_out(one).casefold().strip(" .") for one in (text, accepted))
    return _with_locant_ahead(said) == _with_locant_ahead(named) != ""


def _with_locant_ahead(name: str) -> str:
    """Return the name of a substance with the number within it before it, `propan-2-ol`; empty without one number."""
    found = _LOCANT.findall(name)
    if found and not name[0].isdigit():
        return f"{found[0]}-{_LOCANT.sub('', name)}" if len(found) == 1 else ""
    return name if not found and _LOCANT_AHEAD.match(name) else ""
