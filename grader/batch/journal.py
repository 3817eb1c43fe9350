"""The memory of a run: an append-only file of what was read and decided, each record on the disk before it counts.

What a record looks like is said in `records`. A later record of a key stands in the place of an earlier.
"""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import assert_never

from grader.batch.keys import KEY_BYTES
from grader.batch.records import BODY, HEAD, KEY, LEAST, Kind, Place, kind_of, lines, written
from grader.errors import RefusedError

NAME = "run.journal"
OLD = ".old"  # ends the name of a journal of another version, which is kept
NEW = ".new"  # ends the name of one that is to take the place of another
LEAST_WASTE = 1_000_000  # bytes that no run uses, before they are left out


class Journal:
    """The journal in a file, or where no file is named in one that nobody sees and that ends with the run.

    `verdicts`, `submissions` and `finished` say where the records stand that count. `said` are sentences on what was
    found when it was opened. `retry_open`: what a clock or a crash ended is not known. Raises RefusedError.
    """

    def __init__(self, path: Path | None = None, *, fresh: bool = False, retry_open: bool = False) -> None:
        self.path = path
        self.verdicts: dict[bytes, Place] = {}
        self.submissions: dict[bytes, Place] = {}
        self.finished: dict[bytes, Place] = {}
        self.origins: Place | None = None
        self.said: list[str] = []
        self._waiting: list[bytes] = []
        self._end = self._written = self._safe = 0
        self._old_end = 0  # where what was found at the opening ends
        self._used = bytearray()  # for each place in it where a record may begin, whether the run uses that
        self._waste = 0  # bytes that it does not
        try:
            if path is not None:
                with suppress(OSError):
                    os.unlink(path.with_name(path.name + NEW))
            self._file = _opened(path, fresh=fresh)
        except OSError as error:
            raise RefusedError(path or tempfile.gettempdir(), error) from None
        try:
            self._begin(retry_open=retry_open)
        except BaseException:
            self.close()
            raise

    def _begin(self, *, retry_open: bool) -> None:
        head = os.pread(self._file, len(HEAD), 0)
        if head and not HEAD.startswith(head) and self.path is not None:
            self._put_aside(self.path)
            head = b""
        if head == HEAD:
            self._load(retry_open=retry_open)
        else:
            self._cut(0)
            self._push(HEAD)
            self.sync()
            self._sync_folder()

    def _put_aside(self, path: Path) -> None:
        old = path.with_name(path.name + OLD)
        self.said.append(f"{path} is no journal of this version of grader; a new one is begun, and it is kept as {old}")
        try:
            os.close(self._file)
            os.replace(path, old)
            self._file = _opened(path, fresh=False)
        except OSError as error:
            raise RefusedError(path, error) from None

    def _load(self, *, retry_open: bool) -> None:
        """Find the records, and cut off a torn line at the end."""
        torn = sound = len(HEAD)
        damaged = 0
        for offset, line in lines(self._file):
            torn = offset + len(line)
            kind = kind_of(line)
            if kind is None:
                damaged += 1
                continue
            sound = torn
            key = bytes.fromhex(line[KEY : BODY - 1].decode("ascii"))
            if kind.is_open and retry_open:
                continue
            self._put(kind, key, Place(offset + BODY, len(line) - BODY - 1, kind.is_open, is_old=True))
        self._end = self._written = self._safe = self._old_end = self._waste = sound
        self._used = bytearray(sound // LEAST + 1)
        if damaged:
            self.said.append(
                f"{self.path}: {damaged} damaged line{'s' * (damaged > 1)} of the journal counts for nothing"
            )
        if torn > sound:
            self._cut(sound)

    def _put(self, kind: Kind, key: bytes, place: Place) -> None:
        match kind:
            case Kind.VERDICT | Kind.CUT_OFF:
                self.verdicts[key] = place
            case Kind.SUBMISSION | Kind.UNREAD:
                self.submissions[key] = place
            case Kind.FINISHED:
                self.finished[key] = place
            case Kind.ORIGINS:
                self.origins = place
            case Kind.RUN:
                pass
            case _:
                assert_never(kind)

    def use(self, *places: Place) -> None:
        """Note that the run needs records, so that they are no waste."""
        for place in places:
            number = place.offset // LEAST
            if place.is_old and not self._used[number]:
                self._used[number] = True
                self._waste -= place.length + LEAST

    def append(self, kind: Kind, key: bytes, data: bytes) -> Place:
        """Write a record; it is safe only after `sync`. `data` is one line of JSON."""
        place = Place(self._end + BODY, len(data), kind.is_open)
        self._push(written(kind, key, data))
        self._put(kind, key, place)
        return place

    def _push(self, line: bytes) -> None:
        self._waiting.append(line)
        self._end += len(line)

    def read(self, place: Place) -> bytes:
        """Return the data of a record that was written out; also processes that were forked may ask."""
        return os.pread(self._file, place.length, place.offset)

    def key(self, place: Place) -> bytes:
        """Return the key of a record that was written out."""
        return bytes.fromhex(os.pread(self._file, 2 * KEY_BYTES, place.offset - BODY + KEY).decode("ascii"))

    def flush(self) -> None:
        """Write all records out, so that every process can read them. Raises RefusedError; then none is half there."""
        data, place = memoryview(b"".join(self._waiting)), self._written
        try:
            while data:
                size = os.pwrite(self._file, data, place)
                data, place = data[size:], place + size
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._file, self._written)
            raise self._refused(error) from None
        self._written = place  # an interruption before this lets the same bytes be written again
        self._waiting.clear()

    def sync(self) -> None:
        """Have all records on the disk. Raises RefusedError."""
        self.flush()
        if self._safe == self._written:
            return
        if self.path is not None:
            try:
                os.fsync(self._file)
            except OSError as error:
                raise self._refused(error) from None
        self._safe = self._written

    def compact(self) -> None:
        """Leave out what the run did not use, where that is most of the file. Raises RefusedError; then all is there.

        Nobody else may read it meanwhile, and nothing may be in work: what is known of it is read anew.
        """
        self.sync()
        if self.path is None or self._waste < max(LEAST_WASTE, self._end // 2):
            return
        new = self.path.with_name(self.path.name + NEW)
        try:
            with new.open("x+b") as file:
                file.write(HEAD)
                file.writelines(line for offset, line in lines(self._file) if self._is_used(offset + BODY))
                file.flush()
                os.fsync(file.fileno())
                os.replace(new, self.path)
                os.dup2(file.fileno(), self._file, inheritable=False)
        except OSError as error:
            with suppress(OSError):
                new.unlink()
            raise self._refused(error) from None
        self._sync_folder()
        self.verdicts.clear()
        self.submissions.clear()
        self.finished.clear()
        self._load(retry_open=False)

    def _is_used(self, offset: int) -> bool:
        return offset >= self._old_end or bool(self._used[offset // LEAST])

    @property
    def is_safe(self) -> bool:
        """Whether every record is on the disk."""
        return self._safe == self._end

    def _cut(self, size: int) -> None:
        try:
            os.ftruncate(self._file, size)
        except OSError as error:
            raise self._refused(error) from None
        self._end = self._written = self._safe = size

    def _sync_folder(self) -> None:
        """Have the file's name on the disk, where folders can be synchronised."""
        if self.path is not None:
            with suppress(OSError):
                folder = os.open(self.path.parent, os.O_RDONLY | os.O_CLOEXEC)
                try:
                    os.fsync(folder)
                finally:
                    os.close(folder)

    def _refused(self, error: OSError) -> RefusedError:
        return RefusedError(self.path or tempfile.gettempdir(), error)

    def close(self) -> None:
        """Close the file; what was not synchronised may be lost."""
        if self._file >= 0:
            os.close(self._file)
        self._file = -1


def _opened(path: Path | None, *, fresh: bool) -> int:
    if path is None:
        with tempfile.TemporaryFile(prefix="grader-") as file:
            return os.dup(file.fileno())
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    found = os.open(path, flags | (os.O_TRUNC if fresh else 0), 0o644)
    if not stat.S_ISREG(os.fstat(found).st_mode):
        os.close(found)
        raise RefusedError(path, "not a file, which a journal must be")
    return found
