"""Values of several fields behind their labels, `Mean 3, median 2`, `the centre is (2, -1) and the radius is 3`.

A label is the name of the field itself, where that is a word, or the noun by which the prompt calls it, as in `the
centre $c$`. Each field has one label and one value, and nothing else stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.marking.texts.written_down import field_named
from grader.problems.question import Question

MAX_CHARACTERS = 200  # of a text that may be such a list
MIN_WORD = 3  # letters of a name that is a word
_CALLS = re.compile(r"(?P<noun>[^\W\d_]{3,})\s+\$(?P<name>[^$]{1,40})\$")
_NUMBER = r"\d+(?:\.\d+)?"
_VALUE = (
    rf"\([^()=]{{1,80}}\)|\[[^\[\]=]{{1,80}}\]|[-−+]?\s?(?:{_NUMBER}|\\frac\s?\{{\d+\}}\s?\{{\d+\}}|√\s?{_NUMBER})"
    rf"(?:\s?/\s?\d+)?(?:\s?(?:π|\\?pi(?![A-Za-z])))?"
)
_ARTICLE = r"(?:(?:the|its|der|die|das|le|la|el|il|lo|o|a|de|het)\s+|l['’]\s?)?"
_IS = r"(?:\s*[:=]\s*|\s+(?:is|are|equals|ist|sind|beträgt|est|vaut|es|è|é|vale)\s+|\s+)"
_DASH = re.compile(r"\s[-−]\s")  # behind a label, `mean - 3`: nobody can tell it from a minus
_SPELLED = {"center": "centre", "meter": "metre"}


def texts_of(question: Question, text: str) -> dict[str, str]:
    """Return the texts by field where each stands behind its label and nothing is left; else none."""
    if len(text) > MAX_CHARACTERS:
        return {}
    labels = _labels(question)
    named = "|".join(sorted(map(re.escape, labels), key=len, reverse=True))
    item = re.compile(
        rf"\s*\$?{_ARTICLE}(?P<label>{named}){_IS}\$?(?P<value>{_VALUE})\$?"
        r"(?:\s*(?:[;\n]|,(?!\d))\s*(?:(?:and|und|et|y|e|en)\s)?|\s(?:and|und|et|y|e|en)\s|\s(?=[^\W\d_])|[\s.]*\Z)",
        re.IGNORECASE,
    )
    found: dict[str, str] = {}
    place = 0
    while labels and place < len(text) and (match := item.match(text, place)) is not None:
        fields = labels.get(_noun(match["label"]), set())
        is_dashed = _DASH.match(text, match.end("label")) is not None
        if is_dashed or len(fields) != 1 or not found.keys().isdisjoint(fields):
            return {}
        found[next(iter(fields))] = match["value"]
        place = match.end()
    return found if place == len(text) and found.keys() == question.fields.keys() else {}


def _labels(question: Question) -> dict[str, set[str]]:
    """Return the words that name fields, each with the fields that it may name."""
    found: dict[str, set[str]] = {}
    for label, field in _named(question):
        for word in {label, *(one for one, other in _SPELLED.items() if other == label)}:
            found.setdefault(word, set()).add(field)
    return found


def _named(question: Question) -> Iterator[tuple[str, str]]:
    for call in _CALLS.finditer(question.prompt):
        if (field := field_named(question, call["name"].strip())) is not None:
            yield _noun(call["noun"]), field
    for name, one in question.fields.items():
        for word in (name, *one.spellings):
            if word.isalpha() and len(word) >= MIN_WORD:
                yield _noun(word), name


def _noun(word: str) -> str:
    return _SPELLED.get(word.casefold(), word.casefold())
