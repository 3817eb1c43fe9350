"""The numbers that a prompt gives, each with what it may be worth: `72 km` is 72 and 72000, `5 %` is 5 and 0.05."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from grader.language.units.reading import Unit
from grader.marking.asked.about.units_named import unit_at
from grader.marking.asked.agreeing.numbers_said import number_of
from grader.records import dataclass

KEPT = 2_000  # prompts of which it is kept what they give
MAX_AMOUNTS = 12  # of a prompt; of one with more nothing is said
_TIMES_TEN = (
    r"(?:\s*(?:·|\*|×|\\cdot|\\times)\s*10\s*\^\s*\{?(?P<power>[-−]?\d{1,2})\}?|[eE](?P<raised>[-−]?\d{1,2})(?!\w))"
)
_NUMBER = re.compile(
    rf"(?P<minus>[-−]\s?)?(?<![\w.,])(?P<digits>\d{{1,15}}(?:[.,]\d{{1,15}})?)(?:/(?P<under>\d{{1,9}}))?{_TIMES_TEN}?"
    r"|(?<![^\W\d_])(?P<word>[^\W\d_]{3,12})(?![^\W\d_])"
)
_PER_CENT = re.compile(
    r"[\s$~]*\\?%|[\s$]*(?:percent|per\s+cent|prozent|pour\s*cent|por\s+ciento|per\s*cento)", re.IGNORECASE
)


@dataclass(frozen=True)
class Amount:
    """A number of a prompt: what it may be worth, its unit, and where it begins and ends."""

    values: tuple[Fraction, ...]
    unit: Unit | None
    start: int
    end: int


@lru_cache(maxsize=KEPT)
def amounts(told: str) -> tuple[Amount, ...]:
    """Return the numbers of a text in digits and words; none of a text that has more than can be looked into."""
    found = []
    for match in _NUMBER.finditer(told):
        value = _value(match)
        if value is None:
            continue
        shared = _PER_CENT.match(told, match.end())
        place = match.end() + len(told[match.end() :]) - len(told[match.end() :].lstrip(" $~\\,"))
        unit = unit_at(told, place) if shared is None else None
        worth = {value, value / 100} if shared is not None else {value}
        worth |= {value * unit[0].factor} if unit is not None and not unit[0].has_zero else set()
        worth |= {-one for one in worth} if match["minus"] else set()
        found.append(Amount(tuple(worth), unit[0] if unit else None, match.start(), match.end()))
    return tuple(found) if len(found) <= MAX_AMOUNTS else ()


def _value(match: re.Match[str]) -> Fraction | None:
    """Return the number of a match without its sign; None for a word that is none."""
    if match["word"]:
        try:
            return number_of(match["word"].casefold())
        except ValueError:
            return None
    under = int(match["under"] or 1)
    if not under:
        return None
    value = Fraction(match["digits"].replace(",", ".")) / under
    power = (match["power"] or match["raised"] or "0").replace("−", "-")
    return value * Fraction(10) ** int(power)
