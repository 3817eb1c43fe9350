"""The page of one student: for every lost point the reason, as far as it may be shown, in words that do not frighten."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from importlib.resources import files

from grader.marking import sentences
from grader.marking.hand import HAND
from grader.marking.telling import Said
from grader.marking.views import OPEN, Credit, View, student_views
from grader.problems.assignment import Assignment
from grader.problems.question import Problem, Question
from grader.reports.class_lines import remark_line
from grader.reports.classes import ClassReport, Student
from grader.reports.clean import SHOWN, SHOWN_IN_JSON, SHOWN_NAME, cut
from grader.reports.pages import prompts
from grader.reports.pages.html import EMPTY, Markup, document, filled, joined, lines, table, tag, text
from grader.reports.pages.typeset import Typesetter
from grader.reports.scores import spelled, spelled_range
from grader.reports.standing import standing_words
from grader.reports.student_page import marked_by_hand
from grader.verdict import FieldResult, HandMark, Outcome, Source, Status, Verdict

STYLE = " ".join(files(__package__).joinpath("style.css").read_text(encoding="utf-8").split("\n")).strip()
SIGNS = {
    Outcome.CORRECT: "✓",
    Outcome.PARTIAL: "◐",
    Outcome.INCORRECT: "✗",
    Outcome.MISSING: "–",
}
WAITING = "…"  # the sign of what is open
SILENT = {HAND, OPEN}  # feedback that is shown in another way


def student_html(report: ClassReport, student: Student, typeset: Typesetter | None = None) -> str:
    """Return the page of a student of a class that was marked by an assignment's rules.

    A `typeset` that made other pages of the same report keeps what it has typeset.
    """
    assignment = report.assignment
    assert assignment is not None
    page = _Page(report, student, assignment, typeset or Typesetter())
    return document(page.title, STYLE, tag("main", *page.parts()), language=sentences.LANGUAGE)


class _Page:
    """The parts of one page, from its top to its end."""

    def __init__(self, report: ClassReport, student: Student, assignment: Assignment, typeset: Typesetter) -> None:
        self.report, self.student, self.assignment, self.typeset = report, student, assignment, typeset
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
            total = filled(
                sentences.TOTAL, score=spelled_range(whole.low, whole.high), points=spelled(whole.points)
            )
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
        words = prompts.sentence(problem.title) if problem.title else text(cut(id_, SHOWN_NAME))
        return joined(label, ". " if label else "", words)

    # A problem.

    def _problem(self, number: int, verdict: Verdict) -> Markup:
        problem = self.assignment.problems[verdict.problem]
        questions = {question.id: question for question in problem.questions}
        head = tag("div", tag("h2", self._name(verdict.problem)), _score(verdict), class_="head")
        named = tag("p", tag("code", cut(verdict.problem, SHOWN_NAME)), class_="soft small") if problem.title else EMPTY
        body: list[Markup] = [] if not verdict.parts else [_asked(problem.prompt)]
        for view in student_views(verdict, self.assignment):
            body += self._part(view, questions[view.question], problem if verdict.parts else None)
        return tag("section", head, named, *body, class_=f"problem {verdict.outcome.value}", id=f"p{number}")

    def _part(self, view: View, question: Question, problem: Problem | None) -> Iterator[Markup]:
        if problem is None:
            yield from _Answer(view, question, self.typeset).shown()
            return
        title = view.title if view.title and view.title != problem.title else ""
        name = joined(view.question.removeprefix(f"{problem.id}."), ": " if title else "", prompts.sentence(title))
        outcome = _outcome(view.outcome, "result", view.outcome.value)
        score = joined(outcome, f", {spelled_range(*view.score_range)} / {spelled(view.verdict_points)}")
        head = tag("div", tag("h3", name), tag("span", score), class_="head")
        yield tag("div", head, *_Answer(view, question, self.typeset).shown(), class_="part")

    def _remarks(self) -> Iterator[Markup]:
        marked = set(marked_by_hand(self.student))
        remarks = [one for one in self.student.remarks if one.level != "error" or (one.file, one.line) not in marked]
        if remarks:
            items = (tag("li", self.typeset.plain(remark_line(one))) for one in remarks)
            yield tag("section", tag("h2", sentences.YOUR_FILES), tag("ul", *items))


class _Answer:
    """What a student wrote for one question, what came of it, and why."""

    def __init__(self, view: View, question: Question, typeset: Typesetter) -> None:
        self.view, self.question, self.typeset = view, question, typeset
        self._credited = {credit.claim for credit in view.credits}

    def shown(self) -> Iterator[Markup]:
        """Yield the prompt, the answer, the reasons and the right answer, each where there is one."""
        yield _asked(self.question.prompt)
        if self.view.outcome is Outcome.MISSING and not self.view.by_hand:
            yield tag("p", sentences.MISSING)
        yield from self._fields()
        yield from self._reasons()
        if self.view.expected:
            yield tag("h3", sentences.EXPECTED)
            yield tag("p", self._expected())

    def _expected(self) -> Markup:
        trees = self.view.expected_trees
        if not trees:
            return prompts.sentence(self.view.expected)
        return joined(*(self.typeset.formula(tree, displayed=True) for tree in trees), by=" or ")

    # What was written.

    def _fields(self) -> Iterator[Markup]:
        if not self.view.fields:
            return
        rows = [self._row(name, field) for name, field in self.view.fields]
        named = any(name != "answer" for name, _ in self.view.fields)
        head = (*([""] if named else []), sentences.TYPED, sentences.READ)
        top = tag("tr", *(tag("th", one, scope="col") if one else tag("td") for one in head))
        cells = (tag("tr", *(row if named else row[1:])) for row in rows)
        yield tag("div", tag("table", tag("thead", top), tag("tbody", *cells)), class_="wide answers", tabindex="0")
        for name, field in self.view.fields:
            yield from self._beside(name, field)

    def _row(self, name: str, field: FieldResult) -> tuple[Markup, Markup, Markup]:
        label = self.typeset.words("") if name == "answer" else self._symbol(name)
        typed = EMPTY if field.text is None else _typed(field.text)
        return (
            tag("th", label, scope="row"),
            tag("td", typed, _place(field.source), data_label=sentences.TYPED),
            tag("td", self._read(name, field), class_="read", data_label=sentences.READ),
        )

    def _symbol(self, name: str) -> Markup:
        return self.typeset.plain(f"`{name}`") if "`" not in name else text(name)

    def _read(self, name: str, field: FieldResult) -> Markup:
        if field.readings:
            ways = (tag("li", self.typeset.as_read(self.question, name, one.read)) for one in field.readings)
            return joined(tag("span", sentences.ONE_READING, class_="soft small"), tag("ul", *ways))
        if field.read is None or self.question.kind.reads in {"words", "code", "steps"}:
            return EMPTY
        return self.typeset.as_read(self.question, name, field.read)

    def _beside(self, name: str, field: FieldResult) -> Iterator[Markup]:
        """Yield why a field could not be read, and what is to be known of it."""
        if field.error is not None:
            yield tag("p", sentences.CANNOT_BE_READ)
            yield tag("pre", lines(cut(field.error, SHOWN)))
        for note in field.notes:
            yield tag("p", self.typeset.plain(note), class_="soft small")

    # Why.

    def _reasons(self) -> Iterator[Markup]:
        items = [self._marked(mark) for mark in self.view.by_hand]
        said = [one for one in self.view.said if one.code not in SILENT and one.claim not in self._credited]
        items += [self.typeset.said(one) for one in said]
        items += [self._credit(credit) for credit in self.view.credits]
        if not items and self.view.outcome is Outcome.INCORRECT:
            items = [text(sentences.NO_REASON)]
        if items:
            yield tag("h3", sentences.WHY)
            yield tag("ul", *(tag("li", item) for item in items), class_="why")
        if self.view.is_open:
            yield tag("p", sentences.OPEN[self.view.outcome], class_="note")
        elif self.view.outcome is Outcome.UNREADABLE:
            yield tag("p", sentences.UNREAD_IS_ZERO, class_="note")

    def _credit(self, credit: Credit) -> Markup:
        """Return what a condition that carries points has earned, with its text, or else the reasons."""
        worth = _points(credit.points)
        match credit.status:
            case Status.PROVED:
                score = tag("span", filled(sentences.EARNED, points=worth), class_="tone correct")
            case Status.REFUTED:
                score = tag("span", filled(sentences.LOST, points=worth), class_="tone incorrect")
            case _:
                score = tag("span", filled(sentences.STILL_OPEN, points=worth), class_="tone undecided")
        reasons = [self.typeset.said(one) for one in self.view.said if one.claim == credit.claim]
        if credit.text and not (reasons and credit.status is Status.REFUTED):
            reasons = [self.typeset.plain(f"`{credit.text}`")]
        return joined(score, ": ", joined(*(reasons or [text(credit.name)]), by=" "))

    def _marked(self, mark: HandMark) -> Markup:
        """Return what a person decided, with the text of an essay's item."""
        number = mark.claim.removeprefix("item ")
        rubric = self.question.rubric
        is_item = number.isdigit() and 0 < int(number) <= len(rubric)
        item = rubric[int(number) - 1] if is_item else None
        credit = next((one for one in self.view.credits if one.claim == mark.claim), None)
        worth = item.points if item else credit.points if credit else self.view.verdict_points
        said = filled(
            sentences.BY_HAND,
            who=mark.by or sentences.A_PERSON,
            when=filled(sentences.ON_DATE, date=mark.date) if mark.date else EMPTY,
            score=spelled(mark.score),
            points=_points(worth),
        )
        before = (prompts.sentence(item.text), ". ") if item else (mark.claim, ": ") if mark.claim else ()
        remark = (" ", prompts.sentence(mark.remark)) if mark.remark else ()
        return joined(*before, said, *remark)


def _asked(prompt: str) -> Markup:
    return tag("div", prompts.prompt(prompt), class_="asked") if prompt.strip() else EMPTY


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


def _typed(typed: str) -> Markup:
    shown = typed.strip()
    if "\n" in shown:
        return tag("pre", lines(cut(shown, SHOWN_IN_JSON)))
    return tag("code", cut(shown, SHOWN_IN_JSON))


def _place(source: Source | None) -> Markup:
    if source is None:
        return EMPTY
    file = cut(source.file, SHOWN)
    where = filled(sentences.IN_PLACE, file=file, line=str(source.line)) if source.line else text(file)
    return tag("div", where, class_="soft small")


def _points(points: Fraction) -> Markup:
    return text(sentences.ONE_POINT) if points == 1 else filled(sentences.POINTS, number=spelled(points))
