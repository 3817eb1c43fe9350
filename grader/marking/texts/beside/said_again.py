"""Sentences that say again what is asked, with a quantity in them: `It falls 45 m`, `The stone falls 45 m.`

Every word beside the quantity stands in the part of the prompt that asks, is its subject, or says nothing. A second
number leaves a sentence as it is, and so does a quantity of another kind.
"""

from __future__ import annotations

import re

from grader.language import units
from grader.marking.asked.beside.forms import is_among, words_in
from grader.marking.asked.given.asked_part import asking_sentence
from grader.marking.asked.words.multiples import operation_said
from grader.marking.texts.beside.words import WORDS
from grader.problems.question import Field, Question

MAX_CHARACTERS = 160  # of a sentence that is looked into
_QUANTITY = re.compile(
    r"(?P<before>(?:[^\W\d_]+[\s,]+){1,10})\$?(?P<number>[-−]?\d{1,9}(?:\.\d{1,9})?)\s?\$?(?P<unit>[^\W\d]\S{0,11}|[µΩ°%]\S{0,6})"
    r"(?P<behind>(?:\s+[^\W\d_]+){0,4}?)(?:\s+(?:in\s+total|insgesamt|en\s+tout|en\s+total|in\s+totale))?[\s.!]*"
)
_SUBJECT = re.compile(r"\s*(?:an?|the|eine?|der|die|das|une?|le|la|un|una|el|il|lo)\s+([^\W\d_]{3,})", re.IGNORECASE)
_SEVERAL = re.compile(r"(?<!\w)(?:and|und|et|y|e|en|or|oder|ou|o|not|no|nicht|kein\w*|pas|non)(?!\w)")


def quantity_said(question: Question, field: Field, text: str) -> str:
    """Return the quantity in a sentence that says again what is asked; the text where a word says more."""
    if question.unit is None or len(text) > MAX_CHARACTERS or question.kind.is_one_number != "always":
        return text
    found = _QUANTITY.fullmatch(text)
    asking = asking_sentence(question.lead, question.prompt) if found is not None else ""
    if found is None or not asking or _SEVERAL.search(asking) is not None:
        return text
    unit = units.reading.known_unit(found["unit"].rstrip(".!"))
    is_given = re.search(
        rf"(?<![\w.,]){re.escape(found['number'])}(?![\w]|[.,]\d)", f"{question.lead} {question.prompt}"
    )
    if is_given is not None or operation_said(text):
        return text
    if unit is None or unit.dimension != question.unit.unit.dimension:
        return text
    known = words_in(asking) | {one.casefold() for one in _SUBJECT.findall(question.prompt[:MAX_CHARACTERS])[:1]}
    said = words_in(f"{found['before']} {found['behind']}")
    if not all(one in WORDS["idle"] or _is_known(one, known) for one in said):
        return text
    return f"{found['number']} {found['unit'].rstrip('.!')}"


def _is_known(word: str, known: frozenset[str]) -> bool:
    return is_among(word, known) or any(f"{one}{ending}" == word for one in known for ending in ("s", "es"))
