"""A right relation beside another one that was left out, `x + 2y + 3z = 1 with z = 0`, is for a person."""

from __future__ import annotations

from collections.abc import Callable

from grader import marking
from grader.marking.answer import Answer
from grader.problems.question import Question
from grader.verdict import Verdict
from grader.wording import unreadable_answers

Mark = Callable[[Question, Answer], Verdict]


def why_open(question: Question, typed: Answer, mark: Mark) -> str:
    """Return why a condition is not all that was typed; empty where all relations in it together come to the same."""
    rule = marking.ways.before_zero.all_relations.left_out
    said = next(filter(None, (rule(question, one.text, mark) for one in typed.fields.values())), "")
    return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=said) if said else ""
