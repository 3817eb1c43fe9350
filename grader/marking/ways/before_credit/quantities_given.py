"""Quantities of a prompt in their own unit: `90 km/h` of `Convert 90 km/h to m/s`."""

from __future__ import annotations

import math
import re

from grader.claims.statements import Setting
from grader.evidence import samples
from grader.evidence.budget import LIMITS, Budget
from grader.language.reader import Reading
from grader.language.tree import symbols
from grader.language.units.reading import Unit
from grader.marking.asked.given.given_quantities import quantities_given
from grader.problems.question import Question

NEAR = 1e-9


def is_given_quantity(question: Question, reading: Reading) -> bool:
    """Whether an answer is a number of the prompt in its unit there, and another unit is asked for."""
    asked, own = question.unit, reading.unit
    if asked is None or own is None or symbols(reading.tree) or _alike(own, asked.unit):
        return False
    given = quantities_given(question.lead, question.prompt)
    found = [one.value for one in given if one.unit is not None and _alike(own, one.unit)]
    (value,) = samples(reading.tree, Setting(), ({},), Budget(LIMITS)) if found else (None,)
    return value is not None and any(math.isclose(value, one, rel_tol=NEAR) for one in found)


def is_in_another_unit(question: Question, reading: Reading) -> bool:
    """Whether an answer stands in a unit that is not asked for."""
    asked, own = question.unit, reading.unit
    return asked is not None and own is not None and not _alike(own, asked.unit)


def is_given_otherwise(question: Question, text: str) -> bool:
    """Whether an answer is a percentage of the prompt, where that asks for it in another way of writing it."""
    said = _PERCENTAGE.fullmatch(text.strip(" $."))
    if said is None or _WAY.search(question.prompt.casefold()) is None:
        return False
    given = _PERCENTAGE.finditer(question.prompt)
    return said["digits"].replace(",", ".") in {one["digits"].replace(",", ".") for one in given}


_PERCENTAGE = re.compile(r"(?<![\w.,])(?P<digits>\d{1,15}(?:[.,]\d{1,15})?)\s*\\?%")
_WAY = re.compile(  # no percentage
    r"(?<!\w)(?:(?:as|into|to|in)\s+(?:an?\s+)?(?:simplified\s+)?(?:decimals?|fractions?)(?!\w)|als\s+(?:gekürzter?\s+)?(?:dezimal\w*|bruch)|in\s+(?:einen?\s+)?(?:dezimal\w*|bruch)"
    r"|(?:en|comme|sous\s+forme\s+de)\s+(?:nombre\s+)?(?:décimale?|fraction)|(?:como|en)\s+(?:número\s+)?(?:decimal|fracción)"
    r"|(?:come|in)\s+(?:numero\s+)?(?:decimale|frazione)|(?:como|em)\s+(?:número\s+)?(?:decimal|fração)|als\s+(?:decimaal|breuk)\w*)"
)


def _alike(one: Unit, other: Unit) -> bool:
    first, second = ((each.dimension, each.factor, each.turns, each.zero) for each in (one, other))
    return first == second
