"""A class run from Python."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from grader.course.plan import Plan
from grader.course.run import class_run
from grader.records import replace
from grader.reports.classes import ClassReport

Where = str | Path


def grade(
    *submissions: Where,
    problems: Where,
    assignment: Where | None = None,
    roster: Where | None = None,
    reports: Where | None = None,
    marks: Where | None = None,
    jobs: int | None = None,
) -> ClassReport:
    """Grade submissions as `grader grade` does, and return its report; `reports` is the folder for journals and pages.

    Raises ProblemError with the faults of the instructor's files, and RequestError where there is nothing to grade.
    """
    plan = Plan(
        tuple(map(Path, submissions)),
        Path(problems),
        assignment=_path(assignment),
        roster=_path(roster),
        marks=_path(marks),
        reports=_path(reports),
    )
    with class_run(plan) as run:
        with closing(run.marked(jobs)) as marked:
            for _ in marked:
                pass
        report = run.finish(is_whole=True)
        return replace(report, students=tuple(report.students))


def _path(given: Where | None) -> Path | None:
    return None if given is None else Path(given)
