"""The unit in which a prompt asks for a number, behind it: `40 l` of `How many litres?`, `18 km/h` of `in km/h`.

Only that very unit, however it is spelled: of another one the number would be another.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.language import units
from grader.language.units.reading import Unit
from grader.marking.asked.beside.dimensions import unit_of_other_dimension
from grader.marking.asked.given.asked_part import asking_words
from grader.problems.question import Question

KEPT = 2_000  # prompts of which it is kept which unit they ask for
MAX_CHARACTERS = 200  # of a text that is looked into
_UNIT = r"[^\W\d_][^\s?.,;:()$]+"
_ASKED = re.compile(
    rf"(?i)(?:\bhow\s+many|\bwie\s*viele?|\bcombien\s+de|\bhoeveel|\b(?:qu|cu)[aá]nt[oaie]s?)\s+(?P<unit>{_UNIT})"
    rf"|\b(?:in|en|em|to)\s+(?P<within>{_UNIT})(?=\s*(?:[?.,;:)]|\Z|um\b))"
)


def without_asked_unit(question: Question, text: str) -> str:
    """Return a number without the unit behind it that the prompt asks it in; the text where there is no such unit."""
    if question.unit is not None or len(text) > MAX_CHARACTERS:
        return text
    asked = _asked(question.lead, question.prompt)
    if asked is None:
        return text
    for value, unit in units.reading.splits(text):
        if not unit_of_other_dimension(question, unit.text) and (
            unit.factor,
            unit.dimension,
            unit.turns,
            unit.zero,
        ) == (
            asked.factor,
            asked.dimension,
            asked.turns,
            asked.zero,
        ):
            return value
    return text


@lru_cache(maxsize=KEPT)
def _asked(lead: str, prompt: str) -> Unit | None:
    """Return the one unit that the part of a prompt that asks asks for; None where it asks for several, or for none."""
    asking = asking_words(lead, prompt)
    names = {found["unit"] or found["within"] for found in _ASKED.finditer(prompt)}
    named = [units.reading.known_unit(one) for one in names if one.casefold() in asking]
    known = [one for one in named if one is not None]
    is_measure = len(known) == 1 and (any(known[0].dimension) or known[0].turns)  # percent is told of by `percent`
    return known[0] if is_measure else None
