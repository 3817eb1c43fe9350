"""What waits for a person: open answers of a journal become rows of `marks.csv`, and lines that say which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from grader.batch import journal
from grader.batch.equal_answers import Comparer
from grader.course.groups import grouped
from grader.course.loose import place_in
from grader.course.noted import noted_problems
from grader.errors import ProblemError, RefusedError, RequestError
from grader.marking.read import is_readable
from grader.marking.texts.written_down import Texts, joined, parted, plain_text
from grader.problems.load import load_problems
from grader.problems.question import Problems, Question
from grader.records import dataclass
from grader.reports.class_forms import LINES
from grader.reports.clean import in_line, safe_line
from grader.reports.journals import settle
from grader.reports.open_answers import JournalError, OpenAnswer, OpenItem, open_answers
from grader.reports.texts import many
from grader.submissions.marks_file import COLUMNS, NAME, MarksFile, Place, add_rows, read_marks
from grader.submissions.model import Notice
from grader.verdict import Outcome, Unattributed

MORE = ("points", "why", "read", "students")  # columns after the nine, for the person; they are never read
SHOWN_NAMES = 20  # students of a group that a row names
TOLD_NAMES = 5  # students of a group that a line names
NO_PROBLEM = "no problem"  # stands in a line for what belongs to none

Proved = Callable[[str, Texts, Texts], bool]


@dataclass(frozen=True)
class Entry:
    """A row to add: one item of a group of equal answers, of whom `students` are, or of one student who is `alone`."""

    problem: str
    answer: str
    item: OpenItem
    read: str
    students: tuple[str, ...]
    alone: bool

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Return what tells rows apart."""
        return self.students[0] if self.alone else "", self.problem, self.item.claim, _named(self.problem, self.answer)

    def row(self) -> dict[str, str]:
        """Return the cells by column."""
        student, problem, claim, _ = self.key
        told = {"points": self.item.points, "why": self.item.why, "read": self.read, "students": self._students()}
        return {"student": student, "problem": problem, "claim": claim, "answer": self.answer} | told

    def _students(self) -> str:
        more = ", …" if len(self.students) > SHOWN_NAMES else ""
        return f"{len(self.students)}: {', '.join(self.students[:SHOWN_NAMES])}{more}"

    def line(self) -> str:
        """Return what is said of it."""
        named = ", ".join(self.students[:TOLD_NAMES]) + (", …" if len(self.students) > TOLD_NAMES else "")
        who = f"{many(len(self.students), 'student')} ({named})"
        answer = f"`{in_line(self.answer)}`" if self.answer else "nothing that could be taken in"
        verb = "read as" if self.problem else "which holds"
        read = f", {verb} `{in_line(self.read)}`" if self.read and self.read != self.answer else ""
        what = f"{self.problem}, {self.item.claim}" if self.item.claim else self.problem or NO_PROBLEM
        return f"{safe_line(what)}: {safe_line(who)}: {answer}{read}: {in_line(self.item.why)}"


class NoJournalError(RequestError):
    """The folder holds no journal."""


class UnfinishedRunError(RequestError):
    """A run was interrupted before it wrote what is asked for; what was decided is kept."""


class UnusableJournalError(RequestError):
    """The journal is damaged, or of another version."""


class Queue:
    """What waits for a person after a run: the open answers in the folder of its reports, and the rows for them.

    `path` is the file of the rows, `marks.csv` in that folder unless `marks` names another; `notices` say what is wrong
    with it. Raises NoJournalError, UnfinishedRunError, UnusableJournalError,
    RefusedError and OSError.
    """

    def __init__(self, reports: Path, marks: Path | None = None) -> None:
        settle(reports)
        self._answers = _answers(reports / LINES.name)
        self.path = reports / NAME if marks is None else marks
        there = self.path.exists()
        self._file = read_marks(self.path.read_bytes(), self.path.as_posix()) if there else MarksFile()

    @property
    def notices(self) -> Sequence[Notice]:
        """Return what is wrong with the file of the rows."""
        return self._file.notices

    def add(self, problems: Problems) -> list[str]:
        """Add a row for each open item of each group of equal answers that has none, and return lines that say which.

        Answers to what is not among `problems` are grouped by their texts. Raises TableError where no row can be
        added, and RefusedError where the disk refuses.
        """
        places = self._file.places
        with closing(Comparer(problems)) as comparer:
            entries = list(_entries(self._answers, places, problems, comparer.proved))
        there = {_key(place) for place in places}
        fresh = [entry for entry in entries if entry.key not in there]
        if fresh:
            try:
                add_rows(self.path, [entry.row() for entry in fresh], (*COLUMNS, *MORE))
            except OSError as error:
                raise RefusedError(self.path, error) from None
        return list(_lines(self.path, entries, fresh, places))


def _answers(path: Path) -> list[OpenAnswer]:
    if not path.is_file() and (kept := path.parent / journal.NAME).is_file():
        raise UnfinishedRunError(
            f"{path.parent} holds no {path.name}: the run was interrupted; {kept} holds what was done"
        )
    if not path.is_file():
        raise NoJournalError(f"{path.parent} holds no {path.name}")
    try:
        return list(open_answers(path.read_text(encoding="utf-8")))
    except (JournalError, UnicodeDecodeError) as error:
        raise UnusableJournalError(f"{path}: {error}") from None


