"""The unit in which a prompt asks for its number, `in kpc`, `in millions of km`, where none is declared.

`770 pc` is no 770 kpc, and `228 km` are no 228 million km, though the prompt has pc and km somewhere. A number by
itself counts in what is asked for.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.language.units.reading import Unit, known_unit
from grader.marking.asked.given.asked_part import KEPT, asking_and_rest
from grader.problems.question import Question

_MULTIPLES = (
    r"hundreds?|hunderte?n?|centaines?|cientos|centinaia|hundred",
    r"thousands?|tausende?n?|tsd\.?|milliers?|mille|mil(?:es)?|migliaia|mila|k(?=\s?[€$£])",
    r"millions?|millionen|mio\.?|mill[oó]n(?:es)?|milion[ei]|milhões|milhão|miljoen|M(?=\s?[€$£])",
    r"billions?|milliarden?|mrd\.?|milliards?|miliard[oi]|bilhões|bilhão|bn",
    r"trillions?|billionen|bio\.?",
)
_IN = r"(?<![\w$\\])(?:in|en|em)\s+"
_OF = r"(?:\s+(?:of|de|di|von)\s+|\s+d['’]|\s*)"
_ASKED_MULTIPLE = re.compile(rf"(?i){_IN}(?P<many>{'|'.join(_MULTIPLES)})(?![^\W\d_]){_OF}(?P<of>[^\W\d_]+|[€$£])?")
_ASKED_UNIT = re.compile(
    rf"{_IN}(?P<unit>(?:percent|Prozent|%|°\s?[A-Z]|[^\W\d_]{{1,12}}(?:/[^\W\d_]{{1,8}})?|[€£$]))(?![\w/])"
)
_PERCENT = frozenset({"percent", "prozent", "%"})
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?(?:[eE][-+−]?\d+)?(?![\d²³])")
_WORDED = re.compile(r"[^\W\d_]|[€$£%]")
_UNIT = re.compile(r"(?P<unit>[€$£%](?:/[^\s.,;()$]{1,15})?|°\s?[A-Z]|[^\W\d_][^\s.,;()$]{0,15})")


def other_unit_asked(question: Question, text: str) -> str:
    """Return the unit behind the number of a text where the prompt asks for it in another one; empty otherwise."""
    numbers = list(_NUMBER.finditer(text)) if question.unit is None else []
    if not numbers:
        return ""
    rest = text[numbers[-1].end() :].strip(" $~.!")
    many, unit = _asked(question.lead, question.prompt)
    if not rest or _WORDED.search(rest) is None:
        return ""
    if many >= 0:
        return "" if _many(rest) == many else rest
    said = _UNIT.match(rest)
    if said is None or not unit:
        return ""
    return said["unit"] if _is_other(said["unit"], unit) else ""


@lru_cache(maxsize=KEPT)
def _asked(lead: str, prompt: str) -> tuple[int, str]:
    """Return which multiple a prompt asks for, -1 for none, and the one unit that it asks for; empty if unknown."""
    asking, _ = asking_and_rest(lead, prompt)
    multiples = [(_many(match["many"]), match["of"] or "") for match in _ASKED_MULTIPLE.finditer(asking)]
    if len(multiples) == 1 and multiples[0][1]:
        return multiples[0]
    units = [one["unit"] for one in _ASKED_UNIT.finditer(asking) if _is_unit(one["unit"], f"{lead}\n{prompt}")]
    return -1, units[0] if len(units) == 1 and not multiples else ""


def _many(text: str) -> int:
    """Return which multiple words begin with; -1 for none."""
    found = (place for place, words in enumerate(_MULTIPLES) if re.match(rf"(?:(?i:{words}))(?![^\W\d_])", text))
    return next(found, -1)


def _is_unit(text: str, told: str) -> bool:
    """Whether a word is a unit, known or such that the prompt counts in it or in what it is of: `kpc`, `1 pc`."""
    if text.casefold() in _PERCENT or text in "€£$":
        return True
    if len(text) < 2:
        return False
    return _known(text) is not None or re.search(rf"(?:\d\s*|/)(?:{text}|{text[1:]})(?![\w/])", told) is not None


@lru_cache(maxsize=KEPT)
def _known(text: str) -> Unit | None:
    return known_unit(text)


def _is_other(said: str, asked: str) -> bool:
    """Whether a unit is another one than is asked for; a word that is no unit says nothing."""
    if said.casefold() in _PERCENT or asked.casefold() in _PERCENT:
        is_unit = said in "€£$" or _known(said) is not None or said.casefold() in _PERCENT
        return is_unit and (said.casefold() in _PERCENT) != (asked.casefold() in _PERCENT)
    if asked in "€£$":
        return said[0] in "€£$" and len(said) > 1  # `€/kWh`
    one, other = _known(said), _known(asked)
    if other is None:
        return said != asked and (one is not None or said == asked[1:])
    return one is not None and (one.factor, one.dimension) != (other.factor, other.dimension)
