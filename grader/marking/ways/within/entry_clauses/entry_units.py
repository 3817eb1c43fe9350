r"""The units of entries: one that all of them have, or the one in which the prompt asks for each of them.

`flour (g) and eggs` asks for the flour in grams; `(m)` and `(degrees)` for two entries in their order; `in percent` for
all of them. Any other unit is none that a number may have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.language.units.reading import Unit, known_unit
from grader.marking.texts.vectors import called_places
from grader.problems.question import Question
from grader.records import dataclass

_MEASURED = re.compile(
    r"(?P<number>.*[\d)}πi½⅓⅔¼¾√])\s*(?:\\[,;:! ]|~)?\s*(?:\\(?:text|mathrm|rm)\s*\{\s*)?"
    r"(?P<unit>\\?%|[^\W\d_°][^\s\d(){}\\=+*/]{0,9}|°)\s*\}?",
    re.DOTALL,
)
_SAID = re.compile(
    r"(?:(?P<noun>[^\W\d_]+)\$?\s*\(\s*(?:in\s+)?|(?:(?P<before>[^\W\d_]+)\$?|[)\]°\d$])\s*,?\s+(?:in|to|into)\s+)"
    r"(?P<unit>%|[^\W\d_][^\s(),;.:?!$]{0,11})(?=[\s,;.)?!:]|\Z)"
)
_FUNCTION = re.compile(r"(?:sin|cos|tan|cot|log|ln|exp)(?![A-Za-z])")
_SAME = 4  # letters of a noun that name an entry


@dataclass(frozen=True, slots=True)
class _Asked:
    """A unit that a prompt asks in, and the noun before it."""

    noun: str
    unit: Unit


def measured(text: str) -> tuple[str, str]:
    """Return the number that a value is, and its unit; the text itself and nothing where it has none."""
    found = _MEASURED.fullmatch(text)
    if found is not None and _FUNCTION.search(found["number"]) is not None:
        return text, ""  # `6 sin 60°` is no number of degrees
    unit = found["unit"].removeprefix("\\") if found is not None else ""
    return (str(found["number"]).strip(), unit) if found is not None and known_unit(unit) is not None else (text, "")


def without_units(question: Question, values: Sequence[str], lasts: Sequence[str]) -> tuple[list[str], str]:
    """Return values without the units that are asked for, and the one behind all of them; none where one has another.

    The `lasts` are what stands last in each chain, perhaps rounded, with the unit of the whole.
    """
    numbers = [number for number, _ in map(measured, values)]
    typed = [(own, behind) for (_, own), (_, behind) in zip(map(measured, values), map(measured, lasts), strict=True)]
    units = [own or behind for own, behind in typed]
    if not any(units):
        return list(values), ""
    if any(own and behind and own != behind for own, behind in typed):
        return [], ""
    if question.unit is not None:
        is_one = len({*filter(None, units)}) == 1
        are_zero = all(number == "0" for number, unit in zip(numbers, units, strict=True) if not unit)
        return (numbers, f" {max(units)}") if is_one and are_zero else ([], "")
    asked = _by_place(question, len(values))
    is_asked = all(not unit or _is_same(unit, asked[place]) for place, unit in enumerate(units))
    return (numbers, "") if is_asked else ([], "")


def _by_place(question: Question, size: int) -> list[Unit | None]:
    """Return the unit in which each entry is asked for; None for one that has none."""
    said = [
        _Asked((one["noun"] or one["before"] or "").casefold(), unit)
        for one in _SAID.finditer(question.prompt)
        if (unit := known_unit(one["unit"])) is not None
    ]
    if len(said) == size:
        return [one.unit for one in said]
    names = [one for one in called_places.listed_in(question) if len(one) == size]
    places = [
        (place, one.unit)
        for one in said
        for listed in names
        for place, name in enumerate(listed)
        if one.noun and name.casefold()[:_SAME] == one.noun[:_SAME]
    ]
    if places:
        return [next((unit for at, unit in places if at == place), None) for place in range(size)]
    same = len({(one.unit.factor, one.unit.dimension, one.unit.turns) for one in said}) == 1
    return [said[0].unit if same else None] * size


def _is_same(text: str, asked: Unit | None) -> bool:
    unit = known_unit(text)
    return (
        unit is not None
        and asked is not None
        and (unit.factor, unit.dimension, unit.turns, unit.zero)
        == (*(asked.factor, asked.dimension, asked.turns, asked.zero),)
    )
