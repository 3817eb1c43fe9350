"""A value beside what it rounds to in another unit: `12.5 m/s ≈ 28 mph`, and `12.5 m/s, i.e. about 28 mph`."""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.claims.builders.units import converted
from grader.errors import AnswerError
from grader.language.tree import Node, symbols
from grader.language.units.reading import Unit
from grader.marking.answer import FieldAnswer
from grader.marking.texts.field_texts import read_value
from grader.problems.question import Field, Question
from grader.records import replace

IsRounded = Callable[[Question, Node, Node, int], bool]
MAX_DECIMALS = 50  # digits behind the point of a value that is compared with another one
_ABOUT = r"about|roughly|approximately|approx\.?|ca\.?|circa|etwa|rund|ungefähr|environ|aproximadamente|around"
_SAID = re.compile(
    r"(?<=[^\W_]|[$}])(?:,\s*|\s+)(?:i\.\s?e\.,?|that\s+is,?|which\s+is|d\.\s?h\.|das\s+(?:ist|sind)|soit|"
    rf"c['’]est[- ]à[- ]dire|es\s+decir,?)\s+(?:{_ABOUT})\s+(?=\$?\d)"
)
_DECIMAL = re.compile(r"\s*[-−]?(?:\d+(?:\.(?P<places>\d+))?|\.(?P<only>\d+))\s*")


def with_sign(answer: FieldAnswer) -> FieldAnswer:
    """Return an answer with the sign for words that say that a value is about another one."""
    if _SAID.search(answer.text) is None:
        return answer
    text = _SAID.sub(" ≈ ", answer.text).replace("$", "")
    return replace(answer, text=text, written=answer.written or answer.text)


def in_expected_unit(
    question: Question, field: Field, text: str, rounded: str, is_rounded: IsRounded
) -> tuple[Node | None, bool]:
    """Return a value in the unit that is asked for, and whether another is what it rounds to in a unit of its own.

    `is_rounded` says whether a decimal is what a number rounds to, at so many places.
    """
    first, second = _quantity(question, field, text), _quantity(question, field, rounded)
    assert question.unit is not None
    if first is None:
        return None, False
    tree = converted(first[0], first[1], question.unit.unit)
    if second is None or second[1].dimension != first[1].dimension:
        return tree, False
    match = _DECIMAL.fullmatch(second[2])
    places = len(match["places"] or match["only"] or "") if match else MAX_DECIMALS + 1
    if places > MAX_DECIMALS:
        return tree, False
    exact = converted(first[0], first[1], second[1])
    return tree, is_rounded(question, second[0], exact, places)


def _quantity(question: Question, field: Field, text: str) -> tuple[Node, Unit, str] | None:
    """Return the number of a value with a unit, its unit and how it is typed; None where a text is no such value."""
    try:
        readings = read_value(question, field, text)
    except AnswerError:
        return None
    if len(readings) != 1 or symbols(readings[0].tree):
        return None
    unit = readings[0].unit
    return None if unit is None or unit.has_zero else (readings[0].tree, unit, readings[0].typed)


def with_its_unit(question: Question, field: Field, text: str, rounded: str, is_rounded: IsRounded) -> str:
    """Return a number without a unit in the one of what it rounds to, `√2 m` beside `1.41 m`; any other text itself."""
    last = _quantity(question, field, rounded)
    if last is None or not last[1].text or ((first := _quantity(question, field, text)) is not None and first[1].text):
        return text
    whole = f"{text.strip(' $')} {last[1].text}"
    return whole if in_expected_unit(question, field, whole, rounded, is_rounded)[1] else text
