"""The unit in which a prompt asks for a number, behind it: `40 l` of `How many litres?`, `18 km/h` of `in km/h`.

Only that very unit, however it is spelled: of another one the number would be another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from grader.language import units
from grader.language.units.reading import Unit
from grader.marking.asked.about.units_named import unit_at
from grader.marking.asked.beside.dimensions import unit_of_other_dimension
from grader.marking.asked.given.asked_part import asking_and_rest
from grader.problems.question import Question

KEPT = 2_000  # prompts of which it is kept which unit they ask for
MAX_CHARACTERS = 200  # of a text that is looked into
_COUNTED = re.compile(
    r"(?i)(?<!\w)(?:how\s+many|wie\s*viele?n?|combien\s+de|combien\s+d['’]|hoeveel|(?:qu|cu)[aá]nt[oaie]s?)\s+(?=\S)"
)
_WITHIN = re.compile(r"(?i)(?<!\w)(?:in|en|em|to)\s+(?:the\s+units?\s+)?(?=\S)")
_BEHIND = re.compile(r"[\s$\]]*(?:[?.,;:)]|\Z|(?:um|an|umrechnen|anzugeben)(?!\w))")
# A unit of several parts in brackets of its own, `the speed [m/s]`.
_BRACKETED = re.compile(
    r"(?<=\s)[(\[]\s*(?P<unit>[^\W\d_]{1,6}\s?[/·*^²³][^?!.,;=\[\]]{1,20}?)\s*[)\]](?=\s*(?:[?.:]|\Z))"
)


def without_asked_unit(question: Question, text: str) -> str:
    """Return a number without the unit behind it that the prompt asks it in; the text where there is no such unit."""
    if question.unit is not None or len(text) > MAX_CHARACTERS:
        return text
    asked = _asked(question.lead, question.prompt)
    if asked is None or unit_of_other_dimension(question, asked.text):
        return text
    for value, unit in units.reading.splits(text):
        if _is_same(unit, asked):
            return value
    return _without_loose(text, asked)


def _without_loose(text: str, asked: Unit) -> str:
    """Return a number without a loosely written unit that is the asked one, `450 J/kgK`; else the text."""
    number = _NUMBER.match(text)
    unit = None if number is None else units.loose.loosely(text[number.end() :].strip(" .$~"), asked)
    return text if unit is None or number is None or not _is_same(unit, asked) else number[0].strip(" $~")


_NUMBER = re.compile(r"[\s$]*[-+−]?\d{1,15}(?:[.,]\d{1,15})?[\s$~]*(?=[^\W\d_°µ])")


def _is_same(one: Unit, other: Unit) -> bool:
    return (one.factor, one.dimension, one.turns, one.zero) == (
        other.factor,
        other.dimension,
        other.turns,
        other.zero,
    )


@lru_cache(maxsize=KEPT)
def _asked(lead: str, prompt: str) -> Unit | None:
    """Return the one unit that the part of a prompt that asks asks for; None where it asks for several, or for none."""
    asking, _ = asking_and_rest(lead, prompt)
    named = [unit for sentence in asking.split("\n") for unit in _named(sentence)]
    is_measure = bool(named) and (any(named[0].dimension) or named[0].turns)  # percent is told of by `percent`
    return named[0] if is_measure and all(_is_same(one, named[0]) for one in named) else None


def _named(sentence: str) -> Iterator[Unit]:
    """Yield the units in which a sentence asks for a number, at the end of a clause or behind `how many`."""
    for begin in _COUNTED.finditer(sentence):
        if (found := unit_at(sentence, begin.end())) is not None:
            yield found[0]
    for begin in _WITHIN.finditer(sentence):
        found = unit_at(sentence, begin.end())
        if found is not None and ("/" in found[0].text or _BEHIND.match(sentence, found[1]) is not None):
            yield found[0]
    for bracketed in _BRACKETED.finditer(sentence):
        if (unit := units.reading.known_unit(bracketed["unit"])) is not None:
            yield unit
