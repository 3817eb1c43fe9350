"""A class run, from paths to its report: the rooms that do the work are wired here, whoever asks for the run."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from time import strftime
from typing import TypeVar

from grader.batch.cache import Cache
from grader.batch.journal import NAME as JOURNAL
from grader.batch.journal import Journal
from grader.batch.keys import digest
from grader.batch.lock import Lock
from grader.batch.records import NO_KEY, Kind
from grader.batch.versions import SEEDS, finished_key, versions
from grader.course.by_hand import ByHand, marks_path
from grader.course.course import Course, Paths, opened
from grader.course.desk import Desk
from grader.course.made_before import keep_origins, knows_whole, origins_of
from grader.course.messages import Finished, Step
from grader.course.noted import noted_run
from grader.course.plan import Plan, cache_path, refuse_reports_among_submissions
from grader.course.remembered import Memory
from grader.course.sheets import remarks_of
from grader.course.shift import StuckError, marked
from grader.course.spool import Spool, loaded
from grader.errors import RefusedError, RequestError
from grader.isolation.limits import RunLimits
from grader.isolation.pool import Done, Result, Worker, map_ordered
from grader.problems.times import time_zone
from grader.records import replace
from grader.reports.classes import ClassReport
from grader.reports.journals import Journals, make_folder
from grader.submissions import Notice, find_submissions
from grader.submissions.discovery import class_folders
from grader.submissions.metadata import own_metadata
from grader.submissions.people import participants, unknown_times
from grader.verdict import Outcome

FORMS = RunLimits(wall_seconds=3600.0, memory_bytes=8_000_000_000)  # of making one form of the report
Value = TypeVar("Value")
Item = TypeVar("Item")


class NothingToGradeError(RequestError):
    """No submission was found; `notices` may say why."""

    def __init__(self, notices: Sequence[Notice]) -> None:
        self.notices = tuple(notices)
        super().__init__("nothing to grade: no submission was found")


@contextmanager
def class_run(plan: Plan) -> Iterator[Run]:
    """Open a run, whose processes and files are closed at the end of the context.

    Raises ProblemError with the faults of the instructor's files, NothingToGradeError, ReportsAmongSubmissionsError,
    UnclearFolderError where nobody can tell what a class folder is, RefusedError where the folder of reports refuses,
    and OSError where the marks cannot be read.
    """
    refuse_reports_among_submissions(plan)
    folders = class_folders(plan.submissions, plan.single, plan.platform)
    course = opened(Paths(plan.folder, plan.assignment, plan.roster, plan.metadata, folders))
    found, notices = find_submissions(plan.submissions, plan.single, plan.staff, plan.platform)
    if not found:
        raise NothingToGradeError(notices)
    metadata = course.metadata.joined(own_metadata(found, plan.trust))
    rules = course.assignment
    zone = time_zone(rules.time_zone) if rules.time_zone else None
    people, more = participants(found, course.roster, metadata, zone)
    more = (*more, *(unknown_times(people, rules.time_zone) if rules.due is not None else ()))
    with ExitStack() as stack:
        folder = None if plan.reports is None else stack.enter_context(opened_folder(plan))
        hands = stack.enter_context(ByHand(marks_path(plan.marks, plan.reports), course.assignment.problems))
        course = replace(course, hands=hands)
        journal = opened_journal(plan, folder)
        stack.callback(journal.close)
        cache = Cache(cache_path(plan))
        stack.callback(cache.close)
        desk = Desk(course, people, journal, cache, plan.limits, plan.scheduler)
        desk.work.timing = plan.timing
        if folder is not None and not plan.timing and not hands.has_rows:  # what rows come to depends on all students
            basis = digest(finished_key(), course.assignment, plan.limits)
            desk.work.memory = Memory(journal, folder.before, basis)
        yield Run(plan, course, (*notices, *more), desk, folder)


def opened_journal(plan: Plan, folder: Journals | None) -> Journal:
    """Return the journal of a run, with a note of what decides in this one; its folder has been locked."""
    path = None if folder is None else folder.folder / JOURNAL
    journal = Journal(path, fresh=plan.fresh, retry_open=plan.retry_open)
    noted = {"versions": dict(versions()), "seeds": dict(SEEDS), "began": strftime("%Y-%m-%dT%H:%M:%S%z")}
    journal.append(Kind.RUN, NO_KEY, json.dumps(noted).encode("ascii"))
    return journal


@contextmanager
def opened_folder(plan: Plan) -> Iterator[Journals]:
    """Yield the folder of reports of a run, which no other run uses meanwhile."""
    assert plan.reports is not None
    make_folder(plan.reports)
    with closing(Lock(plan.reports)), Journals(plan.reports) as folder:
        yield folder


class Run:
    """A run that was opened: its answers are marked, then it is finished."""

    def __init__(
        self, plan: Plan, course: Course, notices: Sequence[Notice], desk: Desk, journals: Journals | None
    ) -> None:
        self._plan = plan
        self._course = course
        self._notices = notices
        self._desk = desk
        self._journals = journals
        self._jobs = processors()
        self._report: ClassReport | None = None
        self._students = Spool(None if journals is None else journals.folder, desk.work.again)
        self._outcomes: Counter[Outcome] = Counter()

    @property
    def asked(self) -> int:
        """Return the number of answers to mark."""
        return self._desk.asked

    @property
    def files(self) -> tuple[Path, ...]:
        """Return the files and the folder that a finished run leaves."""
        return () if self._journals is None else self._journals.paths

    @property
    def journal(self) -> Path | None:
        """Return the file in which verdicts are kept for the next run, None where there is none."""
        return self._desk.journal.path

    def said(self) -> list[str]:
        """Return what is to be said of the journal and of the cache: what came from there, and what is wrong there."""
        lines = [*self._desk.journal.said, *dict.fromkeys(self._desk.cache.said)]
        if self._desk.reused and self.journal is not None:
            lines.append(
                f"{self._desk.reused:,} of {self._desk.given:,} answers stood decided in {self.journal} already"
            )
        return lines

    def marked(self, jobs: int | None = None) -> Generator[Step, None, None]:
        """Yield what happens, with `jobs` processes, one for each processor unless said.

        A student's verdicts are told when they are on the disk, and all before them were told. Who stops early may
        finish, too.
        """
        self._jobs = jobs or self._jobs
        with closing(marked(self._desk, self._jobs)) as steps:
            for step in steps:
                for student in step.students:
                    self._take(student)
                yield step

    def _take(self, student: Finished) -> None:
        """Take a student who is finished."""
        self._outcomes.update(student.every)
        if self._journals is not None:
            self._desk.note(student, self._journals.add(*student.lines))
        note = student.note
        if note is not None and note.record is not None:
            self._students.add_noted(student.name, note.told.digest, note.data, note.told.size)
        else:
            self._students.add(student.name, student.student)

    def finish(self, *, is_whole: bool = True) -> ClassReport:
        """Return the report; where all answers were marked (`is_whole`), put a finished set of results in place."""
        asked = None if is_whole else self.asked
        names = set(self._desk.names)
        hands = self._course.hands
        marks = () if hands is None else hands.remarks(names, is_whole=is_whole)
        remarks = (*marks, *remarks_of(self._notices))
        course, students = self._course, self._students
        report = ClassReport(
            course.assignment.points,
            students,
            course.notes,
            remarks,
            asked,
            course.assignment,
            tuple(students.names),
            self._outcomes,
        )
        if self._journals is not None and is_whole:
            run = noted_run(self._journals.folder, self._plan.folder, course.assignment.problems.values())
            journal, timing = self._desk.journal, self._plan.timing
            origins = origins_of(report, students, journal, timing=timing, fresh=self._plan.fresh)
            if not knows_whole(journal, origins):  # tables are made anew, for which each process needs all students
                report = replace(report, students=students.whole(self._each))
            keep_origins(
                journal,
                self._journals.finish(report, timing=timing, run=run, load=loaded, each=self._each, origins=origins),
            )
        self._report = report
        return report

    def _each(self, make: Callable[[Item], Value], pieces: Iterable[Item]) -> Iterator[Value]:
        """Apply a making to all pieces, in worker processes."""
        with closing(map_ordered(lambda piece: _tried(lambda: make(piece)), pieces, self._jobs, FORMS)) as results:
            yield from (_value(result) for _, result in results)

    def kept(self, name: str) -> str | None:
        """Return what a file of the results holds that this run has put in place, without its last line feed."""
        if self._journals is None or self._report is None or self._report.asked is not None:
            return None
        with suppress(OSError):
            return (self._journals.folder / name).read_bytes().decode("utf-8").removesuffix("\n")
        return None

    def made(self, make: Callable[[ClassReport], Value]) -> Value:
        """Return what is made of the report, by a worker process: it may take much memory. Raises RequestError."""
        assert self._report is not None
        report = self._report
        with Worker[None, Value | RequestError](lambda _: _tried(lambda: make(loaded(report))), FORMS) as worker:
            return _value(worker.call(None))


def _tried(make: Callable[[], Value]) -> Value | RequestError:
    try:
        return make()
    except RefusedError as error:
        return error
    except RequestError as error:
        return RequestError(str(error))  # others may not survive the way between processes


def _value(result: Result[Value | RequestError]) -> Value:
    """Return what a worker has made of the report. Raises RequestError where it could not for a reason of its own."""
    if not isinstance(result, Done):
        raise StuckError(f"a report could not be made: {result}")
    if isinstance(result.value, RequestError):
        raise result.value
    return result.value


def processors() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
