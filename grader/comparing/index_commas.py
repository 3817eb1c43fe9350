r"""Commas between the numbers below a letter: `x_{1,0}` is an entry in two places, `x_{10}` may be that or the tenth.

Names are written without commas where each number is one digit. Two texts that are equal so are asked again, with a
name of its own for each comma. Where the indices are those of rows and columns, `a_{11} a_{22}`, nobody doubts them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable

from grader.language.spelling import canonical_name
from grader.records import replace
from grader.verdict import Comparison, Unknown
from grader.wording import open_reasons

Compare = Callable[[str, str], Comparison]
_COMMAS = re.compile(r"([A-Za-z]{1,20})(\s{0,9}_\s{0,9})\{\s{0,9}(\d(?:\s{0,9},\s{0,9}\d){1,6})\s{0,9}\}")
_BETWEEN = re.compile(r"[\s,]+")
_MARK = "9" * 9  # between two numbers of one name
_SET_COMMA = re.compile(r"(_\s{0,9}\{[^{}]{0,40})\{,\}([^{}]{0,40}\})")


def has_set_comma(text: str) -> bool:
    r"""Return whether a comma in braces stands below a letter, `x_{1{,}0}`."""
    return "{,}" in text and _SET_COMMA.search(text) is not None


def beside_set_commas(texts: tuple[str, str], found: Comparison, compare: Compare) -> Comparison:
    """Return a difference, or that it is open where there is none if a comma in braces parts indices."""
    if compare(*(_SET_COMMA.sub(r"\1,\2", text) for text in texts)).status == "different":
        return found
    name = next(match[0] for text in texts for match in _SET_COMMA.finditer(text))
    return replace(found, status="undecided", evidence=Unknown(open_reasons.COMMAS_OF_INDICES.format(name=name)))


def has_commas(texts: tuple[str, str]) -> bool:
    """Return whether digits parted by commas stand below a letter."""
    return any("," in text and _COMMAS.search(text) for text in texts)


def beside_commas(texts: tuple[str, str], declared: Container[str], found: Comparison, compare: Compare) -> Comparison:
    """Return that two texts are equal, or that it is open where they are not if a comma makes another name."""
    doubted = [match for text in texts for match in _COMMAS.finditer(text) if canonical_name(match[1]) not in declared]
    pairs = {(match[1], _BETWEEN.sub("", match[3])) for match in doubted}
    letters = {letter for letter, _ in pairs if not _is_grid(digits for other, digits in pairs if other == letter)}
    if not letters or compare(*(_apart(text, letters) for text in texts)).status != "different":
        return found
    name = next(match[0] for match in doubted if match[1] in letters)
    return replace(found, status="undecided", evidence=Unknown(open_reasons.COMMAS_OF_INDICES.format(name=name)))


def _is_grid(indices: Iterable[str]) -> bool:
    """Whether indices are those of several rows and several columns, counted from 1."""
    places = set(indices)
    return all(len(set(column)) > 1 for column in zip(*places, strict=False)) and "0" not in "".join(places)


def _apart(text: str, letters: Container[str]) -> str:
    """Return a text with another name for each index with commas."""

    def renamed(match: re.Match[str]) -> str:
        if match[1] not in letters:
            return match[0]
        return f"{match[1]}{match[2]}{{{_BETWEEN.sub(_MARK, match[3])}}}"

    return _COMMAS.sub(renamed, text)
