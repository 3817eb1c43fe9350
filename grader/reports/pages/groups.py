"""Wrong answers that are proved equal, one group each: what a person reads once, and may settle in one row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing

from grader.isolation.limits import RunLimits
from grader.isolation.pool import Done, Worker
from grader.marking.equal_answers import proved_equal
from grader.marking.texts.written_down import Texts, abridged, joined, texts_of
from grader.problems.assignment import Assignment
from grader.records import dataclass, field
from grader.reports.class_csv import cell
from grader.reports.classes import ClassReport, leaves
from grader.reports.pages.numerals import rational
from grader.verdict import Exact, Outcome, Point, Value, Verdict

MAX_COMPARISONS = 1_000  # proofs of equality that one page tries; beyond them texts and readings are compared
LIMITS = RunLimits(wall_seconds=2.0)  # for one of them
MAX_LOST = 3  # comparisons that do not end by themselves, before no more are tried
COLUMNS = ("student", "problem", "claim", "answer", "read_as", "score", "remark", "by", "date")  # of `marks.csv`

Proved = Callable[[str, Texts, Texts], bool]  # by the id of a question: whether two answers are proved equal


@dataclass
class Group:
    """Answers to one question that are each proved equal to the first, with the verdict on that one."""

    problem: str
    texts: Texts
    verdict: Verdict
    students: list[str] = field(default_factory=list)

    @property
    def row(self) -> str:
        """Return the row of `marks.csv` that marks all of them, its score still to be filled in.

        Empty where signs stand in the answer that a page does not show; `grader queue` and a row for each student do.
        """
        answer = joined(self.texts)
        if not all(char.isprintable() or char == "\n" for char in answer):
            return ""
        cells = {"problem": cell(self.problem), "answer": cell(answer)}
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow([cells.get(name, "") for name in COLUMNS])
        return line.getvalue().removesuffix("\n")

    @property
    def mistake(self) -> str:
        """Return the entry of `mistakes` that recognises them, empty where a text has several lines."""
        if any("\n" in text for text in self.texts.values()):
            return ""
        quoted = {name: f"'{text.replace(chr(39), chr(39) * 2)}'" for name, text in self.texts.items()}
        when = ", ".join(f"{name}: {text}" for name, text in quoted.items())
        when = quoted["answer"] if list(quoted) == ["answer"] else f"{{{when}}}"
        return f"  - when: {when}\n    score: 0\n    feedback: "


def wrong_groups(report: ClassReport, proved: Proved | None = None) -> list[Group]:
    """Return the groups of wrong answers, the largest first. What a person has marked is no mistake to look at.

    `proved` decides whether two answers are equal; unless it is given, in a process that can be killed. Of a run that
    was interrupted, answers are told by their readings and texts alone.
    """
    if report.assignment is None:
        return []
    if proved is not None or report.asked is not None:
        return _grouped(report, proved or (lambda question, left, right: False))
    with closing(_Comparer(report.assignment)) as comparer:
        return _grouped(report, comparer.proved)


class _Comparer:
    """Compares answers in a process of its own; what cannot be decided there is not proved equal."""

    def __init__(self, assignment: Assignment) -> None:
        questions = {one.id: one for problem in assignment.problems.values() for one in problem.questions}
        self._lost = 0
        self._worker: Worker[tuple[str, Texts, Texts], bool] = Worker(
            lambda pair: proved_equal(questions[pair[0]], *pair[1:]), LIMITS
        )

    def proved(self, question: str, left: Texts, right: Texts) -> bool:
        """Return whether two answers to a question are proved equal."""
        if self._lost >= MAX_LOST:
            return False
        result = self._worker.call((question, left, right))
        self._lost += not isinstance(result, Done)
        return isinstance(result, Done) and result.value

    def close(self) -> None:
        """End the process."""
        self._worker.close()


def _grouped(report: ClassReport, proved: Proved) -> list[Group]:
    by_question: dict[str, list[Group]] = {}
    for group in _by_reading(report):
        by_question.setdefault(group.problem, []).append(group)
    left = [MAX_COMPARISONS]
    found = [group for some in by_question.values() for group in _merged(some, proved, left)]
    return sorted(found, key=lambda group: -len(group.students))


def _by_reading(report: ClassReport) -> Iterable[Group]:
    """Return groups of answers that were read as the same, or have the same text."""
    found: dict[tuple[str, str], Group] = {}
    for student, leaf in _wrong(report):
        texts = {name: abridged(text) for name, text in texts_of(leaf.fields).items()}
        if texts:
            group = found.setdefault((leaf.problem, _reading(leaf, texts)), Group(leaf.problem, texts, leaf))
            group.students.append(student)
    return found.values()


def _wrong(report: ClassReport) -> Iterator[tuple[str, Verdict]]:
    for student in report.students:
        for verdict in student.verdicts.values():
            for leaf in leaves(verdict):
                if leaf.outcome in {Outcome.INCORRECT, Outcome.PARTIAL} and not leaf.is_open and not leaf.by_hand:
                    yield student.name, leaf


def _reading(verdict: Verdict, texts: Texts) -> str:
    """Return what tells readings apart: the same trees are equal; what has no reading is told by its text."""
    fields = [verdict.fields[name] for name in texts]
    read = {
        name: one.read for name, one in zip(texts, fields, strict=True) if one.read is not None and not one.readings
    }
    return f"read {joined(read)}" if read.keys() == texts.keys() else f"text {joined(texts)}"


def _merged(groups: list[Group], proved: Proved, left: list[int]) -> list[Group]:
    """Return groups of which no two are proved equal, as far as `left` comparisons go; the largest come first."""
    kept: list[Group] = []
    for group in sorted(groups, key=lambda one: -len(one.students)):
        same = next((one for one in kept if _is_same(one, group, proved, left)), None)
        if same is None:
            kept.append(group)
        else:
            same.students += group.students
    return kept


def _is_same(one: Group, other: Group, proved: Proved, left: list[int]) -> bool:
    if left[0] <= 0 or _told_apart(one.verdict, other.verdict):
        return False
    left[0] -= 1
    return proved(one.problem, one.texts, other.texts)


def _told_apart(one: Verdict, other: Verdict) -> bool:
    """Whether two answers have exact values at one point that differ: then they are not equal."""
    left, right = _exact_values(one), _exact_values(other)
    return any(left[place] != right[place] for place in left.keys() & right.keys())


def _exact_values(verdict: Verdict) -> Mapping[tuple[str, str], Value]:
    """Return rational values that an answer has, by claim and point."""
    points = {claim.id: claim.evidence for claim in verdict.claims if isinstance(claim.evidence, Point)}
    return {(id_, repr(point.at)): point.left for id_, point in points.items() if _is_rational(point.left)}


def _is_rational(value: Value) -> bool:
    if isinstance(value, tuple):
        return all(map(_is_rational, value))
    return isinstance(value, Exact) and rational(value.text) is not None
