"""The last look at conditions that never hold: `x = 4, y = 3 and x = -3, y = -4` says two solutions, not none.

Read word by word it asks for two values of one letter at once. Nobody states a condition with no solution where one is
asked for, so that what is read so is read otherwise than it is meant, and is open. So is one value of a text that gives
several letters theirs, `x = 4: y = 3`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.language.tree import ONE, ZERO, Node, Relation, SetOf
from grader.marking.answer import Answer
from grader.marking.texts.left_hand import prompt_names
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Feedback, Outcome, Verdict
from grader.wording import remarks

_RELATION = re.compile(r"[=<>≤≥∈≠]|\\(?:leq?|geq?|neq?|lt|gt|in)(?![A-Za-z])")
_GIVEN = re.compile(r"(?<![\w+*/^−-])\s*([^\W\d_])\s*=(?!=)")
NEVER: Node = Relation(("=",), (ZERO, ONE))
EMPTY: Node = SetOf(())

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on several conditions that are refuted, open where they are proved never to hold together."""
    if len(answer.fields) > 1 or not question.kind.is_solutions or question.forms:
        return verdict
    field = next(iter(answer.fields.values()))
    text = field.text
    if len(_names(question, field.said)) > max(1, len(_names(question, text))):
        return _open(question, verdict)
    if len(_RELATION.findall(text)) < 2:
        return verdict
    nothing = EMPTY if question.kind.is_set else NEVER
    if (
        nothing in question.accepted
        or mark(replace(question, accepted=(nothing,)), answer).outcome is not Outcome.CORRECT
    ):
        return verdict
    return _open(question, verdict)


def _names(question: Question, text: str) -> set[str]:
    """Return the letters of a question that a text gives values."""
    known = {*question.names.symbols, *prompt_names.letters(question)}
    return {name for name in _GIVEN.findall(text) if name in known}


def _open(question: Question, verdict: Verdict) -> Verdict:
    span = (verdict.score_range[0], question.points)
    said = Feedback("readings", remarks.NEVER_HOLDS, remarks.NEVER_HOLDS, "verdict")
    return Verdict(question.id, Outcome.UNDECIDED, question.points, span, verdict.fields, feedback=(said,))
