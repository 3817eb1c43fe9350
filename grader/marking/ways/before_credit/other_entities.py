"""A value that is said of another one of the things that a prompt calls by letters: `B gets 3/5` for A's share.

Where the part that asks names a thing by a capital letter, `What is Q's speed?`, and an answer names only another one
of the prompt, nobody knows whose value it is.
"""

from __future__ import annotations

import re

from grader.problems.question import Question

_FORMULA = re.compile(r"\$[^$]*\$|\\[A-Za-z]+")
_MARKED = re.compile(r"\$\s*(?P<letter>[A-Z])\s*\$")  # a letter by itself, which may be the name of a thing
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-ZÄÖÜ¿])")
# A capital letter by itself: no article at the beginning of a sentence, no initial, no unit, no name of a function.
_THING = re.compile(r"(?<![\w.'’\\/(°·])(?<!\d\s)(?!I\b)(?P<letter>[A-Z])(?![\w(=+^]|\.\s?[A-Z]\b|\s*[=+^])")
_ARTICLE = re.compile(r"(?:\A|(?<=[.?!:]\s))A(?=\s+[a-z])")
# In an answer also below another letter, or in brackets: `P_X`, `v_{P}`, `P(R|B)`; behind a number it is a unit.
_SAID = re.compile(r"(?<!\d)(?<!\d\s)(?<![^\W_]{2})(?<![\\/°µkmM])(?P<letter>[A-Z])(?![^\W_])")
_UNIT = re.compile(r"\d\s*[A-ZΩ](?![a-z])")


def said_of_another(question: Question, text: str) -> str:
    """Return the letter of another thing of the prompt that an answer names, and not the one asked for; else empty."""
    prompt = f"{question.lead} {question.prompt}"
    things = _things(prompt)
    asked = _things(_SENTENCE.split(question.prompt.strip())[-1])
    if not asked or not (others := things - asked):
        return ""
    said = {one["letter"] for one in _SAID.finditer(_UNIT.sub(" ", text))}
    return next(iter(sorted(said & others)), "") if said.isdisjoint(asked) else ""


def _things(text: str) -> set[str]:
    plain = _ARTICLE.sub(" ", _FORMULA.sub(" ", _MARKED.sub(r"\g<letter>", text)))
    return {one["letter"] for one in _THING.finditer(plain)}
