"""The last look at conditions that never hold: `x = 4, y = 3 and x = -3, y = -4` says two solutions, not none.

Read word by word it asks for two values of one letter at once. Nobody states a condition with no solution where one is
asked for, so that what is read so is read otherwise than it is meant, and is open. So is one value of a text that gives
several letters theirs, `x = 4: y = 3`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.language.tree import ONE, ZERO, Node, Relation, SetOf
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.texts.left_hand import prompt_names
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Feedback, Outcome, Verdict
from grader.wording import remarks

_PAIR = re.compile(r"(?<![\w+*/^−-])[^\W\d_]\s*=(?!=)\s*[-−+]?[^\s=,;:⇒→]+")
_GIVEN = re.compile(r"(?<![\w+*/^−-])\s*([^\W\d_])\s*=(?!=)")
NEVER: Node = Relation(("=",), (ZERO, ONE))
EMPTY: Node = SetOf(())

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on several conditions that are refuted, open where they are proved never to hold together."""
    if len(answer.fields) > 1 or not question.kind.is_solutions or question.forms:
        return verdict
    ((name, field),) = answer.fields.items()
    pairs = ", ".join(_PAIR.findall(field.said)) if field.said else ""
    texts = [field.text, *([pairs] if len(_names(question, pairs)) > len(_names(question, field.text)) else [])]
    for text in texts:
        if len(_names(question, text)) < 2:
            continue
        typed = Answer({name: FieldAnswer(text)})
        if text == pairs and mark(question, typed).outcome is Outcome.CORRECT:
            return _open(question, verdict)
        nothing = EMPTY if question.kind.is_set else NEVER
        asked = replace(question, accepted=(nothing,))
        if nothing not in question.accepted and mark(asked, typed).outcome is Outcome.CORRECT:
            return _open(question, verdict)
    return verdict


def _names(question: Question, text: str) -> set[str]:
    """Return the letters of a question that a text gives values."""
    known = {*question.names.symbols, *prompt_names.letters(question)}
    return {name for name in _GIVEN.findall(text) if name in known}


def _open(question: Question, verdict: Verdict) -> Verdict:
    span = (verdict.score_range[0], question.points)
    said = Feedback("readings", remarks.NEVER_HOLDS, remarks.NEVER_HOLDS, "verdict")
    return Verdict(question.id, Outcome.UNDECIDED, question.points, span, verdict.fields, feedback=(said,))
