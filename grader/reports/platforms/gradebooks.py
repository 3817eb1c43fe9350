"""A platform's own export of grades with our totals filled in: every other cell stays as it was exported.

A total that is open leaves its cell blank. Nobody is guessed: a row that could be two students' stays as it is, and who
has no row is named.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from html import escape

from grader.errors import RequestError
from grader.marking.rounding import rounded
from grader.records import dataclass
from grader.reports.classes import ClassReport, Student
from grader.reports.clean import in_line
from grader.reports.platforms.items import items_of
from grader.reports.scores import spelled

MAX_CHARACTERS = 20_000_000  # of an exported table
_DERIVED = re.compile(r"(?:Current|Final|Unposted Current|Unposted Final|Override) (?:Score|Points|Grade|Status)\b")
_NUMBERED = re.compile(r"(?P<title>.*\S)\s*\(\d+\)\s*")  # Homework 1 (98765)


class GradebookError(RequestError):
    """An export that cannot be filled in; the message says what is wrong with it."""


@dataclass(frozen=True)
class Gradebook:
    """An exported table: its heads and rows as they are, and what parts its cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    delimiter: str = ","

    def column(self, *names: str) -> int | None:
        """Return the place of the first column with one of these names, None where there is none.

        Raises GradebookError where it stands there twice.
        """
        heads = [fold(one) for one in self.head]
        found = next((fold(name) for name in names if fold(name) in heads), None)
        if found is not None and heads.count(found) > 1:
            raise GradebookError(f"the gradebook has two columns {in_line(self.head[heads.index(found)])}")
        return None if found is None else heads.index(found)


@dataclass(frozen=True)
class Filled:
    """The table with totals, and the students who have no row of their own in it."""

    text: str
    unplaced: tuple[str, ...]


def fold(text: str) -> str:
    """Return a name as names are compared: case and blanks do not matter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def parse_gradebook(text: str) -> Gradebook:
    """Return the table in the text of a CSV file. Raises GradebookError."""
    if len(text) > MAX_CHARACTERS:
        raise GradebookError(f"the gradebook has more than {MAX_CHARACTERS:,} characters")
    text = text.removeprefix("\ufeff")
    hint = _HINT.match(text)
    text = text[hint.end() :] if hint else text
    try:
        delimiter = hint["delimiter"] if hint else max(",;\t", key=lambda one: _known(text, one))
        rows = list(map(tuple, csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)))
    except csv.Error as error:
        raise GradebookError(f"the gradebook is no CSV file: {error}") from error
    rows = [row for row in rows if any(one.strip() for one in row)]
    if len(rows) < 2:
        raise GradebookError("the gradebook has no rows")
    width = len(rows[0])
    ragged = next((number for number, row in enumerate(rows, 1) if len(row) != width), None)
    if ragged:
        raise GradebookError(f"row {ragged} of the gradebook has {len(rows[ragged - 1])} cells, and its head {width}")
    return Gradebook(rows[0], tuple(rows[1:]), delimiter)


def _known(text: str, delimiter: str) -> int:
    """Return how many heads are those of a platform's export where a sign parts the cells."""
    lines = csv.reader(io.StringIO(text[:HEAD_CHARACTERS], newline=""), delimiter=delimiter)
    return sum(fold(cell) in _HEADS for cell in next(lines, ()))


HEAD_CHARACTERS = 100_000  # of a table in which its head stands
_HINT = re.compile(r"sep=(?P<delimiter>[,;\t])(?:\r\n|\n|\r)", re.IGNORECASE)  # that spreadsheets write
_HEADS = frozenset(
    {"student", "id", "section", "identifier", "full name", "grade", "maximum grade", "feedback comments"}
)


# Canvas: Grades, Export.


def canvas(report: ClassReport, book: Gradebook) -> Filled:
    """Return Canvas's export of its gradebook with the totals in the assignment's column. Raises GradebookError."""
    student, id_ = book.column("Student"), book.column("ID")
    if student is None or id_ is None:
        raise GradebookError("this is no export of Canvas's gradebook: it has no columns Student and ID")
    place = _canvas_column(report, book)
    keys = [student, id_, book.column("SIS User ID"), book.column("SIS Login ID"), book.column("Integration ID")]
    worth = next((row[place] for row in book.rows if "Points Possible" in row[0]), "")
    _check_worth(report, worth, book.head[place])
    rows = [row for row in book.rows if "Points Possible" not in row[0]]
    found = _matched(report, rows, [key for key in keys if key is not None], "canvas", None)

    def filled(row: tuple[str, ...]) -> tuple[str, ...]:
        one = found.rows.get(row)
        return row if one is None else _with(row, place, "EX" if one.excused else _total(report, one))

    return Filled(_text(book, map(filled, book.rows)), found.unplaced)


def _canvas_column(report: ClassReport, book: Gradebook) -> int:
    """Return the column of the assignment: the one with its title, or the only one that holds an assignment."""
    section = book.column("Section")
    if section is None:
        raise GradebookError("this is no export of Canvas's gradebook: it has no column Section")
    read_only = {place for row in book.rows for place, one in enumerate(row) if "(read only)" in one.casefold()}
    every = [place for place in range(section + 1, len(book.head)) if place not in read_only]
    every = [place for place in every if book.head[place].strip() and not _DERIVED.match(book.head[place])]
    title = fold(report.assignment.title) if report.assignment else ""
    named = [place for place in every if title and title in _titles(book.head[place])]
    if len(named) == 1 or (not named and len(every) == 1 and not title):
        return (named or every)[0]
    heads = ", ".join(in_line(book.head[place]) for place in every) or "none"
    raise GradebookError(
        f"no column of the gradebook has the assignment's title {title or '(it has none)'}; columns: {heads}"
    )


