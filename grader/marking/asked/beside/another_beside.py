"""The first word or unit of an answer that makes its value something else than the prompt asks for."""

from __future__ import annotations

import re

from grader.marking.asked.beside.asked_in import other_unit_asked
from grader.marking.asked.beside.compared import other_compared
from grader.marking.asked.beside.computed import other_computed
from grader.marking.asked.beside.counted import other_count, other_rate, other_unit
from grader.marking.asked.beside.derived_units import unit_of_part
from grader.marking.asked.beside.dimensionless import unit_of_none
from grader.marking.asked.beside.dimensions import unit_of_other_dimension
from grader.marking.asked.beside.directions import in_another, is_multiple, other_bound, other_direction
from grader.marking.asked.beside.foils import other_foil, other_opposite
from grader.marking.asked.beside.moduli import other_modulus
from grader.marking.asked.beside.money import money_behind
from grader.marking.asked.beside.other_moments import other_moment
from grader.marking.asked.beside.shares import other_percent, other_share
from grader.marking.asked.given.asked_part import MAX_CHARACTERS
from grader.marking.asked.given.siblings import other_sibling
from grader.marking.asked.given.ways import other_way
from grader.problems.question import Question

_NUMBER = re.compile(
    r"(?<![\w.,/^{])[-−]?\d+(?:[.,  ]\d+)*(?:/\d+|[eE][-−+]?\d{1,3})?(?!\w*[\w^/])"
    r"|(?<![\w.,/^{])\d+(?:[.,]\d+)*(?=[A-Za-zµ°])"
)


def another_beside(question: Question, text: str, read: str) -> str:
    """Return the word or unit that makes another thing of the value of a text; empty where none is known to.

    `read` is the value that counts. What is said of another thing counts for all answers, units and words behind the
    value only for a single number, and for a prompt that can be looked into.
    """
    if other := other_sibling(question, text) or other_moment(question, text) or other_way(question, text):
        return other
    if question.kind.is_one_number != "always" or len(question.prompt) > MAX_CHARACTERS:
        other = other_computed(question, text, read) if not question.kind.has_weights else ""
        return other or other_opposite(question, text)
    if other := other_modulus(question, text) or other_bound(question, text) or other_computed(question, text, read):
        return other
    value = _value(question, text)
    tail = text[value.end() :] if value is not None else ""
    found = other_direction(question, tail) or is_multiple(question, tail) or other_rate(question, tail)
    found = found or other_count(question, text, read) or in_another(question, tail)
    found = found or other_compared(question, text, read) or other_share(question, tail)
    found = found or other_percent(question, text)
    found = found or other_foil(question, text, read) or other_unit_asked(question, text)
    if found or question.unit is not None:
        return found
    found = money_behind(question, tail) or other_unit(question, tail) or unit_of_none(question, tail)
    found = found or unit_of_other_dimension(question, tail) or unit_of_part(question, tail)
    return found or _short_word(question, tail)


_SHORT = re.compile(r"[\s~]+(?P<word>[^\W\d_]{2,3})[\s$.!]*\Z")
_BEFORE_WORDS = (
    "al am an as at au aux by da das de del der des di do du el em en for gli il im in la las les lo los ma mon na"
    " of on os per por pro sa su sur to un una une with y zu"
)
_NEVER_LAST = frozenset(_BEFORE_WORDS.split())  # words of all languages behind which another one stands


def _short_word(question: Question, tail: str) -> str:
    """Return the letters of a unit that are all that stands behind a number, and that may be taken for a small word.

    `10 AU` and `40 Ma` end in no *au* and no *ma*.
    """
    word = _SHORT.match(tail)
    if word is None or word["word"].casefold() not in _NEVER_LAST:
        return ""
    is_said = re.search(rf"(?<!\w){word['word']}(?!\w)", f"{question.lead} {question.prompt}") is not None
    return "" if is_said else word["word"]


def _value(question: Question, text: str) -> re.Match[str] | None:
    """Return the number of a text that is not one that the prompt gives; None where several may be it."""
    found = [one for one in _NUMBER.finditer(text) if text[: one.start()].rstrip(" $")[-1:] not in {"_", "^"}]
    if "=" in text:
        return found[-1] if found else None
    given = frozenset(one[0] for one in _NUMBER.finditer(f"{question.lead} {question.prompt}"))
    own = [one for one in found if one[0] not in given] if len(found) > 1 else found
    return own[0] if len(own) == 1 else None
