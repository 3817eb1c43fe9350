"""The students of a run on the disk, one after the other as they are marked, so that memory does not grow with them."""

from __future__ import annotations

import gc
import hashlib
import os
import tempfile
import weakref
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import overload

from grader.errors import RefusedError
from grader.isolation.packing import packed, unpacked
from grader.reports.classes import ClassReport, Student

DIGEST_BYTES = 16
LOADED_BYTES = 100_000_000  # on the disk, of students that are held at once by who goes through them again and again


class Spool(Sequence[Student]):
    """Students in a file that nobody else sees, in the order in which they were added; processes forked later read it.

    Raises RefusedError where the file in `folder` cannot be made or written.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._ends = array("q", [0])
        self.names: list[str] = []
        self._loaded: tuple[Student, ...] = ()
        self._digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
        try:
            with tempfile.TemporaryFile(prefix="grader-", dir=folder) as file:
                self._file = os.dup(file.fileno())
        except OSError as error:
            raise RefusedError(folder or tempfile.gettempdir(), error) from None
        weakref.finalize(self, os.close, self._file)  # a report may be looked at after its run

    @staticmethod
    def packed(student: Student) -> bytes:
        """Return a student as `add` takes one."""
        return packed(student)

    def add(self, name: str, packed: bytes) -> None:
        """Add a student."""
        view, place = memoryview(packed), self._ends[-1]
        try:
            while view:
                written = os.pwrite(self._file, view, place)
                view, place = view[written:], place + written
        except OSError as error:
            raise RefusedError(self._folder or tempfile.gettempdir(), error) from None
        self._ends.append(place)
        self.names.append(name)
        self._digest.update(packed)

    @property
    def digest(self) -> bytes:
        """Return a digest of all students in their order."""
        return self._digest.digest()

    def raw(self, place: int) -> bytes:
        """Return a student as one was added."""
        start, end = self._ends[place : place + 2]
        return os.pread(self._file, end - start, start)

    @property
    def size(self) -> int:
        """Return the bytes that all students take on the disk."""
        return self._ends[-1]

    def __len__(self) -> int:
        return len(self.names)

    @overload
    def __getitem__(self, place: int) -> Student: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Student]: ...

    def __getitem__(self, place: int | slice) -> Student | Sequence[Student]:
        if isinstance(place, slice):
            return Share(self, range(len(self))[place])
        student = unpacked(self.raw(range(len(self))[place]))
        assert isinstance(student, Student)
        return student

    def __iter__(self) -> Iterator[Student]:
        return (self[place] for place in range(len(self)))

    def loaded(self) -> tuple[Student, ...]:
        """Return all students, in memory from now on."""
        if len(self._loaded) < len(self):
            with _nothing_is_waste():
                self._loaded = tuple(self)
        return self._loaded


@contextmanager
def _nothing_is_waste() -> Iterator[None]:
    """Look for no waste while much is made that stays: looking would take longer than making."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class Share(Sequence[Student]):
    """Some of the students of a spool."""

    def __init__(self, spool: Spool, places: range) -> None:
        self._spool = spool
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> Student: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Student]: ...

    def __getitem__(self, place: int | slice) -> Student | Sequence[Student]:
        if isinstance(place, slice):
            return Share(self._spool, self._places[place])
        return self._spool[self._places[place]]

    def raw(self, place: int) -> bytes:
        """Return a student as one was added."""
        return self._spool.raw(self._places[place])

    def __iter__(self) -> Iterator[Student]:
        return (self._spool[place] for place in self._places)


def digests(basis: bytes, students: Sequence[Student]) -> Iterator[str]:
    """Yield a digest of each student together with `basis`, read from the disk as they stand there."""
    for place in range(len(students)):
        data = students.raw(place) if isinstance(students, Spool | Share) else packed(students[place])
        yield hashlib.blake2b(basis + data, digest_size=DIGEST_BYTES).hexdigest()


def loaded(report: ClassReport) -> ClassReport:
    """Return the report with its students in memory, where these are not too many."""
    if isinstance(report.students, Spool) and report.students.size <= LOADED_BYTES:
        return replace(report, students=report.students.loaded())
    return report
