"""What the files of a finished set were made from: a run that would make the same again leaves them where they are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from grader.records import dataclass, field
from grader.reports.classes import Student

Made = Mapping[str, Sequence[Sequence[str]]]  # names of files, each with a digest of its bytes, by what they are from


@dataclass(frozen=True, slots=True)
class File:
    """A file of the set: its name, a digest of its bytes, and of what it was made from, empty where nobody asks."""

    name: str
    digest: str
    origin: str = ""


@dataclass(frozen=True)
class Origins:
    """Digests of all that files are made from: `whole` of the class, `students` of each of some students.

    `before` returns what was made before; who can tell nothing of that returns nothing.
    """

    whole: str = ""
    students: Callable[[Sequence[Student]], Iterable[str]] = lambda students: [""] * len(students)
    before: Callable[[], Made] = dict
    _known: list[Made] = field(default_factory=list)

    def kept(self, folder: Path, origin: str) -> list[File]:
        """Return the files in a folder that were made from the same; none unless they all are as they were written."""
        if not self.whole:
            return []
        if not self._known:
            self._known.append(self.before())
        found: list[File] = []
        for name, digest in self._known[0].get(origin, ()):
            with suppress(OSError):
                if hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest:
                    found.append(File(name, digest, origin))
                    continue
            return []
        return found


def sound(found: object) -> Made:
    """Return what `add_by_origin` made, from what was read; what is of another form is left out."""
    every = found if isinstance(found, dict) else {}
    return {origin: files for origin, files in every.items() if _are_files(files)}


def _are_files(found: object) -> bool:
    every = found if isinstance(found, list) else [None]
    return all(isinstance(one, list) and len(one) == 2 and all(isinstance(text, str) for text in one) for one in every)


def add_by_origin(made: dict[str, list[list[str]]], files: Iterable[File]) -> None:
    """Add files to others by what they were made from."""
    for file in sorted(files, key=lambda one: one.name):
        if file.origin:
            made.setdefault(file.origin, []).append([file.name, file.digest])
