"""Students whom an earlier run finished, as its journal remembers them, so that nobody finishes them again.

Remembered is not the student but from what they were made and what is told of them: the records that hold what they
handed in and its verdicts, the outcomes, and where in the results of that run their lines stand. It counts only where
all records are still in the journal, and the lines still as they were written.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from grader.batch.journal import Journal
from grader.batch.keys import KEY_BYTES, digest
from grader.batch.records import Place
from grader.errors import RefusedError
from grader.records import dataclass
from grader.reports.journals import Results, joined
from grader.verdict import Outcome


@dataclass(frozen=True, slots=True)
class Sources:
    """The keys of one attempt in the journal: that of what was handed in, None for nothing, and of its verdicts."""

    submission: bytes | None
    verdicts: tuple[bytes, ...]

    def places(self, journal: Journal) -> tuple[Place | None, tuple[Place, ...]] | None:
        """Return where the journal has all of that, None where it has not, or where a clock or a crash ended it."""
        found = None if self.submission is None else journal.submissions.get(self.submission)
        verdicts = [journal.verdicts.get(key) for key in self.verdicts]
        sound = tuple(place for place in verdicts if place is not None and not place.is_open)
        if len(sound) < len(verdicts) or (self.submission is not None and (found is None or found.is_open)):
            return None
        return found, sound


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a student: a digest of them and the bytes that they take, outcomes in order, and their lines.

    `waiting` is the number of answers that a person must look at, `length` the bytes of the lines.
    """

    digest: bytes
    size: int
    outcomes: tuple[Outcome, ...]
    waiting: int
    length: int
    lines_digest: bytes


@dataclass(frozen=True, slots=True)
class Remembered:
    """A student as the journal remembers them; `offset` is where their lines begin in the results of that run."""

    offset: int
    told: Told
    sources: tuple[Sources, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What a journal remembers of a student, or is to: all but where their lines begin.

    `record` is where it stands, and `offset` where their lines began, of one whom an earlier run finished.
    """

    key: bytes
    data: bytes
    told: Told
    record: Place | None = None
    offset: int = -1


def told_lines(lines: Iterable[str]) -> tuple[int, bytes]:
    """Return the bytes that the lines of a student take, and a digest of them."""
    data = joined(lines)
    return len(data), _digest(data)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=KEY_BYTES).digest()


def encoded(told: Told, sources: Sequence[Sources]) -> bytes:
    """Return what `placed` needs to make a record."""
    data = [
        [told.digest.hex(), told.size, [one.value for one in told.outcomes], told.waiting],
        [told.length, told.lines_digest.hex()],
        [[one.submission and one.submission.hex(), b"".join(one.verdicts).hex()] for one in sources],
    ]
    return json.dumps(data, separators=(",", ":")).encode("ascii")


def placed(data: bytes, offset: int) -> bytes:
    """Return the record of a student whose lines begin there."""
    return b"[%d,%b]" % (offset, data)


def decoded(record: bytes) -> Remembered | None:
    """Return what a record says, None where it says nothing that can be understood."""
    try:
        offset, ((digest_, size, outcomes, waiting), (length, lines), sources) = json.loads(record)
        told = Told(bytes.fromhex(digest_), size, tuple(map(Outcome, outcomes)), waiting, length, bytes.fromhex(lines))
        return Remembered(offset, told, tuple(_sources(*one) for one in sources))
    except (ValueError, TypeError, RecursionError):
        return None


def _sources(submission: str | None, verdicts: str) -> Sources:
    keys = bytes.fromhex(verdicts)
    every = (keys[start : start + KEY_BYTES] for start in range(0, len(keys), KEY_BYTES))
    return Sources(None if submission is None else bytes.fromhex(submission), tuple(every))


class Memory:
    """The students that a journal remembers, and the results in which their lines stand.

    `basis` is a digest of all that makes every student of a run, but for what they handed in.
    """

    def __init__(self, journal: Journal, results: Results, basis: bytes) -> None:
        self._journal = journal
        self._results = results
        self._basis = basis

    def key(self, person: object, submissions: Sequence[bytes | None]) -> bytes:
        """Return the key of a student, by all that is known of them and the keys of what they handed in.

        Data classes say all that they hold when they are shown as text, which takes less time than a walk.
        """
        return digest(self._basis, repr(person), submissions)

    def found(self, key: bytes) -> Place | None:
        """Return where the journal remembers a student, None unless all is as it was when they were finished."""
        place = self._journal.finished.get(key)
        one = None if place is None else decoded(self._journal.read(place))
        if one is None or any(sources.places(self._journal) is None for sources in one.sources):
            return None
        return None if self._lines(one) is None else place

    def recalled(self, place: Place) -> tuple[Note, Remembered, tuple[str, ...]]:
        """Return a student who was found, and their lines. Raises RefusedError where these were changed meanwhile."""
        record = self._journal.read(place)
        one = decoded(record)
        lines = None if one is None else self._lines(one)
        if one is None or lines is None:
            raise RefusedError(self._results.path, "changed while the run went on")
        note = Note(self._journal.key(place), record[record.index(b",") + 1 : -1], one.told, place, one.offset)
        return note, one, tuple(lines.decode("utf-8").split("\n")[:-1])

    def _lines(self, one: Remembered) -> bytes | None:
        """Return the lines of a student, None where they are no longer as they were written."""
        data = self._results.read(one.offset, one.told.length)
        return data if _digest(data) == one.told.lines_digest else None
