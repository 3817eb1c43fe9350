"""The class on a terminal: scores by student and problem, then what is open, then notices, the sum last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grader.reports.classes import ClassReport, Remark, Student, leaves, source_of
from grader.reports.clean import SHOWN_NAME, fitted, in_line, safe_line
from grader.reports.columns import Cell, Paint, laid_out, plain, table_width
from grader.reports.scores import spelled
from grader.reports.standing import assignment_line, standing_words, status
from grader.reports.texts import many
from grader.reports.words import LEGEND
from grader.verdict import Outcome, Status, Unknown, Verdict

MATRIX_WIDTH = 160  # columns of the widest table where there is no terminal to measure
MARKS = {  # what stands in a table where there is no score
    Outcome.MISSING: "-",
    Outcome.UNREADABLE: "#",
    Outcome.UNDECIDED: "?",
    Outcome.REVIEW: "R",
    Outcome.FAILED: "!",
}
UNDONE = "…"
SHOWN_QUESTIONS = 5  # names of questions that a line about several lists
CLOSED = (Outcome.CORRECT, Outcome.PARTIAL, Outcome.INCORRECT, Outcome.MISSING)

Rows = list[list[Cell]]


def class_text(report: ClassReport, columns: int | None = None, *, wide: bool = False, paint: Paint = plain) -> str:
    """Return the report for a person; `columns` is the terminal's width, `wide` forces every problem its column."""
    lines = [
        *_title(report),
        *_tables(report, columns or MATRIX_WIDTH, paint, wide=wide),
        *_open_lines(report),
        *_hand_lines(report),
        *_standing_lines(report),
        *_remark_lines(report),
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
        undone = "" if student.excused else UNDONE
        cells = [_cell(student.verdicts.get(key), undone) for key in report.problems]
        rows.append([fitted(student.name, SHOWN_NAME), *cells, total_words(report, student)])
    return rows


def total_words(report: ClassReport, student: Student) -> str:
    """Return a student's total, or `excused`."""
    return "excused" if student.excused else str(report.total(student))


def _cell(verdict: Verdict | None, undone: str) -> Cell:
    if verdict is None:
        return undone
    is_mark = verdict.is_open or verdict.outcome is Outcome.MISSING
    return MARKS[verdict.outcome] if is_mark else spelled(verdict.score_range[0]), verdict.outcome


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
    lines = [line for student in report.students for line in _open_of(student)]
    if lines:
        count = sum(verdict.is_open for student in report.students for verdict in student.verdicts.values())
        yield f"open answers, for a person to look at: {count}"
        yield from lines
        yield ""


def _hand_lines(report: ClassReport) -> Iterator[str]:
    every = (verdict for student in report.students for verdict in student.verdicts.values())
    count = sum(any(leaf.by_hand for leaf in leaves(verdict)) for verdict in every)
    if count:
        yield f"answers marked by hand: {count}"
        yield ""


def _open_of(student: Student) -> Iterator[str]:
    """Yield a line for each open question or part; those that nothing stands for, for one reason, share theirs."""
    groups: dict[tuple[str, ...], dict[str, list[Verdict]]] = {}
    for key, verdict in student.verdicts.items():
        for leaf in leaves(verdict) if verdict.is_open else ():
            if leaf.is_open:
                alone = (leaf.problem,) if leaf.fields else ()
                said = (_place(student.name, leaf), leaf.outcome.value, in_line(open_reason(leaf)), *alone)
                groups.setdefault(said, {}).setdefault(key, []).append(leaf)
    for (place, outcome, why, *_), group in groups.items():
        yield f"  {place}: {_questions(student, group)}: {outcome}: {why}"


def _questions(student: Student, group: Mapping[str, list[Verdict]]) -> str:
    """Return what a line is about: a question or part, or how many of all questions, with the first names."""
    names: list[str] = []
    is_all = len(group) == len(student.verdicts)
    for key, some in group.items():
        is_whole = len(some) == len(list(leaves(student.verdicts[key])))
        names += [key] if is_whole else [leaf.problem for leaf in some]
        is_all = is_all and is_whole
    listed = ", ".join(safe_line(name) for name in names[:SHOWN_QUESTIONS])
    if len(names) == 1:
        return listed
    if is_all:
        return f"all {len(group)} questions"
    more = ", …" if len(names) > SHOWN_QUESTIONS else ""
    return f"{len(group)} of {many(len(student.verdicts), 'question')} ({listed}{more})"


def _place(name: str, verdict: Verdict) -> str:
    source = source_of(verdict)
    if source is None:
        return safe_line(name)
    line = f":{source.line}" if source.line else ""
    return f"{safe_line(name)}: {safe_line(source.file)}{line}"


def open_reason(verdict: Verdict) -> str:
    """Return the first reason for an open outcome: an unreadable field, an open claim, feedback, an open mistake."""
    errors = [field.error.split("\n")[0] for field in verdict.fields.values() if field.error]
    claims = [claim.evidence.reason for claim in verdict.claims if isinstance(claim.evidence, Unknown)]
    said = [item.text for item in verdict.feedback]
    if verdict.outcome is Outcome.UNDECIDED and any(claim.status is Status.REFUTED for claim in verdict.claims):
        said.insert(0, "a claim is refuted, but it stays open whether the answer is a known mistake")
    readings = [item.text for item in verdict.feedback if item.code == "readings"]
    return next(iter([*errors, *claims, *readings, *said]), "no reason given")


def _standing_lines(report: ClassReport) -> Iterator[str]:
    """Yield who is late, missing or excused, and of whom that is not known."""
    known = any(one.lateness is not None and one.lateness.status != "not known" for one in report.students)
    told = [one for one in report.students if known or status(one) != "not known"]  # else one note says it for all
    lines = [f"  {safe_line(one.name)}: {said}" for one in told if (said := standing_words(one))]
    if lines:
        yield f"late, missing, excused, or not known: {len(lines)}"
        yield from lines
        yield ""


def _remark_lines(report: ClassReport) -> Iterator[str]:
    lines = [_remark_line(remark) for remark in report.remarks]
    lines += [_remark_line(remark, f"{student.name}: ") for student in report.students for remark in student.remarks]
    if lines:
        yield f"notices: {len(lines)}"
        yield from lines
        yield ""


def _remark_line(remark: Remark, owner: str = "") -> str:
    line = f":{remark.line}" if remark.line else ""
    return f"  {safe_line(owner)}{safe_line(remark.file)}{line}: {remark.level}: {in_line(remark.message)}"


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
