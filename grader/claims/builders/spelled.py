"""Accepted texts in another spelling: what only a fold far from letter by letter makes one is never wrong.

A person looks at it: nothing here credits a text.
"""

from __future__ import annotations

from typing import assert_never

from grader.claims import texts
from grader.claims.builders.beside import stands_beside
from grader.claims.builders.held import is_held, only_denies
from grader.claims.builders.parted import (
    is_ordered_otherwise,
    is_parted,
    is_same_time,
    is_spread,
    unjoined,
    without_lead,
)
from grader.claims.builders.reactions import is_reacting, is_same_reaction, is_turned, without_states
from grader.claims.builders.reworded import is_reordered
from grader.claims.spelling import american
from grader.language import texts as spellings
from grader.language import units
from grader.problems.judging import TextTest

MAX_FOLDED = 2_000  # characters of a text that is folded; a longer one is for a person
_BESIDE = frozenset("=→()[]")  # signs beside which an accepted text may stand
MAX_UNIT = 40  # characters of a text that may be a unit
MIN_HELD = 3  # letters of a word that is looked for in a text


def spelled_otherwise(test: TextTest, text: str, max_edits: int) -> str:
    """Return the phrase of a test that a text, which does not pass it, may be in another spelling; empty for none."""
    if len(text) > MAX_FOLDED:
        return "" if test.kind == "pattern" else str(test)
    match test.kind:
        case "accept":
            return next((one for one in test.texts if _is_phrase(one, text)), "")
        case "contains":
            apart = unjoined(text)
            return next((one for one in test.texts if _is_in(one, apart) or is_spread(one, text)), "")
        case "pattern":
            typed = texts.said(spellings.folded.typed_out(text))
            return str(test) if texts.passes(test, typed).holds is not False else ""
        case "any_of":
            return next((found for one in test.tests if (found := spelled_otherwise(one, text, max_edits))), "")
        case "all_of":
            said = texts.said(text)
            each = (
                texts.passes(one, said, max_edits).holds is not False or spelled_otherwise(one, text, max_edits)
                for one in test.tests
            )
            return str(test) if all(each) else ""
        case _:
            assert_never(test.kind)


def _is_phrase(phrase: str, text: str) -> bool:
    """Whether a text may be a phrase, or hold it as whole words, in other forms of its words as well."""
    text, phrase = (spellings.rewritten.with_nuclei(phrase, one) for one in (text, phrase))
    apart = unjoined(text)
    if any(_is_written(phrase, one) for one in dict.fromkeys((text, without_states(text), without_lead(phrase, text)))):
        return True
    if apart != text and _is_written(phrase.replace("-", " "), apart):
        return True
    if is_reacting(phrase, text) or is_same_reaction(phrase, text):
        return True
    if stands_beside(phrase, text) or is_parted(phrase, text):
        return True
    if is_ordered_otherwise(phrase, text) or is_same_time(phrase, text) or is_turned(phrase, text):
        return True
    if _is_notation(phrase, text):
        return True
    unit = _unit(text)
    if (unit is not None and unit == _unit(phrase)) or spellings.rewritten.are_same(text, phrase):
        return True
    return is_reordered(phrase, text) or _is_in(phrase, unjoined(text), is_part_denied=True)


def _is_notation(phrase: str, text: str) -> bool:
    """Whether a text may be a phrase in another notation of its field."""
    known = spellings.notations
    if any(kind.are_one(text, phrase) for kind in (known.logic, known.numerals, known.persons, known.ratios)):
        return True
    if known.dates.may_be_one(text, phrase):
        return True
    named, gate = known.logic.with_gates(text), known.logic.with_gates(phrase)
    return (named, gate) != (text, phrase) and _is_written(gate, named)


def _is_written(phrase: str, text: str) -> bool:
    folded = spellings.folded
    return folded.are_alike(text, phrase) or is_held(folded.typed_out(phrase), folded.typed_out(text))


def _unit(text: str) -> tuple[object, ...] | None:
    """Return the factor and the dimension of a unit that a text is; None where it is none."""
    unit = units.reading.known_unit(text.strip().strip("[]$.")) if len(text) <= MAX_UNIT else None
    return None if unit is None else (unit.factor, unit.dimension)


def _is_in(phrase: str, text: str, *, is_part_denied: bool = False) -> bool:
    akin = spellings.akin
    meant, said = (tuple(map(american, akin.tokens(one))) for one in (phrase, text))
    if not any(one.isalpha() and len(one) >= MIN_HELD for one in meant):
        return False
    if akin.are_akin(said, meant):
        return True
    if not all(map(str.isalpha, meant)):
        return False
    for start in range(len(said) - len(meant) + 1):
        stop = start + len(meant)
        if akin.are_akin(said[start:stop], meant) and all(map(_is_word, (*said[:start][-1:], *said[stop:][:1]))):
            return not (is_part_denied and only_denies(" ".join((*said[:start], *said[stop:]))))
    return False


def _is_word(token: str) -> bool:
    return token.isalpha() or token in _BESIDE
