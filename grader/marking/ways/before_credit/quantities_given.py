"""Quantities of a prompt in their own unit: `90 km/h` of `Convert 90 km/h to m/s`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from grader.claims.statements import Setting
from grader.evidence import samples
from grader.evidence.budget import LIMITS, Budget
from grader.language.reader import Reading
from grader.language.tree import symbols
from grader.language.units.reading import Unit, known_unit
from grader.problems.question import Question

KEPT = 2_000  # prompts of which it is kept what quantities they give
MAX_CHARACTERS = 4_000  # of a prompt that is looked into
MAX_WORDS = 3  # of a unit in words: `kilometres per hour`
MAX_NUMBERS = 12  # of a prompt that are looked at
_POWER = r"(?:\s*(?:·|\*|×|\\cdot|\\times)\s*10\s*\^\s*(?P<power>[-−]?\d{1,2})|[eE](?P<raised>[-−]?\d{1,2})(?!\w))"
_NUMBER = re.compile(
    rf"(?<![\w.,/])(?P<digits>\d{{1,15}}(?:[.,]\d{{1,15}})?)(?:/(?P<under>[1-9]\d{{0,8}}))?{_POWER}?(?![\d^])"
)
_DRESS = re.compile(r"\\(?:mathrm|text|operatorname|unit|rm)(?![A-Za-z])|\\[,;:! ]|[${}~]")
NEAR = 1e-9
_ENDS = " .,;:?!"


def is_given_quantity(question: Question, reading: Reading) -> bool:
    """Whether an answer is a number of the prompt in its unit there, and another unit is asked for."""
    asked, own = question.unit, reading.unit
    if asked is None or own is None or symbols(reading.tree) or _alike(own, asked.unit):
        return False
    found = [given for given, unit in _given(question.lead, question.prompt) if _alike(own, unit)]
    (value,) = samples(reading.tree, Setting(), ({},), Budget(LIMITS)) if found else (None,)
    return value is not None and any(math.isclose(value, one, rel_tol=NEAR) for one in found)


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


@lru_cache(maxsize=KEPT)
def _given(lead: str, prompt: str) -> tuple[tuple[Fraction, Unit], ...]:
    """Return the quantities of a prompt, one for each unit that may be meant."""
    said = _DRESS.sub(" ", f"{lead} {prompt}")
    if len(said) > MAX_CHARACTERS:
        return ()
    numbers = list(_NUMBER.finditer(said))[:MAX_NUMBERS]
    return tuple((_value(one), unit) for one in numbers for unit in _units(said[one.end() : one.end() + 60]))


def _value(match: re.Match[str]) -> Fraction:
    power = int((match["power"] or match["raised"] or "0").replace("−", "-"))
    return Fraction(match["digits"].replace(",", ".")) / int(match["under"] or 1) * Fraction(10) ** power


def _units(behind: str) -> Iterator[Unit]:
    words = behind.split()[:MAX_WORDS]
    for count in range(1, len(words) + 1):
        unit = known_unit(" ".join(words[:count]).rstrip(_ENDS))
        if unit is not None:
            yield unit
