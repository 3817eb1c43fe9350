"""The class as a wide table: a row for each student, a column for each problem, blank where a score is open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from fractions import Fraction

from grader.marking.rounding import rounded
from grader.reports.class_csv import cell
from grader.reports.classes import ClassReport, Student
from grader.reports.scores import spelled
from grader.reports.standing import status


def wide_csv(report: ClassReport, newline: str = "\n") -> str:
    """Return the table; its second row has what each problem is worth, its last columns both ends of the totals."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=newline)
    problems = [cell(id_) for id_ in report.problems]
    writer.writerow(["student", "email", "status", *problems, "total", "total_low", "total_high"])
    worth = [spelled(points) for points in report.problems.values()]
    points = spelled(sum(map(rounded, report.problems.values()), Fraction()))
    writer.writerow(["points possible", "", "", *worth, points, points, points])
    writer.writerows(_row(report, student) for student in report.students)
    return text.getvalue()


def _row(report: ClassReport, student: Student) -> Iterator[str]:
    yield from (cell(student.name), cell(student.email), status(student))
    for id_ in report.problems:
        verdict = student.verdicts.get(id_)
        yield "" if verdict is None or verdict.score is None else spelled(verdict.score)
    whole = report.total(student)
    if student.excused:
        yield from ("", "", "")
    else:
        yield spelled(whole.low) if whole.low == whole.high else ""
        yield from (spelled(whole.low), spelled(whole.high))
