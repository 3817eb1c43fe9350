"""What was handed in, before and after it is read: files, notices, answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Literal

from grader.marking.answer import Answer

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
class Document:
    """A file that answers are read from: `path` below the folder `root`, which is free of symbolic links.

    `name` is the file's name as reports show it, relative to the submission. `alone`: the submission is this file, so
    that others in the folder are not its own.
    """

    root: Path
    path: PurePosixPath
    name: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class SubmissionFiles:
    """The files of one submission, found but not read; `damaged` says what could not be taken in, if anything.

    `own` is the file in which it says of itself who handed it in, and when; `arrays` are its files of arrays.
    """

    name: str
    documents: tuple[Document, ...] = ()
    notices: tuple[Notice, ...] = ()
    damaged: str | None = None
    own: Document | None = None
    arrays: tuple[Document, ...] = ()


@dataclass(frozen=True)
class Submission:
    """The answers of one submission, by the id of their question, only where something was written for it.

    `damaged`: something was handed in that could not be read or attributed at all, so that a question without an
    answer is `unreadable` rather than `missing`, with this message.
    """

    name: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    damaged: str | None = None


CELL = ", cell "  # stands between a notebook's name and the number of a cell, where a file is named


def cell_place(file: str, number: int) -> str:
    """Return the name of a notebook's cell as the place of an answer: `hw.ipynb, cell 3`."""
    return f"{file}{CELL}{number}"


def document_of(place: str) -> str:
    """Return the document that a place is in: that of a cell is its notebook."""
    return place.partition(CELL)[0]


def cell_of(place: str) -> int:
    """Return the number of the cell that a place is in, 0 where it is in none."""
    number = place.partition(CELL)[2]
    return int(number) if number.isdecimal() else 0
