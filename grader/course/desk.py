"""The desk at which a class is marked: what there is to do, what is known of it, and what is kept.

The desk hands records on, and looks into none; who does what, and when, is the business of a shift.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from itertools import islice

from grader.batch.cache import Cache
from grader.batch.journal import Journal
from grader.batch.records import Kind, Place
from grader.course.by_hand import ByHand
from grader.course.course import Course
from grader.course.messages import Finished
from grader.course.remembered import placed
from grader.course.sheets import pile
from grader.course.work import Work
from grader.isolation.limits import LIMITS, RunLimits
from grader.isolation.pool import Done, map_ordered
from grader.submissions.people import Participant

LOOK_STUDENTS = 50  # whom one looks for at once among those that the journal remembers


class Desk:
    """All attempts of a class that are marked, and what becomes of them.

    `scheduler` is the address of the cluster that decides answers, None where workers on this machine do.
    """

    def __init__(
        self,
        course: Course,
        participants: Sequence[Participant],
        journal: Journal,
        cache: Cache,
        limits: RunLimits = LIMITS,
        scheduler: str | None = None,
    ) -> None:
        self.scheduler = scheduler
        self.piles = [pile(course.assignment, one) for one in participants]
        self.journal = journal
        self.cache = cache
        self.names = [one.name for one in participants]
        self.limits = limits
        self.by_hand: ByHand | None = course.hands
        self.problems = len(course.assignment.problems)
        self._problem_ids = tuple(course.assignment.problems)
        self.work = Work(course, self.piles, journal, cache, limits)
        self._cached: list[tuple[bytes, bytes]] = []
        self._known: dict[int, Place] = {}  # where the journal remembers participants, by their number
        self._sizes = [len(problem.questions) for problem in course.assignment.problems.values()]
        self.given = 0  # answers to problems of which students were given the verdicts
        self.reused = 0  # those of them whose verdicts stood in the journal before, on all parts

    @property
    def asked(self) -> int:
        """Return the number of answers to mark."""
        return self.problems * sum(sheet.is_marked for pile in self.piles for sheet in pile)

    def decided(self, key: bytes, record: bytes) -> None:
        """Have the cache learn a verdict, when all is kept next."""
        self._cached.append((key, record))

    def keep(self) -> None:
        """Have everything on the disk that is known so far. Raises RefusedError."""
        self.journal.sync()
        records, self._cached = self._cached, []
        self.cache.add(records)

    def note(self, student: Finished, offset: int) -> None:
        """Have the journal remember a student whose lines begin there in the results of this run."""
        note = student.note
        if note is not None and note.record is not None and note.offset == offset:
            self.journal.use(note.record)
        elif note is not None:
            self.journal.append(Kind.FINISHED, note.key, placed(note.data, offset))

    def given_to(self, old: Sequence[bool]) -> None:
        """Count the answers of a sheet; `old` says of each of its questions whether its verdict stood there before."""
        rest = iter(old)
        for size in self._sizes if old else ():
            self.given += 1
            self.reused += all(list(islice(rest, size)))

    @property
    def is_work_left(self) -> bool:
        """Whether there is a participant whom the journal does not remember."""
        return len(self._known) < len(self.piles)

    def look(self, jobs: int) -> None:
        """Find the participants whom the journal remembers as they are now; who cannot be looked for is finished."""
        if self.work.memory is None or not self.journal.finished:
            return
        numbers = range(len(self.piles))
        groups = [numbers[start : start + LOOK_STUDENTS] for start in numbers[::LOOK_STUDENTS]]
        with closing(map_ordered(self.work.look, groups, jobs, self.limits)) as results:
            for group, result in results:
                found = result.value if isinstance(result, Done) else ()
                self._known.update((number, place) for number, place in zip(group, found, strict=False) if place)

    def is_known(self, person: int) -> bool:
        """Whether the journal remembers a participant."""
        return person in self._known

    def recalled(self, person: int) -> Finished:
        """Return a participant whom the journal remembers. Raises RefusedError where a file was changed meanwhile."""
        memory = self.work.memory
        assert memory is not None
        note, one, lines = memory.recalled(self._known[person])
        for sources in one.sources:
            submission, verdicts = sources.places(self.journal) or (None, ())
            self.journal.use(*verdicts, *([submission] if submission else []))
            self.given_to([True] * len(verdicts))
        every, told = one.told.outcomes, one.told
        marked = () if self.piles[person][0].participant.excused else every
        outcomes = dict(zip(self._problem_ids, marked, strict=False))
        return Finished(self.names[person], b"", lines, outcomes, told.waiting, every=every, note=note)
