"""From what was handed in to what is marked."""

from __future__ import annotations

from collections.abc import Mapping

from grader.marking.answer import Answer
from grader.problems.question import Problem
from grader.submissions import Submission


def answers_of(submission: Submission, problem: Problem) -> Mapping[str, Answer]:
    """Return the answers to one problem; where the submission is damaged, nothing counts as missing."""
    answers: dict[str, Answer] = {}
    for question in problem.questions:
        if question.id in submission.answers:
            answers[question.id] = submission.answers[question.id]
        elif submission.damaged is not None:
            answers[question.id] = Answer(error=submission.damaged)
    return answers
