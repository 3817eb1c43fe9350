r"""Texts of sets that are read in two ways: `3 e -1`, `3 / -1`, `3 -1`, `\langle 0, 1 \rangle`.

Euler's number may be the Italian and Portuguese word for and; a slash may list; angles are open or closed intervals by
country.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from grader.language.names import Symbol

_LETTER = r"(?:\\?[A-Za-z]+|[α-ωΑ-Ω])(?:_\{?\w+\}?)?"
# `x > 1 e x < 5`: no condition on x has x within one of its sides.
_BETWEEN_CONDITIONS = re.compile(
    rf"(?<=[\w)\]}}])\s+e\s+(?=\$?(?P<name>{_LETTER})\s*(?:[<>≤≥]|\\(?:leq?|geq?|lt|gt)\b))"
)
_BETWEEN_VALUES = re.compile(r"(?<=[\w)\]}])\s+e\s+(?=[-−+±\d(\[\\√π])")
_LISTING_SLASH = re.compile(r"(?<=[\d)\]}])\s+/\s+(?=[-−]\s?[\d\\])")
# `3 -1`: the sign stands close to its number, and a blank before it.
_SIGNED = re.compile(r"[\s$]*[-−]?\d+(?:[./]\d+)?(?:\s+[-−]\d+(?:[./]\d+)?)+[\s$]*")
_ANGLES = re.compile(r"⟨|〈|\\langle(?![A-Za-z])\s*")
_CLOSING = re.compile(r"⟩|〉|\\rangle(?![A-Za-z])")


def joined_by_word(text: str, symbols: Mapping[str, Symbol]) -> str:
    """Return conditions on one letter with `and` for the `e` between them, where e is no name."""
    if " e " not in text or "e" in symbols:
        return text
    found = list(_BETWEEN_CONDITIONS.finditer(text))
    names = {match["name"].lstrip("\\") for match in found}
    is_one = len(names) == 1 and text.strip(" $\\").startswith(next(iter(names)))
    return _BETWEEN_CONDITIONS.sub(" and ", text) if is_one else text


def between(text: str, *, half_open: bool) -> tuple[str, ...]:
    """Return the intervals that `between -1 and 1` may be, with its ends or without; none for any other text.

    Where one with one end is expected, they may be those with one end, too.
    """
    match = _BETWEEN.fullmatch(text)
    ends = f"{match['low']}, {match['high']}" if match is not None else ""
    with_one = (f"[{ends})", f"({ends}]") if half_open else ()
    return (f"({ends})", f"[{ends}]", *with_one) if ends else ()


_NUMBER = r"\$?\s*[-−]?(?:\d+(?:[./]\d+)?|∞|\\infty|oo)\s*\$?"
_BETWEEN = re.compile(
    rf"\s*(?:\$?[^\W\d_]\$?\s+)?(?:(?:is|lies|ist|liegt|est|está|è)\s+)?(?:between|zwischen|entre|tra|fra|tussen)\s+"
    rf"(?P<low>{_NUMBER})\s+(?:and|und|et|y|e|en)\s+(?P<high>{_NUMBER})[\s.]*",
    re.IGNORECASE,
)


def otherwise_meant(text: str, symbols: Mapping[str, Symbol]) -> str | None:
    """Return the other text that a set may have been meant as, None where there is one way to read it."""
    other = text
    if " e " in text and "e" not in symbols:
        other = _BETWEEN_VALUES.sub(" and ", other)
    if "/" in text:
        other = _LISTING_SLASH.sub(" and ", other)
    if _SIGNED.fullmatch(text) is not None:
        other = ", ".join(text.strip(" $").split())
    if _ANGLES.search(text):
        other = _CLOSING.sub("]", _ANGLES.sub("[", other))
    return other if other != text else None
