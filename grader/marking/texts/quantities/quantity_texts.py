"""A value with its unit behind it, `3 m`: where it ends and the unit begins, and what its unit may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import NoReturn

from grader import marking
from grader.claims.chains import last_member
from grader.errors import AnswerError, Span
from grader.language import units
from grader.language.names import LAST_LOOK
from grader.language.reader import Reading
from grader.marking.texts.chains.member_texts import CHAINED, can_read, read_member
from grader.marking.texts.quantities.last_signs import (
    is_of_number,
    otherwise,
    with_degrees,
    with_kelvin,
    with_sign,
    with_unit_shown,
)
from grader.problems.question import Field, Question
from grader.records import replace
from grader.wording import unreadable_answers


def read_quantity(question: Question, field: Field, text: str) -> tuple[Reading, ...]:
    """Return the readings of a value with a unit behind it.

    The longest unit counts, behind the shortest value that can be read; where a declared symbol spells a unit, or a
    part of it, shorter units and the value without one are readings, too, but those of another dimension fall out
    where one fits.
    """
    assert question.unit is not None
    text = marking.texts.chains.own_names.without_equation(question, field, text)
    if "deg" in text:
        text = with_degrees(text)
    if "K" in text or "elvin" in text:
        text = with_kelvin(text)
    if CHAINED.search(text):
        marking.asked.other_things.another.check_named(question, text)
        marking.texts.left_hand.known_lefts.check_known(question, field, text, partial(can_read, question, field))
    found, is_clear = _with_units(question, field, text)
    if not is_clear:
        found += _without_unit(question, field, text)
    if LAST_LOOK in field.names.notations:
        others = otherwise(question, text, partial(_without_unit, question, field))
        found = [*with_unit_shown(found), *others] if others else found
    fitting = marking.texts.quantities.spelled_units.fitting(question, found)
    if any(one.unit is not None and one.unit.has_zero for one in fitting) and not question.unit.unit.has_zero:
        raise AnswerError(unreadable_answers.TEMPERATURE_WITH_ZERO_OWN)
    if not found and (last := last_member(text)) is not None and any(units.reading.splits(last)):
        return read_quantity(question, field, last)  # `4194304 bytes = 4 MiB`
    if not fitting and (known := marking.texts.quantities.loose_units.with_known_unit(question, text, found)) != text:
        return read_quantity(question, field, known)
    if not found:
        _refuse_quantity(question, field, text)
    if not fitting:
        _check_doubts(question.unit.unit, found)
    return (*fitting, *marking.texts.numbers.pure_numbers.as_numbers(question, fitting)) or tuple(found)


def _with_units(question: Question, field: Field, text: str) -> tuple[list[Reading], bool]:
    """Return the readings of a text as a value and a unit, and whether there is no doubt where the unit begins."""
    found: list[Reading] = []
    for value, unit in units.reading.splits(text):
        if _is_of_letters(unit):
            continue
        if is_of_number(question, value, unit):
            found += with_sign(question, _without_unit(question, field, text))
            if found:
                return found, True
        is_clear = False
        with suppress(AnswerError):
            found += (replace(reading, unit=unit, typed=value) for reading in read_member(question, field, value))
            is_clear = not marking.texts.quantities.spelled_units.is_spelled(unit, field.names)
        if is_clear:
            return found, True
        found += _with_factors_behind(question, field, value, unit)
    return found, False


_FACTORS = re.compile(r"[A-Za-zµΩ]+")


def _is_of_letters(unit: units.reading.Unit) -> bool:
    """Whether a product of units is one that nobody writes, `g t^2`: two of its units measure the same."""
    above, *below = unit.text.split("/")
    names = _FACTORS.findall(above) if not below and "-" not in above and "−" not in above else []
    known = [one for name in dict.fromkeys(names) if (one := units.reading.known_unit(name)) is not None]
    kinds = [one.dimension for one in known if any(one.dimension)]
    return len(known) == len(set(names)) and len(set(kinds)) < len(kinds)


def _with_factors_behind(question: Question, field: Field, value: str, unit: units.reading.Unit) -> Iterator[Reading]:
    """Yield the readings of a quantity in whose unit the last symbols are declared factors, `20 m · t`."""
    spelled = marking.texts.quantities.spelled_units
    for other, shorter in spelled.with_factors_behind(value, unit, field.names):
        with suppress(AnswerError):
            yield from (replace(one, unit=shorter, typed=other) for one in read_member(question, field, other))


def _without_unit(question: Question, field: Field, text: str) -> tuple[Reading, ...]:
    """Return the readings of a text as a value alone, also without its dollars, as it is with a unit; none for none."""
    for plain in (text, text.replace("$", " ")):
        with suppress(AnswerError):
            return read_member(question, field, plain)
    return ()


def _check_doubts(asked: units.reading.Unit, found: list[Reading]) -> None:
    """Raise the error of a unit of another kind that may be meant for one of the kind that is asked for."""
    for one in found:
        if one.unit is not None and (doubt := _doubt(asked, one.unit)):
            raise AnswerError(
                unreadable_answers.UNIT_HAS_TWO_MEANINGS.format(unit=one.unit.text, first=doubt[0], second=doubt[1])
            )


def _doubt(asked: units.reading.Unit, unit: units.reading.Unit) -> tuple[str, str] | None:
    """Return what a unit is and what may be meant by it, where that is not the same."""
    if asked.dimension == _KELVIN.dimension and _DEGREES.fullmatch(unit.text) is not None:
        return "an angle", asked.text
    if match := _COULOMB.search(unit.text):
        return f"{match[1]} times C", f"°{match[2]}"
    for pattern, below in _BELOW:
        other = pattern.sub(below, unit.text)
        if other != unit.text and not units.reading.unit_fault(other):
            meant = units.reading.read_unit(other)
            if meant.dimension == asked.dimension:
                return unit.text, other
    return _DOUBTFUL_UNITS.get(re.sub(r"[\s{}$\\]|mathrm|text", "", unit.text))


_KELVIN = units.reading.read_unit("K")
_DEGREES = re.compile(r"°|Grad|deg(?:rees?|rés?)?(?:\s*[CF])?|grados?|gradi")
# What stands behind a bar may all be below it, `J/kg·K`, and a prefix may be a metre, `W/mK`.
_BELOW = (
    (re.compile(r"/\s*([^/()]*[A-Za-zµΩ\d]\s*[·⋅*×][^/()]*)\Z"), r"/(\1)"),
    (re.compile(r"/\s*\(?\s*m([A-Za-z]+)\s*\)?\Z"), r"/(m·\1)"),
)
# Units that are written for others, where these are not expected: what each is, and what may be meant.
_DOUBTFUL_UNITS = {
    "C": ("the coulomb", "°C"),
    "F": ("the farad", "°F"),
    **{f"{name}s": (f"{name} s", f"several {name}") for name in ("N", "J", "W", "V")},
    "ms^-1": ("per millisecond", "m s^{-1}"),
    "ms^-2": ("per square millisecond", "m s^{-2}"),
}
_COULOMB = re.compile(r"(?<![^\W_])(deg|degrees?|Grad) +([CF])(?![^\W_])")
_TIMES_TEN = r"(?:x|\*|·|×|\\cdot|\\times)\s*10\s*\^\s*\{?[+−-]?\d+\}?"
_VALUE = re.compile(
    rf"\s*+(?:\$\s*+)?(?:=\s*+)?(?:[+−-]\s*+)?(?:\d[\d.,]*|\.\d+)(?:\s*(?:[eE][+-]?\d+|{_TIMES_TEN}))?\$?"
)
_UNIT_BEGINS = re.compile(r"\s*(?:\\[,;:! ]|~|\$|\[|\\(?:mathrm|text|unit|si)\b|[A-Za-zµμΩ°])")


def _refuse_quantity(question: Question, field: Field, text: str) -> NoReturn:
    """Raise the error of a text that is no quantity: its unit is not known, or its value cannot be read."""
    plain = text.strip().strip("$")
    if not units.reading.unit_fault(plain):
        raise AnswerError(unreadable_answers.NUMBER_MISSING_BEFORE_UNIT, text, Span(0, len(text)))
    value = _VALUE.match(text)
    rest = text[value.end() :] if value else ""
    if value is not None and _UNIT_BEGINS.match(rest):
        if why := units.reading.unit_fault(rest):
            raise AnswerError(why, text, Span(value.end(), len(text)))
        text = value[0]
    read_member(question, field, text)
    raise AnswerError(unreadable_answers.VALUE_UNIT, text, Span(0, len(text)))
