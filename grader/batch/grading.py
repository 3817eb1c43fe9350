"""Tasks become verdicts, question by question, in a worker process; nothing that one answer does ends more than it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping

from grader import marking
from grader.batch.endings import settled
from grader.claims import builders, networks
from grader.evidence import load_all
from grader.faces import load_files
from grader.isolation.endings import Unread
from grader.isolation.limits import LIMITS, RunLimits
from grader.isolation.pool import Result, Worker
from grader.language import code, grammar, units
from grader.marking.answer import Answer
from grader.marking.mark import join, mark_question
from grader.problems.question import Problem, Question
from grader.records import dataclass, field
from grader.verdict import Verdict

Mark = Callable[[Question, Answer], Verdict]


@dataclass(frozen=True)
class Task:
    """One student's answers to one problem, keyed by question id.

    `student` and `number` are only carried along. `unread`: why the answers could not even be had, which leaves all of
    them open.
    """

    student: str
    problem: Problem
    answers: Mapping[str, Answer] = field(default_factory=dict)
    number: int = 0
    unread: Unread | None = None

    def jobs(self) -> Iterator[Job]:
        """Yield one job for each question."""
        for question in () if self.unread else self.problem.questions:
            yield Job(question.id, self.answers.get(question.id, Answer()))


@dataclass(frozen=True)
class Graded:
    """A task with its verdict, and the seconds by the clock that deciding it took (0 where it was reused)."""

    task: Task
    verdict: Verdict
    seconds: float


@dataclass(frozen=True)
class Job:
    """An answer to one question, which is known by its id on both sides of the pipe."""

    question: str
    answer: Answer


def _marker_of(problems: Iterable[Problem], mark: Mark | None) -> Callable[[Job], Verdict]:
    questions = {question.id: question for problem in problems for question in problem.questions}
    return lambda job: (mark or mark_question)(questions[job.question], job.answer)


def load_everything() -> None:
    """Load all ways to decide, before workers are forked that are to have them."""
    load_all()
    load_files(builders, marking, networks, code, grammar, units)
    gc.freeze()  # what is loaded is no waste: nobody need look, and workers share its memory


class Marker:
    """Marks one answer at a time, in one worker process that is started anew where it had to be killed.

    For `many` answers all ways to decide are loaded before it is forked; for one it loads what that one needs.
    `mark` is done in the worker, `mark_question` where nothing else is said.
    """

    def __init__(
        self, problems: Iterable[Problem], limits: RunLimits = LIMITS, *, many: bool = True, mark: Mark | None = None
    ) -> None:
        if many:
            load_everything()
        self._limits = limits
        self._worker = Worker(_marker_of(problems, mark), limits)

    def grade(self, task: Task) -> Graded:
        """Return the verdict on one task, nothing reused."""
        if task.unread is not None:
            return unread(task, task.unread, self._limits)
        verdicts, seconds = [], 0.0
        for question, job in zip(task.problem.questions, task.jobs(), strict=True):
            result = self.call(job)
            verdicts.append(settled(question, job.answer, result, self._limits))
            seconds += result.seconds
        return Graded(task, join(task.problem, verdicts), seconds)

    def call(self, job: Job) -> Result[Verdict]:
        """Return what became of one job."""
        return self._worker.call(job)

    def close(self) -> None:
        """End the worker process."""
        self._worker.close()

    def __enter__(self) -> Marker:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


def unread(task: Task, why: Unread, limits: RunLimits) -> Graded:
    """Return the task with all its questions open."""
    verdicts = [settled(question, Answer(), why.why, limits, why.file) for question in task.problem.questions]
    return Graded(task, join(task.problem, verdicts), 0.0)
