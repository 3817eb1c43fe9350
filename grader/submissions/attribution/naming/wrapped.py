"""Lines that begin with a problem only because a sentence was broken there: `(and see` / `Problem 1: …)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.submissions.attribution.naming.mentions import LOOKED_BACK, REASON
from grader.submissions.forms.spans import prose_of

_LEADING = re.compile(
    r"(?<!\w)(?:in|of|to|for|at|on|under|than|and|that|the|im|am|von|zu|zur|zum|für|bei|und|dass|de|du|dans|pour|que|et|"
    r"del|en|para|y)\s+[(\[*_\"'`]*$",
    re.IGNORECASE,
)
_DEPTH = {**dict.fromkeys("([{", 1), **dict.fromkeys(")]}", -1)}
_QUOTES = re.compile('["„“”]')
_TURNED = re.compile(r"\][^\[\](){}\n]{1,40}[,;][^\[\](){}\n]{1,40}\[")  # an open interval as it is written in Europe
_SMILE = re.compile(r"[:;]-?[()\[\]]")


def goes_on(before: Sequence[str], line: str, behind: Sequence[str]) -> bool:
    """Whether a line goes on with what stands on the lines above it, in one paragraph.

    These end with a word that leads to a name, or a bracket or a quotation is open there that is closed further on.
    """
    if not before:
        return False
    above = _plain(before)
    end = f"{above[-LOOKED_BACK:]} "
    if REASON.search(end) or _LEADING.search(end):
        return True
    below = _plain((line, *behind))
    is_quoted = len(_QUOTES.findall(above)) % 2 == 1 and _QUOTES.search(below) is not None
    return is_quoted or _closes(_depth(above), below)


def _plain(lines: Sequence[str]) -> str:
    text = "\n".join(lines)
    return _SMILE.sub("  ", prose_of(text))


def _depth(text: str) -> int:
    """Return how many brackets are open at the end of a text; of an interval `[0, 1)` or `]0, 1[` none is."""
    depth = 0
    for sign in _TURNED.sub(" ", text):
        depth = max(0, depth + _DEPTH.get(sign, 0))
    return depth


def _closes(depth: int, text: str) -> bool:
    """Whether a text closes a bracket that is open before it."""
    reached = depth
    for sign in text if depth else "":
        reached += _DEPTH.get(sign, 0)
        if reached < depth:
            return True
    return False
