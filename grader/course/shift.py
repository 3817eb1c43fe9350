"""One go at the work of a desk: sheets are read, answers decided, students finished, each by whoever is free.

The order of work is not the order of output. What hangs occupies one worker, first for a short while, and once more
when all else is done; students come out in their order.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack
from itertools import accumulate, pairwise

from grader.batch.cluster.crew import ClusterCrew
from grader.batch.grading import load_everything
from grader.batch.records import Kind, Place
from grader.course.desk import Desk
from grader.course.messages import Decided, Finish, Finished, Item, Job, Out, Pieces, Read, Reading, Step
from grader.course.remembered import Sources
from grader.course.sheets import Sheet
from grader.course.work import ENCODING
from grader.isolation.crew import Crew, Hands, wait
from grader.isolation.pool import PULSE_SECONDS, Broke, Done, Result, TimedOut
from grader.records import dataclass, field

FIRST_SECONDS = 5.0  # of a first try; what takes longer is tried again at the end, with all the time there is
FINISH_SECONDS = 3600.0  # of finishing one student, whose answers may be compared with many rows of marks
GROUP_SECONDS = 0.5  # for which verdicts wait for others, to be put on the disk together
JOBS_AHEAD = 2000  # answers that wait for whoever decides, while more submissions are read
GROUP_STUDENTS = 200  # that wait for one another at most


class StuckError(RuntimeError):
    """A worker broke over what is no student's doing."""


@dataclass
class _Open:
    """A sheet that was read and has answers to be decided: their keys, and how many are missing.

    `key` and `record` are those of what was handed in, None where nothing was.
    """

    key: bytes | None
    keys: tuple[bytes, ...]
    missing: int
    record: Place | None


@dataclass
class _State:
    """What is known of all sheets and answers so far; what is finished is forgotten."""

    sheets: dict[int, _Open] = field(default_factory=dict)
    waiting: dict[bytes, list[int]] = field(default_factory=dict)
    fresh: set[bytes] = field(default_factory=set)
    finished: dict[int, Finished] = field(default_factory=dict)
    jobs: deque[Job] = field(default_factory=deque)
    late: list[Job | Read] = field(default_factory=list)
    slow: list[tuple[str, float]] = field(default_factory=list)
    known: int = 0


def marked(desk: Desk, jobs: int) -> Generator[Step, None, None]:
    """Yield what has happened, again and again, until all students are finished; whoever stops may do so."""
    desk.look(jobs)
    is_work_left = desk.is_work_left
    if is_work_left:
        load_everything()
        desk.cache.prepare()
    with ExitStack() as stack:
        stack.callback(desk.keep)
        cluster: ClusterCrew[Item, Out] | None = None
        if desk.scheduler is not None and is_work_left:  # closed last: workers forked later hold its pipe open
            cluster = ClusterCrew(desk.scheduler, desk.work.decider, desk.limits)
            stack.callback(cluster.close)
        crew: Crew[Item, Out] = Crew(desk.work, jobs, desk.limits)
        stack.callback(crew.close)
        clerk = crew
        if desk.by_hand is not None and desk.by_hand.has_marks:  # rows are counted and compared in one process
            clerk = Crew(desk.work, 1, desk.limits)
            stack.callback(clerk.close)
        yield from _Shift(desk, crew, clerk, cluster or crew).steps()


def _numbers(piles: Sequence[tuple[Sheet, ...]]) -> list[range]:
    """Return the numbers of the sheets of each participant."""
    starts = [0, *accumulate(map(len, piles))]
    return [range(start, end) for start, end in pairwise(starts)]


