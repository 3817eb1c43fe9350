"""Letters between conditions that may be a word for `and`: `x = 2 y y = 1` in Spanish, `x ≥ 0 e y ≥ 0` in Italian."""

from __future__ import annotations

import re
from collections.abc import Mapping

from grader.language.limits import LIMITS
from grader.language.names import Symbol

_RELATION = r"(?:[=<>≤≥≠]|!=|\\(?:leq?|geq?|lt|gt|neq?)(?![A-Za-z]))"
_LETTER = r"(?:\\?[A-Za-z]+|[α-ωΑ-Ω])(?:_\{?\w+\}?)?"
_JOINING = re.compile(rf"(?<=[\w)\]}}$])\s++(?P<word>[ye])\s+(?=\$?(?P<name>{_LETTER})\s*{_RELATION})")
_IDLE = re.compile(rf"{_RELATION}\s*[01]\s*\$?\Z")  # a factor that nobody writes before letters
_COMPARED = re.compile(_RELATION)
_NEAR = 40  # signs before a letter that are looked at


def joined(text: str, symbols: Mapping[str, Symbol], word: str = " and ") -> str:
    """Return conditions with a word for the letters between them that can be no factor: `y y`, `0 e y`."""
    return _JOINING.sub(lambda match: word if _is_word(match, symbols) else match[0], text)


def otherwise_meant(text: str, symbols: Mapping[str, Symbol]) -> str | None:
    """Return conditions with `and` for every letter between them that may be a word; None where there is none."""
    if len(text) > LIMITS.max_text:
        return None
    other = _JOINING.sub(lambda match: " and " if _may_be_word(match, symbols) else match[0], text)
    return other if other != text else None


def _may_be_word(match: re.Match[str], symbols: Mapping[str, Symbol]) -> bool:
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    return not (match["word"] == "e" and "e" in symbols) and _COMPARED.search(before) is not None


def _is_word(match: re.Match[str], symbols: Mapping[str, Symbol]) -> bool:
    if not _may_be_word(match, symbols):
        return False
    before = match.string[max(0, match.start() - _NEAR) : match.start()]
    return match["name"] == match["word"] or _IDLE.search(before) is not None