def problems_of_run(reports: Path) -> Problems | None:
    """Return the problems of the run that wrote some reports, None where they are not found."""
    try:
        return load_problems(noted_problems(reports))
    except (OSError, ValueError, LookupError, ProblemError):
        return None


def _entries(
    answers: Sequence[OpenAnswer], places: Sequence[Place], problems: Problems, proved: Proved
) -> Iterator[Entry]:
    """Yield what is open, group by group; the answers that rows name already are the first representatives.

    What belongs to no question comes first: it stands in rows of its own, and the questions that it keeps open in none.
    """
    yield from _unattributed(answers)
    answers = [answer for answer in answers if not answer.unattributed]
    questions = {question.id: question for problem in problems.values() for question in problem.questions}
    by_problem: dict[str, list[OpenAnswer]] = {}
    for answer in answers:
        by_problem.setdefault(answer.problem, []).append(answer)
    for id_, some in by_problem.items():
        question = questions.get(id_)
        own = [answer for answer in some if _is_own(answer, places) or _is_odd(question, answer)]
        written = [answer for answer in some if answer not in own]
        named: dict[str, str] = {}  # as `joined` spells an answer: as its row does
        equal: list[Texts] = []  # answers whose rows hold for all that is proved equal; `read_as` holds for a text
        for place in places if question is not None else ():
            if question is not None and place.problem == id_ and place.answer and not place.student:
                texts = parted(question, place.answer)
                named.setdefault(joined(texts), place.answer)
                if not place.is_filled or place.has_score:
                    equal.append(texts)

        def same(left: Texts, right: Texts, id_: str = id_, known: bool = question is not None) -> bool:
            return known and proved(id_, left, right)

        for group in grouped([answer.texts for answer in written], equal, same):
            text = joined(group.representative)
            text = named.get(text, text)
            yield from _of_group(text, [written[number] for number in group.members])
        for answer in own:
            yield from _of_group(joined(answer.texts), [answer], alone=True)


def _unattributed(answers: Sequence[OpenAnswer]) -> Iterator[Entry]:
    """Yield what belongs to no question: one entry for all equal texts, or for one student where there is no text."""
    found: dict[tuple[str, str], list[tuple[str, Unattributed]]] = {}
    for answer in answers:
        for one in answer.unattributed:
            place = place_in(one.place)
            key = ("", place.checksum) if place.checksum else (answer.student, one.place)
            found.setdefault(key, []).append((answer.student, one))
    for (student, _), some in found.items():
        _, first = some[0]
        names = tuple(dict.fromkeys(name for name, _ in some))
        why = f"{Outcome.UNREADABLE.value}: {first.why}"
        yield Entry("", first.place, OpenItem("", "", why), plain_text(first.text), names, bool(student))


def _is_odd(question: Question | None, answer: OpenAnswer) -> bool:
    """Whether an answer is open for where it stands, not for what it says, so that it is like no other."""
    if not answer.texts:
        return True
    return question is not None and answer.outcome == "unreadable" and is_readable(question, answer.texts)


def _is_own(answer: OpenAnswer, places: Sequence[Place]) -> bool:
    """Whether a student has a row of their own for this answer already."""
    key = answer.student, answer.problem, joined(answer.texts)
    return any(key == (place.student, place.problem, place.answer) for place in places)


def _of_group(text: str, members: Sequence[OpenAnswer], *, alone: bool = False) -> Iterator[Entry]:
    """Yield what is open of equal answers: each item with those of whom it is."""
    items: dict[str, list[OpenAnswer]] = {}
    for answer in members:
        for item in answer.items:
            items.setdefault(item.claim, []).append(answer)
    for claim, some in items.items():
        first = next(item for item in some[0].items if item.claim == claim)
        names = tuple(dict.fromkeys(answer.student for answer in some))
        yield Entry(some[0].problem, text, first, some[0].read, names, alone)


def _lines(path: Path, entries: Sequence[Entry], fresh: Sequence[Entry], places: Sequence[Place]) -> Iterator[str]:
    """Yield what was added, and how it stands with the rows that were there."""
    yield from (entry.line() for entry in fresh)
    asked = {entry.key for entry in entries}
    empty = [place for place in places if not place.is_filled]
    waiting = [place for place in empty if _key(place) in asked]
    stale = [place for place in empty if _key(place) not in asked]
    filled = [place for place in places if place.is_filled and _key(place) in asked]
    yield f"{many(len(fresh), 'row')} added to {path}" if fresh else "nothing is open that has no row; none was added"
    for some, said in (
        (waiting, "to be filled"),
        (filled, "filled, and the answers still open: grade once more, and see its notices"),
        (stale, "empty, and no longer about an open answer"),
    ):
        if some:
            numbers = ", ".join(str(place.line) for place in some[:SHOWN_NAMES])
            more = ", …" if len(some) > SHOWN_NAMES else ""
            yield f"{many(len(some), 'row')} that stood there before (line {numbers}{more}): {said}"


def _key(place: Place) -> tuple[str, str, str, str]:
    return place.student, place.problem, place.claim, _named(place.problem, place.answer)


def _named(problem: str, answer: str) -> str:
    """Return what an answer is told by: its text, or where it belongs to no problem the checksum, if there is one."""
    return answer if problem else place_in(answer).checksum or answer
