"""The page of one student, in Markdown: scores, and for every lost point the reason, as far as it may be shown."""

from __future__ import annotations

from collections.abc import Iterator

from grader.marking.views import Credit, View, student_views
from grader.problems.assignment import Assignment
from grader.reports.class_lines import remark_line
from grader.reports.classes import ClassReport, Student
from grader.reports.clean import SHOWN_IN_JSON, SHOWN_NAME, cut
from grader.reports.markdown import code, escaped, fenced, sentence, table
from grader.reports.scores import spelled, spelled_range
from grader.reports.standing import standing_words
from grader.reports.texts import points_words
from grader.verdict import FieldResult, Outcome, Source, Status, Verdict

MISREAD = (
    "If an answer was not read as you meant it, tell your instructor, and write it with `*` for every product and"
    " brackets around every fraction's sides and every function's argument, as in `(a + b)/(2*c)` or `sin(2*x)`:"
    ' see "Settled" and "Two readings" in docs/language.md.'
)
STATUS_WORDS = {
    Status.PROVED: "earned",
    Status.PROBABLE: "open",
    Status.REFUTED: "not earned",
    Status.UNDECIDED: "open",
}


def student_page(report: ClassReport, student: Student) -> str:
    """Return the page of a student of a class that was marked by an assignment's rules."""
    assignment = report.assignment
    assert assignment is not None
    lines = [f"# {_heading(assignment, student)}", "", *_summary(report, student)]
    for id_ in report.problems:
        if id_ in student.verdicts:
            lines += _problem(student.verdicts[id_], assignment)
    marked = set(marked_by_hand(student))
    remarks = [one for one in student.remarks if one.level != "error" or (one.file, one.line) not in marked]
    if remarks:
        lines += ["", "## Your files", "", *(f"- {sentence(remark_line(remark))}" for remark in remarks)]
    if any(verdict.outcome is not Outcome.MISSING for verdict in student.verdicts.values()):
        lines += ["", "---", "", MISREAD]
    return "\n".join(lines) + "\n"


def marked_by_hand(student: Student) -> Iterator[tuple[str, int]]:
    """Yield the places of answers that a person has marked: what is wrong with them there matters no more."""
    for verdict in student.verdicts.values():
        for leaf in verdict.parts or (verdict,):
            if leaf.by_hand and not leaf.is_open:
                sources = (field.source for field in leaf.fields.values())
                yield from ((source.file, source.line) for source in sources if source is not None)


def _heading(assignment: Assignment, student: Student) -> str:
    name = escaped(student.name, SHOWN_NAME)
    return f"{escaped(assignment.title)}: {name}" if assignment.title else name


def _summary(report: ClassReport, student: Student) -> Iterator[str]:
    if student.excused:
        yield "**You are excused.** What follows counts nowhere." if student.verdicts else "**You are excused.**"
    else:
        whole = report.total(student)
        yield f"**{spelled_range(whole.low, whole.high)} of {spelled(whole.points)} points**"
        if whole.low != whole.high:
            yield from ("", "The total is a range, for some answers are still open.")
    said = "" if student.excused else standing_words(student)
    if said:
        yield from ("", f"{escaped(said[0].upper() + said[1:])}.")
    if student.submission and student.submission != student.name:
        yield from ("", f"This is about the submission {code(student.submission, SHOWN_NAME)}.")
    if student.verdicts:
        yield ""
        yield from table(("problem", "outcome", "score", "points"), _rows(report, student))


def _rows(report: ClassReport, student: Student) -> Iterator[tuple[str, ...]]:
    for id_, points in report.problems.items():
        verdict = student.verdicts.get(id_)
        if verdict is None:
            yield escaped(id_), "not marked yet", "", spelled(points)
            continue
        yield escaped(id_), verdict.outcome.value, spelled_range(*verdict.score_range), spelled(verdict.points)


def _problem(verdict: Verdict, assignment: Assignment) -> Iterator[str]:
    views = list(student_views(verdict, assignment))
    title = assignment.problems[verdict.problem].title
    yield from ("", f"## {escaped(verdict.problem)}{f': {escaped(title)}' if title else ''}", "")
    yield _headline(verdict)
    for view in views:
        if verdict.parts:
            own = f": {escaped(view.title)}" if view.title and view.title != title else ""
            score = f"{view.outcome.value}, {spelled_range(*view.score_range)} of {spelled(view.verdict_points)}"
            yield from ("", f"### {escaped(view.question)}{own}", "", f"**{score}**")
        yield from _body(view)


def _headline(verdict: Verdict) -> str:
    score = f"{spelled_range(*verdict.score_range)} of {spelled(verdict.points)}"
    earned = verdict.earned
    before = "" if earned in {None, verdict.score_range} else f" ({spelled_range(*earned)} before lateness)"
    return f"**{verdict.outcome.value}, {score}**{before}"


def _body(view: View) -> Iterator[str]:
    if view.outcome is Outcome.MISSING:
        yield from ("", "Nothing was written for this problem.")
    items = [line for name, field in view.fields for line in _field(name, field)]
    items += [line for credit in view.credits for line in _credit(credit)]
    items += [line for one in view.said for line in _sentence(one.text)]
    items += [f"- Expected: {code(view.expected)}"] if view.expected else []
    if items:
        yield from ("", *items)


def _field(name: str, field: FieldResult) -> Iterator[str]:
    """Yield what was written and how it was read; where it could not be, what is wrong with it."""
    label = "You wrote" if name == "answer" else f"{code(name)}: you wrote"
    if field.text is not None and "\n" in field.text.strip():
        yield f"- {label}{_place(field.source)}:"
        yield from fenced(cut(field.text.strip(), SHOWN_IN_JSON), "  ")
    elif field.text is not None:
        yield f"- {label} {code(field.text)}{_place(field.source)}."
    elif field.error is not None:
        yield f"- {'Your answer' if name == 'answer' else code(name)}{_place(field.source)} could not be read:"
    elif field.read is not None and not field.readings:
        yield f"- {code(name)}: we read {code(field.read)}."
        return
    if field.readings:
        for one in field.readings:
            yield f"  One way to read this: {code(one.read)}."
    elif field.read is not None:
        yield f"  We read: {code(field.read)}."
    if field.error is not None:
        if field.text is not None:
            yield "  This could not be read:"
        yield from fenced(field.error, "  ")
    for note in field.notes:
        yield f"  {sentence(note)}"


def _place(source: Source | None) -> str:
    if source is None:
        return ""
    line = f", line {source.line}" if source.line else ""
    return f" ({code(source.file)}{line})"


def _credit(credit: Credit) -> Iterator[str]:
    text = f" {code(credit.text)}" if credit.text else ""
    yield f"- {credit.name}{text}: {STATUS_WORDS[credit.status]}, {points_words(credit.points)}."


def _sentence(text: str) -> Iterator[str]:
    first, _, rest = text.partition("\n")
    yield f"- {sentence(first)}"
    if rest:
        yield from fenced(rest, "  ")
