"""From what was handed in to what is marked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from grader.course.loose import unattributed
from grader.course.typed import Typed
from grader.isolation.endings import Unread
from grader.marking.answer import Answer
from grader.problems.question import Problem, Problems
from grader.records import dataclass, field, replace
from grader.submissions import Submission, find_submissions, read_all
from grader.submissions.forms import Form, form_of
from grader.verdict import Outcome, Verdict


def is_document(name: str) -> bool:
    """Return whether a file has the extension of a form that answers are read from."""
    return form_of(name) is not Form.OTHER


def answers_in(path: Path, problem: Problem, others: Problems) -> tuple[Mapping[str, Answer] | Unread, tuple[str, ...]]:
    """Return the answers to one problem in one file, or why it could not be read, and what is to be said of it."""
    found, notices = find_submissions([path], single=True)
    answers: Mapping[str, Answer] = {}
    for _, submission in read_all(found, {problem.id: problem}, {**others, problem.id: problem}):
        if isinstance(submission, Unread):
            return submission, ()
        notices = (*notices, *submission.notices)
        answers = answers_of(submission, problem)
    return answers, tuple(map(str, notices))


def answers_of(submission: Submission, problem: Problem) -> Mapping[str, Answer]:
    """Return the answers to one problem; where the submission is damaged, nothing counts as missing."""
    answers: dict[str, Answer] = {}
    for question in problem.questions:
        if question.id in submission.answers:
            answers[question.id] = submission.answers[question.id]
        elif submission.damaged is not None:
            answers[question.id] = Answer(error=submission.damaged)
    return answers


@dataclass(frozen=True)
class HandedIn:
    """A submission with what people typed for its answers, by question."""

    submission: Submission = field(default_factory=lambda: Submission(""))
    typed: Mapping[str, Typed] = field(default_factory=dict)

    def answers(self, problem: Problem) -> Mapping[str, Answer]:
        """Return the answers to one problem as they are to be decided."""
        ids = {question.id for question in problem.questions}
        by_hand = {id_: one.answer for id_, one in self.typed.items() if id_ in ids}
        return {**answers_of(self.submission, problem), **by_hand}

    def told(self, verdict: Verdict) -> Verdict:
        """Return a verdict with what the student wrote where a person typed it, and what keeps it open otherwise."""
        if verdict.parts:
            return replace(verdict, parts=tuple(self.told(part) for part in verdict.parts))
        if verdict.problem in self.typed:
            return self.typed[verdict.problem].shown(verdict)
        if verdict.outcome is not Outcome.UNREADABLE or not self.submission.loose:
            return verdict
        return replace(verdict, unattributed=unattributed(self.submission, verdict.problem))
