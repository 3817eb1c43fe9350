"""The rows of `marks.csv` in which people typed how something is to be read, applied as submissions come."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence

from grader.course.loose import matching, place_in
from grader.course.marks import Said, has_text, shown
from grader.course.typed import NOTHING, Typed, fault_of, lines_of, typed, written
from grader.marking.answer import Answer
from grader.problems.question import Problems, Question
from grader.records import dataclass, field, replace
from grader.submissions.mark_rows import ReadRow
from grader.submissions.model import Loose, Submission


@dataclass(frozen=True)
class ReadNews:
    """Which rows found an answer, what those say now that did not, and what is to be said of them."""

    used: frozenset[ReadRow] = frozenset()
    now: Mapping[ReadRow, str] = field(default_factory=dict)
    said: tuple[Said, ...] = ()


class ReadAs:
    """The rows with `read_as` of one run. A row for one student beats a row for everyone."""

    def __init__(self, rows: Sequence[ReadRow], problems: Problems) -> None:
        self._questions = {question.id: question for problem in problems.values() for question in problem.questions}
        self._with_parts = {problem.id: problem for problem in problems.values() if problem.has_parts}
        self._used: set[ReadRow] = set()
        self._now: dict[ReadRow, str] = {}
        self._said: dict[Said, None] = {}
        self._rows: dict[str, list[ReadRow]] = {}
        for row in rows:
            fault = self._fault(row)
            if fault:
                self._say(row, fault)
            else:
                self._rows.setdefault(row.problem, []).append(row)

    def _fault(self, row: ReadRow) -> str:
        """Return why a row can be applied to nothing, empty where it can."""
        if not row.problem:
            return self._loose_fault(row)
        if not row.student and not row.answer:
            return "the row names neither a student nor an answer"
        return self._typed_fault(row.problem, row.read_as)

    def _typed_fault(self, id_: str, text: str) -> str:
        if id_ in self._with_parts:
            parts = ", ".join(question.id for question in self._with_parts[id_].questions)
            return f"{id_} has parts; expected one of {parts}"
        if id_ not in self._questions:
            near = difflib.get_close_matches(id_, self._questions, 1)
            return f"there is no problem `{id_}`" + (f"; did you mean {near[0]}?" if near else "")
        why = fault_of(self._questions[id_], text)
        return f"what stands in read_as cannot be read: {why}" if why else ""

    def _loose_fault(self, row: ReadRow) -> str:
        place = place_in(row.answer)
        if not place.file:
            return "the row names neither a problem nor the place of something that belongs to none"
        if not row.student and not place.checksum:
            return "the place alone is not the same for everyone; name a student, or keep the checksum behind the place"
        lines = lines_of(row.read_as, self._questions)
        if lines is None:
            known = next(iter(self._questions), "q1")
            head = row.read_as.partition(":")[0].strip()
            is_near = head in self._with_parts or difflib.get_close_matches(head, self._questions, 1)
            if ":" in row.read_as and is_near:
                return self._typed_fault(head, "")
            return f"expected `{NOTHING}`, or a line such as `{known}: …` for each problem that is answered there"
        faults = (self._typed_fault(id_, text) for id_, text in lines.items())
        return next((fault for fault in faults if fault), "")

    def news(self) -> ReadNews | None:
        """Return what the rows have come to since this was asked last, None where there is nothing new."""
        if not (self._used or self._now or self._said):
            return None
        found = ReadNews(frozenset(self._used), dict(self._now), tuple(self._said))
        self._used, self._now, self._said = set(), {}, {}
        return found

    def take(self, news: ReadNews) -> None:
        """Take what the rows have come to in another process."""
        self._used |= news.used
        self._now.update(news.now)
        self._said.update(dict.fromkeys(news.said))

    def settled(self, student: str, submission: Submission) -> tuple[Submission, dict[str, Typed]]:
        """Return a submission without what people settled in it, and what they typed for it, by question."""
        rows = self._of("", student)
        found: dict[str, Typed] = {}
        for row, items in self._settling(rows, submission.loose):
            submission = submission.without(items)
            for id_, text in (lines_of(row.read_as, self._questions) or {}).items():
                question = self._questions[id_]
                typed_one = typed(question, row, text, Answer(), items[0].source)
                found[id_] = replace(typed_one, written={})
        return submission, found

    def _settling(self, rows: Iterable[ReadRow], loose: Sequence[Loose]) -> list[tuple[ReadRow, list[Loose]]]:
        """Return the rows that settle something, each with what it settles; what clashes settles nothing."""
        found: list[tuple[ReadRow, list[Loose]]] = []
        for is_own in (True, False):
            taken = {one for _, items in found for one in items}
            level = [(row, matching(row, loose)) for row in rows if bool(row.student) is is_own]
            level = [(row, [one for one in items if one not in taken]) for row, items in level if items]
            self._used |= {row for row, _ in level}
            clashing = {
                row
                for row, items in level
                for other, others in level
                if row.read_as != other.read_as and not set(items).isdisjoint(others)
            }
            self._say_clash(sorted(clashing, key=_line))
            found += [(row, items) for row, items in level if items and row not in clashing]
        return found

    def of_answer(self, student: str, question: Question, answer: Answer) -> Typed | None:
        """Return what a person typed for an answer, None where nobody did."""
        rows = self._of(question.id, student)
        if not rows:
            return None
        texts = written(question, answer)
        fitting = [row for row in rows if has_text(question, texts, row.answer)]
        self._used |= set(fitting)
        for row in rows:
            if row.student and row not in fitting:
                self._now[row] = shown("; ".join(texts.values()))
        own = [row for row in fitting if row.student]
        level = own or fitting
        if len({row.read_as for row in level}) > 1:
            self._say_clash(level)
            return None
        return typed(question, level[0], level[0].read_as, answer) if level else None

    def _of(self, problem: str, student: str) -> list[ReadRow]:
        return [row for row in self._rows.get(problem, ()) if row.student in {student, ""}]

    def _say(self, row: ReadRow, why: str) -> None:
        self._said[Said(row.source, f"not applied: {why}")] = None

    def _say_clash(self, rows: Sequence[ReadRow]) -> None:
        for row in rows:
            others = ", ".join(str(_line(other)) for other in rows if other is not row)
            self._say(row, f"another row reads the same otherwise (line {others})")

    def said(self, students: Collection[str] | None) -> tuple[Said, ...]:
        """Return which rows were not applied, and why; `students` as for marks."""
        every = [row for rows in self._rows.values() for row in rows]
        late = [row for row in every if students is not None and row not in self._used]
        unused = [Said(row.source, f"not applied: {self._why(row, students or ())}") for row in late]
        return tuple(dict.fromkeys((*self._said, *unused)))

    def _why(self, row: ReadRow, students: Collection[str]) -> str:
        if row.student and row.student not in students:
            near = difflib.get_close_matches(row.student, students, 1)
            return f"there is no student `{row.student}`" + (f"; did you mean {near[0]}?" if near else "")
        if not row.problem:
            return f"nothing at {row.answer} belongs to no problem now"
        if not row.student:
            return f"nobody's answer now has the text {shown(row.answer)}"
        return f"the answer has changed; the row says {shown(row.answer)}, it is now {self._now.get(row, 'nothing')}"


def _line(row: ReadRow) -> int:
    return row.source.line if row.source else 0
