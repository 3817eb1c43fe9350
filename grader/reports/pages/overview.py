"""The page of the class, for staff: figures, wrong answers in groups, what is open, and every student's scores."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from urllib.parse import quote

from grader.records import replace
from grader.reports.class_lines import hand_lines, open_lines, remark_lines, standing_lines
from grader.reports.class_text import CLOSED, cell_words, sum_line, total_words
from grader.reports.classes import ClassReport, Student
from grader.reports.clean import SHOWN, SHOWN_NAME, cut, in_line
from grader.reports.pages import prompts
from grader.reports.pages.groups import COLUMNS, Group, Proved, wrong_groups
from grader.reports.pages.html import EMPTY, Markup, document, joined, lines, table, tag, text
from grader.reports.pages.statistics import BINS, distribution, items
from grader.reports.pages.student import STYLE
from grader.reports.pages.typeset import Typesetter
from grader.reports.scores import spelled
from grader.reports.standing import assignment_line, counted, means, status
from grader.reports.texts import many
from grader.verdict import FieldResult
from grader.wording import sentences

SCRIPT = files(__package__).joinpath("sort.js").read_text(encoding="utf-8").strip()
MAX_GROUPS = 60  # groups of wrong answers that the page shows
MAX_NAMES = 12  # students of a group that it names
MAX_LISTED = 300  # lines of a list; the others stand in `report.txt`
MAX_CELL = 400  # characters of an answer in a group
MAX_CELLS = 16_000  # scores of the table of students; with more it has totals alone
# Characters of HTML, so that no page is larger than a browser opens at once.
MAX_TABLE = 110_000  # of the rows of that table
MAX_GROUPED = 80_000  # of groups
MAX_LINES = 18_000  # of a list
LEGEND = "- missing, # unreadable, ? undecided, R for a person to mark, ! the grader failed, … not marked"
FIGURES = (
    "Facility is the mean share of a problem's points that was earned; discrimination the correlation of its score with"
    " the sum of the others. Students of whom something is open are left out of both, and of the distribution."
)
SCORES_ELSEWHERE = "The scores of each problem stand in results.csv: this class is too large for a table of all."
GROUPS = (
    "Answers of one group are proved equal. To settle a group, paste its row into marks.csv and fill in the score; to"
    " recognise it from now on, paste the entry below the mistakes of the problem's file, with a score and a sentence."
)


def class_html(
    report: ClassReport,
    pages: Mapping[str, str] | None = None,
    typeset: Typesetter | None = None,
    proved: Proved | None = None,
) -> str:
    """Return the page of a class; `pages` has the file of each student's page, relative to this one.

    `proved` decides whether two wrong answers are equal; unless it is given, in a process of its own.
    """
    page = _Overview(report, pages or {}, typeset or Typesetter())
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    return document(
        page.title,
        STYLE,
        tag("main", *page.parts(wrong_groups(report, proved)), class_="class"),
        language=sentences.LANGUAGE,
        script=SCRIPT,
        policy=f"; script-src 'sha256-{digest}'",
    )


class _Overview:
    """The parts of the page, from its top to its end."""

    def __init__(self, report: ClassReport, pages: Mapping[str, str], typeset: Typesetter) -> None:
        self.report, self.pages, self.typeset = report, pages, typeset
        title = report.assignment.title if report.assignment else ""
        self.title = cut(title, SHOWN) or "The class"

    def parts(self, groups: list[Group]) -> Iterator[Markup]:
        """Yield the parts of the page."""
        yield tag("h1", self.title)
        yield from (tag("p", note, class_="soft") for note in self._notes())
        yield tag("p", sum_line(self.report), class_="total")
        yield from self._totals()
        yield _section("Problems", self._problems(), tag("p", FIGURES, class_="soft small"))
        yield from self._groups(groups)
        yield from _listed("Open answers, for a person to look at", open_lines(self.report))
        yield _section("Students", self._students(), tag("p", LEGEND, class_="soft small"))
        yield from _listed("Marked by hand", hand_lines(self.report))
        yield from _listed("Late, missing, excused, or not known", standing_lines(self.report))
        yield from _listed("Notices", remark_lines(self.report))

    def _notes(self) -> Iterator[str]:
        rules = self.report.assignment and assignment_line(replace(self.report.assignment, title=""))
        if rules:
            yield f"{rules[0].upper()}{rules[1:]}"
        yield from self.report.notes

    def _link(self, name: str) -> Markup:
        shown = cut(name, SHOWN_NAME)
        return tag("a", shown, href=quote(self.pages[name])) if name in self.pages else text(shown)

    # Figures.

    def _totals(self) -> Iterator[Markup]:
        average = dict(means(self.report))
        if not average:
            return
        who = many(len(counted(self.report)), "student")
        mean = f"The mean total is {average['']} ({who}; nothing handed in is 0, the excused are left out)."
        counts = distribution(self.report)
        rows = [(f"{place * 100 // BINS}–{(place + 1) * 100 // BINS} %", _bar(count, max(counts)), str(count))
                for place, count in enumerate(counts)]  # fmt: skip
        shown = (
            table("Distribution of totals", ("total", "share", "students"), rows, numbers={2}) if any(counts) else EMPTY
        )
        yield _section("Totals", tag("p", mean), tag("div", shown, class_="totals"))

    def _problems(self) -> Markup:
        average, figures = dict(means(self.report)), dict(items(self.report))
        head = ("problem", "points", *(one.value for one in CLOSED), "open", "mean", "facility", "discrimination")
        rows = []
        for id_, points in self.report.problems.items():
            verdicts = [one.verdicts[id_] for one in self.report.students if id_ in one.verdicts and not one.excused]
            counts = (sum(not one.is_open and one.outcome is outcome for one in verdicts) for outcome in CLOSED)
            is_open = sum(one.is_open for one in verdicts)
            mean = str(average[id_]).partition(" / ")[0] if id_ in average else ""
            own = _share(figures[id_].facility), _decimal(figures[id_].discrimination)
            rows.append((self._problem(id_), spelled(points), *map(str, counts), str(is_open), mean, *own))
        return tag("div", table("Problems", head, rows, numbers=range(1, len(head))), class_="sortable")

    def _problem(self, id_: str) -> Markup:
        title = self.report.assignment.problems[id_].title if self.report.assignment else ""
        named = joined(" ", tag("span", prompts.title(title), class_="soft small")) if title else EMPTY
        return joined(cut(id_, SHOWN_NAME), named)

    # Wrong answers.

    def _groups(self, groups: list[Group]) -> Iterator[Markup]:
        if not groups:
            return
        shown = list(_within(MAX_GROUPED, map(self._group, groups[:MAX_GROUPS])))
        more = len(groups) - len(shown)
        rest = tag("p", f"{many(more, 'smaller group')} not shown here.", class_="soft") if more else EMPTY
        head = tag("p", GROUPS, class_="soft small")
        columns = tag("p", "The columns of marks.csv: ", tag("code", ",".join(COLUMNS)), class_="soft small")
        yield _section("Wrong answers", head, columns, *shown, rest)

    def _group(self, group: Group) -> Markup:
        count = len(group.students)
        who = "1 student gave" if count == 1 else f"{count} students gave an answer equal to"
        head = tag("p", tag("strong", cut(group.problem, SHOWN_NAME)), f": {who} ", self._answer(group))
        verdict = group.verdict
        said = [item.text for item in verdict.feedback][:2]
        outcome = f"{verdict.outcome.value}, {spelled(verdict.score_range[0])} of {spelled(verdict.points)}"
        why = tag(
            "p", f"{outcome}: " if said else outcome, self.typeset.plain(in_line(" ".join(said), SHOWN)), class_="small"
        )
        names = joined(*map(self._link, group.students[:MAX_NAMES]), by=", ")
        more = f", and {count - MAX_NAMES} more" if count > MAX_NAMES else ""
        paste = cut("\n\n".join(filter(None, (group.row, group.mistake))), SHOWN)
        entry = tag("details", tag("summary", "A row and an entry to paste"), tag("pre", lines(paste), tabindex="0"))
        return tag("div", head, why, tag("p", names, more, class_="small"), entry, class_="part")

    def _answer(self, group: Group) -> Markup:
        named = ((name, group.verdict.fields[name]) for name in group.texts)
        return joined(*(self._field(group.problem, name, field) for name, field in named), by=", ")

    def _field(self, id_: str, name: str, field: FieldResult) -> Markup:
        assert self.report.assignment is not None
        question = next(
            one for problem in self.report.assignment.problems.values() for one in problem.questions if one.id == id_
        )
        short = field.read is not None and len(field.read) <= MAX_CELL
        found = self.typeset.as_read(question, name, field.read or "") if short else None
        shown = tag("code", in_line(field.text or "", MAX_CELL)) if found is None else found
        return shown if name == "answer" else joined(self.typeset.plain(f"`{name}`"), ": ", shown)

    # Students.

    def _students(self) -> Markup:
        """Return the table of all scores, with as few characters a cell as a large class needs."""
        problems = list(self.report.problems)
        if len(problems) * len(self.report.students) > MAX_CELLS:
            problems = []
        ids = [joined(cut(id_, SHOWN_NAME)) for id_ in problems]
        head = "".join(f'<th scope="col">{name}' for name in ("student", *ids, "total", "status"))
        rows = list(_within(MAX_TABLE, (self._row(student, problems) for student in self.report.students)))
        whole = Markup(f"<table><thead><tr>{head}</thead><tbody>{''.join(rows)}</tbody></table>")
        scores = tag("div", whole, class_="wide scores", tabindex="0", role="group", aria_label="Students")
        left_out = [] if problems else [SCORES_ELSEWHERE]
        more = len(self.report.students) - len(rows)
        left_out += [f"{many(more, 'more student')} in results.csv."] if more else []
        notes = (tag("p", note, class_="soft") for note in left_out)
        return joined(tag("div", scores, class_="sortable"), *notes)

    def _row(self, student: Student, problems: Sequence[str]) -> Markup:
        cells = "".join(f"<td>{text(cell_words(student, id_))}" for id_ in problems)
        stranger = "not on the roster" if student.stranger else ""
        standing = text(", ".join(word for word in (status(student), stranger) if word))
        total = text(total_words(self.report, student))
        return Markup(f'<tr><th scope="row">{self._link(student.name)}{cells}<td>{total}<td>{standing}')


def _section(title: str, *parts: Markup) -> Markup:
    return tag("section", tag("h2", title), *parts)


def _listed(title: str, said: Iterable[str]) -> Iterator[Markup]:
    """Yield a title and lines below it; nothing where there are no lines."""
    every = list(said)
    shown = list(_within(MAX_LINES, (tag("li", line.strip()) for line in every[:MAX_LISTED])))
    rest = len(every) - len(shown)
    if shown:
        more = tag("p", f"{many(rest, 'more line')} in report.txt.", class_="soft") if rest else EMPTY
        yield _section(title, tag("ul", *shown, class_="why"), more)


def _within(room: int, parts: Iterable[Markup]) -> Iterator[Markup]:
    """Yield the parts of a page for which there is room, in their order."""
    for part in parts:
        room -= len(part)
        if room < 0:
            return
        yield part


def _bar(count: int, most: int) -> Markup:
    """Return a bar as long as its share of the longest."""
    width = round(100 * count / most) if most else 0
    bar = tag("rect", width=str(width), height="10", class_="count")
    return tag("svg", bar, viewBox="0 0 100 10", class_="bars", aria_hidden="true", preserveAspectRatio="none")


def _share(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.0f} %"


def _decimal(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}".replace("-", "−")
