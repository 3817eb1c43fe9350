"""Two sets of results beside each other: whose marks changed, from what to what, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from grader.records import dataclass
from grader.reports.clean import in_line, safe_line
from grader.reports.result_json import Document
from grader.reports.scores import number, spelled, spelled_range
from grader.reports.texts import many

ASKED = "marks by hand for answers that have changed, for a person to give anew or to take back"
SHOWN_STUDENTS = 20  # named of those who are in one set only


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer came to: outcome, range of scores, points; `answer` as it was written, cut where it is long."""

    outcome: str
    low: Fraction
    high: Fraction
    points: Fraction
    answer: str = ""

    def __str__(self) -> str:
        return f"{self.outcome}, {spelled_range(self.low, self.high)} of {spelled(self.points)}"


@dataclass(frozen=True, slots=True)
class Change:
    """A student's answer to a question whose mark is another; one is None where the question was not set. Why."""

    student: str
    question: str
    old: Mark | None
    new: Mark | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A mark that a person gave for an answer that has changed since: it is theirs to say what becomes of it."""

    student: str
    question: str
    mark: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Span:
    """A student's total: both ends of its range, and the points."""

    low: Fraction
    high: Fraction
    points: Fraction

    def __str__(self) -> str:
        return f"{spelled_range(self.low, self.high)} / {spelled(self.points)}"


@dataclass(frozen=True)
class Differences:
    """All that is different. `totals` has both totals of each student of both sets whose marks changed."""

    students: int
    totals: dict[str, tuple[Span, Span]]
    changes: Sequence[Change]
    asked: Sequence[Asked] = ()
    gone: Sequence[str] = ()
    come: Sequence[str] = ()


def differences_text(found: Differences) -> str:
    """Return the differences for a person."""
    return "\n".join(_lines(found))


def _lines(found: Differences) -> Iterator[str]:
    changed: dict[str, list[Change]] = {}
    for change in found.changes:
        changed.setdefault(change.student, []).append(change)
    for student, changes in changed.items():
        old, new = found.totals[student]
        yield f"{safe_line(student)}: {old} -> {new}" if old != new else f"{safe_line(student)}: {new}, as before"
        yield from (f"  {_line(change)}" for change in changes)
    for title, some in (("only in the old results", found.gone), ("only in the new results", found.come)):
        if some:
            more = ", …" if len(some) > SHOWN_STUDENTS else ""
            yield f"{title}: {many(len(some), 'student')}: {', '.join(map(safe_line, some[:SHOWN_STUDENTS]))}{more}"
    if found.asked:
        yield f"{ASKED}: {len(found.asked)}"
        for one in found.asked:
            what = f"{safe_line(one.student)}: {safe_line(one.question)}: {in_line(one.mark)}"
            yield f"  {what} for {_shown(one.old)}; the answer is now {_shown(one.new)}"
    yield _sum(found, len(changed))


def _line(change: Change) -> str:
    old, new = (str(mark) if mark else "not set" for mark in (change.old, change.new))
    return f"{safe_line(change.question)}: {old} -> {new}: {', '.join(change.why)}"


def _shown(answer: str) -> str:
    return f"`{in_line(answer)}`" if answer else "nothing"


def _sum(found: Differences, changed: int) -> str:
    if not found.changes:
        return f"no marks changed, of {many(found.students, 'student')}"
    counts = Counter(why for change in found.changes for why in change.why)
    reasons = ", ".join(f"{why} {count}" for why, count in counts.most_common())
    return f"{changed} of {many(found.students, 'student')}: {many(len(found.changes), 'mark')} changed: {reasons}"


def differences_body(found: Differences) -> Document:
    """Return the differences as data."""
    totals = {name: {"old": _span(old), "new": _span(new)} for name, (old, new) in found.totals.items()}
    return {
        "students": found.students,
        "changes": [_change(one) for one in found.changes],
        "totals": totals,
        "asked": [
            {"student": one.student, "problem": one.question, "mark": one.mark, "old": one.old, "new": one.new}
            for one in found.asked
        ],
        "only_old": list(found.gone),
        "only_new": list(found.come),
    }


def _change(one: Change) -> Document:
    marks = {"old": _mark(one.old), "new": _mark(one.new)}
    return {"student": one.student, "problem": one.question, **marks, "why": list(one.why)}


def _mark(mark: Mark | None) -> Document | None:
    if mark is None:
        return None
    body: Document = {"outcome": mark.outcome, "score_range": [number(mark.low), number(mark.high)]}
    return body | {"points": number(mark.points), "answer": mark.answer}


def _span(span: Span) -> Document:
    return {"score_range": [number(span.low), number(span.high)], "points": number(span.points)}
