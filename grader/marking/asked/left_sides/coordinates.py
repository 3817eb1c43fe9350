r"""Coordinates of points that the prompt gives: `x_P = 3` of P = (1, 2), where that of another point is asked for."""

from __future__ import annotations

import re
from fractions import Fraction

from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.names.plain_names import tightened
from grader.problems.question import Question

_COORDINATE = re.compile(r"(?P<axis>[xyz])_\{?(?P<point>[A-Z])\}?|(?P<of>[A-Z])_\{?(?P<by>[xyz])\}?")
_NUMBER = r"\s*[-−]?\d+(?:[./]\d+)?\s*"
_POINT = re.compile(
    rf"(?<![\w\\^}}'])(?P<point>[A-Z])\s*(?:=\s*)?(?:\\left)?\((?P<row>{_NUMBER}(?:[,;|]{_NUMBER}){{1,2}})(?:\\right)?\)"
)
_VALUE = re.compile(r"=[\s$]*(?P<value>[-−]?\d+(?:[./]\d+)?)[\s$.]*\Z")


def is_of_given_point(question: Question, left: str, text: str) -> bool:
    """Whether a left side is a coordinate of a point that the prompt gives, and a text says another number of it."""
    match, said = _COORDINATE.fullmatch(tightened(left)), _VALUE.search(text)
    if match is None or said is None:
        return False
    rows = [
        one["row"]
        for one in _POINT.finditer(parts.prompts(question))
        if one["point"] == (match["point"] or match["of"])
    ]
    place = "xyz".index(match["axis"] or match["by"])
    numbers = [_number(one) for row in rows for one in re.split("[,;|]", row)[place : place + 1]]
    return bool(numbers) and _number(said["value"]) not in numbers


def _number(text: str) -> Fraction:
    over, _, under = text.strip().replace("−", "-").partition("/")
    return Fraction(over) / (int(under) or 1) if under else Fraction(over)
