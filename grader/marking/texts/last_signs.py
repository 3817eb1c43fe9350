"""A sign of degrees or of percent that ends a formula, `m g sin 30°`: it is the last number's, and no unit of all."""

from __future__ import annotations

import re
from fractions import Fraction

from grader.language.reader import Reading
from grader.language.tree import symbols
from grader.language.units.reading import Unit
from grader.marking.texts.member_texts import CHAINED
from grader.problems.question import Question
from grader.records import replace

_SIGNS = frozenset({"°", "%", "deg", "degrees"})
_NUMBER = re.compile(r"[\s$(+−-]*[\d.,\s/]*[\s$)\\,;]*")
_DEGREES = re.compile(r"°|\\circ|\\degree|º")
_OTHERS = {"°": _DEGREES, "%": re.compile("%")}


def is_of_number(question: Question, value: str, unit: Unit) -> bool:
    """Whether a sign behind a value is that of its last number.

    It is where another dimension is asked for, and where another number of the value has the sign, too,
    `180° - 120°`; in `180 - 120°` it is the unit.
    """
    assert question.unit is not None
    if unit.text not in _SIGNS or not value[-1].isdigit():
        return False
    last = CHAINED.split(value)[-1]
    if any(question.unit.unit.dimension):
        return _NUMBER.fullmatch(last) is None
    others = _OTHERS.get(unit.text)
    return others is not None and not question.unit.fixed and others.search(last) is not None


def with_sign(question: Question, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return the readings of a value whose numbers have signs of their own: as an angle or a share it is a number."""
    assert question.unit is not None
    if any(question.unit.unit.dimension):
        return readings
    if any(symbols(one.tree) for one in readings):
        return ()  # letters are measured in degrees themselves
    itself = Unit("", Fraction(1), question.unit.unit.dimension)
    return tuple(replace(one, unit=itself) for one in readings)
