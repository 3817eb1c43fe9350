"""A sign of degrees or of percent that ends a formula, `m g sin 30°`: it is the last number's, and no unit of all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from grader.language.printing import show
from grader.language.reader import Reading
from grader.language.tree import symbols
from grader.language.units.reading import Unit
from grader.marking.texts.chains.member_texts import CHAINED
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


_SIGN = re.compile(r"\^\s*\{?\s*\\circ\s*\}?|\\degree|[°º]|\\?%")
_SPELLED = re.compile(r"(?<=\d)\s?(?:deg|degrees)(?![\w/^]|\s*[CFK])")


def with_degrees(text: str) -> str:
    """Return a text with signs of degrees behind numbers for the word, `L sin 30 deg`."""
    return _SPELLED.sub("°", text)


_KELVIN = re.compile(
    r"(?P<number>(?:\A|[=≈~])[\s$]*[+−-]?\d[\d.,]*(?:\s*/\s*\d+)?)[\s$~]*(?:\\[,;: ])*"
    r"(?:\^\s*\{?\s*\\circ\s*\}?|\\degree|[°º]|(?:deg|degrees?|Grad|degrés|grados|gradi|graus)\s)"
    r"(?=\s*(?:\\(?:mathrm|text|textrm|rm)\s*\{\s*)?(?:K|[Kk]elvin)(?![^\W_]))"
)


def with_kelvin(text: str) -> str:
    """Return a text without degrees between a number and the kelvin, `300 °K`."""
    return _KELVIN.sub(r"\g<number> ", text)


def otherwise(question: Question, text: str, read: Callable[[str], tuple[Reading, ...]]) -> tuple[Reading, ...]:
    """Return how else signs of degrees and percent are read before a text gets a zero.

    Each may be that of its number, `2α - 90°` in radians; all may stand for one behind the whole, `180° - α`.
    """
    assert question.unit is not None
    asked = question.unit.unit
    if _SIGN.search(text) is None:
        return ()
    itself = None if question.units else Unit("", Fraction(1), asked.dimension)
    found = read(text) if question.units or not any(asked.dimension) else ()
    readings = tuple(replace(one, unit=itself, spelling=show(one.tree)) for one in found)
    if any(asked.dimension) or asked.text not in _SIGNS:
        return readings
    return (*readings, *with_unit_shown(replace(one, unit=asked) for one in read(_SIGN.sub("", text))))


def with_unit_shown(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Yield readings with their units in their spellings."""
    for one in readings:
        yield one if one.unit is None else replace(one, spelling=f"({show(one.tree)}) {one.unit.text}".rstrip())
