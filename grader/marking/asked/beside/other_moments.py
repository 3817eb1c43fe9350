"""At which number something is said to be so: `after 2 hours: 8000`, where the prompt asks for after 3 hours.

What stands behind a word such as *at*, *after* or *in* is such a number with its unit. It is another one where the part
that asks has others with that unit alone, or has none and the prompt gives it: `10 % in two years` of an annual rate.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from grader.marking.asked.agreeing.numbers_said import number_of
from grader.marking.asked.given.asked_part import KEPT, asking_and_rest
from grader.marking.asked.left_sides.asking import MIN_STEM, stem
from grader.problems.question import Question

_BEFORE = (
    r"at|after|in|within|until|nach|bei|innerhalb|bis|à|après|en|au\s+bout\s+de|a|tras|después\s+de|dopo"
    r"|após|na|bij"
)
_COUNTED = r"(?P<number>[-−]?\d+(?:[.,]\d+)?\s*|[^\W\d_]{3,}\s+)(?P<unit>°\s?[A-Z]|[^\W\d_]+)(?!\w)"
_MOMENT = re.compile(rf"(?i)(?<!\w)(?:{_BEFORE})\s+{_COUNTED}(?!\s*[/^·*²³])")
_NUMBER = re.compile(rf"(?i)(?<![\w.,])(?={_COUNTED})")  # each word may be the number of the next one
_LEADING = re.compile(r"[^:=]{0,40}[:=]")  # what stands before a value


def other_moment(question: Question, text: str) -> str:
    """Return where a text says its value is so, where the prompt asks for another place or time; empty otherwise."""
    said = [match for match in _MOMENT.finditer(text) if _is_beside(text, match)]
    moments = [
        (number, _stem(match["unit"]), match[0]) for match in said if (number := _number(match["number"])) is not None
    ]
    if not moments:
        return ""
    asking, rest = (_numbers(part) for part in asking_and_rest(question.lead, question.prompt))
    for number, unit, shown in moments:
        wanted = {one for one, its in asking if its == unit}
        if number not in wanted and (wanted or (number, unit) in rest):
            return shown
    return ""


def _is_beside(text: str, match: re.Match[str]) -> bool:
    """Whether words before a value, or the last ones of a text, are a place or a time."""
    head = _LEADING.match(text)
    is_head = head is not None and match.end() <= head.end() and "=" not in text[: match.start()]
    return is_head or (match.start() > 0 and not text[match.end() :].strip(" $.!"))


@lru_cache(maxsize=KEPT)
def _numbers(text: str) -> frozenset[tuple[Fraction, str]]:
    """Return the numbers of a text with what they count."""
    found = ((_number(match["number"]), _stem(match["unit"])) for match in _NUMBER.finditer(text.replace("$", "")))
    return frozenset((number, unit) for number, unit in found if number is not None)


def _number(text: str) -> Fraction | None:
    try:
        return number_of(text.strip().casefold())
    except ValueError:
        return None


def _stem(unit: str) -> str:
    """Return a unit without the ending of a plural, a sign as it is."""
    word = "".join(unit.split())
    return stem(word.casefold()) if len(word) > MIN_STEM else word
