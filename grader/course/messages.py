"""What the desk and the worker processes of a class run tell one another: what is to be done, and what became of it.

Everything here travels between processes: keys, places in the journal and records that are ready to be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grader.batch.records import Place
from grader.course.by_hand import News
from grader.course.remembered import Note, Sources
from grader.records import dataclass, field
from grader.verdict import Outcome


@dataclass(frozen=True, slots=True)
class Read:
    """A sheet is to be read, unless the journal knows it."""

    sheet: int


@dataclass(frozen=True, slots=True)
class Job:
    """An answer to a question is to be decided; `answer` is packed."""

    key: bytes
    question: str
    answer: bytes


NOTHING = Sources(None, ())


@dataclass(frozen=True, slots=True)
class Pieces:
    """Where the journal has what is needed to finish a sheet; None for a sheet on which nothing was handed in.

    `fresh`: by its place, whether the time that deciding an answer took is told here. `sources` are the keys of all.
    """

    sheet: int
    submission: Place | None
    verdicts: tuple[Place, ...]
    fresh: tuple[bool, ...] = ()
    sources: Sources = NOTHING

    @property
    def is_open(self) -> bool:
        """Whether a clock or a crash ended any of it."""
        return any(place.is_open for place in (*self.verdicts, *([self.submission] if self.submission else ())))


@dataclass(frozen=True, slots=True)
class Finish:
    """A student is to be finished."""

    sheets: tuple[Pieces, ...]


Item = Read | Job | Finish


@dataclass(frozen=True, slots=True)
class Reading:
    """A sheet as it was read: its key, its record where the journal had none, the keys of its answers in order.

    `jobs` are those that this worker has not seen before; `cached` are the records of those that the cache knew.
    """

    key: bytes
    record: bytes | None
    keys: tuple[bytes, ...]
    jobs: tuple[Job, ...]
    cached: Mapping[bytes, bytes] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    news: News | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """The record of a verdict."""

    record: bytes


@dataclass(frozen=True, slots=True)
class Finished:
    """A student for the spool, the JSON of the verdicts, and the outcome of each problem; who is excused has none.

    `waiting` is the number of answers that a person must look at. `every` are all outcomes, also of one who is
    excused. `note` is what the journal is to remember of the student, if anything; of one whom it does remember, there
    is nothing else for the spool.
    """

    name: str
    student: bytes
    lines: tuple[str, ...]
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    waiting: int = 0
    news: News | None = None
    every: tuple[Outcome, ...] = ()
    note: Note | None = None


Out = Reading | Decided | Finished


@dataclass(frozen=True)
class Step:
    """What has happened since the last step: answers that are known now, and students in order who are finished.

    While nothing happens, it says so now and then. Whatever is told of a student is on the disk. `slow`: a question
    that took so many seconds. `said`: what people should know at once of those who decide.
    """

    answers: int
    students: tuple[Finished, ...] = ()
    slow: tuple[tuple[str, float], ...] = ()
    said: tuple[str, ...] = ()

    @property
    def lines(self) -> Iterator[str]:
        """Yield the JSON of the verdicts of those students."""
        return (line for student in self.students for line in student.lines)
