"""How a student stands apart from answers: in time, late, missing, excused; and the class's statistics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from grader.marking.rounding import rounded
from grader.problems.assignment import Assignment, LatePolicy
from grader.problems.times import duration_text, moment_text
from grader.records import dataclass
from grader.reports.classes import ClassReport, Student
from grader.reports.result_json import Document
from grader.reports.scores import number, spelled, spelled_range, summed
from grader.wording import remarks


def status(student: Student) -> str:
    """Return `excused`, `missing`, `in time`, `late`, `not known`, or nothing where there is no due date."""
    late = student.lateness
    if student.excused:
        return "excused"
    if not student.handed_in:
        return "missing"
    return "" if late is None else late.status


def standing_words(student: Student) -> str:
    """Return what is to be said beside a student's scores, nothing where they handed in in time."""
    late = student.lateness
    if student.excused:
        return remarks.EXCUSED_COUNTS_NO_MEAN
    if not student.handed_in:
        return remarks.NOTHING_HANDED_IN
    if late is None or late.status == "in time":
        return ""
    moments = remarks.DUE.format(moment=moment_text(late.due))
    if late.submitted is not None:
        moments = remarks.HANDED_IN.format(moment=moment_text(late.submitted), moments=moments)
    return f"{late.text} ({moments})"


def standing_body(student: Student) -> Document:
    """Return what JSON says of a student beside scores; only what there is to say."""
    body: Document = {"submission": student.submission} if student.submission else {}
    body |= {"status": said} if (said := status(student)) else {}
    body |= {"on_roster": False} if student.stranger else {}
    late = student.lateness
    if late is None:
        return body
    known: Document = {"due": late.due.isoformat()}
    if late.submitted is not None and late.by is not None:
        known |= {"submitted": late.submitted.isoformat(), "seconds": int(late.by.total_seconds()), "days": late.days}
    return body | {"late": {**known, "deduction": float(late.deduction), "text": late.text}}


def assignment_body(assignment: Assignment) -> Document:
    """Return an assignment's rules as data."""
    body: Document = {"title": assignment.title}
    body |= {"due": assignment.due.isoformat()} if assignment.due else {}
    body |= {"time_zone": assignment.time_zone} if assignment.time_zone else {}
    body |= {"late": late_words(assignment.late)} if assignment.late else {}
    body["attempts"], body["unreadable"] = assignment.attempts, assignment.unreadable
    body |= {"reveal": assignment.reveal} if assignment.reveal else {}
    return body | {"rounding": number(assignment.rounding)}


def late_words(late: LatePolicy) -> str:
    """Return the rule for lateness as a sentence without its full stop."""
    said = [remarks.OF_GRACE.format(duration=duration_text(late.grace))] if late.grace else []
    said += [remarks.FOR_EACH_BEGUN_DAY.format(number=spelled(late.per_day * 100))] if late.per_day else []
    if late.until is not None:
        said.append(remarks.NONE_AFTER.format(duration=duration_text(late.until)) if late.until else remarks.WHEN_LATE)
    return ", ".join(said) or remarks.NOTHING_DEDUCTED


def assignment_line(assignment: Assignment) -> str:
    """Return the title with the due date and the rule for lateness."""
    parts = [assignment.title] if assignment.title else []
    parts += [remarks.DUE.format(moment=moment_text(assignment.due))] if assignment.due else []
    parts += [late_words(assignment.late)] if assignment.late else []
    return ", ".join(parts)


@dataclass(frozen=True)
class Mean:
    """The mean score of several students, with both ends of its range, and the points."""

    low: Fraction
    high: Fraction
    points: Fraction

    def __str__(self) -> str:
        return f"{spelled_range(self.low, self.high)} / {spelled(self.points)}"


def counted(report: ClassReport) -> Sequence[Student]:
    """Return the students who count in means: all who are not excused and are marked to the end."""
    keys = report.problems.keys()
    return [one for one in report.students if not one.excused and one.verdicts.keys() == keys]


def means(report: ClassReport) -> Iterator[tuple[str, Mean]]:
    """Yield the mean of each problem, and last that of the totals under an empty name; nothing where nobody counts."""
    students = counted(report)
    if not students:
        return
    for key, points in report.problems.items():
        spans = [student.verdicts[key].score_range for student in students]
        yield key, _mean([(rounded(low), rounded(high)) for low, high in spans], points)
    totals = [report.total(student) for student in students]
    yield "", _mean([(one.low, one.high) for one in totals], totals[0].points)


def _mean(spans: Sequence[tuple[Fraction, Fraction]], points: Fraction) -> Mean:
    low, high = (summed(span[end] for span in spans) / len(spans) for end in (0, 1))
    return Mean(low, high, points)
