"""Units in words behind a formula, `$4$ MiB`, `9.81 metres per second squared`: part of the value that is asked for."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from grader.language import units
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import quiet, singles

if TYPE_CHECKING:  # few problems ask for units
    from grader.language.units.reading import Unit

MAX_WORDS = 5  # of a unit
SIGN = 3  # letters that the sign of a unit has at most
_MEASURED_SAID = "fast long high wide deep tall heavy old schnell lang hoch breit tief schwer alt groß"
_MEASURED = frozenset(_MEASURED_SAID.split())  # what a quantity with its unit is the measure of


def with_units(asked: Unit | None, found: list[Lexeme]) -> list[Lexeme]:
    """Return lexemes in which the words behind a formula are part of it where they are a unit of what is asked for."""
    if asked is None:
        return found
    kept: list[Lexeme] = []
    place = 0
    while place < len(found):
        one = found[place]
        count = _words_of_unit(asked, found[place : place + MAX_WORDS]) if kept and kept[-1].kind == "formula" else 0
        count = count or int(_goes_on(kept, one) or _ends_as_unit(kept, found, place))
        if count:
            text = " ".join(word.raw for word in found[place : place + count])
            kept.append(one._replace(kind="formula", text=text, raw=text, typed=True))
        else:
            kept.append(one)
        place += max(1, count)
        if count and place < len(found) and found[place].text in _MEASURED:
            place += 1  # `30 metres per second fast`
    return kept


def _words_of_unit(asked: Unit, found: list[Lexeme]) -> int:
    """Return how many lexemes from the first on are such a unit, as many as possible."""
    is_word = [one.kind == "word" or (place > 0 and _is_sign(one)) for place, one in enumerate(found)]
    stop = next((place for place, one in enumerate(is_word) if not one), len(found))
    for count in range(stop, 0, -1):
        said = [one.raw for one in found[:count]]
        if count == 1 and said[0].casefold() in _neutral() and said[0].islower():
            return 0  # `4 in total`, and not `0.5 A`
        text = " ".join(said)
        if not units.reading.unit_fault(text) and units.reading.read_unit(text).dimension == asked.dimension:
            return count
    return 0


def _is_sign(one: Lexeme) -> bool:
    """Whether a lexeme may be the end of a unit that begins with a word, the `m/s` of `kg m/s`."""
    return one.kind == "formula" and one.typed and one.text[:1].isalpha()


def _goes_on(before: list[Lexeme], word: Lexeme) -> bool:
    """Whether the sign of a unit goes on with that of another, the `cm` of `225 N cm`: never a word of the sentence."""
    if word.kind != "word" or len(word.raw) > SIGN or word.raw.casefold() in _neutral():
        return False
    text = ""
    for one in reversed(before[-MAX_WORDS:]):  # a value and its unit may still stand apart
        if one.kind != "formula" or not one.typed:
            break
        text = f"{one.text} {text}"
    ends = _ENDS.search(text.rstrip())
    return ends is not None and not units.reading.unit_fault(ends[0]) and not units.reading.unit_fault(word.raw)


def _ends_as_unit(before: list[Lexeme], found: list[Lexeme], place: int) -> bool:
    """Whether a short word ends the text right behind a number, the `um` of `5 um`: no word of a sentence does."""
    word, behind = found[place], range(place + 1, len(found))
    if word.kind != "word" or len(word.raw) > SIGN or any(found[at].text not in {".", "!"} for at in behind):
        return False
    ends_in_number = bool(before) and before[-1].kind == "formula" and before[-1].text.rstrip()[-1:].isdigit()
    return ends_in_number and (word.raw in _neutral() or bool(units.reading.unit_fault(word.raw)))


_ENDS = re.compile(r"(?<=[\d\s])[^\W\d_]+\Z")  # the unit that a value ends with


@cache
def _neutral() -> frozenset[str]:
    """Return the words of running text, some of which are units, too."""
    return quiet() | singles(cues.CLOSING, cues.CONDITION, cues.REASON, cues.CAUSE)
