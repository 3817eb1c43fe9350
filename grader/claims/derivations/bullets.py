"""Signs before the lines of a derivation that belong to no formula: of quotations, lists, numbers of items."""

from __future__ import annotations

import re

from grader.claims.derivations.lines import SIGN
from grader.claims.derivations.remark_words import is_prose
from grader.claims.derivations.rows import goes_on_with_star

_BOLD = re.compile(r"(?<![\w)])\*\*([A-Za-z][A-Za-z ]*[:.])\*\*")
_ITEM = re.compile(r"^\s*(?:[*•]\s+|\(?\d{1,3}[.)]\s+)")
_COUNTED = re.compile(r"\[(\d{1,3})\]\s+(?![-+*·/])")  # of every line
_STAR = re.compile(r"\s*\*\s")
_DASH = re.compile(r"^\s*[-+–—]\s+")  # of a list where every line has one but words, else a sign
_QUOTED = re.compile(r"^[ \t]*>(?![=>])[ \t]?", re.MULTILINE)
Piece = tuple[int, str]


def without_quotation(text: str) -> str:
    """Return a text without the `>` before all of its lines, where a sign behind one tells that it is no relation."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines or any(_QUOTED.match(line) is None for line in lines):
        return text
    rest = [_QUOTED.sub("", line) for line in lines]
    signs = {match[0] for line in rest for match in SIGN.finditer(line)}
    return _QUOTED.sub("", text) if signs - {"<", ">"} else text


def without_bullets(pieces: list[Piece], names: frozenset[str]) -> list[Piece]:
    """Return lines without the signs of lists before them."""
    numbers = [_COUNTED.match(line) for _, line in pieces]
    if len(numbers) > 1 and [match and int(match[1]) for match in numbers] == list(range(1, len(pieces) + 1)):
        pieces = [(number, _COUNTED.sub("", line)) for number, line in pieces]
    items = [line for _, line in pieces if not _is_lead(line, names)]
    if len(items) > 1 and all(map(_DASH.match, items)):
        pieces = [(number, _DASH.sub("", line)) for number, line in pieces]
    found: list[Piece] = []
    before, is_item = None, False
    for number, piece in pieces:
        is_item = _STAR.match(piece) is not None and (
            is_item
            or not goes_on_with_star(piece, before)
            or is_prose(before or "", names, alone=True)
            or is_prose(_STAR.sub("", piece), names, alone=True)
        )
        bare = _BOLD.sub(r"\1", piece)
        if is_item or _STAR.match(piece) is None:
            bare = _ITEM.sub("", bare, count=1)
        found.append((number, bare.strip()))
        before = piece
    return found


def _is_lead(piece: str, names: frozenset[str]) -> bool:
    """Whether a line is words before a list, `Solution:`."""
    return _DASH.match(piece) is None and SIGN.search(piece) is None and is_prose(piece, names, alone=True)
