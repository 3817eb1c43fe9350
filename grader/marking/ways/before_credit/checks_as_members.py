"""A check of numbers that gives a set a member which nothing else does: `x = 5, 25 - 25 = 0` where 0 is one, too."""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.claims.chains import parts_outside
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.texts.equalities.false_equalities import all_hold
from grader.problems.question import Question
from grader.verdict import Outcome, Verdict
from grader.wording import unreadable_answers

MAX_EQUALITIES = 20  # beside members that are looked at; more are for a person
Mark = Callable[[Question, Answer], Verdict]
_PARTS = re.compile(r"[,;]|\n|\s(?:and|und|et|y|e)\s")


def why_open(question: Question, typed: Answer, mark: Mark) -> str:
    """Return why a credited set is open: without the checks beside its members it is another one."""
    if not question.kind.is_set or len(typed.fields) != 1:
        return ""
    ((name, field),) = typed.fields.items()
    parts = parts_outside(field.text, _PARTS) if "=" in field.text else []
    if sum("=" in one for one in parts) > MAX_EQUALITIES:
        return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=parts[-1])
    checks = [one for one in parts[1:] if "=" in one and all_hold(question, question.fields[name], one)]
    others = [one for one in parts if one not in checks]
    if not checks or not others:
        return ""
    alone = mark(question, Answer({name: FieldAnswer(", ".join(others))}))
    if alone.outcome is Outcome.CORRECT:
        return ""
    return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=checks[0])
