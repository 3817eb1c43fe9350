"""What a platform is told of one question of one student: worth, range, outcome, place, and what they may read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

from grader.errors import RequestError
from grader.marking.feedback.views import View, student_views
from grader.marking.rounding import rounded
from grader.records import dataclass
from grader.reports.classes import ClassReport, Student
from grader.reports.clean import SHOWN, cut, safe_line, without_caret
from grader.reports.scores import spelled, spelled_range
from grader.reports.student_page import STATUS_WORDS
from grader.reports.texts import points_words
from grader.verdict import FieldResult, Outcome, Source

WAITING = "A person will look at this; it has cost no points so far."


class OneSubmissionError(RequestError):
    """A form that holds the result of a single submission was asked for, and there are none or several."""

    def __init__(self, form: str, found: int) -> None:
        super().__init__(f"--format {form} holds the result of one submission, and there are {found}")


@dataclass(frozen=True)
class Item:
    """One question, or one part of it, of one student.

    `low` and `high` are the ends of its range of points, rounded. `path` is the file that the answer stands in, with
    slashes, from the folder that paths are given from; empty where there is none. `line` counts from 1, 0 if unknown.
    """

    student: str
    question: str
    title: str
    outcome: Outcome
    points: Fraction
    low: Fraction
    high: Fraction
    message: str
    path: str = ""
    line: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it waits for a person, and so has no score."""
        return self.low != self.high or self.outcome.is_open

    @property
    def is_full(self) -> bool:
        """Whether all of its points are certain."""
        return not self.is_open and self.low == self.points

    @property
    def name(self) -> str:
        """Return the question's id, and its title where it has one."""
        return f"{self.question}: {self.title}" if self.title and self.title != self.question else self.question

    @property
    def score(self) -> str:
        """Return `2.5 of 5 points`, or a range of them."""
        return f"{spelled_range(self.low, self.high)} of {spelled(self.points)} points"


def items(report: ClassReport, base: Path | None = None) -> Iterator[Item]:
    """Yield the items of all who are not excused; paths are given from `base`, the current folder unless said."""
    for student in report.students:
        if not student.excused:
            yield from items_of(report, student, base)


def items_of(report: ClassReport, student: Student, base: Path | None = None) -> Iterator[Item]:
    """Yield the items of one student, in the order in which the problems were set."""
    assert report.assignment is not None
    for id_, points in report.problems.items():
        verdict = student.verdicts.get(id_)
        if verdict is None:
            yield Item(student.name, id_, "", Outcome.UNDECIDED, points, Fraction(), points, "Not marked yet.")
            continue
        for view in student_views(verdict, report.assignment):
            yield _item(student, view, base)


def the_one_student(report: ClassReport, form: str) -> Student:
    """Return the only student of a run. Raises OneSubmissionError."""
    if len(report.students) != 1:
        raise OneSubmissionError(form, len(report.students))
    return report.students[0]


def certain(listed: Iterable[Item]) -> Fraction:
    """Return the points that are certain."""
    return sum((item.low for item in listed), Fraction())


def _item(student: Student, view: View, base: Path | None) -> Item:
    path, line = place(student.folder, _source(student, view), base)
    low, high = map(rounded, view.score_range)
    points = rounded(view.verdict_points)
    return Item(student.name, view.question, view.title, view.outcome, points, low, high, _message(view), path, line)


def _source(student: Student, view: View) -> Source | None:
    """Return where the answer stands: a field that could not be read first, last what may be an answer to anything."""
    placed = [field for _, field in view.fields if field.source is not None]
    spoiled = [field for field in placed if field.error]
    unread = student.remarks if view.outcome is Outcome.UNREADABLE else ()
    loose = [Source(one.file, one.line) for one in unread if one.level == "error"]
    return next(iter([*(field.source for field in (*spoiled, *placed)), *loose]), None)


def place(folder: str, source: Source | None, base: Path | None = None) -> tuple[str, int]:
    """Return the path of a submission's file from `base`, and a line in it: empty and 0 where there is none.

    A line of a notebook's cell is none of the notebook's.
    """
    if source is None or not folder:
        return "", 0
    try:
        path = Path(folder, source.document).relative_to((base or Path.cwd()).resolve())
    except ValueError:
        return "", 0
    return path.as_posix(), source.line if source.document == source.file else 0


def _message(view: View) -> str:
    said = [line for name, field in view.fields for line in _unread(name, field)]
    said += [f"{one.name}: {STATUS_WORDS[one.status]}, {points_words(one.points)}." for one in view.credits]
    said += [without_caret(one.text) for one in view.said]
    if view.outcome is Outcome.MISSING:
        said.insert(0, "Nothing was written for this question.")
    elif view.outcome is Outcome.UNREADABLE:
        said.append(WAITING)
    elif not said and view.outcome is not Outcome.CORRECT:
        said.append("This is not the right answer.")
    if view.expected:
        said.append(f"Expected: {view.expected}")
    return "\n".join(safe_line(cut(line, SHOWN)) for text in said for line in text.split("\n"))


def _unread(name: str, field: FieldResult) -> Iterator[str]:
    if field.error is not None:
        yield without_caret(field.error) if name == "answer" else f"{name}: {without_caret(field.error)}"
