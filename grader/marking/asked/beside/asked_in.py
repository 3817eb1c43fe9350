"""The unit in which a prompt asks for its number, `in kpc`, `in millions of km`, where none is declared.

`770 pc` is no 770 kpc, and `228 km` are no 228 million km, though the prompt has pc and km somewhere. A number by
itself counts in what is asked for.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from grader.language.units.reading import known_unit
from grader.marking.asked.given.asked_part import KEPT, asking_and_rest
from grader.marking.asked.words.multiples import FACTORS, factor_of
from grader.problems.question import Question

_IN = r"(?<![\w$\\])(?:in|en|em)\s+"
_OF = r"(?:\s+(?:of|de|di|von)\s+|\s+d['’]|\s*)"
_ASKED_MULTIPLE = re.compile(
    rf"(?i){_IN}(?P<many>{'|'.join(FACTORS.values())})(?![^\W\d_]){_OF}(?P<of>[^\W\d_]+|[€$£])?"
)
_ASKED_UNIT = re.compile(
    rf"{_IN}(?P<unit>(?:percent|Prozent|%|°\s?[A-Z]|[^\W\d_]{{1,12}}(?:/[^\W\d_]{{1,8}})?|[€£$]))(?![\w/])"
)
_PERCENT = frozenset({"percent", "prozent", "%"})
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?(?:[eE][-+−]?\d+)?(?![\d²³])")
_WORD = re.compile(r"[^\W\d_]+\.?")
_WORDED = re.compile(r"[^\W\d_]|[€$£%]")
_UNIT = re.compile(r"(?P<unit>[€$£%](?:/[^\s.,;()$]{1,15})?|°\s?[A-Z]|[^\W\d_][^\s.,;()$]{0,15})")


def other_unit_asked(question: Question, text: str) -> str:
    """Return the unit behind the number of a text where the prompt asks for it in another one; empty otherwise."""
    numbers = list(_NUMBER.finditer(text)) if question.unit is None else []
    if not numbers:
        return ""
    rest = text[numbers[-1].end() :].strip(" $~.!")
    if not rest or _WORDED.search(rest) is None:
        return ""
    factor, unit = _asked(question.lead, question.prompt)
    if factor:
        word = _WORD.match(rest)
        return "" if word is not None and factor_of(word[0], is_english=True) == factor else rest
    said = _UNIT.match(rest)
    if said is None or not unit:
        return ""
    return said["unit"] if _is_other(said["unit"], unit) else ""


@lru_cache(maxsize=KEPT)
def _asked(lead: str, prompt: str) -> tuple[Fraction | int, str]:
    """Return of which multiple and in which unit a prompt asks for a number; 0 for none, and empty if not known."""
    asking, _ = asking_and_rest(lead, prompt)
    multiples = list(_ASKED_MULTIPLE.finditer(asking))
    if multiples:
        (first, *more) = multiples
        return (factor_of(first["many"], is_english=True), first["of"]) if first["of"] and not more else (0, "")
    units = [one["unit"] for one in _ASKED_UNIT.finditer(asking) if _is_unit(one["unit"], f"{lead}\n{prompt}")]
    return 0, units[0] if len(units) == 1 else ""


def _is_unit(text: str, told: str) -> bool:
    """Whether a word is a unit, known or such that the prompt counts in it or in what it is of: `kpc`, `1 pc`."""
    if text.casefold() in _PERCENT or text in "€£$":
        return True
    if len(text) < 2:
        return False
    return known_unit(text) is not None or re.search(rf"(?:\d\s*|/)(?:{text}|{text[1:]})(?![\w/])", told) is not None


def _is_other(said: str, asked: str) -> bool:
    """Whether a unit is another one than is asked for; a word that is no unit says nothing."""
    if said.casefold() in _PERCENT or asked.casefold() in _PERCENT:
        is_unit = said in "€£$" or known_unit(said) is not None or said.casefold() in _PERCENT
        return is_unit and (said.casefold() in _PERCENT) != (asked.casefold() in _PERCENT)
    if asked in "€£$":
        return said[0] in "€£$" and len(said) > 1  # `€/kWh`
    one, other = known_unit(said), known_unit(asked)
    if other is None:
        return said != asked and (one is not None or said == asked[1:])
    return one is not None and (one.factor, one.dimension) != (other.factor, other.dimension)
