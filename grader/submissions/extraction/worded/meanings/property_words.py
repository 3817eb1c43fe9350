"""Words for properties as one word in all languages and spellings: `konvergiert`, `converge` and `converges`."""

from __future__ import annotations

import re

from grader.claims.spelling import american
from grader.problems.question import Question
from grader.submissions.extraction.words.prompts import read_rows

_ENGLISH = {word: row[0] for row in read_rows("properties") for word in row}


def english(word: str) -> str:
    """Return the English word for a property, in its American spelling; any other word itself."""
    return _ENGLISH.get(word) or american(word)


def is_property(word: str) -> bool:
    """Whether a word is one of those known for a property."""
    return word in _ENGLISH


def plain_word(word: str) -> str:
    """Return a word in English without the ending of an adverb: `quadratically` is quadratic, `lokales` local."""
    plain = english(word)
    if not is_property(word):
        plain = english(re.sub(r"(?<=\w{4})(?:es|er|en|em|e|s)$", "", word))
    return re.sub(r"(?<=\w{5})(?:al)?ly$|(?<=\w{6})al$", "", plain)


def in_words_of_prompt(question: Question, text: str) -> str:
    """Return a text in which a property that the prompt names has the prompt's word: `konvex` where it says convex."""
    asked = {english(word): word for word in _SAID.findall(question.prompt.casefold()) if is_property(word)}
    return _SAID.sub(lambda match: asked.get(english(match[0].casefold()), match[0]), text) if asked else text


_SAID = re.compile(r"[^\W\d_]+")
# What says nothing beside the property of a thing.
NOUNS = frozenset({"point", "method", "series", "function", "matrix", "kind"})
