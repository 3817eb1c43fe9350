"""Verdicts that any run may share: a bounded SQLite file of the user's, never in a folder of a class.

It holds what was decided, never what a clock or a crash ended. Whatever is wrong with the file costs only time: it is
said, and the run goes on without it.
"""

from __future__ import annotations

import os
import sqlite3
import time
import zlib
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

NAME = "verdicts-1.sqlite"  # with the version of its form
MAX_BYTES = 500_000_000  # of the file; the oldest verdicts make room
SHARE_DROPPED = 4  # one verdict of so many goes when the file is full
MAX_RECORD_BYTES = 100_000  # of one verdict; a longer one is not kept
SUM = 4  # bytes of the checksum before a verdict
SOME = 500  # keys that are asked for at once
PATIENCE_SECONDS = 5.0  # another run may be writing
PAUSE_SECONDS = 0.05  # between two tries

_TABLE = "CREATE TABLE IF NOT EXISTS verdicts (key BLOB PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID"
_ORDER = "CREATE TABLE IF NOT EXISTS ages (number INTEGER PRIMARY KEY, key BLOB NOT NULL)"


def usual_path() -> Path | None:
    """Return where the cache of this user lies, None for a user who has no home, as in some containers."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    base = named if os.path.isabs(named) else os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base) / "grader" / NAME if os.path.isabs(base) else None


class Cache:
    """The cache in a file; one that cannot be used is empty and stays so, and `said` tells why.

    A connection to the file is never taken over a fork: each process opens its own.
    """

    def __init__(self, path: Path | None, max_bytes: int = MAX_BYTES) -> None:
        self.path = path
        self.said: list[str] = []
        self._max_bytes = max_bytes
        self._process = 0
        self._is_prepared = False  # and those who are forked then have nothing to prepare
        self._connection: sqlite3.Connection | None = None

    def prepare(self) -> None:
        """Open the file and make ready what it lacks, before processes are forked that use it at once."""
        self._opened()

    def found(self, keys: Collection[bytes]) -> dict[bytes, bytes]:
        """Return the records of those keys that are known."""
        connection = self._opened()
        every = list(keys)
        found: dict[bytes, bytes] = {}
        if connection is None:
            return found
        try:
            for start in range(0, len(every), SOME):
                some = every[start : start + SOME]
                marks = ",".join("?" * len(some))
                found.update(connection.execute(f"SELECT key, data FROM verdicts WHERE key IN ({marks})", some))  # noqa: S608
        except sqlite3.Error as error:
            self._give_up(error)
        return {key: data[SUM:] for key, data in found.items() if _is_whole(data)}

    def add(self, records: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep records; the oldest ones go where there are too many."""
        connection = self._opened()
        some = [(key, _summed(data)) for key, data in records if len(data) <= MAX_RECORD_BYTES]
        if connection is None or not some:
            return
        try:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany("INSERT OR IGNORE INTO verdicts VALUES (?, ?)", some)
                connection.executemany("INSERT INTO ages (key) VALUES (?)", [(key,) for key, _ in some])
                if self._size(connection) > self._max_bytes:
                    self._drop(connection)
        except sqlite3.Error as error:
            self._give_up(error)

    def _size(self, connection: sqlite3.Connection) -> int:
        """Return the bytes that are in use; pages given free are used again before the file grows."""
        pages, free, size = (
            connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)

    def _drop(self, connection: sqlite3.Connection) -> None:
        low, high = connection.execute("SELECT min(number), max(number) FROM ages").fetchone()
        until = low + (high - low) // SHARE_DROPPED
        connection.execute("DELETE FROM verdicts WHERE key IN (SELECT key FROM ages WHERE number <= ?)", (until,))
        connection.execute("DELETE FROM ages WHERE number <= ?", (until,))

    def _opened(self) -> sqlite3.Connection | None:
        if self.path is None:
            return None
        if self._process != os.getpid():
            self._process = os.getpid()
            self._connection = None  # one of the parent's is never touched, not even to close it
            try:
                self._connection = _connected(self.path, is_prepared=self._is_prepared)
                self._is_prepared = True
            except (OSError, sqlite3.Error) as error:
                self._give_up(error)
        return self._connection

    def _give_up(self, error: Exception) -> None:
        """Go on without a cache, and say why, once."""
        why = error.strerror if isinstance(error, OSError) else str(error)
        self.said.append(f"{self.path}: the cache of verdicts cannot be used ({why}); every answer is decided anew")
        self.close()
        self.path = None

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None and self._process == os.getpid():
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None


def _connected(path: Path, *, is_prepared: bool) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    connection = sqlite3.connect(path, timeout=PATIENCE_SECONDS, isolation_level=None)
    try:
        if not is_prepared:
            _prepare(connection)
        connection.execute("PRAGMA synchronous=NORMAL")  # what a lost machine loses is decided again
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    """Make what a new file lacks. SQLite does not wait by itself where another run does so in this moment."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            for statement in ("PRAGMA journal_mode=WAL", _TABLE, _ORDER):
                connection.execute(statement)
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(PAUSE_SECONDS)


def _summed(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(SUM, "big") + data


def _is_whole(data: object) -> bool:
    """Whether a verdict is as it was written: disks forget, and files are edited."""
    return isinstance(data, bytes) and data[:SUM] == zlib.crc32(data[SUM:]).to_bytes(SUM, "big")
