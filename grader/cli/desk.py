"""The desk at which submissions are marked: attempts become tasks, tasks verdicts, and verdicts what a student gets."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from grader.batch import Graded, Task, error_code, grade_all
from grader.cli.course import Course
from grader.cli.handed_in import answers_of
from grader.marking.scaling import rounded_off, scaled, without_unread
from grader.reports.classes import Remark, Student
from grader.submissions import Notice, read_submission
from grader.submissions.people import Attempt, Participant
from grader.verdict import Verdict


@dataclass
class Sheet:
    """One attempt, and what is known of it so far."""

    participant: Participant
    attempt: Attempt
    remarks: tuple[Remark, ...] = ()
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def student(self) -> Student:
        """Return the attempt as reports take it."""
        remarks = remarks_of(self.participant.notices) + self.remarks
        return Student(self.participant.name, dict(self.verdicts), remarks, dict(self.seconds))


class Desk:
    """All attempts of a class, and their verdicts as they come."""

    def __init__(self, course: Course, participants: Sequence[Participant]) -> None:
        self._course = course
        self._problems = course.assignment.problems
        self.sheets = [Sheet(one, attempt) for one in participants for attempt in one.attempts]

    @property
    def asked(self) -> int:
        """Return the number of answers to mark."""
        return len(self.sheets) * len(self._problems)

    def marked(self, jobs: int) -> Generator[tuple[Student, Verdict], None, None]:
        """Yield each verdict, finished, with the student as far as known, in order."""
        with closing(grade_all(self._tasks(), self._problems.values(), jobs)) as results:
            for graded in results:
                sheet = self.sheets[graded.task.number]
                self._take(sheet, graded)
                yield sheet.student(), sheet.verdicts[graded.verdict.problem]

    def students(self) -> tuple[Student, ...]:
        """Return what every student gets, by the verdicts so far."""
        return tuple(sheet.student() for sheet in self.sheets)

    def _take(self, sheet: Sheet, graded: Graded) -> None:
        id_ = graded.verdict.problem
        sheet.verdicts[id_] = finished(self._course, sheet, graded.verdict)
        sheet.seconds[id_] = graded.seconds

    def _tasks(self) -> Iterator[Task]:
        """Read one submission after the other, as its turn comes; one that we fail to read is broken."""
        for number, sheet in enumerate(self.sheets):
            name = sheet.participant.name
            try:
                submission = read_submission(sheet.attempt.files, self._problems)
            except Exception as error:
                code = error_code(error)
                yield from (Task(name, problem, {}, number, code) for problem in self._problems.values())
                continue
            sheet.remarks = remarks_of(submission.notices)
            for problem in self._problems.values():
                yield Task(name, problem, answers_of(submission, problem), number)


def finished(course: Course, sheet: Sheet, verdict: Verdict) -> Verdict:
    """Return a verdict as the student gets it: the engine's, then points, hands, the assignment's rules, rounding."""
    rules = course.assignment
    verdict = scaled(verdict, rules.points[verdict.problem])
    verdict = course.by_hand(sheet.participant.name, verdict)
    if rules.unreadable == "zero":
        verdict = without_unread(verdict)
    return rounded_off(verdict, rules.rounding)


def remarks_of(notices: Iterable[Notice]) -> tuple[Remark, ...]:
    """Return notices as reports take them."""
    return tuple(Remark(one.file, one.line, one.level, one.message) for one in notices)
