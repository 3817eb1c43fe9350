"""The desk at which submissions are marked: attempts become tasks, tasks verdicts, and verdicts what a student gets."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from fractions import Fraction

from grader.batch import Graded, Task, grade_all
from grader.course.course import Course
from grader.course.handed_in import HandedIn
from grader.course.lateness import extended, lateness, reduced
from grader.course.scaling import rounded_off, scaled, without_unread
from grader.isolation.endings import Unread
from grader.problems.assignment import Assignment
from grader.problems.times import moment_text
from grader.reports.classes import Lateness, Remark, Student
from grader.reports.scores import Total, total
from grader.submissions import Notice, Submission, read_all
from grader.submissions.people import Attempt, Participant
from grader.verdict import Outcome, Verdict


@dataclass
class Sheet:
    """One attempt of a participant, None where they handed in nothing, and what is known of it so far.

    `read` is what was handed in as the grader reads it, with what people settled and typed.
    """

    participant: Participant
    attempt: Attempt | None
    lateness: Lateness | None = None
    remarks: tuple[Remark, ...] = ()
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    read: HandedIn = field(default_factory=HandedIn)

    @property
    def is_marked(self) -> bool:
        """Whether there is anything to mark: an excused student who handed in nothing is missing nothing."""
        return self.attempt is not None or not self.participant.excused

    def student(self) -> Student:
        """Return the attempt as reports take it."""
        person = self.participant
        return Student(
            person.name,
            dict(self.verdicts),
            self.remarks,
            dict(self.seconds),
            submission="" if self.attempt is None else self.attempt.files.name,
            handed_in=self.attempt is not None,
            lateness=self.lateness,
            excused=person.excused,
            stranger=person.stranger,
            folder="" if self.attempt is None else self.attempt.files.folder,
            email=person.enrolled.email if person.enrolled else "",
            known_as=("", "") if self.attempt is None else self.attempt.known_as,
        )


@dataclass(frozen=True)
class Step:
    """What marking one answer led to: whether we failed on it, and the verdicts that are ready with it, in order."""

    failed: bool
    ready: tuple[tuple[Student, Verdict], ...]


class Desk:
    """All attempts of a class that are marked, and their verdicts as they come."""

    def __init__(self, course: Course, participants: Sequence[Participant]) -> None:
        self._course = course
        self._problems = course.assignment.problems
        self._piles = [_pile(course.assignment, one) for one in participants]
        self._sheets = [sheet for pile in self._piles for sheet in pile if sheet.is_marked]

    @property
    def asked(self) -> int:
        """Return the number of answers to mark."""
        return len(self._sheets) * len(self._problems)

    def marked(self, jobs: int) -> Generator[Step, None, None]:
        """Yield a step for each answer; those of a student with several attempts are ready when one is chosen."""
        piles = {id(sheet): pile for pile in self._piles for sheet in pile}
        with (
            closing(self._tasks(jobs)) as tasks,
            closing(grade_all(tasks, self._problems.values(), jobs)) as results,
        ):
            for graded in results:
                sheet = self._sheets[graded.task.number]
                verdict = self._take(sheet, graded)
                ready = self._ready(piles[id(sheet)], sheet, verdict)
                yield Step(graded.verdict.outcome is Outcome.FAILED, tuple(ready))

    def _ready(self, pile: list[Sheet], sheet: Sheet, verdict: Verdict) -> Iterator[tuple[Student, Verdict]]:
        if len(pile) == 1:
            yield sheet.student(), verdict
        elif all(len(one.verdicts) == len(self._problems) for one in pile):
            best = self._chosen(pile).student()
            yield from ((best, one) for one in best.verdicts.values())

    def _take(self, sheet: Sheet, graded: Graded) -> Verdict:
        id_ = graded.verdict.problem
        sheet.verdicts[id_] = finished(self._course, sheet, graded.verdict)
        if len(sheet.verdicts) == len(self._problems):  # one that took long came last
            sheet.verdicts = {one: sheet.verdicts[one] for one in self._problems}
        sheet.seconds[id_] = graded.seconds
        return sheet.verdicts[id_]

    def _tasks(self, jobs: int) -> Generator[Task, None, None]:
        """Read one submission after the other, as its turn comes; what took long comes last."""
        rules = self._course.assignment
        written = [(number, one.attempt.files) for number, one in enumerate(self._sheets) if one.attempt is not None]
        blank = deque(number for number, one in enumerate(self._sheets) if one.attempt is None)
        with closing(
            read_all([files for _, files in written], rules.reading, rules.tree, jobs, sheet=rules.sheet)
        ) as submissions:
            for place, submission in submissions:
                number = written[place][0]
                while blank and blank[0] < number:
                    yield from self._sheet_tasks(blank.popleft(), None)
                yield from self._sheet_tasks(number, submission)
        for number in blank:
            yield from self._sheet_tasks(number, None)

    def _sheet_tasks(self, number: int, submission: Submission | Unread | None) -> Iterator[Task]:
        sheet = self._sheets[number]
        if isinstance(submission, Submission):
            sheet.read = self._course.read(sheet.participant.name, submission)
            sheet.remarks = remarks_of(sheet.read.submission.notices)
        for problem in self._problems.values():
            answers = sheet.read.answers(problem) if isinstance(submission, Submission) else {}
            unread = submission if isinstance(submission, Unread) else None
            yield Task(sheet.participant.name, problem, answers, number, unread)

    def students(self) -> tuple[Student, ...]:
        """Return what every student gets, by the verdicts so far."""
        return tuple(self._student(pile) for pile in self._piles)

    def _student(self, pile: list[Sheet]) -> Student:
        sheet = self._chosen(pile)
        others = tuple(_passed_over(sheet, self._totals(pile), self._course.assignment))
        student = sheet.student()
        return Student(**{**vars(student), "remarks": (*others, *student.remarks)}) if others else student

    def _totals(self, pile: list[Sheet]) -> list[tuple[Sheet, Total]]:
        return [(one, total(one.verdicts.values(), self._undone(one))) for one in pile]

    def _undone(self, sheet: Sheet) -> Fraction:
        """Return the points of what was not marked yet."""
        points = self._course.assignment.points
        return sum((points[id_] for id_ in points if id_ not in sheet.verdicts), Fraction())

    def _chosen(self, pile: list[Sheet]) -> Sheet:
        """Return the attempt that counts: of several that were marked the best, the last of equals."""
        return max(reversed(self._totals(pile)), key=lambda pair: (pair[1].low, pair[1].high))[0]


def _pile(rules: Assignment, participant: Participant) -> list[Sheet]:
    """Return the attempts that are marked: the last, or all where the best counts or nobody knows which is the last."""
    attempts: Sequence[Attempt | None] = participant.attempts or (None,)
    if rules.attempts == "last" and not participant.unclear:
        attempts = attempts[-1:]
    return [Sheet(participant, attempt, _lateness(rules, participant, attempt)) for attempt in attempts]


def _lateness(rules: Assignment, participant: Participant, attempt: Attempt | None) -> Lateness | None:
    if rules.due is None or attempt is None:
        return None
    extension = participant.enrolled.extension if participant.enrolled else None
    return lateness(attempt.submitted, extended(rules.due, extension), rules.late)


def _passed_over(sheet: Sheet, totals: list[tuple[Sheet, Total]], rules: Assignment) -> Iterator[Remark]:
    """Yield what is to be said of several attempts: which counts and why, and what is not certain about that."""
    person = sheet.participant
    if sheet.attempt is None or len(person.attempts) < 2:
        return
    names = ", ".join(_when(one) for one in person.attempts)
    why = "the last" if rules.attempts == "last" else "the best"
    if person.unclear and rules.attempts == "last":
        why = "the best, for nobody knows which was the last"
    level = "warning" if person.unclear and rules.attempts == "last" else "note"
    said = f"handed in {len(person.attempts)} times ({names}); {sheet.attempt.files.name} counts, {why}"
    yield Remark(person.name, 0, level, said)
    low = next(span.low for one, span in totals if one is sheet)
    for one, span in totals:
        if one is not sheet and one.attempt is not None and span.high > low:
            said = f"{one.attempt.files.name} could turn out to be better, as long as answers are open"
            yield Remark(person.name, 0, "warning", said)


def _when(attempt: Attempt) -> str:
    return f"{attempt.files.name}, {moment_text(attempt.submitted)}" if attempt.submitted else attempt.files.name


def finished(course: Course, sheet: Sheet, verdict: Verdict) -> Verdict:
    """Return a verdict as the student gets it: the engine's, then points, hands, the assignment's rules, rounding."""
    rules = course.assignment
    verdict = scaled(sheet.read.told(verdict), rules.points[verdict.problem])
    verdict = course.by_hand(sheet.participant.name, verdict)
    if rules.unreadable == "zero":
        verdict = without_unread(verdict)
    verdict = reduced(verdict, sheet.lateness.deduction if sheet.lateness else Fraction())
    return rounded_off(verdict, rules.rounding)


def remarks_of(notices: Iterable[Notice]) -> tuple[Remark, ...]:
    """Return notices as reports take them."""
    return tuple(Remark(one.file, one.line, one.level, one.message) for one in notices)
