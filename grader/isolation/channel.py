"""Values between a process and one that it forked: two pipes, each value packed behind its length.

`multiprocessing.connection` does the same and more, and takes longer to import than a small question to decide.
"""

from __future__ import annotations

import os
import select
from collections.abc import Iterable
from typing import Any

from grader.isolation.packing import packed, unpacked

HEADER = 8  # bytes in which the length of a value is written
PIECE = 1 << 20  # bytes read at once


class Channel:
    """One end: what is sent here is received at the other end, and the other way round."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading = reading
        self._writing = writing

    def fileno(self) -> int:
        """Return the descriptor on which something will be heard."""
        return self._reading

    def send(self, value: Any) -> None:
        """Send a value; raises BrokenPipeError where nobody is left to receive it."""
        data = packed(value)
        waiting = memoryview(len(data).to_bytes(HEADER, "big") + data)
        while waiting:
            waiting = waiting[os.write(self._writing, waiting) :]

    def receive(self) -> Any:
        """Return the next value; raises EOFError where the other end was closed, or its process died."""
        return unpacked(self._read(int.from_bytes(self._read(HEADER), "big")))

    def _read(self, size: int) -> bytes:
        found = bytearray()
        while len(found) < size:
            piece = os.read(self._reading, min(PIECE, size - len(found)))
            if not piece:
                raise EOFError
            found += piece
        return bytes(found)

    def is_ready(self) -> bool:
        """Whether something is heard: a value, or that the other end was closed."""
        return bool(heard([self], 0.0))

    def close(self) -> None:
        """Close this end."""
        os.close(self._reading)
        os.close(self._writing)


def channel() -> tuple[Channel, Channel]:
    """Return both ends of a new channel."""
    first, second = os.pipe(), os.pipe()
    return Channel(first[0], second[1]), Channel(second[0], first[1])


def heard(channels: Iterable[Channel], seconds: float) -> list[Channel]:
    """Return the channels on which something is heard, after so many seconds at most."""
    known = {channel.fileno(): channel for channel in channels}
    poll = select.poll()
    for descriptor in known:
        poll.register(descriptor, select.POLLIN)
    return [known[descriptor] for descriptor, _ in poll.poll(seconds * 1000)]
