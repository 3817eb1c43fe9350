r"""The values of one letter, put together: `x_1 = 0 ⏎ x_{2,3} = ±2`, `1) x = 1 ⏎ 2) x = 3`, `x_1 = 5 ⏎ L = {0, 2}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from grader.marking.ways.within.solution_lines.conditions import is_value
from grader.marking.ways.within.solution_lines.line_parts import Part
from grader.problems.question import Question
from grader.records import dataclass

_JOINT = r"(?:[,;]|(?<![\w\\])(?:and|or|und|oder)(?!\w)|∧|∨|\\q?quad(?![A-Za-z]))"
_NAME = r"(?P<letter>\\?[^\W\d_]+)(?:_?(?P<index>\{[\d,;/ ]+\}|\d+|[₀-₉]+)|_\{?(?P<mark>[^\W\d_])\}?)?"
_ITEM = re.compile(rf"{_NAME}\s*(?P<sign>=|∈|\\in(?![A-Za-z]))(?P<value>[^<>≤≥≠∈]+)")
BEGINS = re.compile(rf"{_NAME}\s*(?:=|∈|\\in(?![A-Za-z]))")
_NEXT = re.compile(rf"\s*{_JOINT}\s*(?={re.sub('[?]P<[a-z]+>', '?:', _NAME)}\s*[=∈\\])")
_BRACES = re.compile(r"\\?\{(?P<inside>[^{}]*)\\?\}")
_ONLY_BRACES = re.compile(r"(?:\\?[^\W\d_]+\s*(?:=|∈|\\in(?![A-Za-z])))?\s*(?P<braces>\\?\{[^{}]*\\?\})")
_INDICES = re.compile(r"\d+")
_BOTH = re.compile(r"±|\\pm(?![A-Za-z])")
_DECIMAL_COMMA = re.compile(r"\d,\d")
_EQUATION = re.compile(r"[^=<>≤≥≠∈{}]*[^\W\d_][^=<>≤≥≠∈{}]*[-+*/^²³·√(][^=<>≤≥≠∈{}]*=[^=<>≤≥≠∈{}]+")
_WORD = re.compile(r"(?<![\\\w])[^\W\d_]{3,}")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")

Values = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Given:
    """What is given to a letter with its indices, in one of the parts."""

    letter: str
    indices: frozenset[str]
    values: Values


def values_of(
    question: Question, letter: str, parts: Sequence[Part], comes_to: Callable[[Values], bool] | None
) -> tuple[list[Values], bool]:
    """Return the values that a letter (the last one, where it is empty) may have, and whether surely all are meant.

    All values are one way; that of an index which gets another value later may be a step, or corrected. `comes_to` says
    whether values come to the same as an answer that is right; None where it is not.
    """
    read = [_given_in(question, part.text) for part in parts]
    letter = _letter_among(letter, read)
    own = [[one for one in items if one.letter == letter] for items in read]
    while len(own) > 1 and not own[-1] and _EQUATION.fullmatch(parts[len(own) - 1].text) is not None:
        own.pop()  # the equation again, which chooses nothing
    if own and not own[-1] and (braces := _ONLY_BRACES.fullmatch(parts[len(own) - 1].text)) is not None:
        own[-1] = _given_in(question, f"{letter} = {braces['braces']}")
    if sum(map(bool, own)) < 2:
        return [], False
    given = [one for items in own for one in items]
    unread = [part.text for part, items in zip(parts, own, strict=False) if not items]
    if comes_to is not None and (not own[-1] or any(map(_WORD.search, unread)) or not _may_add(own, comes_to)):
        return [], False  # what stands behind them, or a word, may choose between them
    is_whole = not unread and len(own) == len(read) and all(part.is_plain for part in parts)
    ways = [tuple(dict.fromkeys(_all_of(some))) for some in (given, _last_said(given))]
    return [one for one in dict.fromkeys(ways) if one], is_whole and sum(map(len, read)) == len(given) > 1 and _differ(
        given
    )


def _letter_among(letter: str, read: Sequence[Sequence[_Given]]) -> str:
    """Return the letter that has values, or the last one of those which have."""
    if letter and any(one.letter == letter for items in read for one in items):
        return letter
    return next((items[-1].letter for items in reversed(read) if items), letter)


def _differ(given: Sequence[_Given]) -> bool:
    """Whether all values have numbers as indices, each another one; `x_s` may be another thing than a solution."""
    indices = [index for one in given for index in one.indices]
    return all(one.indices for one in given) and len(set(indices)) == len(indices) and all(map(str.isdigit, indices))


def _all_of(given: Iterable[_Given]) -> Values:
    return tuple(value for one in given for value in one.values)


def _may_add(own: Sequence[Sequence[_Given]], comes_to: Callable[[Values], bool]) -> bool:
    """Whether the last part does not choose among the values before it.

    It may where it has no index, and one value, or several all of which are among those before.
    """
    given = [one for items in own for one in items]
    if all(one.indices for one in given):
        return True
    before, last = _all_of(one for items in own[:-1] for one in items), _all_of(own[-1])
    if len(last) < 2 or any(one.indices for one in own[-1]):
        return False
    again = tuple(value for value in before if comes_to((*last, value)))
    return len(again) == len(before) or not again or not comes_to(again)


def _last_said(given: Sequence[_Given]) -> list[_Given]:
    """Return values without those whose indices all get values again: `x_{1,2} = ±√9` before `x_1 = 3, x_2 = -3`."""
    later = [frozenset[str]().union(*(other.indices for other in given[place:])) for place in range(1, len(given) + 1)]
    return [one for one, behind in zip(given, later, strict=True) if not one.indices or not one.indices <= behind]


def _given_in(question: Question, part: str) -> list[_Given]:
    """Return what the names in a part are given, none where it says anything else."""
    found = [_ITEM.fullmatch(one.strip()) for one in _NEXT.split(part)]
    items = [_given(question, one) for one in found if one is not None]
    return items if len(items) == len(found) and all(one.values for one in items) else []


def _given(question: Question, item: re.Match[str]) -> _Given:
    last = item["value"].rpartition("=")[2].strip(" ,;")
    if (braces := _BRACES.fullmatch(last)) is not None:
        last = braces["inside"].removesuffix("\\")
    parts = [] if _DECIMAL_COMMA.search(last) else [part.strip() for part in re.split(r"[,;]", last)]
    is_known = bool(parts) and "∓" not in last and "mp" not in last and all(is_value(question, one) for one in parts)
    values = tuple(_BOTH.sub(sign, part) for part in parts for sign in _signs(part)) if is_known else ()
    indices = frozenset(_INDICES.findall((item["index"] or "").translate(_SUBSCRIPTS)) or filter(None, [item["mark"]]))
    return _Given(item["letter"].lstrip("\\"), indices, values)


def _signs(text: str) -> str:
    return "+-" if _BOTH.search(text) else "+"
