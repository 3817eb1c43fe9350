"""Numbers said of the nouns by which a prompt calls its fields: `stride 2, padding 1`, `a stride of 2 and …`."""

from __future__ import annotations

import re

from grader.problems.question import Question
from grader.submissions.ledger.matching import nouns_of_fields

CHARACTERS = 200  # of a paragraph that is nothing but this
_ARTICLE = r"(?:(?:an?|the|with|ein(?:e[nrms]?)?|d(?:er|ie|as|en|em)|mit|une?|l[ae]|avec|una?|el|con)\s+){0,2}"
_NUMBER = r"(?P<number>\$?[-−]?\d+(?:\.\d+|/\d+)?\$?)"
_SAID = re.compile(rf"{_ARTICLE}(?P<noun>[^\W\d_]+)\s+(?:(?:of|von|de|is|ist|est|es)\s+)?{_NUMBER}", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[,;\n]\s*)?(?:\b(?:and|und|et|y)\s)?\s*")


def fields_said(question: Question, text: str) -> list[tuple[str, str]]:
    """Return each field with its number where a paragraph says nothing else, and all of them once; else nothing."""
    text = text.strip().rstrip(".!")
    nouns = nouns_of_fields(question) if len(text) <= CHARACTERS else {}
    found: list[tuple[str, str]] = []
    place = 0
    while nouns and place < len(text):
        match = _SAID.match(text, place)
        name = nouns.get(match["noun"].casefold()) if match else None
        if match is None or name is None:
            return []
        found.append((name, match["number"].strip("$")))
        between = _BETWEEN.match(text, match.end())
        stop = between.end() if between else match.end()
        if stop == match.end() != len(text):
            return []
        place = stop
    return found if sorted(name for name, _ in found) == sorted(question.fields) else []
