"""The page of the class, for staff, in Markdown: everything, with a link to each student's page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from grader.records import replace
from grader.reports.class_lines import hand_lines, open_lines, remark_lines, standing_lines
from grader.reports.class_text import cell_words, sum_line, total_words
from grader.reports.classes import ClassReport, Student
from grader.reports.clean import SHOWN_NAME
from grader.reports.markdown import escaped, table
from grader.reports.scores import spelled
from grader.reports.standing import Mean, assignment_line, counted, means, status
from grader.verdict import Outcome

CLOSED = (Outcome.CORRECT, Outcome.PARTIAL, Outcome.INCORRECT, Outcome.MISSING)


def class_page(report: ClassReport, pages: Mapping[str, str] | None = None) -> str:
    """Return the page of a class; `pages` has the file of each student's page, relative to this one."""
    lines = [f"# {_title(report)}", ""]
    lines += [line for note in _notes(report) for line in (escaped(note), "")]
    lines += [*table(_head(report), (_row(report, student, pages or {}) for student in report.students)), ""]
    average = dict(means(report))
    lines += [*_legend(), "", "## Problems", "", *table(_problem_head(), _problem_rows(report, average)), ""]
    lines += _statistics(report, average)
    for title, found in (
        ("Open answers, for a person to look at", open_lines(report)),
        ("Marked by hand", hand_lines(report)),
        ("Late, missing, excused, or not known", standing_lines(report)),
        ("Notices", remark_lines(report)),
    ):
        listed = [f"- {escaped(line.strip())}" for line in found]
        lines += [f"## {title}", "", *listed, ""] if listed else []
    return "\n".join([*lines, escaped(sum_line(report))]) + "\n"


def _title(report: ClassReport) -> str:
    title = report.assignment.title if report.assignment else ""
    return escaped(title) if title else "The class"


def _notes(report: ClassReport) -> Iterator[str]:
    rules = report.assignment and assignment_line(replace(report.assignment, title=""))
    if rules:
        yield f"{rules[0].upper()}{rules[1:]}"
    yield from report.notes


def _head(report: ClassReport) -> list[str]:
    return ["student", *(escaped(id_, SHOWN_NAME) for id_ in report.problems), "total", "status"]


def _row(report: ClassReport, student: Student, pages: Mapping[str, str]) -> list[str]:
    name = escaped(student.name, SHOWN_NAME)
    if student.name in pages:
        name = f"[{name}]({quote(pages[student.name])})"
    cells = [cell_words(student, id_) for id_ in report.problems]
    stranger = "not on the roster" if student.stranger else ""
    standing = ", ".join(word for word in (status(student), stranger) if word)
    return [name, *cells, total_words(report, student), standing]


def _legend() -> Iterator[str]:
    yield "`-` missing, `#` unreadable, `?` undecided, `R` for a person to mark, `!` the grader failed, `…` not marked"


def _problem_head() -> list[str]:
    return ["problem", "points", *(outcome.value for outcome in CLOSED), "open", "mean"]


def _problem_rows(report: ClassReport, average: Mapping[str, Mean]) -> Iterator[list[str]]:
    for id_, points in report.problems.items():
        verdicts = [one.verdicts[id_] for one in report.students if id_ in one.verdicts and not one.excused]
        counts = [sum(not one.is_open and one.outcome is outcome for one in verdicts) for outcome in CLOSED]
        is_open = sum(one.is_open for one in verdicts)
        mean = str(average[id_]) if id_ in average else ""
        yield [escaped(id_, SHOWN_NAME), spelled(points), *map(str, counts), str(is_open), mean]


def _statistics(report: ClassReport, average: Mapping[str, Mean]) -> Iterator[str]:
    if average:
        students = len(counted(report))
        who = "1 student counts" if students == 1 else f"{students} students count"
        yield from (f"The mean total is {average['']} ({who}; nothing handed in is 0, the excused are left out).", "")
