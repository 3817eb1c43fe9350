"""Feminine forms of the words of options: `L'affirmation est fausse` where the option is `faux`."""

from __future__ import annotations

import re

from grader.claims.wording import words
from grader.problems.question import Question

# What is said of a statement, which is feminine, where the option has the word alone: `L'affirmation est fausse`.
_GENDERS = {"vraie": "vrai", "fausse": "faux", "vera": "vero", "falsa": "falso", "verdadera": "verdadero"}
_FEMININE = re.compile(rf"(?i)(?<!\w)(?:{'|'.join(_GENDERS)})(?!\w)")


def in_gender(question: Question, text: str) -> str:
    """Return a text with the words of the options in the place of their feminine forms, which no option has itself."""
    if _FEMININE.search(text) is None:
        return text
    phrases = {words(phrase) for phrase in question.options.values()}
    return _FEMININE.sub(lambda match: _GENDERS[one] if (one := match[0].casefold()) not in phrases else match[0], text)
