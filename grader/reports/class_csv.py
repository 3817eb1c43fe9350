"""The class as a table: a row for each student and problem, and each student's total."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from grader.marking.rounding import rounded
from grader.reports.classes import ClassReport, Student
from grader.reports.clean import SHOWN, cut, without_caret
from grader.reports.scores import spelled
from grader.reports.standing import status
from grader.verdict import Verdict

CSV_HEAD = ("student", "problem", "outcome", "score", "points", "score_low", "score_high", "feedback")
CSV_STANDING = ("assignment", "due", "submitted", "status", "deduction")
_FORMULA = re.compile(r"'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]")
# What would become a cell of its own where a spreadsheet takes another sign for the separator, as `;` in German.
_INNER_FORMULA = re.compile(
    r"([;\t\r\n]\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])(?![+-]?\d+(?:[.,/]\d+)?\s*(?:[])};,\s]|\Z))"
)
_STOPS = (".", "!", "?", ":", ";", "…")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?\Z")


def class_csv(report: ClassReport, newline: str = "\n") -> str:
    """Return one row for each student and problem, and after each student's rows their total.

    The row of a total has no problem, and the outcome `total`. Texts that a spreadsheet would take for a formula
    get an apostrophe before them.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=newline)
    writer.writerow((*CSV_HEAD, *CSV_STANDING))
    for student in report.students:
        standing = _standing_cells(report, student)
        writer.writerows([*_csv_row(student.name, verdict), *standing] for verdict in student.verdicts.values())
        writer.writerow([*_total_row(report, student), *standing])
    return text.getvalue()


def _standing_cells(report: ClassReport, student: Student) -> list[str]:
    late = student.lateness
    title = "" if report.assignment is None else cell(report.assignment.title)
    if late is None:
        return [title, "", "", status(student), ""]
    submitted = "" if late.submitted is None else late.submitted.isoformat()
    return [
        title,
        late.due.isoformat(),
        submitted,
        status(student),
        str(float(late.deduction)) if late.deduction else "",
    ]


def _csv_row(student: str, verdict: Verdict) -> list[str]:
    low, high = verdict.score_range
    score = "" if verdict.score is None else spelled(verdict.score)
    numbers = [score, spelled(verdict.points), spelled(low), spelled(high)]
    return [cell(student), cell(verdict.problem), verdict.outcome.value, *numbers, cell(_feedback(verdict))]


def _total_row(report: ClassReport, student: Student) -> list[str]:
    whole = report.total(student)
    if student.excused:
        return [cell(student.name), "", "total", "", spelled(whole.points), "", "", ""]
    score = spelled(whole.low) if rounded(whole.low) == rounded(whole.high) else ""
    return [cell(student.name), "", "total", score, spelled(whole.points), spelled(whole.low), spelled(whole.high), ""]


def _feedback(verdict: Verdict) -> str:
    """Return what is said about an answer; where a field is unreadable, open claims add nothing to that."""
    is_unreadable = any(item.code == "unreadable" for item in verdict.feedback)
    items = [item for item in verdict.feedback if not (is_unreadable and item.code == "undecided")]
    own = [without_caret(item.text) for item in items]
    told = ((part.problem, _feedback(part)) for part in verdict.parts)
    parts = [text if text.startswith(f"{id_}: ") else f"{id_}: {text}" for id_, text in told if text]
    return _joined(own + parts)


def _joined(texts: Sequence[str]) -> str:
    """Return texts one after the other, each with a full stop before the next begins."""
    stopped = [text if text.endswith(_STOPS) else f"{text}." for text in texts[:-1]]
    return " ".join([*stopped, *texts[-1:]])


def cell(text: str) -> str:
    """Return a text as a spreadsheet's cell: cut, without control characters, and never a formula."""
    shown = cut(text, SHOWN)
    if not shown.isprintable():
        shown = "".join(char if char.isprintable() or char == "\n" else "\ufffd" for char in shown)
    shown = _INNER_FORMULA.sub(r"\1'", shown)
    return f"'{shown}" if _FORMULA.match(text) and not _NUMBER.match(text) else shown
