"""The records of a journal: what kinds there are, where they stand, and which lines are whole.

A line is one record: a checksum of the rest, a kind, a key, and data as JSON. A line that was torn, by a crash or by a
full disk, has no right checksum, and counts as not written.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from enum import Enum

from grader.batch.keys import KEY_BYTES
from grader.records import dataclass

HEAD = b"grader journal 3\n"  # the version of the format
SUM = 8  # digits of the checksum, before a blank
KEY = SUM + 1 + 2  # where the key begins
BODY = KEY + 2 * KEY_BYTES + 1  # where the data begin
NO_KEY = bytes(KEY_BYTES)
LEAST = BODY + 1  # bytes of a record


class Kind(Enum):
    """What a record is about: a verdict, a submission as read, a student as finished, a run, or what its results were
    made from.

    In capitals what a clock or a crash ended.
    """

    VERDICT = b"v"
    CUT_OFF = b"V"
    SUBMISSION = b"s"
    UNREAD = b"S"
    FINISHED = b"f"
    RUN = b"r"
    ORIGINS = b"o"

    @property
    def is_open(self) -> bool:
        """Whether a clock or a crash ended it, so that another run might find more."""
        return self in {Kind.CUT_OFF, Kind.UNREAD}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the data of a record stand in the file; `is_old`: another run wrote it."""

    offset: int
    length: int
    is_open: bool = False
    is_old: bool = False


def lines(descriptor: int) -> Iterator[tuple[int, bytes]]:
    """Yield the lines behind the head, each with its place."""
    offset = len(HEAD)
    with os.fdopen(os.dup(descriptor), "rb") as file:
        file.seek(offset)
        for line in file:
            yield offset, line
            offset += len(line)


def kind_of(line: bytes) -> Kind | None:
    """Return the kind of a record, None where the line is not whole."""
    if len(line) <= BODY or not line.endswith(b"\n"):
        return None
    try:
        is_whole = int(line[:SUM], 16) == zlib.crc32(line[SUM + 1 : -1])
        return Kind(line[SUM + 1 : SUM + 2]) if is_whole else None
    except ValueError:
        return None


def written(kind: Kind, key: bytes, data: bytes) -> bytes:
    """Return the line of a record; `data` is one line of JSON."""
    rest = kind.value + b" " + key.hex().encode("ascii") + b" " + data
    return b"%08x %b\n" % (zlib.crc32(rest), rest)
