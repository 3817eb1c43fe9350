"""Clean processes of ours at the other end of two pipes: started by a process with threads, which must not fork."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress

from grader.isolation.channel import Channel
from grader.isolation.limits import RunLimits
from grader.records import dataclass

GRACE_SECONDS = 10.0  # in which a process that is told to may end by itself


@dataclass(frozen=True, slots=True)
class Orders:
    """What is told once: what decides items, pickled, within which limits, and which versions must be there."""

    function: bytes
    limits: RunLimits
    versions: Mapping[str, str]


class Process:
    """One of our modules, run as a program that speaks through `channel`. The current folder is no place of modules."""

    def __init__(self, module: str) -> None:
        there, back = os.pipe(), os.pipe()
        command = [sys.executable, "-P", "-m", module]
        try:
            self._process = subprocess.Popen(  # noqa: S603 ourselves
                command, stdin=there[0], stdout=back[1], stderr=subprocess.DEVNULL, start_new_session=True
            )
        finally:
            os.close(there[0])
            os.close(back[1])
        self.channel = Channel(back[0], there[1])

    def close(self, *, at_once: bool = True) -> None:
        """End the process; unless at once, it is told to by the end of its pipe, and has a while for that."""
        self.channel.close()
        if not at_once:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE_SECONDS)
        self._process.kill()
        self._process.wait()


def own_channel() -> Channel:
    """Return the channel of a program that `Process` started; what it prints by chance goes nowhere."""
    reading, writing = os.dup(0), os.dup(1)
    with open(os.devnull, "r+b", buffering=0) as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(nothing.fileno(), 1)
    return Channel(reading, writing)
