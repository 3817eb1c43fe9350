"""The class on a terminal: scores by student and problem, then what is open, then notices, the sum last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.reports.class_lines import open_lines, remark_lines, standing_lines
from grader.reports.classes import ClassReport, Student, leaves
from grader.reports.clean import SHOWN_NAME, fitted, safe_line
from grader.reports.columns import Cell, Paint, laid_out, plain, table_width
from grader.reports.scores import spelled
from grader.reports.standing import assignment_line
from grader.reports.texts import many
from grader.reports.words import LEGEND
from grader.verdict import Outcome, Verdict

MATRIX_WIDTH = 160  # columns of the widest table where there is no terminal to measure
MARKS = {  # what stands in a table where there is no score
    Outcome.MISSING: "-",
    Outcome.UNREADABLE: "#",
    Outcome.UNDECIDED: "?",
    Outcome.REVIEW: "R",
    Outcome.FAILED: "!",
}
UNDONE = "…"
CLOSED = (Outcome.CORRECT, Outcome.PARTIAL, Outcome.INCORRECT, Outcome.MISSING)

Rows = list[list[Cell]]


def class_text(report: ClassReport, columns: int | None = None, *, wide: bool = False, paint: Paint = plain) -> str:
    """Return the report for a person; `columns` is the terminal's width, `wide` forces every problem its column."""
    standing, remarks = list(standing_lines(report)), list(remark_lines(report))
    lines = [
        *_title(report),
        *_tables(report, columns or MATRIX_WIDTH, paint, wide=wide),
        *_open_lines(report),
        *_hand_lines(report),
        *_listed(f"late, missing, excused, or not known: {len(standing)}", standing),
        *_listed(f"notices: {len(remarks)}", remarks),
        *(safe_line(note) for note in report.notes),
        sum_line(report),
    ]
    return "\n".join(lines)


def _title(report: ClassReport) -> Iterator[str]:
    line = "" if report.assignment is None else safe_line(assignment_line(report.assignment))
    if line:
        yield from (line, "")


def _tables(report: ClassReport, columns: int, paint: Paint, *, wide: bool) -> Iterator[str]:
    matrix = _matrix(report)
    if wide or table_width(matrix) <= columns:
        yield from laid_out(matrix, paint)
        yield from _legend(report)
    else:
        yield from _fitting(_problem_rows(report), columns, paint)
        yield ""
        yield from _fitting(_student_rows(report), columns, paint)
    yield ""


def _matrix(report: ClassReport) -> Rows:
    head: list[Cell] = ["student", *(fitted(key, SHOWN_NAME) for key in report.problems), "total"]
    rows: Rows = [head]
    for student in report.students:
        cells = [_cell(student, key) for key in report.problems]
        rows.append([fitted(student.name, SHOWN_NAME), *cells, total_words(report, student)])
    return rows


def total_words(report: ClassReport, student: Student) -> str:
    """Return a student's total, or `excused`."""
    return "excused" if student.excused else str(report.total(student))


def _cell(student: Student, key: str) -> Cell:
    words = cell_words(student, key)
    return (words, student.verdicts[key].outcome) if key in student.verdicts else words


def cell_words(student: Student, key: str) -> str:
    """Return what stands in a table for a student's answer to a problem: a score, or a sign where there is none."""
    verdict = student.verdicts.get(key)
    if verdict is None:
        return "" if student.excused else UNDONE
    is_mark = verdict.is_open or verdict.outcome is Outcome.MISSING
    return MARKS[verdict.outcome] if is_mark else spelled(verdict.score_range[0])


def _expected(report: ClassReport) -> list[Student]:
    """Return the students who are marked, whatever they hand in."""
    return [student for student in report.students if not student.excused]


def _legend(report: ClassReport) -> Iterator[str]:
    found = [outcome for outcome in report.outcomes() if outcome in MARKS]
    words = [f"{MARKS[outcome]} {outcome.value} ({LEGEND[outcome]})" for outcome in found]
    if any(key not in student.verdicts for student in _expected(report) for key in report.problems):
        words.append(f"{UNDONE} not marked yet")
    if words:
        yield ""
        yield from words


def _fitting(rows: Rows, columns: int, paint: Paint) -> list[str]:
    """Lay rows out. Where they are too wide for the terminal: the first two columns and the last, or only those two.

    Where even these are too wide, names are cut to what is left for them.
    """
    for some in (rows, [[*row[:2], row[-1]] for row in rows]):
        if table_width(some) <= columns:
            return laid_out(some, paint)
    room = columns - table_width([row[1:2] for row in rows]) - 2
    return laid_out([[fitted(str(row[0]), max(room, 4)), row[1]] for row in rows], paint)


def _problem_rows(report: ClassReport) -> Rows:
    rows: Rows = [["problem", "points", *(outcome.value for outcome in CLOSED), "open"]]
    for key, points in report.problems.items():
        verdicts = [student.verdicts[key] for student in report.students if key in student.verdicts]
        rows.append([fitted(key, SHOWN_NAME), spelled(points), *_counts(verdicts)])
    return rows


def _student_rows(report: ClassReport) -> Rows:
    rows: Rows = [["student", "total", *(outcome.value for outcome in CLOSED), "open"]]
    for student in report.students:
        counts = _counts(list(student.verdicts.values()))
        rows.append([fitted(student.name, SHOWN_NAME), total_words(report, student), *counts])
    return rows


def _counts(verdicts: list[Verdict]) -> list[str]:
    outcomes = [verdict.outcome for verdict in verdicts]
    return [*(str(outcomes.count(one)) for one in CLOSED), str(sum(verdict.is_open for verdict in verdicts))]


def _open_lines(report: ClassReport) -> Iterator[str]:
    count = sum(verdict.is_open for student in report.students for verdict in student.verdicts.values())
    yield from _listed(f"open answers, for a person to look at: {count}", open_lines(report))


def _listed(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a title and lines below it, indented; nothing where there are no lines."""
    listed = [f"  {line}" for line in lines]
    if listed:
        yield from (title, *listed, "")


def _hand_lines(report: ClassReport) -> Iterator[str]:
    every = (verdict for student in report.students for verdict in student.verdicts.values())
    count = sum(any(leaf.by_hand for leaf in leaves(verdict)) for verdict in every)
    if count:
        yield f"answers marked by hand: {count}"
        yield ""


def sum_line(report: ClassReport) -> str:
    """Return `3 submissions, 9 answers: 5 correct, 1 partial, 3 undecided`."""
    counts = report.outcomes()
    answers = sum(counts.values())
    handed = sum(student.handed_in for student in report.students)
    students = many(handed, "submission")
    students += f" of {many(len(report.students), 'student')}" if handed < len(report.students) else ""
    said = ", ".join(f"{count} {outcome.value}" for outcome, count in counts.items())
    line = f"{students}, {many(answers, 'answer')}" + (f": {said}" if said else "")
    return line if report.asked is None else f"interrupted after {answers} of {many(report.asked, 'answer')}: {line}"
