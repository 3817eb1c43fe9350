"""Quantities whose dimension their name tells: no `4 cm` is an area, no `2 kg` a speed.

`dimensions.txt` has a unit of each and its names; what a prompt calls otherwise may be in any unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from grader.language.units.reading import known_unit
from grader.marking.asked.about.units_named import unit_at
from grader.marking.asked.given.asked_part import KEPT
from grader.marking.asked.tables import rows
from grader.marking.asked.words.phrases import phrase_asked
from grader.problems.question import Question

# Words that make another quantity of it.
_DERIVED = frozenset(
    {
        "molar",
        "specific",
        "angular",
        "rotational",
        "thermal",
        "linear",
        "rate",
        "density",
        "dichte",
        "flow",
        "number",
        "fraction",
        "constant",
        "molaire",
        "molare",
        "massique",
    }
)


@lru_cache(maxsize=1)
def _dimensions() -> dict[str, tuple[int, ...]]:
    """Return the dimension that each name of a quantity tells."""
    read = ((known_unit(unit), names) for unit, names in rows("beside/dimensions").items())
    return {name: tuple(unit.dimension) for unit, names in read if unit is not None for name in names}


def dimensions_of(nouns: Iterable[str]) -> frozenset[tuple[int, ...]]:
    """Return the dimensions that names of quantities tell; of what no table knows none."""
    known = _dimensions()
    return frozenset(known[noun] for noun in nouns if noun in known)


# What is asked for by how, or by a verb: `What does one coin weigh?`
_HOW = {
    "age": re.compile(r"(?i)(?<!\w)(?:how\s+old|wie\s+alt|quel\s+âge|qué\s+edad)(?!\w)"),
    "mass": re.compile(
        r"(?i)(?<!\w)(?:(?:what|how\s+much)\s+(?:do|does|did|will)\s[^.?!]{1,40}?\sweigh|how\s+heavy|wie\s+schwer|combien\s+pès\w+"
        r"|cuánto\s+pes\w+|quanto\s+pes\w+)(?!\w)"
    ),
}


@lru_cache(maxsize=KEPT)
def dimension_asked(lead: str, prompt: str) -> tuple[int, ...] | None:
    """Return the dimension of the quantity that a prompt asks for by its name; None where that tells none."""
    asked = phrase_asked(lead, prompt)
    found = {known for word in asked if (known := _dimensions().get(word)) is not None}
    if not asked:
        found = {_dimensions()[name] for name, how in _HOW.items() if how.search(prompt) is not None}
    return found.pop() if len(found) == 1 and asked.isdisjoint(_DERIVED) else None


def unit_of_other_dimension(question: Question, tail: str) -> str:
    """Return the unit behind a number whose dimension is not that of the quantity that a prompt asks for."""
    asked = dimension_asked(question.lead, question.prompt)
    if asked is None:
        return ""
    unit = unit_at(tail, len(tail) - len(tail.lstrip(" $~")))
    if unit is None or not any(unit[0].dimension) or unit[0].turns or unit[0].text in question.names.symbols:
        return ""
    return unit[0].text if tuple(unit[0].dimension) != asked else ""
