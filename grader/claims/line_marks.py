r"""Marks beside the lines of answers that are no mathematics: numbers of equations, ticks, what is done to both sides.

Numbers, `x = 3 (1) ⏎ y = 2 (2)`, are such where they rise by one from line to line, beside an equation each; one alone
may be a factor. What is done, `3x - 7 = 11 (+7) ⏎ 3x = 18 (:3)`, begins with a sign that no factor begins with.
"""

from __future__ import annotations

import re
from itertools import pairwise

MAX_MARKED = 4_000  # characters of an answer that is looked at
_BLANK = r"(?:\s|\\q?quad(?![A-Za-z]))"
_END = r"(?=[\s$.,;]*(?:\n|\Z|[,;]\s))"
_NUMBER = r"(?:\((\d{1,2})\)|\[(\d{1,2})\])"
_BEHIND = re.compile(rf"(?<=[\w)\]}}$.,;²³])[ \t]*{_BLANK}{_NUMBER}{_END}")
_BEFORE = re.compile(rf"(?:\A|(?<=\n)|(?<=[,;][ \n]))[ \t]*(?P<dollars>\$*)[ \t]*{_NUMBER}[ \t]+(?=\S)")
_RELATION = re.compile(r"[=<>≤≥≠∈]|\\(?:leq?|geq?|neq|in)(?![A-Za-z])")
_PIECE = re.compile(r"\n|[,;]\s")
_NO_POWER = r"(?![*·×]\s*10\b)"  # `(·10^3)` goes on with the number
_DONE = re.compile(
    rf"(?<=\S)[ \t]*{_BLANK}(?:\(\s*{_NO_POWER}[+:*/·÷×][^()\[\]\n=]{{1,20}}\)"
    rf"|\[\s*{_NO_POWER}[-−+:*/·÷×][^()\[\]\n=]{{1,20}}\]|/(?!/)[ \t]*[+:*/·÷×][^()\[\]\n=/]{{1,20}})"
    r"(?=[ \t$.,;]*(?:\n|\Z))"
)
_TAKEN = re.compile(
    rf"(?<=\S)[ \t]*{_BLANK}\(\s*([-−][^()\[\]\n=]{{1,20}})\)(?=[ \t$.,;]*(?:\n|\Z))"
)  # `(-7)`: a factor alone
_CHAINED = re.compile(r"[ \t$&]*(?:[=<>≤≥≈]|\\(?:leq?|geq?|approx)(?![A-Za-z]))")  # a line that goes on with a chain
_TICKS = re.compile(r"(?<![ \t✓✔✅☑∎■\uFE0F])(?>(?:[ \t]*[✓✔✅☑∎■]\uFE0F?)+)(?=[ \t.,;$]*(?:\n|\Z))")
_RULE = re.compile(r"(?>(?:\n[ \t]*[-–—_]{3,}[ \t]*)+)(?=\n)")


def without_line_marks(text: str) -> str:
    """Return lines without ticks, rules and numbers of equations."""
    if len(text) > MAX_MARKED:
        return text
    plain = _TICKS.sub("", text) if any(sign in text for sign in "✓✔✅☑∎■") else text
    plain = _RULE.sub("", plain) if "\n" in plain else plain
    for pattern in (_BEHIND, _BEFORE):
        if _are_numbers(plain, pattern):
            plain = pattern.sub(lambda mark: mark.groupdict().get("dollars") or "", plain)
    return plain


def _are_numbers(text: str, pattern: re.Pattern[str]) -> bool:
    """Whether marks beside equations count these: at least two, each one more than that before it."""
    marks = list(pattern.finditer(text))
    numbers = [int(next(one for one in mark.groups()[-2:] if one)) for mark in marks]
    if len(marks) < 2 or text[marks[0].end() :].startswith("="):  # `[1] = {1, 3}` names a class
        return False
    if any(second != first + 1 for first, second in pairwise(numbers)):
        return False
    begins = [0, *(gap.end() for gap in _PIECE.finditer(text)), len(text)]
    pieces = [text[start:stop] for start, stop in pairwise(begins)]
    return all(_RELATION.search(piece) for piece in pieces if pattern.search(piece))


def without_notes(text: str) -> tuple[str, dict[int, str]]:
    """Return the lines of a derivation without what is done to both sides, `3x = 18` of `3x = 18 (:3)`.

    Behind the last line nothing is done, and in a chain, whose lines begin with a sign, there is no other side: what
    stands so there may belong to the formula, and is returned by the number of its line.
    """
    doubtful: dict[int, str] = {}
    if len(text) > MAX_MARKED or _DONE.search(text) is None:
        return text, doubtful
    lines = text.splitlines(keepends=True)
    last = max((place for place, line in enumerate(lines) if line.strip()), default=0)
    for place, line in enumerate(lines):
        if not _RELATION.search(line):
            continue
        follows = next((one for one in lines[place + 1 :] if one.strip()), "")
        lines[place] = _DONE.sub("", _TAKEN.sub("", line))
        if lines[place] != line and (place == last or _CHAINED.match(line) or _CHAINED.match(follows)):
            doubtful[place + 1] = line[len(lines[place].rstrip()) :].strip()
    return "".join(lines), doubtful
