"""The page of one student: for every lost point the reason, as far as it may be shown, and nothing that frightens."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from grader.marking.feedback.views import View
from grader.problems.assignment import Assignment
from grader.problems.question import Problem, Question
from grader.reports.class_lines import remark_line
from grader.reports.classes import ClassReport, Student
from grader.reports.clean import SHOWN, SHOWN_NAME, cut
from grader.reports.pages import prompts
from grader.reports.pages.answers import AnswerPart
from grader.reports.pages.html import EMPTY, Markup, document, filled, joined, table, tag, text
from grader.reports.pages.room import Room
from grader.reports.pages.typeset import Typesetter, typesetter_of
from grader.reports.said_once import page_views
from grader.reports.scores import spelled, spelled_range
from grader.reports.standing import standing_words
from grader.reports.student_page import marked_by_hand
from grader.verdict import Outcome, Verdict
from grader.wording import sentences

STYLE = " ".join(files(__package__).joinpath("style.css").read_text(encoding="utf-8").split("\n")).strip()
SIGNS = {
    Outcome.CORRECT: "✓",
    Outcome.PARTIAL: "◐",
    Outcome.INCORRECT: "✗",
    Outcome.MISSING: "–",
}
WAITING = "…"  # the sign of what is open


def student_html(report: ClassReport, student: Student) -> str:
    """Return the page of a student of a class that was marked by an assignment's rules."""
    assignment = report.assignment
    assert assignment is not None
    page = _Page(report, student, assignment, typesetter_of(assignment))
    return document(page.title, STYLE, tag("main", *page.parts()), language=sentences.LANGUAGE)


class _Page:
    """The parts of one page, from its top to its end."""

    def __init__(self, report: ClassReport, student: Student, assignment: Assignment, typeset: Typesetter) -> None:
        self.report, self.student, self.assignment, self.typeset = report, student, assignment, typeset
        self.room = Room()
        name = cut(student.name, SHOWN_NAME)
        self.title = f"{cut(assignment.title, SHOWN)}: {name}" if assignment.title else name

    def parts(self) -> Iterator[Markup]:
        """Yield the parts of the page."""
        yield tag("h1", self.title)
        yield from self._summary()
        for number, id_ in enumerate(self.report.problems, 1):
            if id_ in self.student.verdicts:
                yield self._problem(number, self.student.verdicts[id_])
        yield from self._remarks()
        if any(verdict.outcome is not Outcome.MISSING for verdict in self.student.verdicts.values()):
            yield tag("footer", tag("p", sentences.MISREAD))

    # The top.

    def _summary(self) -> Iterator[Markup]:
        student = self.student
        if student.excused:
            yield tag("p", sentences.EXCUSED_MARKED if student.verdicts else sentences.EXCUSED, class_="total")
        else:
            whole = self.report.total(student)
            total = filled(sentences.TOTAL, score=spelled_range(whole.low, whole.high), points=spelled(whole.points))
            yield tag("p", total, class_="total")
            yield from [tag("p", sentences.RANGE, class_="note")] if whole.low != whole.high else []
        said = "" if student.excused else standing_words(student)
        yield from [tag("p", f"{said[0].upper()}{said[1:]}.")] if said else []
        if student.submission and student.submission != student.name:
            name = tag("code", cut(student.submission, SHOWN_NAME))
            yield tag("p", filled(sentences.SUBMISSION, name=name), class_="soft small")
        if student.verdicts:
            head = sentences.PROBLEM, sentences.OUTCOME, sentences.SCORE
            yield table(sentences.SUM, head, self._rows(), numbers={2})

    def _rows(self) -> Iterator[tuple[str, ...]]:
        for number, (id_, points) in enumerate(self.report.problems.items(), 1):
            verdict = self.student.verdicts.get(id_)
            name = self._name(id_)
            if verdict is None:
                yield name, tag("span", sentences.NOT_MARKED, class_="tone none"), f"{spelled(points)}"
                continue
            score = f"{spelled_range(*verdict.score_range)} / {spelled(verdict.points)}"
            yield tag("a", name, href=f"#p{number}"), _outcome(verdict.outcome, "tone", verdict.outcome.value), score

    def _name(self, id_: str) -> Markup:
        """Return what a problem is called: its label, its title, or else its id."""
        problem = self.assignment.problems[id_]
        labels = self.assignment.sheet.labels.get(id_, ()) if self.assignment.sheet else ()
        label = ", ".join(labels)
        words = prompts.title(problem.title) if problem.title else text(cut(id_, SHOWN_NAME))
        return joined(label, ". " if label else "", words)

    # A problem.

    def _problem(self, number: int, verdict: Verdict) -> Markup:
        problem = self.assignment.problems[verdict.problem]
        questions = {question.id: question for question in problem.questions}
        head = tag("div", tag("h2", self._name(verdict.problem)), _score(verdict), class_="head")
        named = tag("p", tag("code", cut(verdict.problem, SHOWN_NAME)), class_="soft small") if problem.title else EMPTY
        body: list[Markup] = [] if not verdict.parts else [self.room.asked(problem.prompt)]
        for view in page_views(self.student, verdict, self.assignment):
            body += self._part(view, questions[view.question], problem if verdict.parts else None)
        return tag("section", head, named, *body, class_=f"problem {verdict.outcome.value}", id=f"p{number}")

    def _part(self, view: View, question: Question, problem: Problem | None) -> Iterator[Markup]:
        if problem is None:
            yield from AnswerPart(view, question, self.typeset, self.room).shown()
            return
        title = view.title if view.title and view.title != problem.title else ""
        name = joined(view.question.removeprefix(f"{problem.id}."), ": " if title else "", prompts.title(title))
        outcome = _outcome(view.outcome, "result", view.outcome.value)
        score = joined(outcome, f", {spelled_range(*view.score_range)} / {spelled(view.verdict_points)}")
        head = tag("div", tag("h3", name), tag("span", score), class_="head")
        yield tag("div", head, *AnswerPart(view, question, self.typeset, self.room).shown(), class_="part")

    def _remarks(self) -> Iterator[Markup]:
        marked = set(marked_by_hand(self.student))
        remarks = [one for one in self.student.remarks if one.level != "error" or (one.file, one.line) not in marked]
        if remarks:
            said = [(self.typeset.plain(line), line) for line in map(remark_line, remarks)]
            items = [tag("li", shown) for one in said if (shown := self.room.said(*one))]
            rest = self.room.rest()
            last = [tag("li", rest)] if rest else []
            yield tag("section", tag("h2", sentences.YOUR_FILES), tag("ul", *items, *last))


def _outcome(outcome: Outcome, *names: str) -> Markup:
    sign = tag("span", f"{SIGNS.get(outcome, WAITING)} ", aria_hidden="true")
    return tag("span", sign, sentences.OUTCOMES[outcome], class_=" ".join(names))


def _score(verdict: Verdict) -> Markup:
    score = f"{spelled_range(*verdict.score_range)} / {spelled(verdict.points)}"
    earned = verdict.earned
    before = EMPTY
    if earned not in {None, verdict.score_range} and earned is not None:
        late = filled(sentences.BEFORE_LATENESS, score=spelled_range(*earned))
        before = tag("span", " (", late, ")", class_="soft small")
    return tag("span", _outcome(verdict.outcome, "result"), ", ", score, before)
