"""Words of a label that name something else of the prompt, though any answer may say them: `final`, `product`.

What a prompt refuses, `and not the product`, or sets beside what it asks for, `to the final temperature`, is never
neutral in the noun of a label.
"""

from __future__ import annotations

from functools import lru_cache

from grader.marking.asked.given.asked_part import words_contrasted
from grader.marking.asked.given.sign_words import denied_words
from grader.marking.asked.wanted import LABELS, words_of
from grader.marking.asked.words.phrases import phrase_asked
from grader.problems.question import Question

KEPT = 2_000  # prompts of which it is kept which words these are


def foreign_word(question: Question, label: str) -> str:
    """Return the word of a label's noun that names something else of the prompt; empty where none does."""
    others = _foreign(question.lead, question.prompt)
    said = words_of(label.casefold()) if others else []
    for place, word in enumerate(said):
        if place and word in LABELS["of"]:
            return ""
        behind = said[place + 1 : place + 2]
        if word in others and LABELS["answer"].isdisjoint(behind):
            return word
    return ""


@lru_cache(maxsize=KEPT)
def _foreign(lead: str, prompt: str) -> frozenset[str]:
    found = words_contrasted(lead, prompt) | denied_words(lead, prompt)
    known = LABELS["function"] | LABELS["of"] | LABELS["answer"] | LABELS["asking"]
    return found - known - phrase_asked(lead, prompt)
