r"""Vectors as sums of unit vectors: `2x \hat{i} + 3 \hat{j}`, `3e_1 + 4e_2`, `3e1 + 4e2`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from grader.claims.chains import depths
from grader.language.names import Names
from grader.language.tree import Array
from grader.problems.question import Question

_DIRECTIONS = {"i": 1, "j": 2, "k": 3, "x": 1, "y": 2, "z": 3, "î": 1, "ĵ": 2}
_TIMES = r"(?:(?:\*|·|\\cdot\b)\s*+|(?<!\s)\s++|)"
_UNIT = re.compile(
    rf"{_TIMES}(?:\\(?:hat|vec|mathbf|boldsymbol|bm)\s*\{{\s*(?:\\(?:hat|mathbf)\s*\{{)?\s*\\?(?P<dressed>[ijk])(?:math)?\s*\}}{{1,2}}"
    r"|(?:(?<![A-Za-z\\_^{])e|\\(?:hat|vec|mathbf|boldsymbol|bm)\s*\{?\s*e\s*\}?)_\{?(?P<number>[1-9xyz])\}?(?!\w)"
    r"|\\(?:hat|vec|mathbf|bm)\s*\\?(?P<bare>[ijk])(?:math)?(?!\w)|(?P<hat>[îĵ])|(?<![A-Za-z\\_^{])(?P<plain>[ijk])(?![\w'^(]))"
)
_NUMBERED = re.compile(rf"{_TIMES}(?<![A-Za-z\\_^{{.])e(?P<number>[1-9])(?![\w.^(])")
_GIVEN = re.compile(
    r"(?<![A-Za-z\\])e_?\{?[1-9]\}?[\s$]*(?:=|:=)[\s$]*(?P<entries>\\begin\{[^$]{0,60}?\\end|[(\[][^)\]]{0,60})"
)
_LISTS = re.compile(r"[\[\],;&]|\\begin")


def as_lists(question: Question, names: Names, text: str, size: int) -> str:
    r"""Return a vector of so many numbers with its unit vectors as lists: `2x \hat{i} + 3 \hat{j}`."""
    found, depth = list(_UNIT.finditer(text)), depths(text)
    if not found or not names.symbols.keys().isdisjoint("ijk") or any(depth[match.start()] for match in found):
        return text
    if any(one["number"] for one in found) and _are_others(question, size):
        return text
    if size > len("ijk") and not all((one["number"] or "").isdecimal() for one in found):
        return text
    return _with_lists(text, size, found) if _are_parted(text, depth, found) else text


def numbered_as_lists(question: Question, names: Names, text: str) -> str:
    """Return a sum of several unit vectors without a sign of an index, `3e1 + 4e2`, as one of lists; else the text.

    By itself `3e1` is a number, and so are the entries of a list. Where the prompt says what `e_1` is, it is that.
    """
    found = [] if _LISTS.search(text) is not None else list(_NUMBERED.finditer(text))
    size, is_column = _shape(question) if 1 < len(found) == len({one["number"] for one in found}) else (0, False)
    if size < 2 or not _are_parted(text, (0,) * len(text), found) or "e" in names.symbols:
        return text
    if _are_others(question, size):
        return _NUMBERED.sub(r" e_\g<number>", text)
    return _with_lists(text, size, found, is_column=is_column)


def _are_others(question: Question, size: int) -> bool:
    """Whether the prompt gives its own e_1 or e_2 a value that is no unit vector."""
    given = (re.findall(r"\d+", one["entries"]) for one in _GIVEN.finditer(f"{question.lead} {question.prompt}"))
    return any(sorted(one) != [*("0" for _ in range(size - 1)), "1"] for one in given)


def _shape(question: Question) -> tuple[int, bool]:
    """Return how many numbers the one list or column has that is expected, and whether it is a column; 0 for others."""
    lists = [tree.items if isinstance(tree, Array) else () for tree in question.accepted]
    rows = {len(one.items) if isinstance(one, Array) else 0 for items in lists for one in items}
    sizes = {len(items) for items in lists}
    return (sizes.pop(), rows == {1}) if len(sizes) == 1 and rows in ({0}, {1}) else (0, False)


def _with_lists(text: str, size: int, found: Sequence[re.Match[str]], *, is_column: bool = False) -> str:
    """Return a text with lists for unit vectors; itself where one of them has more entries."""
    places = [_place(one) for one in found]
    if max(places) > size:
        return text
    done, start = "", 0
    for match, place in zip(found, places, strict=True):
        done += text[start : match.start()]
        entries = ("1" if one == place else "0" for one in range(1, size + 1))
        row = ", ".join(f"[{one}]" if is_column else one for one in entries)
        factor = "*" if re.search(r"[\w)}\]½¼¾]\s*\Z", done) else ""
        done, start = f"{done}{factor}[{row}]", match.end()
    return done + text[start:]


def _place(match: re.Match[str]) -> int:
    """Return at which place a unit vector has its 1."""
    sign = next(one for one in match.groups() if one)
    return int(sign) if sign.isdecimal() else _DIRECTIONS[sign]


def _are_parted(text: str, depth: Sequence[int], found: Sequence[re.Match[str]]) -> bool:
    """Whether a plus or minus stands between any two unit vectors."""
    between = [range(one.end(), other.start()) for one, other in pairwise(found)]
    return all(any(text[place] in "+-−" and not depth[place] for place in places) for places in between)
