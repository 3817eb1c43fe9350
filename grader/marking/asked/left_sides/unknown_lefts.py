"""Whether a left side is not known to be what a prompt asks for; each kind of left sides is told in a file beside."""

from __future__ import annotations

import re

from grader.marking.asked.left_sides import events, functions, given_letters, places
from grader.marking.asked.names.left_names import name_of
from grader.problems.question import Question


def is_unknown(question: Question, left: str) -> bool:
    """Whether a left side has an argument, or is a name of the prompt, and is not known to be what is asked for."""
    if "dot" in left and functions.is_other_dotted(question, left):
        return True
    name = name_of(left)
    if name is None:
        return False
    if name.kind == "bare":
        return _ACCENTED.search(left) is None and given_letters.is_given_letter(question, name)
    if functions.is_other_function(question, name):
        return True
    if name.kind == "call":
        return events.is_unknown_event(question, name) or places.is_unknown_place(question, name)
    return False


_ACCENTED = re.compile(
    r"\\(?:bar|overline|complement|hat|tilde|prime)(?![a-z])|['’′\u0300-\u036f]|[A-Z]\s*\^\s*\{?\s*(?:c|C)"
)
