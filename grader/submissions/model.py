"""What was handed in, before and after it is read: files, notices, answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Literal

from grader.marking.answer import Answer, FieldAnswer
from grader.records import dataclass, field, replace
from grader.verdict import CELL, Source

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know about a file; `line` counts from 1, 0 where there is none.

    `error`: something handed in could not be read. `warning`: something may not be as the student meant it.
    `note`: something was left aside.
    """

    file: str
    line: int
    level: Level
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.level}: {self.message}"


@dataclass(frozen=True, slots=True)
class Root:
    """What files are below: a folder that is free of symbolic links, or a zip file.

    `outer` is a zip file below the folder that holds the class, `inner` one that a student handed in, below the folder
    or in the outer one.
    """

    folder: Path
    outer: PurePosixPath | None = None
    inner: PurePosixPath | None = None

    @property
    def is_archive(self) -> bool:
        """Whether the files are in a zip file."""
        return self.outer is not None or self.inner is not None


@dataclass(frozen=True, slots=True)
class Document:
    """A file that answers are read from: `path` below the root.

    `name` is the file's name as reports show it, relative to the submission. `alone`: others in the folder are not of
    this submission but for those in `beside`, by the names that the student gave them. `envelope` is the platform
    that wrote something around the student's text, if one did.
    """

    root: Root
    path: PurePosixPath
    name: str
    alone: bool = False
    beside: tuple[tuple[str, PurePosixPath], ...] = ()
    envelope: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """What the name that a platform gave a submission tells of it; empty texts where it tells nothing.

    `person` names one of the platform's users among those of a class. `student` is the name as the platform writes it,
    `number` and `login` what the platform knows them by. `clock` is when it was handed in by the platform's own clock,
    whose time zone is not told. `late`: the platform says so, and not by how much.
    """

    platform: str
    person: str = ""
    student: str = ""
    number: str = ""
    login: str = ""
    clock: datetime | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Loose:
    """Something handed in that belongs to no question: `text` as it was written, empty where it was not taken in.

    `questions` are those that it keeps open; where none are named, all that have no answer.
    """

    source: Source
    said: str
    text: str = ""
    questions: tuple[str, ...] = ()

    def __str__(self) -> str:
        place = f"{self.source.file}:{self.source.line}" if self.source.line else self.source.file
        return f"{place}: {self.said}"


def summary(loose: Sequence[Loose]) -> str | None:
    """Return the first of several and how many more there are, None where there are none."""
    if len(loose) < 2:
        return str(loose[0]) if loose else None
    return f"{loose[0]} (and {len(loose) - 1} more)"


@dataclass(frozen=True, slots=True)
class SubmissionFiles:
    """The files of one submission, found but not read; `lost` is what could not be taken in, if anything.

    `own` is the file in which it says of itself who handed it in, and when; `arrays` are its files of arrays.
    `download` is what its name tells where a platform gave it; `entries` are the names of its files and folders in the
    class folder, where they are not its own name.
    """

    name: str
    documents: tuple[Document, ...] = ()
    notices: tuple[Notice, ...] = ()
    lost: tuple[Loose, ...] = ()
    own: Document | None = None
    arrays: tuple[Document, ...] = ()
    code: tuple[Document, ...] = ()
    download: Download | None = None
    entries: tuple[str, ...] = ()

    @property
    def damaged(self) -> str | None:
        """Return what is said of what was lost, None where nothing was."""
        return summary(self.lost)

    @property
    def folder(self) -> str:
        """Return the folder that the names of its files are relative to, nothing where there is none."""
        roots = {one.root for one in self.documents}
        is_plain = len(roots) == 1 and not any(one.root.is_archive or one.beside for one in self.documents)
        return str(self.documents[0].root.folder) if is_plain else ""


@dataclass(frozen=True)
class Submission:
    """The answers of one submission, by the id of their question, only where something was written for it.

    `loose` is what could not be read or attributed: the answers to the questions that it names hold it, as errors.
    """

    name: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    loose: tuple[Loose, ...] = ()

    @property
    def damaged(self) -> str | None:
        """Return why a question without an answer is `unreadable` rather than `missing`, None where it is not."""
        return summary([one for one in self.loose if not one.questions])

    def without(self, settled: Collection[Loose]) -> Submission:
        """Return the submission as if something loose had not been written."""
        left = tuple(one for one in self.loose if one not in settled)
        answers = dict(self.answers)
        for id_ in {id_ for one in settled for id_ in one.questions}:
            if answers.get(id_) == spoiled(id_, self.loose):
                answer = answers.pop(id_) and spoiled(id_, left)
                answers |= {} if answer is None else {id_: answer}
        said = {(one.source.file, one.source.line, one.said) for one in settled}
        notices = tuple(one for one in self.notices if (one.file, one.line, one.message) not in said)
        return replace(self, answers=answers, notices=notices, loose=left)

    def without_errors_at(self, place: Source | None) -> Submission:
        """Return the submission without what is said to be wrong at a place where a person has read the answer."""
        said = (one for one in self.notices if one.level != "error" or Source(one.file, one.line) != place)
        return replace(self, notices=tuple(said))


def spoiled(question: str, loose: Iterable[Loose]) -> Answer | None:
    """Return the answer that is unreadable for what is loose and may belong to a question, None where nothing does."""
    found = [one for one in loose if question in one.questions]
    if not found:
        return None
    text = found[0].text
    for one in found[1:]:
        text = text if one.text in text else f"{text}\n\n{one.text}"
    first = found[0]
    return Answer({}, FieldAnswer(text, first.source, first.said), first.said, first.source)


def cell_place(file: str, number: int) -> str:
    """Return the name of a notebook's cell as the place of an answer: `hw.ipynb, cell 3`."""
    return f"{file}{CELL}{number}"


def document_of(place: str) -> str:
    """Return the document that a place is in: that of a cell is its notebook."""
    return Source(place).document


def cell_of(place: str) -> int:
    """Return the number of the cell that a place is in, 0 where it is in none."""
    number = place.partition(CELL)[2]
    return int(number) if number.isdecimal() else 0
