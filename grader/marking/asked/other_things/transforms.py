r"""Transforms and places that are asked for, and left sides of others: `\mathcal{L}\{g\}` of f, `y` at which x."""

from __future__ import annotations

import re

from grader.marking.asked.names.plain_names import tightened
from grader.problems.question import Question

MAX_CHARACTERS = 60  # of a left side that is looked into
_TRANSFORM = re.compile(r"(?i)laplace|fourier")
_TRANSFORMED = re.compile(
    r"(?:\\mathcal\{?|\\mathscr\{?)?[LFℒℱ]\}?\\?[{(\[](?P<of>[a-zA-Z])(?:\([a-z]\))?\\?[)}\]](?:\([a-zωξ]\))?"
)
_WHICH = re.compile(
    r"(?i)(?<!\w)(?:at|for|bei|für|an|in|pour|en|para)\s+(?:which|what|welche[mnrs]?|quel(?:le)?s?|qué)\s+(?:[^\W\d_]+\s+){0,2}\$(?P<letter>[xyz])\$"
)
_WHERE = re.compile(r"(?i)(?<!\w)(?:where|wo|où|dónde|at\s+which|for\s+which|an\s+welcher)\s[^.?!]*(?:max|min|extrem)")
_VALUES = re.compile(
    r"y|M|[fgh]\([a-z]\)|[fghy]_?\{?\\?(?:text|mathrm)?\{?(?:max|min)\}*|\\?(?:max|min)_?\{?[a-z]?\}?\(?[fgh]?.*"
)
_UNKNOWNS = frozenset("xyz")


def is_of_other_place(question: Question, left: str) -> bool:
    """Whether a left side is the transform of another function, or another unknown than the one that is asked for."""
    if len(left) > MAX_CHARACTERS:
        return False
    said = f"{question.lead} {question.prompt}"
    tight = tightened(left)
    if _VALUES.fullmatch(tight) is not None and _WHERE.search(said) is not None:
        return question.kind.is_one_number == "always"  # where something is largest is not how large
    if tight in _UNKNOWNS:
        found = _WHICH.search(said)
        return found is not None and found["letter"] != tight
    match = _TRANSFORMED.fullmatch(tight) if _TRANSFORM.search(said) is not None else None
    if match is None:
        return False
    if match["of"] in question.names.symbols:
        return False  # `F(s)`
    functions = set(re.findall(r"\$\s*([a-zA-Z])\s*\([a-z]\)\s*=", said))
    return bool(functions) and match["of"] not in functions
