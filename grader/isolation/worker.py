"""The outer side: a worker process that gets one task at a time, is killed when it takes too long, and replaced."""

from __future__ import annotations

import os
import pickle
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

from grader.isolation.child import HEADER, serve, write_message

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may use: seconds on the clock, megabytes beyond what the parent has; None: no limit.

    A worker is replaced after `tasks` tasks, so that what libraries leak does not add up.
    """

    seconds: float | None = 10.0
    megabytes: int | None = 2_000
    tasks: int = 1_000


@dataclass(frozen=True, slots=True)
class Done:
    """A task's result."""

    value: Any


@dataclass(frozen=True, slots=True)
class Killed:
    """A task that was stopped or took its process with it."""

    reason: Literal["timeout", "memory", "died"]


@dataclass(frozen=True, slots=True)
class Raised:
    """A task that raised an exception: a bug of ours. `trace` is its traceback as text."""

    error: Exception
    trace: str


Result = Done | Killed | Raised

_parent_ends: set[int] = set()  # pipe ends of all workers, which a new child must close


class Worker:
    """One process for tasks. Started at the first task; use as a context manager, or call `close`."""

    def __init__(
        self, seconds: float | None = 10.0, megabytes: int | None = 2_000, *, limits: Limits | None = None
    ) -> None:
        self.limits = limits or Limits(seconds, megabytes)
        self._pid = 0
        self._tasks = self._results = -1
        self._count = 0
        self._deadline: float | None = None
        self._received = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def call(self, function: Callable[..., Any], *args: Any) -> Done | Killed:
        """Return the result of `function(*args)`, computed in the worker; its exceptions are raised here.

        The function must be importable by name, arguments and result picklable.
        """
        try:
            self.submit(function, *args)
            while (result := self.poll()) is None:
                self.wait()
        except BaseException:
            if self.is_busy:
                self.close()
            raise
        if isinstance(result, Raised):
            raise result.error
        return result

    @property
    def is_busy(self) -> bool:
        """Whether a task was submitted whose result was not taken yet."""
        return self._deadline is not None

    def submit(self, function: Callable[..., Any], *args: Any) -> None:
        """Hand a task to the worker, which must be idle."""
        message = pickle.dumps((function, args), protocol=pickle.HIGHEST_PROTOCOL)
        if self._pid and self._count >= self.limits.tasks:
            self.close()
        for attempt in range(2):
            if not self._pid:
                self._start()
            try:
                write_message(self._tasks, message)
                break
            except BrokenPipeError:  # it died while idle
                self.close()
                if attempt:
                    raise
        self._count += 1
        seconds = self.limits.seconds
        self._deadline = float("inf") if seconds is None else time.monotonic() + seconds

    def fileno(self) -> int:
        """Return the descriptor on which results arrive, for `select`."""
        return self._results

    def remaining(self) -> float | None:
        """Return the seconds until the deadline of the task in hand, None where it has none."""
        if self._deadline is None or self._deadline == float("inf"):
            return None
        return max(self._deadline - time.monotonic(), 0.0)

    def wait(self) -> None:
        """Wait until something arrives or the deadline passes."""
        select.select([self], [], [], self.remaining())

    def poll(self) -> Result | None:
        """Return the result if it is there or if the time is up, None otherwise. Does not wait."""
        while select.select([self], [], [], 0)[0]:
            part = os.read(self._results, 1 << 20)
            if not part:
                return self._finished(Killed("died"))
            self._received += part
            message = self._message()
            if message is not None:
                return self._finished(_unpacked(message))
        if self.remaining() == 0.0:
            return self._finished(Killed("timeout"))
        return None

    def _message(self) -> bytes | None:
        if len(self._received) < HEADER.size:
            return None
        length = HEADER.unpack(self._received[: HEADER.size])[0]
        if len(self._received) < HEADER.size + length:
            return None
        return bytes(self._received[HEADER.size :])

    def _finished(self, result: Result) -> Result:
        self._deadline = None
        self._received.clear()
        if isinstance(result, Killed):
            self.close()
        return result

    def _start(self) -> None:
        task_reader, task_writer = os.pipe()
        result_reader, result_writer = os.pipe()
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            for end in (*_parent_ends, task_writer, result_reader):
                with suppress(OSError):
                    os.close(end)
            serve(task_reader, result_writer, parent, self.limits.megabytes)
        os.close(task_reader)
        os.close(result_writer)
        _parent_ends.update((task_writer, result_reader))
        self._pid, self._tasks, self._results, self._count = pid, task_writer, result_reader, 0

    def close(self) -> None:
        """Kill the worker process; a later task starts a new one."""
        if not self._pid:
            return
        for end in (self._tasks, self._results):
            _parent_ends.discard(end)
            os.close(end)
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._pid, 0)
        self._pid, self._tasks, self._results = 0, -1, -1
        self._deadline = None
        self._received.clear()


def _unpacked(message: bytes) -> Result:
    kind, value = pickle.loads(message)  # noqa: S301 it comes from our own child
    match kind:
        case "done":
            return Done(value)
        case "memory":
            return Killed("memory")
        case _:
            return Raised(*value)


def run(function: Callable[..., Any], *args: Any, limits: Limits | None = None) -> Done | Killed:
    """Return the result of one call in a process of its own, which ends with it."""
    with Worker(limits=limits or Limits()) as worker:
        return worker.call(function, *args)
