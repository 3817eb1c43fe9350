"""The last look at left sides that may be of something else than what is asked for: `P(6) = 1/6` of no six.

What stands behind them may be true of that, so that it is no wrong value of what is asked for: a person looks at it.
"""

from __future__ import annotations

from collections.abc import Callable

from grader import marking
from grader.marking.answer import Answer
from grader.problems.question import Question
from grader.verdict import Feedback, Outcome, Verdict

Mark = Callable[[Question, Answer], Verdict]


def before_zero(question: Question, answer: Answer, verdict: Verdict, _mark: Mark) -> Verdict:
    """Return the verdict on an answer that is refuted, open where its left side may be of something else."""
    if question.kind.is_growth:
        return verdict
    why = marking.ways.before_credit.left_sides.why_unknown(question, answer, answer)
    if not why:
        return verdict
    said = (Feedback("unreadable", why, why, "verdict"),)
    span = (verdict.score_range[0], question.points)
    return Verdict(question.id, Outcome.UNREADABLE, question.points, span, verdict.fields, feedback=said)