def _titles(head: str) -> set[str]:
    match = _NUMBERED.fullmatch(head)
    return {fold(head), *([fold(match["title"])] if match else [])}


# Moodle: the worksheet for grading offline.


def moodle(report: ClassReport, book: Gradebook) -> Filled:
    """Return Moodle's grading worksheet with the totals and what students may read. Raises GradebookError."""
    id_, grade = book.column("Identifier"), book.column("Grade")
    if id_ is None or grade is None or book.column("Last modified (grade)") is None:
        wanted = "Identifier, Grade and Last modified (grade)"
        raise GradebookError(f"this is no grading worksheet of Moodle in English: it needs the columns {wanted}")
    keys = [
        id_,
        book.column("Full name"),
        book.column("Email address"),
        book.column("ID number"),
        book.column("Username"),
    ]
    found = _matched(report, book.rows, [key for key in keys if key is not None], "moodle", id_)
    worth, comments = book.column("Maximum Grade"), book.column("Feedback comments")

    def filled(row: tuple[str, ...]) -> tuple[str, ...]:
        one = found.rows.get(row)
        if one is None or one.excused:
            return row
        _check_worth(report, "" if worth is None else row[worth], "Maximum Grade")
        row = _with(row, grade, _total(report, one))
        return row if comments is None else _with(row, comments, _comments(report, one))

    return Filled(_text(book, map(filled, book.rows)), found.unplaced)


def _comments(report: ClassReport, student: Student) -> str:
    """Return what a student may read of each question that is not fully earned, as HTML."""
    lost = [item for item in items_of(report, student) if not item.is_full]
    told = (f"{item.name} ({item.outcome.value}, {item.score}): {item.message}" for item in lost)
    return "".join(f"<p>{escape(line).replace(chr(10), '<br>')}</p>" for line in told)


# What both share.


@dataclass(frozen=True)
class _Matched:
    rows: Mapping[tuple[str, ...], Student]
    unplaced: tuple[str, ...]


def _matched(
    report: ClassReport, rows: Iterable[tuple[str, ...]], columns: Sequence[int], platform: str, numbered: int | None
) -> _Matched:
    """Return whose the rows are, without rows that fit several students, also one of another row, and without students
    who fit several rows.

    `numbered` is the column in which the platform's own numbers stand behind a word.
    """
    by_key: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in rows:
        for key in {key for column in columns for key in _row_keys(row[column], is_numbered=column == numbered)}:
            by_key[key].append(row)
    owners: dict[tuple[str, ...], list[Student]] = defaultdict(list)
    alone: set[int] = set()  # who fits one row
    for student in report.students:
        fitting = next((some for key in _keys(student, platform) if (some := by_key.get(key))), [])
        for row in set(fitting):
            owners[row].append(student)
        if len(fitting) == 1:
            alone.add(id(student))
    placed = {row: some[0] for row, some in owners.items() if len(some) == 1 and id(some[0]) in alone}
    names = {id(one) for one in placed.values()}
    return _Matched(placed, tuple(one.name for one in report.students if id(one) not in names))


def _row_keys(text: str, *, is_numbered: bool) -> Iterator[str]:
    """Yield what a cell may be known by: as it is, `Doe, Jane` as `Jane Doe`, the number after Moodle's Participant."""
    if text.strip():
        yield fold(text)
        last, comma, first = text.partition(",")
        if comma:
            yield fold(f"{first} {last}")
        if is_numbered and (number := re.fullmatch(r"\D+ (\d+)", text.strip())):
            yield f"#{number[1]}"


def _keys(student: Student, platform: str) -> Iterator[str]:
    """Yield what a student may be known by on a platform, the surest first."""
    known_by, number = student.known_as
    if known_by == platform and number:
        yield from (f"#{number}", number)
    yield from (fold(one) for one in (student.email, student.name) if one)


def _check_worth(report: ClassReport, written: str, column: str) -> None:
    """Refuse a gradebook in which the assignment is worth something else: marks on two scales are wrong marks."""
    points = sum(map(rounded, report.problems.values()), Fraction())
    if written.strip(" -\t") == "":
        return
    if _WORTH.fullmatch(written.strip()) is None:
        raise GradebookError(f"{in_line(column)} says {in_line(written)} where its points should stand")
    worth = Fraction(written.strip().replace(",", "."))
    if worth != points:
        said = f"{in_line(column)} is worth {spelled(worth)} points in the gradebook, and {spelled(points)} here"
        raise GradebookError(f"{said}; make them equal, by points in the assignment or there")


_WORTH = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?")


def _total(report: ClassReport, student: Student) -> str:
    whole = report.total(student)
    return spelled(whole.low) if whole.low == whole.high else ""


def _with(row: tuple[str, ...], place: int, text: str) -> tuple[str, ...]:
    return (*row[:place], text, *row[place + 1 :])


def _text(book: Gradebook, rows: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=book.delimiter, lineterminator="\n")
    writer.writerow(book.head)
    writer.writerows(rows)
    return text.getvalue()


Fill = Callable[[ClassReport, Gradebook], Filled]
