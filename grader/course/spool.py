"""The students of a run on the disk, one after the other as they are marked, so that memory does not grow with them."""

from __future__ import annotations

import gc
import hashlib
import os
import tempfile
import weakref
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import overload

from grader.errors import RefusedError
from grader.isolation.packing import packed, unpacked
from grader.records import replace
from grader.reports.classes import ClassReport, Student

DIGEST_BYTES = 16
SHARE = 100  # students who are made again by one process at once
LOADED_BYTES = 100_000_000  # on the disk, of students that are held at once by who goes through them again and again


_WHOLE, _NOTED = b"=", b"+"  # how a student stands in the file: as they are, or as the journal remembers them
_HEAD = DIGEST_BYTES + 1


def student_digest(packed: bytes) -> bytes:
    """Return a digest of a student."""
    return hashlib.blake2b(packed, digest_size=DIGEST_BYTES).digest()


class Spool(Sequence[Student]):
    """Students in a file that nobody else sees, in the order in which they were added; processes forked later read it.

    Of one whom the journal remembers, only that is in the file; `again` makes them of it and of their number.
    Raises RefusedError where the file in `folder` cannot be made or written.
    """

    def __init__(self, folder: Path | None = None, again: Callable[[int, bytes], Student] | None = None) -> None:
        self._folder = folder
        self._again = again
        self._ends = array("q", [0])
        self.names: list[str] = []
        self._loaded: tuple[Student, ...] = ()
        self._digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
        self.size = 0  # bytes that all students take
        self.noted = 0  # students of whom only that is there what the journal remembers
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
        self._add(name, student_digest(packed), _WHOLE + packed, len(packed))

    def add_noted(self, name: str, digest: bytes, note: bytes, size: int) -> None:
        """Add a student whom the journal remembers: a digest of them, what it says, and what bytes they would take."""
        self._add(name, digest, _NOTED + note, size)
        self.noted += 1

    def _add(self, name: str, digest: bytes, data: bytes, size: int) -> None:
        view, place = memoryview(digest + data), self._ends[-1]
        try:
            while view:
                written = os.pwrite(self._file, view, place)
                view, place = view[written:], place + written
        except OSError as error:
            raise RefusedError(self._folder or tempfile.gettempdir(), error) from None
        self._ends.append(place)
        self.names.append(name)
        self._digest.update(digest)
        self.size += size

    @property
    def digest(self) -> bytes:
        """Return a digest of all students in their order."""
        return self._digest.digest()

    def digest_of(self, place: int) -> bytes:
        """Return the digest of a student."""
        return os.pread(self._file, DIGEST_BYTES, self._ends[place])

    def raw(self, place: int) -> bytes:
        """Return a student as `add` takes one."""
        kind, data = self._read(place)
        return data if kind == _WHOLE else packed(self._student(place))

    def _read(self, place: int) -> tuple[bytes, bytes]:
        start, end = self._ends[place : place + 2]
        data = os.pread(self._file, end - start, start)
        return data[DIGEST_BYTES:_HEAD], data[_HEAD:]

    def _student(self, place: int) -> Student:
        kind, data = self._read(place)
        if kind == _NOTED:
            assert self._again is not None
            return self._again(place, data)
        student = unpacked(data)
        assert isinstance(student, Student)
        return student

    def whole(self, each: Callable[[Callable[[range], list[bytes]], Iterable[range]], Iterable[list[bytes]]]) -> Spool:
        """Return the same students, none of whom has to be made again; `each` applies the making to shares of them."""
        if not self.noted:
            return self
        found, places = Spool(self._folder), range(len(self))
        shares = [places[start : start + SHARE] for start in places[::SHARE]]
        for some in each(lambda share: [self.raw(place) for place in share], shares):
            for data in some:
                found.add(self.names[len(found)], data)
        return found

    def __len__(self) -> int:
        return len(self.names)

    @overload
    def __getitem__(self, place: int) -> Student: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Student]: ...

    def __getitem__(self, place: int | slice) -> Student | Sequence[Student]:
        if isinstance(place, slice):
            return Share(self, range(len(self))[place])
        return self._student(range(len(self))[place])

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

    def digest_of(self, place: int) -> bytes:
        """Return the digest of a student."""
        return self._spool.digest_of(self._places[place])

    def __iter__(self) -> Iterator[Student]:
        return (self._spool[place] for place in self._places)


def digests(basis: bytes, students: Sequence[Student]) -> Iterator[str]:
    """Yield a digest of each student together with `basis`, read from the disk as they stand there."""
    on_disk = students if isinstance(students, Spool | Share) else None
    for place in range(len(students)):
        found = on_disk.digest_of(place) if on_disk else student_digest(packed(students[place]))
        yield hashlib.blake2b(basis + found, digest_size=DIGEST_BYTES).hexdigest()


def loaded(report: ClassReport) -> ClassReport:
    """Return the report with its students in memory, where these are not too many."""
    if isinstance(report.students, Spool) and report.students.size <= LOADED_BYTES:
        return replace(report, students=report.students.loaded())
    return report