class _Shift:
    """One go at the work of a desk."""

    def __init__(self, desk: Desk, crew: Hands[Item, Out], clerk: Hands[Item, Out], deciders: Hands[Item, Out]) -> None:
        self._desk = desk
        self._crew = crew
        self._clerk = clerk
        self._deciders = deciders
        self._hands = tuple(dict.fromkeys((crew, clerk, deciders)))
        self._journal = desk.journal
        self._state = _State()
        self._numbers = _numbers(desk.piles)
        self._persons = {numbers[0]: person for person, numbers in enumerate(self._numbers)}
        self._reads = self._sheets_to_read()
        self._next_read: Read | None = next(self._reads, None)
        self._is_late = False
        self._person = 0  # the next to be finished
        self._told = 0  # the next to be told
        self._ready: list[Finished] = []
        self._synced = self._heard = time.monotonic()

    def _sheets_to_read(self) -> Iterator[Read]:
        """Yield the sheets on which something was handed in; of the others, what is to be decided is known at once."""
        sheets = self._desk.work.sheets
        for person, numbers in enumerate(self._numbers):
            for number in numbers if not self._desk.is_known(person) else ():
                if sheets[number].attempt is not None:
                    yield Read(number)
                elif sheets[number].is_marked:
                    self._take_reading(number, self._desk.work.blank())

    def steps(self) -> Iterator[Step]:
        """Yield what has happened until everything has."""
        while self._told < len(self._desk.piles):
            self._send()
            if any(hands.is_busy for hands in self._hands):
                for item, result in wait(self._hands, 0.0 if self._is_next_known else PULSE_SECONDS):
                    self._take(item, result)
            step = self._step()
            if step is not None:
                yield step

    # What is handed out

    def _send(self) -> None:
        """Give everybody who is free something to do: first what lets students out, last what brings more in."""
        while self._clerk.is_free and (finish := self._next_finish()) is not None:
            self._journal.flush()
            self._clerk.send(finish, FINISH_SECONDS)
        if not self._is_late and self._is_late_left:
            self._turn_late()
        jobs = self._state.jobs
        while jobs and self._deciders.is_free:
            self._deciders.send(jobs.popleft(), self._seconds())
        while self._next_read is not None and len(jobs) < JOBS_AHEAD and self._crew.is_free:
            self._crew.send(self._next_read, self._seconds())
            self._next_read = next(self._reads, None)

    def _seconds(self) -> float:
        most = self._desk.limits.wall_seconds
        return most if self._is_late else min(FIRST_SECONDS, most)

    @property
    def _is_late_left(self) -> bool:
        """Whether nothing is left to do but what ended at its first try."""
        state = self._state
        is_quiet = not (self._crew.is_busy or self._deciders.is_busy)
        return is_quiet and not state.jobs and self._next_read is None and bool(state.late)

    def _turn_late(self) -> None:
        """Try once more what ended at its first try, with all the time there is."""
        state = self._state
        self._is_late = True
        state.jobs.extend(job for job in state.late if isinstance(job, Job))
        self._reads = iter([one for one in state.late if isinstance(one, Read)])
        state.late.clear()
        self._next_read = next(self._reads, None)

    @property
    def _is_next_known(self) -> bool:
        """Whether the next student who is told is one whom the journal remembers."""
        return self._desk.is_known(self._told + len(self._ready))

    def _next_finish(self) -> Finish | None:
        """Return the next student in order, if all of theirs is known."""
        while self._desk.is_known(self._person):
            self._person += 1
        if self._person >= len(self._desk.piles):
            return None
        numbers = self._numbers[self._person]
        for number in numbers:
            sheet = self._state.sheets.get(number)
            if self._desk.work.sheets[number].is_marked and (sheet is None or sheet.missing):
                return None
        self._person += 1
        return Finish(tuple(self._pieces(number) for number in numbers))

    def _pieces(self, number: int) -> Pieces:
        sheet = self._state.sheets.pop(number, None)
        if sheet is None:
            return Pieces(number, None, ())
        fresh = tuple(key in self._state.fresh for key in sheet.keys)
        self._state.fresh.difference_update(sheet.keys)
        places = tuple(self._journal.verdicts[key] for key in sheet.keys)
        self._journal.use(*places, *([] if sheet.record is None else [sheet.record]))
        self._desk.given_to([place.is_old for place in places])
        return Pieces(number, sheet.record, places, fresh, Sources(sheet.key, sheet.keys))

    # What comes back

    def _take(self, item: Item, result: Result[Out]) -> None:
        match item:
            case Finish():
                self._take_finished(item, result)
            case Read() if isinstance(result, Done):
                assert isinstance(result.value, Reading)
                self._take_reading(item.sheet, result.value)
            case Job() if isinstance(result, Done):
                assert isinstance(result.value, Decided)
                self._state.slow.append((item.question, result.seconds))
                self._settle(item.key, Kind.VERDICT, result.value.record)
            case Read() | Job() if not self._is_late:
                self._state.late.append(item)
            case Read():
                key, record = self._desk.work.lost(item.sheet, self._ended(result))
                self._journal.append(Kind.UNREAD, key, record)
                self._take_reading(item.sheet, Reading(key, None, (), ()))
            case Job():
                self._settle(item.key, Kind.CUT_OFF, ENCODING.encoded(self._ended(result)))

    def _ended(self, result: Result[Out]) -> TimedOut | Broke:
        """Return how something ended that did not end by itself; of time, the limit is what counts."""
        assert not isinstance(result, Done)
        return TimedOut(self._desk.limits.wall_seconds) if isinstance(result, TimedOut) else result

    def _take_reading(self, number: int, reading: Reading) -> None:
        desk, state = self._desk, self._state
        if reading.record is not None:
            self._journal.append(Kind.SUBMISSION, reading.key, reading.record)
        if reading.news is not None and desk.by_hand is not None:
            desk.by_hand.take(reading.news)
        desk.cache.said += reading.said
        for key, record in reading.cached.items():
            if key not in self._journal.verdicts:
                self._journal.append(Kind.VERDICT, key, record)
        for job in reading.jobs:
            if job.key not in self._journal.verdicts and job.key not in state.waiting:
                state.waiting[job.key] = []
                state.jobs.append(job)
        missing = [key for key in dict.fromkeys(reading.keys) if key not in self._journal.verdicts]
        for key in missing:
            state.waiting[key].append(number)
        place = self._journal.submissions.get(reading.key)
        state.sheets[number] = _Open(reading.key or None, reading.keys, len(missing), place)
        state.known += 0 if missing else desk.problems

    def _settle(self, key: bytes, kind: Kind, record: bytes) -> None:
        self._journal.append(kind, key, record)
        self._state.fresh.add(key)
        if kind is Kind.VERDICT:
            self._desk.decided(key, record)
        for number in self._state.waiting.pop(key):
            sheet = self._state.sheets[number]
            sheet.missing -= 1
            self._state.known += 0 if sheet.missing else self._desk.problems

    def _take_finished(self, item: Finish, result: Result[Out]) -> None:
        if not isinstance(result, Done):
            raise StuckError(f"a student could not be finished: {result}")
        assert isinstance(result.value, Finished)
        if result.value.news is not None and self._desk.by_hand is not None:
            self._desk.by_hand.take(result.value.news)
        self._state.finished[self._persons[item.sheets[0].sheet]] = result.value

    # What is told

    def _step(self) -> Step | None:
        """Return what has happened; students wait for one another, so that the disk is not asked for each of them."""
        state = self._state
        while len(self._ready) < GROUP_STUDENTS and (student := self._next_told()) is not None:
            self._ready.append(student)
        now = time.monotonic()
        is_over = self._told + len(self._ready) == len(self._desk.piles)
        if is_over or len(self._ready) >= GROUP_STUDENTS or now - self._synced >= GROUP_SECONDS:
            self._desk.keep()
            self._synced = now
            self._told += len(self._ready)
            students, self._ready = tuple(self._ready), []
        else:
            students = ()
        answers, state.known = state.known, 0
        slow, state.slow = tuple(state.slow), []
        said = tuple(self._deciders.said())
        if not (answers or students or slow or said) and now - self._heard < GROUP_SECONDS:
            return None
        self._heard = now
        return Step(answers, students, slow, said)

    def _next_told(self) -> Finished | None:
        """Return the next student in order, None as long as they are not finished."""
        person = self._told + len(self._ready)
        if not self._desk.is_known(person):
            return self._state.finished.pop(person, None)
        self._state.known += self._desk.problems * sum(
            self._desk.work.sheets[one].is_marked for one in self._numbers[person]
        )
        return self._desk.recalled(person)
