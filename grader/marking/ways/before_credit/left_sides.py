"""A right value behind a left side that is not known to be what is asked for is for a person."""

from __future__ import annotations

import re

from grader import marking
from grader.claims.chains import chain
from grader.marking.answer import Answer
from grader.problems.question import Question
from grader.wording import unreadable_answers

MAX_TEXT = 300  # characters of an answer that is looked into
# Several values of several names, each of which is a part of the answer or leads to it.
_SEVERAL = re.compile(
    r"\n|=[^=]*(?:[,;]|\s(?:and|und|et|y|e|or|oder|ou|o)\s|\\(?:quad|qquad|land|lor|text)(?![a-z]))[^=]*="
)
_SAYS = re.compile(r"[=≈∈]|\\(?:in|approx)(?![A-Za-z])")


def why_open(question: Question, answer: Answer) -> str:
    """Return why the left side of a credited answer may be that of something else; empty where it may not."""
    for one in answer.fields.values():
        if len(one.text) > MAX_TEXT or _SAYS.search(one.text) is None or _SEVERAL.search(one.text) is not None:
            continue
        left = _left(one.text)
        if left and marking.asked.left_sides.unknown_lefts.is_unknown(question, left, one.text):
            return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=left.strip())
    return ""


def _left(text: str) -> str:
    members = chain(text).members
    if len(members) > 1:
        return members[0]
    found = _IS_IN.match(text)
    return found["left"] if found is not None else ""


_IS_IN = re.compile(r"[\s$]*(?P<left>[^\s$=<>∈]{1,20})\s*(?:∈|\\in(?![A-Za-z]))")
