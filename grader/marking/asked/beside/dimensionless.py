"""Quantities that are pure numbers, a strain, a ratio: no unit or thing of the prompt may stand behind their values."""

from __future__ import annotations

import re

from grader.marking.asked.about.units_named import unit_at
from grader.marking.asked.beside.forms import BESIDE, MIN_STEM, WORD, words_in
from grader.marking.asked.given.asked_part import asking_words
from grader.marking.asked.wanted import LABELS
from grader.marking.asked.words.phrases import phrase_asked
from grader.problems.question import Question

_PURE = re.compile(
    r"(?<!\w)(?:(?:by\s+)?(?:what|which)\s+factor|as\s+(?:an?\s+)?(?:[^\W\d_]+\s+)?ratio|(?:\A|(?<=[.!]\s))ratio\s+of|how\s+many\s+times"
    r"|(?:um\s+)?welche[nr]?\s+faktor|wievielfach\w*|quel\s+facteur|qué\s+factor|quale\s+fattore)(?!\w)"
)
_OF_PURE = re.compile(r"\\?%|°|\\?deg\w*|rad\w*|(?i:per\s?cent|prozent|x)")  # units that a pure number may have


def unit_of_none(question: Question, tail: str) -> str:
    """Return the unit or noun behind a number where the prompt asks for what has none, and speaks of it itself."""
    asking = asking_words(question.lead, question.prompt)
    if phrase_asked(question.lead, question.prompt).isdisjoint(BESIDE["pure"]) and _PURE.search(asking) is None:
        return ""
    found, word = unit_at(tail, 0), WORD.match(tail.lstrip(" $"))
    if found is None and word is not None and _is_thing(question, word[0].casefold()):
        return word[0]
    if found is None or found[0].text in question.names.symbols or _OF_PURE.fullmatch(found[0].text) is not None:
        return ""
    said = re.search(rf"(?<![^\W\d_]){re.escape(found[0].text)}(?![^\W\d_])", f"{question.lead} {question.prompt}")
    return found[0].text if said is not None else ""


def _is_thing(question: Question, word: str) -> bool:
    """Whether a word right behind a number is a noun of the prompt, and not of what it asks for: `3/8 heads`."""
    is_noun = (
        len(word) > MIN_STEM and word not in LABELS["function"] | BESIDE["with"] | BESIDE["condition"] | BESIDE["stop"]
    )
    asked = phrase_asked(question.lead, question.prompt)
    if not is_noun and re.search(rf"\d[\s$]*{re.escape(word)}(?!\w)", question.prompt.casefold()) is not None:
        return word not in LABELS["function"] | asked | BESIDE["pure"]  # `20 dB`
    return is_noun and word in words_in(question.prompt) - asked - BESIDE["pure"]
