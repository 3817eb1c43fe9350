"""Sets that are members of a set, each on a line or behind a name of its own: `[0] = {0, 3} ⏎ [1] = {1, 4}`.

`{0, 3} ∪ {1, 4}` is one set of numbers, or says which sets there are: nobody can tell.
"""

from __future__ import annotations

import re

from grader.errors import AnswerError, Span
from grader.problems.declared.tree_kinds import holds_sets
from grader.problems.question import Question
from grader.wording import unreadable_answers

MAX_CHARACTERS = 400  # of a text that is parted
_NAMED = re.compile(r"(?:(?P<name>[^{}\n]{1,30}?)\s*(?:=|:)\s*)?(?P<set>\{[^{}]*\}|\\\{[^{}]*\\\})")
_PARTING = re.compile(r"\s*(?:\n|;|,(?![^{}]*\}))\s*")
_UNION = re.compile(r"\s*(?:∪|\\cup(?![A-Za-z])|⊔|\\sqcup(?![A-Za-z]))\s*")
_DRESS = " \t\n$.;,"


def as_members(question: Question, text: str) -> str:
    """Return the sets of a text in a row where each has a name, and no two the same; any other text itself."""
    if not _may_list_sets(question, text):
        return text
    parts = [_NAMED.fullmatch(part.strip(_DRESS)) for part in _PARTING.split(text.strip(_DRESS))]
    named = [part for part in parts if part is not None and part["name"]]
    if len(named) < 2 or len(named) < len(parts) or len({part["name"] for part in named}) < len(named):
        return text
    return ", ".join(part["set"] for part in named)


def refuse_union(question: Question, text: str) -> None:
    """Raise AnswerError for a union of sets in the place of a set of them."""
    if not _may_list_sets(question, text) or _UNION.search(text) is None:
        return
    if all(map(_NAMED.fullmatch, _UNION.split(text.strip(_DRESS)))):
        raise AnswerError(unreadable_answers.SETS_IN_A_UNION, text, Span(0, len(text)))


def _may_list_sets(question: Question, text: str) -> bool:
    return len(text) <= MAX_CHARACTERS and "{" in text and any(map(holds_sets, question.accepted))
