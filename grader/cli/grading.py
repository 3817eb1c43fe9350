"""What `grader grade` does, from paths to an exit code: the rooms that do the work are wired here."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import click

from grader.cli import exits
from grader.cli.by_hand import ByHand, marks_path
from grader.cli.course import Course, Paths, opened
from grader.cli.desk import Desk, remarks_of
from grader.cli.noted import noted_run
from grader.cli.output import Stream, columns, paint, put, tell
from grader.cli.progress import Progress
from grader.reports.class_data import class_csv, class_json, student_verdict
from grader.reports.class_page import class_page
from grader.reports.class_text import class_text
from grader.reports.classes import ClassReport, Remark
from grader.reports.documents import dumps
from grader.reports.journals import Journals
from grader.reports.texts import many
from grader.submissions import Notice, find_submissions
from grader.submissions.discovery import class_folders
from grader.submissions.metadata import own_metadata
from grader.submissions.people import participants
from grader.verdict import Outcome

SHOWN_BELOW = 10  # submissions below `--fail-under` that are named


@dataclass(frozen=True)
class Plan:
    """The flags of one run."""

    submissions: tuple[Path, ...]
    folder: Path
    assignment: Path | None = None
    roster: Path | None = None
    metadata: Path | None = None
    trust: bool = False
    reports: Path | None = None
    form: str = "text"
    jobs: int | None = None
    floor: Fraction | None = None
    single: bool = False
    wide: bool = False
    timing: bool = False
    marks: Path | None = None

    @property
    def staff(self) -> tuple[Path, ...]:
        """Return the files and folders of the instructor, which may lie in the class folder."""
        named = (self.folder, self.assignment, self.roster, self.metadata, self.marks)
        return tuple(path for path in named if path is not None)


def run(plan: Plan) -> int:
    """Grade, report, and return the exit code."""
    _refuse_reports_among_submissions(plan)
    folders = class_folders(plan.submissions, plan.single)
    course = opened(Paths(plan.folder, plan.assignment, plan.roster, plan.metadata, folders))
    found, notices = find_submissions(plan.submissions, plan.single, plan.staff)
    if not found:
        return _nothing(notices)
    metadata = course.metadata.joined(own_metadata(found, plan.trust))
    people, more = participants(found, course.roster, metadata)
    asked = None
    stream = Stream(patient=plan.reports is not None)
    with ExitStack() as stack:
        hands = stack.enter_context(ByHand(marks_path(plan.marks, plan.reports), course.assignment.problems))
        desk = Desk(replace(course, hands=hands), people)
        journals = None if plan.reports is None else stack.enter_context(Journals(plan.reports))
        try:
            _mark(plan, desk, journals, stream)
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # what was done is written out, however often it is pressed
            asked = desk.asked
        remarks = (*hands.remarks({one.name for one in people}, is_whole=asked is None), *remarks_of((*notices, *more)))
        report = _report(course, desk, remarks, asked)
        if journals is not None:
            journals.finish(report, timing=plan.timing)
            journals.note(noted_run(journals.folder, plan.folder))
            tell(f"journals: {', '.join(str(path) for path in journals.paths)}")
    if asked is not None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    stream.settle()
    if plan.form != "jsonl":
        put(_shown(plan, report))
    return _code(plan, report)


def _nothing(notices: Iterable[Notice]) -> int:
    for notice in notices:
        tell(str(notice))
    tell("nothing to grade: no submission was found")
    return exits.NOTHING


def _mark(plan: Plan, desk: Desk, journals: Journals | None, stream: Stream) -> None:
    """Mark all submissions; each verdict is written as soon as it and all before it are decided."""
    with closing(desk.marked(plan.jobs or _processors())) as marked, Progress(desk.asked) as progress:
        for step in marked:
            for student, verdict in step.ready:
                line = dumps(student_verdict(student, verdict, timing=plan.timing))
                if journals is not None:
                    journals.add(line)
                if plan.form == "jsonl":
                    progress.clear()
                    stream.put(line)
            progress.step(failed=step.failed)


def _processors() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _report(course: Course, desk: Desk, remarks: tuple[Remark, ...], asked: int | None) -> ClassReport:
    students = tuple(student for student in desk.students() if asked is None or student.verdicts or student.excused)
    return ClassReport(course.assignment.points, students, course.notes, remarks, asked, course.assignment)


def _shown(plan: Plan, report: ClassReport) -> str:
    match plan.form:
        case "json":
            return class_json(report, timing=plan.timing)
        case "md":
            return class_page(report).removesuffix("\n")
        case "csv":
            return class_csv(report).removesuffix("\n")
        case _:
            return class_text(report, columns(), wide=plan.wide, paint=paint)


def _code(plan: Plan, report: ClassReport) -> int:
    below = [] if plan.floor is None else _below(report, plan.floor)
    if below:
        named = ", ".join(below[:SHOWN_BELOW]) + (", …" if len(below) > SHOWN_BELOW else "")
        tell(f"below --fail-under for certain: {many(len(below), 'submission')}: {named}")
    failed = report.outcomes().get(Outcome.FAILED, 0)
    if failed:
        tell(f"the grader itself failed on {many(failed, 'answer')}; they are open, and cost the students nothing")
    if report.asked is not None:
        tell("interrupted; what was done is kept")
        return exits.INTERRUPTED
    if failed:
        return exits.OPEN
    return exits.BELOW if below else exits.DONE


def _below(report: ClassReport, floor: Fraction) -> list[str]:
    totals = [(student.name, report.total(student)) for student in report.students if not student.excused]
    return [f"{name} ({total})" for name, total in totals if total.below(floor)]


def _refuse_reports_among_submissions(plan: Plan) -> None:
    """Refuse a folder of journals that the next run would take for something a student handed in."""
    if plan.reports is None:
        return
    folder = plan.reports.resolve()
    for path in plan.submissions:
        if folder == path.resolve() or path.resolve() in folder.parents:
            raise click.UsageError(f"-o {plan.reports} lies among the submissions in {path}; choose a folder elsewhere")
