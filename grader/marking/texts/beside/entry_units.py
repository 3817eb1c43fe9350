"""Entries with a unit each, `(3 m, 400 cm)`, `x = 3 m, y = 4 m`: one list in the unit that is asked for.

So are the ends of an interval. All entries must have one, of just the kind that is asked for; where the prompt alone
names a unit, that very one.
"""

from __future__ import annotations

import re

from grader import marking
from grader.language.units.reading import Unit, known_unit
from grader.marking.asked.beside.numbers_asked import number_asked
from grader.problems.question import Field, Question

MAX_CHARACTERS = 200  # of a text that is looked into
MAX_ENTRIES = 6
_ENTRY = re.compile(
    r"(?P<before>(?:\A|[(\[<,;|]|(?<!\w)(?:and|und|et|y|e|en)\s)\s*(?:(?P<name>\\?[^\W\d_](?:_\{?\w\}?)?)\s*[=:≈]\s*)?)"
    r"(?P<number>[-−]?\d{1,9}(?:\.\d{1,9})?(?:/\d{1,9})?)[\s~$]*(?P<unit>[^\W\d_µΩ°](?:[^\s,;|()\[\]<>=]{0,10})|[µΩ°%]\S{0,4})?"
    r"(?=\s*(?:[,;|)\]>]|\Z|\.\Z|(?:and|und|et|y|e|en)\s))"
)
_OUTER = re.compile(r"\s*(?:(?:\\?vec\s*\{?)?\\?[^\W\d_]\}?\s*=\s*)?(?P<list>[(\[<].*[)\]>])[\s.]*")


def in_one_unit(question: Question, field: Field, text: str) -> str:
    """Return a list of entries with one unit behind it; the text where an entry has none, or another kind of unit."""
    if question.kind.is_set:
        return _ends_alone(question, text)
    if not question.kind.is_array or len(text) > MAX_CHARACTERS or question.names.symbols:
        return text
    plain = text.replace("$", " ").strip()
    outer = _OUTER.fullmatch(plain)
    plain = outer["list"] if outer is not None else plain.rstrip(". ")
    found = list(_ENTRY.finditer(plain))
    if (
        not 1 < len(found) <= MAX_ENTRIES
        or _ENTRY.sub("", plain).strip(" ()[]<>")
        or not all(one["unit"] for one in found)
    ):
        return text
    values = [_value(question, one) for one in found]
    if not all(values):
        return text
    names = [one["name"] or "" for one in found]
    listed = f"[{', '.join(values)}]"
    if any(names):
        said = ", ".join(f"{name} = {value}" for name, value in zip(names, values, strict=True))
        listed = marking.texts.vectors.called_entries.as_list(question, said)
        if listed == said:
            if names != ["x", "y", "z"][: len(names)]:
                return text
            listed = f"[{', '.join(values)}]"
    return listed if question.unit is None else f"{listed} {question.unit.unit.text}"


def _ends_alone(question: Question, text: str) -> str:
    """Return an interval without the unit that each of its ends has; the text where that is not the one asked for."""
    found = _INTERVAL.fullmatch(text) if len(text) <= MAX_CHARACTERS and not question.names.symbols else None
    ends = [] if found is None else list(_ENTRY.finditer(found["ends"]))
    values = [_value(question, one) for one in ends if one["unit"] and not one["name"]]
    if found is None or len(values) != len(("low", "high")) or not all(values):
        return text
    return f"{found['open']}{', '.join(values)}{found['close']}"


_INTERVAL = re.compile(r"[\s$]*(?:(?:CI|KI|IC)\s*=\s*)?(?P<open>[(\[\]])(?P<ends>[^()\[\]]*)(?P<close>[)\]\[])[\s$.]*")


def _value(question: Question, entry: re.Match[str]) -> str:
    """Return the number of an entry in the unit that is asked for; empty where it is in another kind of unit."""
    number = str(entry["number"]).replace("−", "-")
    if question.unit is None:
        units = number_asked(question.lead, question.prompt).units
        said = known_unit(entry["unit"])
        is_asked = len(units) == 1 and said is not None and (said.factor, said.zero) == (units[0].factor, units[0].zero)
        return number if is_asked and said is not None and _is_like(said, units[0]) else ""
    unit, asked = known_unit(entry["unit"]), question.unit.unit
    if unit is None or not _is_like(unit, asked) or (question.unit.fixed and unit.factor != asked.factor):
        return ""
    factor = unit.factor / asked.factor
    return number if factor == 1 else f"{number}*{factor.numerator}/{factor.denominator}"


def _is_like(unit: Unit, asked: Unit) -> bool:
    is_plain = not unit.has_zero and not asked.has_zero
    return is_plain and (unit.dimension, unit.turns) == (asked.dimension, asked.turns)
