"""Words of a label that name something else of the prompt, though any answer may say them: `final`, `product`.

What a prompt refuses, `and not the product`, or sets beside what it asks for, `to the final temperature`, is never
neutral in the noun of a label.
"""

from __future__ import annotations

import re
from functools import lru_cache

from grader.marking.asked.given.asked_part import asking_words, words_contrasted
from grader.marking.asked.given.sign_words import denied_words
from grader.marking.asked.wanted import LABELS, words_of
from grader.marking.asked.words.phrases import phrase_asked
from grader.problems.question import Question

KEPT = 2_000  # prompts of which it is kept which words these are


def foreign_word(question: Question, label: str) -> str:
    """Return the word of a label's noun that names something else of the prompt; empty where none does."""
    if other := _other_kind(question, label):
        return other
    others = _foreign(question.lead, question.prompt)
    said = words_of(label.casefold()) if others else []
    for place, word in enumerate(said):
        if place and word in LABELS["of"]:
            return ""
        behind = said[place + 1 : place + 2]
        if word in others and LABELS["answer"].isdisjoint(behind):
            return word
    return ""


# What is told apart by a number behind its noun: `type II error`, `case 2`.
_NUMBERED = re.compile(r"(?<!\w)(?P<noun>[^\W\d_]{3,})\s+(?P<number>[ivx]{1,4}|\d{1,2})(?!\w)")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


def _other_kind(question: Question, label: str) -> str:
    """Return what a label says of another number than the prompt asks for: `type I error`."""
    numbered = list(_NUMBERED.finditer(label.casefold()))
    asked = _numbers(asking_words(question.lead, question.prompt)) if numbered else frozenset()
    nouns = {noun for noun, _ in asked}
    for match in numbered:
        pair = match["noun"], _ROMAN.get(match["number"], match["number"])
        if pair[0] in nouns and pair not in asked:
            return match[0]
    return ""


def _numbers(text: str) -> frozenset[tuple[str, str]]:
    found = ((one["noun"], one["number"]) for one in _NUMBERED.finditer(text))
    return frozenset((noun, _ROMAN.get(number, number)) for noun, number in found)


@lru_cache(maxsize=KEPT)
def _foreign(lead: str, prompt: str) -> frozenset[str]:
    found = words_contrasted(lead, prompt) | denied_words(lead, prompt)
    known = LABELS["function"] | LABELS["of"] | LABELS["answer"] | LABELS["asking"]
    return found - known - phrase_asked(lead, prompt)
