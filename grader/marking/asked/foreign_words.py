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
    if other := _other_kind(question, label) or _other_curve(question, label):
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


_CURVES = tuple(  # a tangent is a line, and so is a normal: of both a line may be told
    frozenset(words.split())
    for words in (
        "tangent tangente raaklijn",
        "normal normale normaal",
        "line gerade droite recta retta reta lijn",
        "circle kreis cercle círculo circunferencia cerchio circonferenza circunferência cirkel",
        "plane ebene plan plano piano vlak",
    )
)
_LINES = 3  # of the curves


def _other_curve(question: Question, label: str) -> str:
    """Return the curve that a label names in place of another one that is asked for: `tangent` of the normal."""
    said = words_of(label.casefold())
    if not any(word in curve for curve in _CURVES for word in said):
        return ""
    told = frozenset(words_of(f"{question.lead}\n{question.prompt}".casefold()))
    asked = [place for place, curve in enumerate(_CURVES) if not curve.isdisjoint(told)]
    places = {place: word for word in said for place, curve in enumerate(_CURVES) if word in curve}
    if not asked or not places.keys().isdisjoint(asked):
        return ""
    place, word = next(iter(places.items()))
    return "" if _LINES - 1 in {place, *asked} and max(place, *asked) < _LINES else word


def _numbers(text: str) -> frozenset[tuple[str, str]]:
    found = ((one["noun"], one["number"]) for one in _NUMBERED.finditer(text))
    return frozenset((noun, _ROMAN.get(number, number)) for noun, number in found)


@lru_cache(maxsize=KEPT)
def _foreign(lead: str, prompt: str) -> frozenset[str]:
    found = words_contrasted(lead, prompt) | denied_words(lead, prompt)
    known = LABELS["function"] | LABELS["of"] | LABELS["answer"] | LABELS["asking"]
    return found - known - phrase_asked(lead, prompt)
