"""The class as data: one JSON document, JSON Lines, CSV; and the folder of journals."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from grader.marking.rounding import rounded
from grader.reports.classes import ClassReport, Remark, Student
from grader.reports.clean import SHOWN, cut, without_caret
from grader.reports.documents import SCHEMA, Document, document, dumps, timing_body, total_body, verdict_body
from grader.reports.scores import spelled
from grader.reports.standing import assignment_body, standing_body, status
from grader.verdict import Verdict

CSV_HEAD = ("student", "problem", "outcome", "score", "points", "score_low", "score_high", "feedback")
CSV_STANDING = ("assignment", "due", "submitted", "status", "deduction")
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]")
_STOPS = (".", "!", "?", ":", ";", "…")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?\Z")


def student_verdict(student: Student, verdict: Verdict, *, timing: bool = False) -> Document:
    """Return the JSON object of one student's verdict."""
    body = _verdict_body(student, verdict, timing=timing)
    return document({"student": student.name}, body | _deduction_body(student))


def _deduction_body(student: Student) -> Document:
    """Return what lateness takes off, in a line that has no other place for it."""
    late = student.lateness
    return {"deduction": float(late.deduction)} if late is not None and late.deduction else {}


def _verdict_body(student: Student, verdict: Verdict, *, timing: bool) -> Document:
    return verdict_body(verdict) | timing_body(student.seconds.get(verdict.problem) if timing else None)


def class_json(report: ClassReport, *, timing: bool = False) -> str:
    """Return `{"schema": 1, "students": […], …}`, with `"interrupted": true` where it was."""
    body: Document = {"schema": SCHEMA}
    if report.assignment is not None and report.assignment.given:
        body["assignment"] = assignment_body(report.assignment)
    body["students"] = [_student_body(report, student, timing=timing) for student in report.students]
    body["notes"] = list(report.notes)
    body["notices"] = [_remark_body(remark) for remark in report.remarks]
    return dumps(body | ({"interrupted": True} if report.asked is not None else {}), indent=2)


def _student_body(report: ClassReport, student: Student, *, timing: bool) -> Document:
    whole = report.total(student)
    body: Document = {"student": student.name, **total_body(whole.low, whole.high, whole.points)}
    body |= ({"score": None, "score_range": None} if student.excused else {}) | standing_body(student)
    body["verdicts"] = [_verdict_body(student, verdict, timing=timing) for verdict in student.verdicts.values()]
    body["notices"] = [_remark_body(remark) for remark in student.remarks]
    return body


def _remark_body(remark: Remark) -> Document:
    line = {"line": remark.line} if remark.line else {}
    return {"file": remark.file, **line, "level": remark.level, "message": remark.message}


def class_jsonl(report: ClassReport, *, timing: bool = False) -> Iterator[str]:
    """Yield one line for each verdict."""
    for student in report.students:
        for verdict in student.verdicts.values():
            yield dumps(student_verdict(student, verdict, timing=timing))


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
    parts = [f"{part.problem}: {text}" for part in verdict.parts if (text := _feedback(part))]
    return _joined(own + parts)


def _joined(texts: Sequence[str]) -> str:
    """Return texts one after the other, each with a full stop before the next begins."""
    stopped = [text if text.endswith(_STOPS) else f"{text}." for text in texts[:-1]]
    return " ".join([*stopped, *texts[-1:]])


def cell(text: str) -> str:
    """Return a text as a spreadsheet's cell: cut, without control characters, and never a formula."""
    shown = "".join(char if char.isprintable() or char == "\n" else "\ufffd" for char in cut(text, SHOWN))
    return f"'{shown}" if _FORMULA.match(text) and not _NUMBER.match(text) else shown
