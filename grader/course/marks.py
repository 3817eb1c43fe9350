"""The marks of a class that people gave: applied to verdicts as they come, with what could not be applied."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from fractions import Fraction

from grader.course.choice import choose
from grader.marking.equal_answers import same_texts
from grader.marking.hand import fault_of, with_marks
from grader.marking.texts.written_down import Texts, abridged, joined, parted, texts_of
from grader.problems.question import Problems, Question
from grader.records import dataclass, field, replace
from grader.submissions.mark_rows import MarkRow
from grader.verdict import Source, Verdict, combine

MAX_COMPARISONS = 5_000  # proofs of equality tried in one run, all rows and answers together
SHOWN_ANSWER = 200  # characters of an answer that a message repeats

Proved = Callable[[str, Texts, Texts], bool]  # by the id of a question: whether two answers are proved equal


@dataclass(frozen=True, slots=True)
class Said:
    """Something that a person should know about a row; `applied` where it was applied all the same."""

    source: Source | None
    message: str
    applied: bool = False


@dataclass(frozen=True)
class MarkNews:
    """Which rows found an answer, what those say now that did not, and what is to be said of them."""

    used: frozenset[MarkRow] = frozenset()
    now: Mapping[MarkRow, str] = field(default_factory=dict)
    said: tuple[Said, ...] = ()


class Marks:
    """The filled rows of one run. `proved` decides whether two answers with different texts are proved equal."""

    def __init__(self, rows: Sequence[MarkRow], problems: Problems, proved: Proved) -> None:
        self._questions = {question.id: question for problem in problems.values() for question in problem.questions}
        self._with_parts = {problem.id: problem for problem in problems.values() if problem.has_parts}
        self._proved = proved
        self._known: dict[tuple[str, str, str], bool] = {}
        self._compared = 0
        self._used: set[MarkRow] = set()
        self._now: dict[MarkRow, str] = {}
        self._said: dict[Said, None] = {}
        self._rows: dict[str, list[MarkRow]] = {}
        for row in rows:
            self._take(row)

    def _take(self, row: MarkRow) -> None:
        fault = self._fault(row)
        if fault:
            self._say(row, fault)
        else:
            self._rows.setdefault(row.problem, []).append(row)

    def _fault(self, row: MarkRow) -> str:
        if row.problem in self._with_parts:
            parts = ", ".join(question.id for question in self._with_parts[row.problem].questions)
            return f"not applied: {row.problem} has parts; expected one of {parts}"
        if row.problem not in self._questions:
            near = difflib.get_close_matches(row.problem, self._questions, 1)
            return f"not applied: there is no problem `{row.problem}`" + (f"; did you mean {near[0]}?" if near else "")
        if not row.student and not row.answer:
            return "not applied: the row names neither a student nor an answer"
        return ""

    def news(self) -> MarkNews | None:
        """Return what the rows have come to since this was asked last, None where there is nothing new."""
        if not (self._used or self._now or self._said):
            return None
        found = MarkNews(frozenset(self._used), dict(self._now), tuple(self._said))
        self._used, self._now, self._said = set(), {}, {}
        return found

    def take(self, news: MarkNews) -> None:
        """Take what the rows have come to in another process."""
        self._used |= news.used
        self._now.update(news.now)
        self._said.update(dict.fromkeys(news.said))

    def applied(self, student: str, verdict: Verdict) -> Verdict:
        """Return a student's verdict with the marks that people gave, also to its parts."""
        if not verdict.parts:
            return self._applied(student, verdict)
        parts = tuple(self._applied(student, part) for part in verdict.parts)
        if parts == verdict.parts:
            return verdict
        low = sum((part.score_range[0] for part in parts), Fraction())
        high = sum((part.score_range[1] for part in parts), Fraction())
        outcome = combine([part.outcome for part in parts], low)
        return replace(verdict, parts=parts, outcome=outcome, score_range=(low, high))

    def _applied(self, student: str, verdict: Verdict) -> Verdict:
        rows = [row for row in self._rows.get(verdict.problem, ()) if row.student in {student, ""}]
        if not rows:
            return verdict
        question, texts = self._questions[verdict.problem], texts_of(verdict.fields)
        fitting = list(self._fitting(question, texts, rows))
        sound = [(row, is_same) for row, is_same in fitting if not self._is_faulty(row, verdict)]
        choice = choose(sound)
        for clash in choice.clashes:
            self._say_clash(clash)
        marked = with_marks(question, verdict, [row.mark for row in choice.rows])
        for row in choice.rows:
            self._say_against(row, student, verdict, marked)
        return marked

    def _fitting(self, question: Question, texts: Texts, rows: Sequence[MarkRow]) -> Iterator[tuple[MarkRow, bool]]:
        """Yield the rows whose answer is this one, each with whether it has the very same text."""
        for row in rows:
            is_same = has_text(question, texts, row.answer)
            if is_same or self._is_equal(question, texts, row):
                self._used.add(row)
                yield row, is_same
            elif row.student:
                self._now[row] = joined(_short(texts))

    def _is_equal(self, question: Question, texts: Texts, row: MarkRow) -> bool:
        if not row.answer or not texts:
            return False
        key = question.id, joined(_short(texts)), row.answer
        if key not in self._known:
            if self._compared >= MAX_COMPARISONS:
                return False
            self._compared += 1
            self._known[key] = self._proved(question.id, texts, parted(question, row.answer))
        return self._known[key]

    def _is_faulty(self, row: MarkRow, verdict: Verdict) -> bool:
        fault = fault_of(row.mark, verdict)
        if fault:
            self._say(row, f"not applied: {fault}")
        return bool(fault)

    def _say(self, row: MarkRow, message: str) -> None:
        self._said[Said(row.mark.source, message)] = None

    def _say_against(self, row: MarkRow, student: str, before: Verdict, after: Verdict) -> None:
        """Say where a row for a group takes or gives points that the grader had proved otherwise."""
        is_closed = not before.outcome.is_open and before.fields
        if not row.student and is_closed and before.score_range != after.score_range:
            found = f"{student}'s answer to {before.problem}, which the grader had found {before.outcome.value}"
            self._said[Said(row.mark.source, f"applied to {found}", applied=True)] = None

    def _say_clash(self, rows: Sequence[MarkRow]) -> None:
        lines = [row.mark.source.line if row.mark.source else 0 for row in rows]
        for row, line in zip(rows, lines, strict=True):
            others = ", ".join(str(other) for other in lines if other != line)
            self._say(row, f"not applied: another row marks the same answer (line {others})")

    def said(self, students: Collection[str] | None) -> tuple[Said, ...]:
        """Return what is to be said of the rows, in their order: what was not applied, and why.

        `students` are all that are marked; None where the run was interrupted, and a row may still find its answer.
        """
        late = [
            Said(row.mark.source, self._why(row, students))
            for rows in self._rows.values()
            for row in rows
            if students is not None and row not in self._used
        ]
        if self._compared >= MAX_COMPARISONS:
            said = f"more than {MAX_COMPARISONS:,} comparisons of answers were needed (max_comparisons)"
            late.append(Said(None, f"{said}; the others were compared by their texts alone"))
        every = dict.fromkeys((*self._said, *late))
        return tuple(sorted(every, key=lambda one: (one.source.line if one.source else 0, one.message)))

    def _why(self, row: MarkRow, students: Collection[str]) -> str:
        if not row.student:
            return f"not applied: nobody's answer is now proved equal to {shown(row.answer)}"
        if row.student not in students:
            near = difflib.get_close_matches(row.student, students, 1)
            return f"not applied: there is no student `{row.student}`" + (f"; did you mean {near[0]}?" if near else "")
        now = self._now.get(row, "")
        return f"not applied: the answer has changed; the row says {shown(row.answer)}, it is now {shown(now)}"


def has_text(question: Question, texts: Texts, answer: str) -> bool:
    """Whether the answer that a row names has the very same text."""
    short = _short(texts)
    return joined(short) == answer or same_texts(short, parted(question, answer))


def _short(texts: Texts) -> dict[str, str]:
    return {name: abridged(text) for name, text in texts.items()}


def shown(text: str) -> str:
    """Return an answer as messages repeat it."""
    line = " ".join(text.split())
    if not line:
        return "nothing"
    return f"`{line}`" if len(line) <= SHOWN_ANSWER else f"`{line[:SHOWN_ANSWER]}…`"
