"""What `grader grade` does, from paths to an exit code: the rooms that do the work are wired here."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import click

from grader.batch import Graded, Task, error_code, grade_all
from grader.cli import exits
from grader.cli.handed_in import answers_of
from grader.cli.output import Stream, columns, paint, put, tell
from grader.cli.problems import loaded
from grader.cli.progress import Progress
from grader.problems.question import Problem
from grader.reports.class_data import class_csv, class_json, student_verdict
from grader.reports.class_text import class_text
from grader.reports.classes import ClassReport, Remark, Student
from grader.reports.documents import dumps
from grader.reports.journals import Journals
from grader.reports.texts import many
from grader.submissions import Notice, SubmissionFiles, find_submissions, read_submission
from grader.verdict import Outcome, Verdict

SHOWN_BELOW = 10  # submissions below `--fail-under` that are named


@dataclass(frozen=True)
class Plan:
    """The flags of one run."""

    submissions: tuple[Path, ...]
    folder: Path
    reports: Path | None = None
    form: str = "text"
    jobs: int | None = None
    floor: Fraction | None = None
    single: bool = False
    wide: bool = False
    timing: bool = False


@dataclass
class _Entry:
    """One submission and what is known of it so far."""

    name: str
    remarks: tuple[Remark, ...] = ()
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def student(self) -> Student:
        """Return the submission as reports take it."""
        return Student(self.name, dict(self.verdicts), self.remarks, dict(self.seconds))


def run(plan: Plan) -> int:
    """Grade, report, and return the exit code."""
    _refuse_reports_among_submissions(plan)
    problems = loaded(plan.folder)
    found, notices = find_submissions(plan.submissions, plan.single)
    if not found:
        for notice in notices:
            tell(str(notice))
        tell("nothing to grade: no submission was found")
        return exits.NOTHING
    entries: list[_Entry] = []
    asked = None
    stream = Stream(patient=plan.reports is not None)
    with ExitStack() as stack:
        journals = None if plan.reports is None else stack.enter_context(Journals(plan.reports))
        try:
            _grade(plan, problems, found, entries, journals, stream)
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # what was done is written out, however often it is pressed
            asked = len(found) * len(problems)
        report = _report(plan, problems, entries, _remarks(notices), asked)
        if journals is not None:
            journals.finish(report, timing=plan.timing)
            tell(f"journals: {', '.join(str(path) for path in journals.paths)}")
    if asked is not None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    stream.settle()
    if plan.form != "jsonl":
        put(_shown(plan, report))
    return _code(plan, report)


def _grade(
    plan: Plan,
    problems: Mapping[str, Problem],
    found: Sequence[SubmissionFiles],
    entries: list[_Entry],
    journals: Journals | None,
    stream: Stream,
) -> None:
    jobs = plan.jobs or _processors()
    results = grade_all(_tasks(found, problems, entries), problems.values(), jobs)
    with closing(results), Progress(len(found) * len(problems)) as progress:
        for graded in results:
            entry = entries[graded.task.number]
            entry.verdicts[graded.verdict.problem] = graded.verdict
            entry.seconds[graded.verdict.problem] = graded.seconds
            line = _line(plan, graded)
            if journals is not None:
                journals.add(line)
            if plan.form == "jsonl":
                progress.clear()
                stream.put(line)
            progress.step(failed=graded.verdict.outcome is Outcome.FAILED)


def _processors() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _line(plan: Plan, graded: Graded) -> str:
    return dumps(student_verdict(graded.task.student, graded.verdict, graded.seconds if plan.timing else None))


def _tasks(found: Sequence[SubmissionFiles], problems: Mapping[str, Problem], entries: list[_Entry]) -> Iterator[Task]:
    """Read one submission after the other, as its turn comes; one that cannot be read for a fault of ours is broken."""
    for number, files in enumerate(found):
        try:
            submission = read_submission(files, problems)
        except Exception as error:
            entries.append(_Entry(files.name))
            code = error_code(error)
            yield from (Task(files.name, problem, {}, number, code) for problem in problems.values())
            continue
        entries.append(_Entry(submission.name, _remarks(submission.notices)))
        for problem in problems.values():
            yield Task(submission.name, problem, answers_of(submission, problem), number)


def _remarks(notices: Iterable[Notice]) -> tuple[Remark, ...]:
    return tuple(Remark(one.file, one.line, one.level, one.message) for one in notices)


def _report(
    plan: Plan,
    problems: Mapping[str, Problem],
    entries: list[_Entry],
    remarks: tuple[Remark, ...],
    asked: int | None,
) -> ClassReport:
    points = {key: problem.points for key, problem in problems.items()}
    students = tuple(entry.student() for entry in entries if asked is None or entry.verdicts)
    number = many(len(problems), "problem")
    note = f"no assignment given: all of the {number} under {plan.folder} are set"
    return ClassReport(points, students, (note,), remarks, asked)


def _shown(plan: Plan, report: ClassReport) -> str:
    match plan.form:
        case "json":
            return class_json(report, timing=plan.timing)
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
    totals = [(student.name, report.total(student)) for student in report.students]
    return [f"{name} ({total})" for name, total in totals if total.below(floor)]


def _refuse_reports_among_submissions(plan: Plan) -> None:
    """Refuse a folder of journals that the next run would take for something a student handed in."""
    if plan.reports is None:
        return
    folder = plan.reports.resolve()
    for path in plan.submissions:
        if folder == path.resolve() or path.resolve() in folder.parents:
            raise click.UsageError(f"-o {plan.reports} lies among the submissions in {path}; choose a folder elsewhere")
