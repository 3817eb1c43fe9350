"""The class as JSON: one document, or a line for each verdict."""

from __future__ import annotations

from collections.abc import Iterator

from grader.reports.classes import ClassReport, Remark, Student
from grader.reports.result_json import SCHEMA, Document, document, dumps, timing_body, total_body, verdict_body
from grader.reports.standing import assignment_body, standing_body
from grader.verdict import Verdict


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
