"""A class run, from paths to its report: the rooms that do the work are wired here, whoever asks for the run."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from grader.course.by_hand import ByHand, marks_path
from grader.course.course import Course, Paths, opened
from grader.course.desk import Desk, remarks_of
from grader.course.noted import noted_run
from grader.errors import RequestError
from grader.reports.class_json import student_verdict
from grader.reports.classes import ClassReport
from grader.reports.journals import Journals
from grader.reports.result_json import dumps
from grader.submissions import Notice, find_submissions
from grader.submissions.discovery import class_folders
from grader.submissions.metadata import own_metadata
from grader.submissions.people import Participant, participants, unknown_times


@dataclass(frozen=True)
class Plan:
    """What one run marks, by which files of the instructor, and the folder `reports` of its journals.

    `folder` has the problems. `single`: each path is one submission. `trust`: what submissions say of themselves is
    believed. `platform`: where class folders were downloaded; unless said, told by names. `timing`: journals hold the
    seconds taken.
    """

    submissions: tuple[Path, ...]
    folder: Path
    assignment: Path | None = None
    roster: Path | None = None
    metadata: Path | None = None
    marks: Path | None = None
    reports: Path | None = None
    single: bool = False
    trust: bool = False
    platform: str | None = None
    timing: bool = False

    @property
    def staff(self) -> tuple[Path, ...]:
        """Return the files and folders of the instructor, which may lie in the class folder."""
        named = (self.folder, self.assignment, self.roster, self.metadata, self.marks)
        return tuple(path for path in named if path is not None)


class ReportsAmongSubmissionsError(RequestError):
    """The journals would lie where the next run would take them for something a student handed in."""

    def __init__(self, reports: Path, path: Path) -> None:
        super().__init__(f"{reports} lies among the submissions in {path}; choose a folder elsewhere")


class NothingToGradeError(RequestError):
    """No submission was found; `notices` may say why."""

    def __init__(self, notices: Sequence[Notice]) -> None:
        self.notices = tuple(notices)
        super().__init__("nothing to grade: no submission was found")


@dataclass(frozen=True)
class Marked:
    """What marking one answer led to: whether we failed on it, and the JSON of the verdicts that are ready with it."""

    failed: bool
    lines: tuple[str, ...]


@contextmanager
def class_run(plan: Plan) -> Iterator[Run]:
    """Open a run, whose processes and files are closed at the end of the context.

    Raises ProblemError with the faults of the instructor's files, NothingToGradeError, ReportsAmongSubmissionsError,
    UnclearFolderError where nobody can tell what a class folder is,
    and OSError where the marks cannot be read or the journals not be written.
    """
    _refuse_reports_among_submissions(plan)
    folders = class_folders(plan.submissions, plan.single, plan.platform)
    course = opened(Paths(plan.folder, plan.assignment, plan.roster, plan.metadata, folders))
    found, notices = find_submissions(plan.submissions, plan.single, plan.staff, plan.platform)
    if not found:
        raise NothingToGradeError(notices)
    metadata = course.metadata.joined(own_metadata(found, plan.trust))
    people, more = participants(found, course.roster, metadata)
    more = (*more, *(unknown_times(people) if course.assignment.due is not None else ()))
    with ExitStack() as stack:
        hands = stack.enter_context(ByHand(marks_path(plan.marks, plan.reports), course.assignment.problems))
        journals = None if plan.reports is None else stack.enter_context(Journals(plan.reports))
        yield Run(plan, replace(course, hands=hands), people, (*notices, *more), hands, journals)


class Run:
    """A run that was opened: its answers are marked, then it is finished."""

    def __init__(
        self,
        plan: Plan,
        course: Course,
        people: Sequence[Participant],
        notices: Sequence[Notice],
        hands: ByHand,
        journals: Journals | None,
    ) -> None:
        self._plan = plan
        self._course = course
        self._names = {one.name for one in people}
        self._notices = notices
        self._hands = hands
        self._journals = journals
        self._desk = Desk(course, people)

    @property
    def asked(self) -> int:
        """Return the number of answers to mark."""
        return self._desk.asked

    @property
    def files(self) -> tuple[Path, ...]:
        """Return the files and the folder that a finished run leaves."""
        return () if self._journals is None else self._journals.paths

    def marked(self, jobs: int | None = None) -> Generator[Marked, None, None]:
        """Yield a step for each answer, with `jobs` processes, one for each processor unless said.

        Each verdict stands in the journal as soon as it and all before it are decided. Who stops early may finish, too.
        """
        with closing(self._desk.marked(jobs or processors())) as steps:
            for step in steps:
                lines = tuple(dumps(student_verdict(*one, timing=self._plan.timing)) for one in step.ready)
                if self._journals is not None:
                    self._journals.add(*lines)
                yield Marked(step.failed, lines)

    def finish(self, *, is_whole: bool = True) -> ClassReport:
        """Return the report, and complete the journals; `is_whole`: all answers were marked, none was left out."""
        asked = None if is_whole else self.asked
        remarks = (*self._hands.remarks(self._names, is_whole=is_whole), *remarks_of(self._notices))
        students = tuple(one for one in self._desk.students() if is_whole or one.verdicts or one.excused)
        course = self._course
        report = ClassReport(course.assignment.points, students, course.notes, remarks, asked, course.assignment)
        if self._journals is not None:
            self._journals.finish(report, timing=self._plan.timing)
            self._journals.note(noted_run(self._journals.folder, self._plan.folder))
        return report


def processors() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _refuse_reports_among_submissions(plan: Plan) -> None:
    if plan.reports is None:
        return
    folder = plan.reports.resolve()
    for path in plan.submissions:
        if folder == path.resolve() or path.resolve() in folder.parents:
            raise ReportsAmongSubmissionsError(plan.reports, path)
