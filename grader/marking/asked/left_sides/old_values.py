r"""Letters with a given value beside the one that a prompt asks for: `β = 5` of the output y, `x_0 = 2` of a new x."""

from __future__ import annotations

import re

from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.left_sides.asked_places import letters_asked
from grader.marking.asked.left_sides.given_letters import is_own, letters_given, printed
from grader.marking.asked.names.left_names import Name
from grader.marking.asked.names.marked import with_commands
from grader.problems.question import Question


def is_given_beside(question: Question, name: Name) -> bool:
    """Whether one letter is asked for by itself, and a name is another one, to which the prompt gives a value."""
    if name.kind != "bare" or name.above or len(question.fields) > 1 or question.kind.is_one_number != "always":
        return False
    asking = parts.asking_part(question.lead, question.prompt)
    asked = letters_asked(asking) | frozenset(match["letter"] for match in _ASKED.finditer(asking))
    letter = printed(name.of)
    is_given = len(asked) == 1 and letter not in asked and letter in letters_given(parts.prompts(question))
    return is_given and not is_own(question, letter)


def is_marked_beside(question: Question, left: str) -> bool:
    """Whether one letter is asked for by itself, and a left side is a marked one of the prompt: `x̄` beside d."""
    match = _MARKED.fullmatch(with_commands(left).strip(" $"))
    if match is None or len(question.fields) > 1 or question.kind.reads != "value":
        return False
    asked = letters_asked(parts.asking_part(question.lead, question.prompt))
    told = map(_mark, _MARKED.finditer(with_commands(parts.prompts(question))))
    return len(asked) == 1 and _mark(match)[1] not in asked and _mark(match) in told


def _mark(match: re.Match[str]) -> tuple[str, str]:
    """Return a mark in one spelling, and the letter that it stands above."""
    return _WIDE.get(match["mark"], match["mark"]), match["held"] or match["bare"]


_MARKED = re.compile(
    r"\\(?P<mark>bar|overline|hat|widehat|tilde|widetilde)(?:\{(?P<held>[A-Za-z])\}|\s(?P<bare>[A-Za-z])(?![A-Za-z]))"
)
_WIDE = {"overline": "bar", "widehat": "hat", "widetilde": "tilde"}
_ASKED = re.compile(  # `What is the new x?`, `What is the output $y$ for …`
    r"(?i:(?<!\w)(?:what|was|quel(?:le)?|qué|cuál|qual)\s+(?:is|ist|est|es|è)\s+(?:[^\W\d_]{2,}\s+){0,3})"
    r"\$?(?P<letter>[A-Za-z])\$?(?=\s*(?:[?.!]|(?:for|after|at|if|when|für|nach|bei|wenn|pour|para|per)(?!\w)))"
)
