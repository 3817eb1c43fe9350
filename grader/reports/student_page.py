"""The page of one student, in Markdown: scores, and for every lost point the reason, as far as it may be shown."""

from __future__ import annotations

from collections.abc import Iterator

from grader.marking.feedback.views import OPEN, Credit, View
from grader.problems.assignment import Assignment
from grader.reports.class_lines import remark_line
from grader.reports.classes import ClassReport, Student
from grader.reports.clean import SHOWN_IN_JSON, SHOWN_NAME, cut
from grader.reports.labels import name_on_sheet
from grader.reports.markdown import code, escaped, fenced, sentence, table
from grader.reports.said_once import page_views
from grader.reports.scores import spelled, spelled_range
from grader.reports.standing import standing_words
from grader.reports.texts import points_words
from grader.verdict import FieldResult, Outcome, Source, Status, Verdict
from grader.wording import sentences

STATUS_WORDS = {
    Status.PROVED: sentences.LINE_EARNED,
    Status.PROBABLE: sentences.LINE_OPEN,
    Status.REFUTED: sentences.LINE_NOT_EARNED,
    Status.UNDECIDED: sentences.LINE_OPEN,
}


def student_page(report: ClassReport, student: Student) -> str:
    """Return the page of a student of a class that was marked by an assignment's rules."""
    assignment = report.assignment
    assert assignment is not None
    lines = [f"# {_heading(assignment, student)}", "", *_summary(report, student)]
    for id_ in report.problems:
        if id_ in student.verdicts:
            lines += _problem(student, student.verdicts[id_], assignment)
    marked = set(marked_by_hand(student))
    remarks = [one for one in student.remarks if one.level != "error" or (one.file, one.line) not in marked]
    if remarks:
        lines += ["", f"## {sentences.YOUR_FILES}", "", *(f"- {sentence(remark_line(remark))}" for remark in remarks)]
    if any(verdict.outcome is not Outcome.MISSING for verdict in student.verdicts.values()):
        lines += ["", "---", "", sentences.LINE_MISREAD]
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
        yield sentences.LINE_EXCUSED_MARKED if student.verdicts else sentences.LINE_EXCUSED
    else:
        whole = report.total(student)
        total = sentences.TOTAL.format(score=spelled_range(whole.low, whole.high), points=spelled(whole.points))
        yield f"**{total}**"
        if whole.low != whole.high:
            yield from ("", sentences.LINE_RANGE)
    said = "" if student.excused else standing_words(student)
    if said:
        yield from ("", f"{escaped(said[0].upper() + said[1:])}.")
    if student.submission and student.submission != student.name:
        yield from ("", sentences.SUBMISSION.format(name=code(student.submission, SHOWN_NAME)))
    if student.verdicts:
        yield ""
        yield from table(("problem", "outcome", "score", "points"), _rows(report, student))


def _rows(report: ClassReport, student: Student) -> Iterator[tuple[str, ...]]:
    for id_, points in report.problems.items():
        verdict = student.verdicts.get(id_)
        name = escaped(name_on_sheet(report.assignment, id_))
        if verdict is None:
            yield name, sentences.LINE_NOT_MARKED, "", spelled(points)
            continue
        yield name, verdict.outcome.value, spelled_range(*verdict.score_range), spelled(verdict.points)


def _problem(student: Student, verdict: Verdict, assignment: Assignment) -> Iterator[str]:
    views = list(page_views(student, verdict, assignment))
    title = assignment.problems[verdict.problem].title
    name = escaped(name_on_sheet(assignment, verdict.problem))
    yield from ("", f"## {name}{f': {escaped(title)}' if title else ''}", "")
    yield _headline(verdict)
    for view in views:
        if verdict.parts:
            own = f": {escaped(view.title)}" if view.title and view.title != title else ""
            part = escaped(name_on_sheet(assignment, verdict.problem, view.question))
            yield from ("", f"### {part}{own}", "", f"**{_score(view)}**")
        yield from _body(view)


def _headline(verdict: Verdict) -> str:
    earned = verdict.earned
    late = "" if earned is None else sentences.BEFORE_LATENESS.format(score=spelled_range(*earned))
    before = "" if earned in {None, verdict.score_range} else f" ({late})"
    score = sentences.LINE_SCORE.format(
        outcome=verdict.outcome.value, score=spelled_range(*verdict.score_range), points=spelled(verdict.points)
    )
    return f"**{score}**{before}"


def _score(view: View) -> str:
    score, points = spelled_range(*view.score_range), spelled(view.verdict_points)
    return sentences.LINE_SCORE.format(outcome=view.outcome.value, score=score, points=points)


def _body(view: View) -> Iterator[str]:
    if view.outcome is Outcome.MISSING:
        yield from ("", sentences.MISSING)
    items = [line for name, field in view.fields for line in _field(name, field)]
    items += [line for credit in view.credits for line in _credit(credit)]
    reasons = [line for one in view.said if one.code != OPEN for line in _sentence(one.text)]
    if not reasons and not view.credits and view.outcome is Outcome.INCORRECT:
        reasons = [f"- {sentences.NO_REASON}"]
    items += reasons
    items += [f"- {sentences.LINE_EXPECTED.format(expected=code(view.expected))}"] if view.expected else []
    if items:
        yield from ("", *items)
    if view.is_open:
        yield from ("", sentences.OPEN[view.outcome])
    elif view.outcome is Outcome.UNREADABLE:
        yield from ("", sentences.UNREAD_IS_ZERO)


def _field(name: str, field: FieldResult) -> Iterator[str]:
    """Yield what was written and how it was read; where it could not be, what is wrong with it."""
    label = sentences.TYPED if name == "answer" else sentences.LINE_FIELD_TYPED.format(name=code(name))
    if field.text is not None and "\n" in field.text.strip():
        yield f"- {label}{_place(field.source)}:"
        yield from fenced(cut(field.text.strip(), SHOWN_IN_JSON), "  ")
    elif field.text is not None:
        yield f"- {label} {code(field.text)}{_place(field.source)}."
    elif field.error is not None:
        whose = sentences.LINE_YOUR_ANSWER if name == "answer" else code(name)
        yield f"- {sentences.LINE_FIELD_UNREAD.format(field=f'{whose}{_place(field.source)}')}"
    elif field.read is not None and not field.readings:
        yield f"- {sentences.LINE_FIELD_READ.format(name=code(name), read=code(field.read))}"
        return
    if field.readings:
        for one in field.readings:
            yield f"  {sentences.LINE_ONE_READING.format(read=code(one.read))}"
    elif field.read is not None:
        yield f"  {sentences.LINE_READ.format(read=code(field.read))}"
    if field.error is not None:
        if field.text is not None:
            yield f"  {sentences.CANNOT_BE_READ}"
        yield from fenced(field.error, "  ")
    for note in field.notes:
        yield f"  {sentence(note)}"


def _place(source: Source | None) -> str:
    if source is None:
        return ""
    file = code(source.file)
    return f" ({sentences.IN_PLACE.format(file=file, line=source.line) if source.line else file})"


def _credit(credit: Credit) -> Iterator[str]:
    text = f" {code(credit.text)}" if credit.text else ""
    yield f"- {credit.name}{text}: {STATUS_WORDS[credit.status]}, {points_words(credit.points)}."


def _sentence(text: str) -> Iterator[str]:
    first, _, rest = text.partition("\n")
    yield f"- {sentence(first)}"
    if rest:
        yield from fenced(rest, "  ")
