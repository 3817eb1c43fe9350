"""Tasks become verdicts, question by question, in worker processes; nothing that one answer does ends the run."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field

from grader.batch.endings import settled
from grader.claims import builders, networks
from grader.evidence import load_all
from grader.faces import load_files
from grader.isolation.endings import Unread
from grader.isolation.limits import LIMITS, RunLimits
from grader.isolation.pool import Broke, Result, TimedOut, Worker, map_ordered
from grader.marking.answer import Answer
from grader.marking.mark import join, mark_question
from grader.problems.question import Problem, Question
from grader.verdict import Verdict


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

    @property
    def key(self) -> Hashable:
        """Return all that a verdict depends on but for the places where the texts stand, which only candidates tell."""
        every = self.answer.fields.items()
        fields = tuple((name, one.text, one.error, one.notes, one.candidates) for name, one in every)
        whole = self.answer.whole and (self.answer.whole.text, self.answer.whole.error, self.answer.whole.notes)
        return self.question, fields, whole, self.answer.error


def _marker_of(problems: Iterable[Problem]) -> Callable[[Job], Verdict]:
    questions = {question.id: question for problem in problems for question in problem.questions}
    return lambda job: mark_question(questions[job.question], job.answer)


class Marker:
    """Marks one answer at a time, in one worker process that is started anew where it had to be killed.

    For `many` answers all ways to decide are loaded before it is forked; for one it loads what that one needs.
    """

    def __init__(self, problems: Iterable[Problem], limits: RunLimits = LIMITS, *, many: bool = True) -> None:
        if many:
            load_all()
            load_files(builders, networks)
        self._limits = limits
        self._worker = Worker(_marker_of(problems), limits)

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


def grade_all(
    tasks: Iterable[Task], problems: Iterable[Problem], jobs: int = 1, limits: RunLimits = LIMITS
) -> Generator[Graded, None, None]:
    """Yield the tasks with their verdicts, in order, but last those in which something ran out of time.

    Every task's problem is one of `problems`. Equal answers to one question are decided once. What ran out of time is
    tried once more when all else is done, for all equal answers at once, and what broke for each of them.
    """
    known = list(problems)
    with closing(Marker(known, limits)) as marker:
        run = _Run(tasks, marker, limits)
        with closing(map_ordered(_marker_of(known), run.fresh_jobs(), jobs, limits)) as results:
            for job, result in results:
                run.results[job.key] = result
                yield from run.complete()
        yield from run.complete()
        with closing(map_ordered(_marker_of(known), run.late_jobs(), jobs, limits)) as results:
            for job, result in results:
                run.results[job.key] = result
        yield from run.last()


def unread(task: Task, why: Unread, limits: RunLimits) -> Graded:
    """Return the task with all its questions open."""
    verdicts = [settled(question, Answer(), why.why, limits, why.file) for question in task.problem.questions]
    return Graded(task, join(task.problem, verdicts), 0.0)


class _Run:
    """What one `grade_all` knows: the tasks begun and not yet yielded, and the result for every distinct answer.

    `late` are tasks that wait for the end.
    """

    def __init__(self, tasks: Iterable[Task], marker: Marker, limits: RunLimits) -> None:
        self._tasks = tasks
        self._marker = marker
        self._limits = limits
        self._begun: deque[Task] = deque()
        self._late: list[Task] = []
        self._seen: set[Hashable] = set()
        self._used: set[Hashable] = set()
        self.results: dict[Hashable, Result[Verdict]] = {}

    def fresh_jobs(self) -> Iterator[Job]:
        """Yield the jobs of all tasks but those equal to an earlier one."""
        for task in self._tasks:
            self._begun.append(task)
            for job in task.jobs():
                if job.key not in self._seen:
                    self._seen.add(job.key)
                    yield job

    def complete(self) -> Iterator[Graded]:
        """Yield the oldest tasks, as far as all their questions are decided; what is late is put aside."""
        while self._begun and all(job.key in self.results for job in self._begun[0].jobs()):
            task = self._begun.popleft()
            if any(isinstance(self.results[job.key], TimedOut) for job in task.jobs()):
                self._late.append(task)
            else:
                yield self._graded(task)

    def late_jobs(self) -> Iterator[Job]:
        """Yield the jobs that ran out of time, one of each that are equal."""
        late = {job.key: job for task in self._late for job in task.jobs()}
        yield from [job for key, job in late.items() if isinstance(self.results[key], TimedOut)]

    def last(self) -> Iterator[Graded]:
        """Yield the tasks that were put aside, however their second try ended."""
        yield from map(self._graded, self._late)

    def _graded(self, task: Task) -> Graded:
        if task.unread is not None:
            return unread(task, task.unread, self._limits)
        verdicts, seconds = [], 0.0
        for question, job in zip(task.problem.questions, task.jobs(), strict=True):
            verdict, taken = self._verdict(question, job)
            verdicts.append(verdict)
            seconds += taken
        return Graded(task, join(task.problem, verdicts), seconds)

    def _verdict(self, question: Question, job: Job) -> tuple[Verdict, float]:
        result = self.results[job.key]
        if job.key in self._used and isinstance(result, Broke):
            result = self.results[job.key] = self._marker.call(job)
        elif job.key in self._used:
            return settled(question, job.answer, result, self._limits), 0.0
        self._used.add(job.key)
        return settled(question, job.answer, result, self._limits), result.seconds
