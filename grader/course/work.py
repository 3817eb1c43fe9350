"""What the worker processes of a class run do: read a sheet, decide an answer, finish a student.

Workers are forked from the run, so they know the course, the sheets, and what the journal held at that time. What they
give back is ready to be written: the run itself looks into nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from mmap import mmap
from typing import assert_never

from grader.batch.cache import Cache
from grader.batch.encoding import CLASSES, Encoding
from grader.batch.endings import settled
from grader.batch.grading import Task, load_everything, unread
from grader.batch.journal import Journal
from grader.batch.keys import KEY_BYTES, answer_key, digest, problems_key, question_key
from grader.batch.records import Place
from grader.batch.versions import base_key
from grader.course.course import Course
from grader.course.handed_in import HandedIn
from grader.course.messages import Decided, Finish, Finished, Item, Job, Pieces, Read, Reading
from grader.course.remembered import Memory, Note, Sources, Told, decoded, encoded, placed, told_lines
from grader.course.scaling import scaled
from grader.course.sheets import Marked, Sheet, counted, finished
from grader.course.spool import Spool, student_digest
from grader.isolation.endings import Unread
from grader.isolation.limits import RunLimits
from grader.isolation.packing import packed, unpacked
from grader.isolation.pool import Done, Result
from grader.marking.answer import Answer
from grader.marking.mark import join, mark_question
from grader.problems.question import Problem, Question
from grader.records import dataclass
from grader.reports.class_json import student_verdict
from grader.reports.classes import Student
from grader.reports.result_json import dumps
from grader.reports.scores import total
from grader.submissions import Notice, Submission, SubmissionFiles, read_submission
from grader.submissions.model import Loose
from grader.submissions.opening.digests import files_digest
from grader.verdict import Verdict

READ_BEFORE = 1000  # verdicts of the journal that a worker remembers
TRIES = 3  # to read a submission whose files change meanwhile
_ENTRY = KEY_BYTES + 4  # bytes that are shared of each sheet: its key, and the number of the document in work

ENCODING = Encoding((*CLASSES, Submission, Notice, Loose))


class ChangedError(Exception):
    """A submission whose files changed whenever they were read."""


@dataclass(frozen=True)
class Decider:
    """Decides answers to questions, here or on another machine."""

    questions: Mapping[str, Question]

    def prepare(self) -> None:
        """Load all ways to decide, before workers are forked that are to have them."""
        load_everything()

    def __call__(self, job: Item) -> Decided:
        """Return the record of the verdict on an answer, which is all that may be asked for."""
        assert isinstance(job, Job)
        answer = unpacked(job.answer)
        start = time.monotonic()
        verdict = mark_question(self.questions[job.question], answer)
        return Decided(ENCODING.encoded(Done(verdict, time.monotonic() - start)))


class Work:
    """The work of one run; an instance is called in the worker processes."""

    def __init__(
        self, course: Course, piles: Sequence[tuple[Sheet, ...]], journal: Journal, cache: Cache, limits: RunLimits
    ) -> None:
        rules, base = course.assignment, base_key()
        self.sheets = [sheet for pile in piles for sheet in pile]
        self.questions = [question for problem in rules.problems.values() for question in problem.questions]
        self.timing = False
        self.memory: Memory | None = None  # of students whom an earlier run finished
        self._piles = piles
        self._course = course
        self._journal = journal
        self._cache = cache
        self._limits = limits
        self._by_id = {question.id: question for question in self.questions}
        self.decider = Decider(self._by_id)
        self._keys = {question.id: question_key(question, base) for question in self.questions}
        self._reading_key = digest(
            problems_key(rules.reading.values(), base),
            problems_key(rules.tree.values(), base),
            rules.sheet,
        )
        self._shared = mmap(-1, max(1, _ENTRY * len(self.sheets)))
        self._shipped: set[bytes] = set()
        self._read_before: dict[int, Result[Verdict]] = {}

    def __call__(self, item: Item) -> Reading | Decided | Finished:
        """Do what is asked for, in a worker process."""
        match item:
            case Read():
                return self._read(item.sheet)
            case Job():
                return self.decider(item)
            case Finish():
                return self._finish(item)
            case _:
                assert_never(item)

    def blank(self) -> Reading:
        """Return the reading of a sheet on which nothing was handed in."""
        return self._reading(b"", None, {})

    def look(self, persons: range) -> list[Place | None]:
        """Return where the journal remembers each of some participants as they are now, in a worker process."""
        memory = self.memory
        assert memory is not None
        found = []
        for pile in (self._piles[person] for person in persons):
            attempts = [None if one.attempt is None else self._key(files_digest(one.attempt.files)) for one in pile]
            found.append(memory.found(memory.key(pile, attempts)))
        return found

    def again(self, person: int, data: bytes) -> Student:
        """Return a participant whom the journal remembers, made anew from the records that it names."""
        one = decoded(placed(data, 0))
        assert one is not None
        sheets = zip(self._piles[person], one.sources, strict=True)
        return counted(self._course.assignment, [self._marked(sheet, self._pieces(known)) for sheet, known in sheets])

    def _pieces(self, sources: Sources) -> Pieces:
        places = sources.places(self._journal)
        assert places is not None
        return Pieces(0, *places, (False,) * len(sources.verdicts), sources)

    def lost(self, number: int, result: Result[object]) -> tuple[bytes, bytes]:
        """Return the key and the record of a sheet whose reading came to no end."""
        entry = self._shared[_ENTRY * number : _ENTRY * (number + 1)]
        attempt = self.sheets[number].attempt
        assert attempt is not None
        assert not isinstance(result, Done)
        place = int.from_bytes(entry[KEY_BYTES:], "big")
        file = attempt.files.documents[place - 1].name if place else attempt.files.name
        key = entry[:KEY_BYTES]
        if not any(key):  # it did not even come to the digest of the files
            key = digest(self._reading_key, attempt.files.name, file)
        return key, ENCODING.encoded(Unread(file, result))

    def _begin(self, number: int, key: bytes | None, document: int) -> None:
        start = _ENTRY * number
        if key is not None:
            self._shared[start : start + KEY_BYTES] = key
        self._shared[start + KEY_BYTES : start + _ENTRY] = document.to_bytes(4, "big")

    def _read(self, number: int) -> Reading:
        sheet = self.sheets[number]
        assert sheet.attempt is not None
        key, record, submission = self._submission(number, sheet.attempt.files)
        if isinstance(submission, Unread):
            return Reading(key, record, (), ())
        read = self._course.read(sheet.participant.name, submission)
        answers: dict[str, Answer] = {}
        for problem in self._course.assignment.problems.values():
            answers |= read.answers(problem)
        return self._reading(key, record, answers)

    def _submission(self, number: int, files: SubmissionFiles) -> tuple[bytes, bytes | None, Submission | Unread]:
        """Return a submission by its key: as the journal knows it, or as it is read now, with its record."""
        rules = self._course.assignment
        for _ in range(TRIES):
            found = files_digest(files)
            key = self._key(found)
            self._begin(number, key, 0)
            place = self._journal.submissions.get(key)
            if place is not None:
                return key, None, ENCODING.decoded(self._journal.read(place))

            def begin(document: int) -> None:
                self._begin(number, None, document)

            submission = read_submission(files, rules.reading, rules.tree, rules.sheet, begin)
            if files_digest(files) == found:
                return key, ENCODING.encoded(submission), submission
        raise ChangedError(files.name)

    def _key(self, found: bytes) -> bytes:
        """Return the key of a submission by the digest of its files."""
        return digest(self._reading_key, found)

    def _reading(self, key: bytes, record: bytes | None, answers: Mapping[str, Answer]) -> Reading:
        keys, jobs = [], {}
        for question in self.questions:
            answer = answers.get(question.id, Answer())
            one = answer_key(self._keys[question.id], answer)
            keys.append(one)
            if one not in self._journal.verdicts and one not in self._shipped:
                jobs[one] = Job(one, question.id, packed(answer))
        self._shipped.update(jobs)
        cached = self._cache.found(jobs.keys()) if jobs else {}
        said, self._cache.said = tuple(self._cache.said), []
        left = tuple(job for one, job in jobs.items() if one not in cached)
        return Reading(key, record, tuple(keys), left, cached, said, self._course.news())

    def _finish(self, item: Finish) -> Finished:
        rules = self._course.assignment
        student = counted(rules, [self._marked(self.sheets[pieces.sheet], pieces) for pieces in item.sheets])
        lines = tuple(dumps(student_verdict(student, one, timing=self.timing)) for one in student.verdicts.values())
        marked = {} if student.excused else student.verdicts
        outcomes = {id_: verdict.outcome for id_, verdict in marked.items()}
        waiting = sum(verdict.is_open for verdict in marked.values())
        every = tuple(verdict.outcome for verdict in student.verdicts.values())
        data = Spool.packed(student)
        note = self._note(item, Told(student_digest(data), len(data), every, waiting, *told_lines(lines)))
        return Finished(student.name, data, lines, outcomes, waiting, self._course.news(), every, note)

    def _note(self, item: Finish, told: Told) -> Note | None:
        """Return what the journal is to remember of a student; nothing where another run might find more."""
        if self.memory is None or any(pieces.is_open for pieces in item.sheets):
            return None
        sources = [pieces.sources for pieces in item.sheets]
        pile = tuple(self.sheets[pieces.sheet] for pieces in item.sheets)
        key = self.memory.key(pile, [one.submission for one in sources])
        return Note(key, encoded(told, sources), told)

    def _marked(self, sheet: Sheet, pieces: Pieces) -> Marked:
        if not sheet.is_marked:
            return Marked(sheet)
        found = None if pieces.submission is None else ENCODING.decoded(self._journal.read(pieces.submission))
        if isinstance(found, Unread):
            return self._with_verdicts(sheet, HandedIn(), lambda problem: (self._unread(problem, found), 0.0))
        read = HandedIn() if found is None else self._course.read(sheet.participant.name, found)
        results = self._results(pieces)
        return self._with_verdicts(sheet, read, lambda problem: self._joined(problem, read, results))

    def _with_verdicts(
        self, sheet: Sheet, read: HandedIn, verdict_of: Callable[[Problem], tuple[Verdict, float]]
    ) -> Marked:
        verdicts: dict[str, Verdict] = {}
        seconds: dict[str, float] = {}
        for problem in self._course.assignment.problems.values():
            verdict, taken = verdict_of(problem)
            if self.timing:
                seconds[problem.id] = taken
            verdicts[problem.id] = finished(self._course, sheet, read, verdict)
        return Marked(sheet, verdicts, seconds, read, total(verdicts.values()))

    def _unread(self, problem: Problem, why: Unread) -> Verdict:
        return unread(Task("", problem, unread=why), why, self._limits).verdict

    def _decided(self, place: Place) -> Result[Verdict]:
        """Return a verdict of the journal; those that many students were given are read once."""
        found = self._read_before.get(place.offset)
        if found is None:
            found = ENCODING.decoded(self._journal.read(place))
            if len(self._read_before) >= READ_BEFORE:
                self._read_before.pop(next(iter(self._read_before)))
            self._read_before[place.offset] = found
        return found

    def _results(self, pieces: Pieces) -> dict[str, tuple[Result[Verdict], bool]]:
        results = [self._decided(place) for place in pieces.verdicts]
        ids = [question.id for question in self.questions]
        return {id_: (result, fresh) for id_, result, fresh in zip(ids, results, pieces.fresh, strict=True)}

    def _joined(
        self, problem: Problem, read: HandedIn, results: Mapping[str, tuple[Result[Verdict], bool]]
    ) -> tuple[Verdict, float]:
        answers = read.answers(problem)
        verdicts, seconds = [], 0.0
        for question in problem.questions:
            result, fresh = results[question.id]
            verdicts.append(self._settled(question, answers.get(question.id, Answer()), result))
            seconds += result.seconds if fresh else 0.0
        return join(problem, verdicts), seconds

    def _settled(self, question: Question, answer: Answer, result: Result[Verdict]) -> Verdict:
        return scaled(settled(question, answer, result, self._limits), question.points)
