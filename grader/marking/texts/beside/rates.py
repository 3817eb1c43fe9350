"""How many of a thousand, `12 per 1000 inhabitants`, `1.2 ‰`, where the prompt asks for a number of just so many.

What is counted, and of what there are so many, must stand in the task itself or in what it is defined as, or be a word
for people: what else the prompt tells may be another event.
"""

from __future__ import annotations

import re

from grader.language.tree import Num
from grader.marking.asked.beside.forms import is_among, words_in
from grader.marking.asked.given.asked_part import asking_and_rest
from grader.marking.texts.beside.words import WORDS, pattern
from grader.marking.texts.numbers.settled_commas import value_of
from grader.problems.question import Field, Question

MAX_CHARACTERS = 200  # of a text that is looked into
MAX_PROMPT = 2_000  # characters in which it is looked for what a rate is defined as
MIN_COUNT = 1000  # per hundred is a share that is written in percent
_NUMBER = r"\d{1,3}(?:[., \u202f]\d{3}){1,3}(?!\d)|\d{1,9}"
_COUNT = rf"(?:(?P<count>{_NUMBER})?(?:\s*(?P<word>(?:{pattern('thousand', 'million')})(?!\w)))?)"
_PER = rf"(?<!\w)(?:{pattern('per')})\s+\$?{_COUNT}\$?(?![\w.,]\d)"
_NOUNS = r"(?:\s+[^\W\d_]{2,20}){0,3}"
_ASKED = re.compile(rf"{_PER}(?P<nouns>{_NOUNS})", re.IGNORECASE)
_SAID = re.compile(
    rf"(?<=[\d}}$)])(?P<what>{_NOUNS})\s+{_PER}(?P<nouns>{_NOUNS})[\s.!$]*\Z",
    re.IGNORECASE,
)
_MILLE = re.compile(r"(?<=[\d$])\s*(?:‰|\\textperthousand|promille|per\s?mille?)[\s.$]*\Z", re.IGNORECASE)
# What defines a rate, `The incidence is the number of new cases per 100000 people.`
_DEFINED = re.compile(
    r"(?i)(?<!\w)(?:is|means|are|ist|bezeichnet|est|es|è)\s+(?:the|die|der|le|el|il)\s+(?:number|rate|anzahl|zahl|nombre|número|numero)[^.?!\n]{1,120}"
)
_PEOPLE, _NEUTRAL = WORDS["people"], WORDS["people"] | WORDS["case"]


def without_rate(question: Question, field: Field, text: str) -> str:
    """Return the number of a rate for so many as the prompt asks for; the text where it says another thing."""
    if question.unit is not None or question.kind.is_one_number != "always" or len(text) > MAX_CHARACTERS:
        return text
    found = _MILLE.search(text) or _SAID.search(text)
    asked = _asked(question) if found is not None else None
    if found is None or asked is None:
        return text
    count, nouns = asked
    if found.re is _SAID and (_count(found) != count or not _is_said(question, found, nouns)):
        return text
    value = value_of(text[: found.start()].rpartition("=")[2])
    if count != MIN_COUNT and found.re is _MILLE:
        return text
    if value is None or any(isinstance(one, Num) and one.value * count == value for one in question.accepted):
        return text  # the share itself is expected, of which nobody can tell whether it is written so
    return text[: found.start()]


def _asked(question: Question) -> tuple[int, str] | None:
    """Return of how many the prompt asks for a number, and of what; None where it says nothing, or two things."""
    asking, _ = asking_and_rest(question.lead, question.prompt)
    asking = asking if _ASKED.search(asking) else "\n".join(_DEFINED.findall(question.prompt[:MAX_PROMPT]))
    found = [(count, one["nouns"]) for one in _ASKED.finditer(asking) if (count := _count(one)) >= MIN_COUNT]
    return found[0] if len({count for count, _ in found}) == 1 else None


def _count(found: re.Match[str]) -> int:
    """Return how many are meant by a number and a word, `100 thousand`; 0 where nothing stands there."""
    digits = re.sub(r"\D", "", found["count"] or "")
    word = (found["word"] or "").casefold()
    factor = 1_000 if word in WORDS["thousand"] else 1_000_000 if word else 1
    return int(digits or 1) * factor if digits or word else 0


def _is_said(question: Question, found: re.Match[str], nouns: str) -> bool:
    """Whether the words of a rate are those of the task or of what defines it, or ones for people beside such ones."""
    asking, _ = asking_and_rest(question.lead, question.prompt)
    known = words_in(f"{asking} {' '.join(_DEFINED.findall(question.prompt[:MAX_PROMPT]))}")
    said, of, asked = words_in(found["what"]), words_in(found["nouns"]), words_in(nouns)
    if not all(one in _NEUTRAL or is_among(one, known) for one in said | of):
        return False
    return not of or not asked or any(is_among(one, asked) for one in of) or bool(of & _PEOPLE and asked & _PEOPLE)
