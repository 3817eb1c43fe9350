"""The forms of the report on a class, one row each: what `--format` prints, and what the folder of reports holds.

A new form is a file beside this one and a row here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from grader.records import dataclass, field
from grader.reports.class_csv import class_csv
from grader.reports.class_json import class_json, class_jsonl
from grader.reports.class_page import class_page
from grader.reports.class_text import class_text
from grader.reports.classes import ClassReport
from grader.reports.columns import Paint, plain
from grader.reports.page_names import page_names
from grader.reports.pages.overview import class_html
from grader.reports.pages.student import student_html
from grader.reports.platforms.classroom50 import classroom50
from grader.reports.platforms.github import annotated, outputs, summary
from grader.reports.platforms.gitlab import codequality
from grader.reports.platforms.gradebooks import Fill, Filled, Gradebook, canvas, moodle
from grader.reports.platforms.gradescope import gradescope
from grader.reports.platforms.junit import junit
from grader.reports.platforms.prairielearn import prairielearn
from grader.reports.platforms.sarif import sarif
from grader.reports.platforms.wide_csv import wide_csv
from grader.reports.student_page import student_page

STUDENTS = "students"  # the folder of the students' pages
REPORT = "report.txt"
BOM = "\ufeff"  # by which spreadsheets know UTF-8


@dataclass(frozen=True, slots=True)
class Look:
    """How a printed report may look: the columns that there are, whether it may be wider, colours, seconds taken.

    `gradebook` is the platform's own export, for forms that fill it in; `environment` are the variables of a runner.
    """

    columns: int | None = None
    wide: bool = False
    paint: Paint = plain
    timing: bool = False
    gradebook: Gradebook | None = None
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """Whether a report looks as it does in a file: nobody says how wide a terminal is, so there is none."""
        return self.columns is None and not self.wide


@dataclass(frozen=True, slots=True)
class Printed:
    """A form that is printed, without the last line feed; `as_it_goes`: verdict by verdict while they are decided.

    `fill`: the form is a platform's own export of grades, filled in. `appended`: what is written besides to the end of
    the files that these variables of the environment name. `file`: the file of the folder of reports that holds the
    same, with a line feed at its end, where the look is plain.
    """

    text: Callable[[ClassReport, Look], str]
    as_it_goes: bool = False
    fill: Fill | None = None
    appended: Mapping[str, Callable[[ClassReport], str]] = field(default_factory=dict)
    file: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the folder of reports, or a folder of files in it: `files` yields their names and texts.

    `as_it_goes`: the file is written line by line while the run goes. A folder is made in shares: `files` is asked for
    some of the students at a time, and `report.names` names all.
    """

    name: str
    files: Callable[[ClassReport, Look], Iterator[tuple[str, str]]]
    as_it_goes: bool = False
    is_folder: bool = False


def _pages(report: ClassReport, suffix: str = ".md") -> Mapping[str, str]:
    """Return the names of the students' files of a run with an assignment, by student."""
    if report.assignment is None:
        return {}
    return page_names(report.names, suffix)


def _lines(report: ClassReport, look: Look) -> Iterator[tuple[str, str]]:
    yield "results.jsonl", "".join(f"{line}\n" for line in class_jsonl(report, timing=look.timing))


def _table(report: ClassReport, look: Look) -> Iterator[tuple[str, str]]:
    yield "results.csv", BOM + class_csv(report, newline="\r\n")


def _text(report: ClassReport, look: Look) -> Iterator[tuple[str, str]]:
    yield REPORT, class_text(report) + "\n"


def _class_page(report: ClassReport, look: Look) -> Iterator[tuple[str, str]]:
    if report.assignment is not None:
        links = {student: f"{STUDENTS}/{page}" for student, page in _pages(report).items()}
        yield "class.md", class_page(report, links)


def _class_html(report: ClassReport, look: Look) -> Iterator[tuple[str, str]]:
    if report.assignment is not None:
        links = {student: f"{STUDENTS}/{page}" for student, page in _pages(report, ".html").items()}
        yield "class.html", class_html(report, links)


def _student_pages(report: ClassReport, look: Look) -> Iterator[tuple[str, str]]:
    pages, html = _pages(report), _pages(report, ".html")
    for student in report.students if pages else ():
        yield f"{STUDENTS}/{pages[student.name]}", student_page(report, student)
        yield f"{STUDENTS}/{html[student.name]}", student_html(report, student)


def _filling(fill: Fill) -> Printed:
    return Printed(lambda report, look: filled(fill, report, look).text.removesuffix("\n"), fill=fill)


def filled(fill: Fill, report: ClassReport, look: Look) -> Filled:
    """Return a platform's export of grades with the totals of a class."""
    assert look.gradebook is not None
    return fill(report, look.gradebook)


OWN: Mapping[str, Printed] = {
    "text": Printed(
        lambda report, look: class_text(report, look.columns, wide=look.wide, paint=look.paint), file=REPORT
    ),
    "json": Printed(lambda report, look: class_json(report, timing=look.timing)),
    "jsonl": Printed(lambda report, look: "\n".join(class_jsonl(report, timing=look.timing)), as_it_goes=True),
    "csv": Printed(lambda report, look: class_csv(report).removesuffix("\n")),
    "wide": Printed(lambda report, look: wide_csv(report).removesuffix("\n")),
    "md": Printed(lambda report, look: class_page(report).removesuffix("\n")),
}
PLATFORMS: Mapping[str, Printed] = {
    "junit": Printed(lambda report, look: junit(report)),
    "github": Printed(
        lambda report, look: annotated(report),
        appended={"GITHUB_STEP_SUMMARY": summary, "GITHUB_OUTPUT": outputs},
    ),
    "gitlab": Printed(lambda report, look: codequality(report)),
    "sarif": Printed(lambda report, look: sarif(report)),
    "gradescope": Printed(lambda report, look: gradescope(report)),
    "prairielearn": Printed(lambda report, look: prairielearn(report)),
    "classroom50": Printed(lambda report, look: classroom50(report, look.environment)),
    "canvas": _filling(canvas),
    "moodle": _filling(moodle),
}
PRINTED = {**OWN, **PLATFORMS}
LINES = Kept("results.jsonl", _lines, as_it_goes=True)
KEPT = (
    LINES,
    Kept("results.csv", _table),
    Kept(REPORT, _text),
    Kept("class.md", _class_page),
    Kept("class.html", _class_html),
    Kept(STUDENTS, _student_pages, is_folder=True),
)
