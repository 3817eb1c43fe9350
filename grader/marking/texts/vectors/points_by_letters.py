"""Points by their coordinates, `x = 1, y = 2`, where the prompt lists the letters, `$(x, y)$`."""

from __future__ import annotations

import re

from grader.language.tree import Array, symbols
from grader.marking.answer import MAX_SHORT
from grader.marking.texts.numbers.settled_commas import value_of
from grader.problems.question import Question

_LISTED = re.compile(r"\(\s*([A-Za-z](?:\s*,\s*[A-Za-z]){1,3})\s*\)")
_FORMULA = re.compile(r"\$([^$]{1,200})\$")
_PARTED = re.compile(r"\s*(?:[,;\n]|\b(?:and|und|et)\b|∧|\\land(?![A-Za-z]))\s*")
_ENTRY = re.compile(r"[\s$]*(?P<name>[A-Za-z])\s*(?:=|:(?!=)|->|→)\s*(?P<value>[^=:<>]+?)[\s$.]*")


def as_list(question: Question, text: str) -> str:
    """Return a point of numbers by its coordinates as a list in square brackets; any other text itself."""
    tree = question.accepted[0] if len(question.accepted) == 1 else None
    if not isinstance(tree, Array) or len(text) > MAX_SHORT:
        return text
    is_other = any(isinstance(one, Array) for one in tree.items) or symbols(tree) or question.names.symbols
    return text if is_other else _by_coordinates(question, text) or text


def _by_coordinates(question: Question, text: str) -> str:
    """Return the list of the numbers that a text gives to the letters of a point, in the order of the prompt."""
    lists = {
        tuple(re.findall("[A-Za-z]", one))
        for formula in _FORMULA.findall(question.prompt)
        for one in _LISTED.findall(formula)
    }
    plain = text.strip(" $.\n")
    if plain.startswith("{") and plain.endswith("}"):
        plain = plain[1:-1]
    entries = [_ENTRY.fullmatch(one) for one in _PARTED.split(plain)]
    given = {one["name"]: one["value"] for one in entries if one is not None}
    if len(given) < len(entries) or len(lists) != 1 or any(value_of(one) is None for one in given.values()):
        return ""
    (letters,) = lists
    return f"[{', '.join(given[one] for one in letters)}]" if given.keys() == {*letters} else ""
