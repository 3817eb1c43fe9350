"""Worker processes that answer one item at a time and can be killed; results come in the order of the items.

Workers are forked, so they know what their parent had loaded and import nothing anew. Each leads a session of its
own: Ctrl-C on the terminal does not reach it, and killing it takes along whatever it has started.

The limit of time is kept by the worker's own clock: an alarm, which needs no interpreter to strike, ends it. So what
counts does not depend on when the parent looks. On Linux the system ends a worker whose parent dies; elsewhere the
alarm does, or the end of its pipe.
"""

from __future__ import annotations

import ctypes
import gc
import os
import resource
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress
from typing import Generic, TypeVar

from grader.isolation.channel import Channel, channel, heard
from grader.isolation.limits import RunLimits
from grader.records import dataclass

Item = TypeVar("Item")
Value = TypeVar("Value")

PULSE_SECONDS = 0.5  # the longest single wait
PATIENCE_SECONDS = 30  # beyond its time, after which a worker is killed that its own alarm did not end
ALLOCATIONS = 200_000  # before a worker looks for circles of garbage: what is loaded is none, and items leave few
PARENT_DEATH = 1  # what `prctl` calls the signal that a process gets when its parent dies


@dataclass(frozen=True, slots=True)
class Done(Generic[Value]):
    """The function returned; `seconds` by the clock."""

    value: Value
    seconds: float


@dataclass(frozen=True, slots=True)
class TimedOut:
    """The function took longer than `wall_seconds` by the worker's clock."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Broke:
    """The function raised, or its process died; `code` is short and says what a person may report."""

    code: str
    seconds: float


Result = Done[Value] | TimedOut | Broke


class Worker(Generic[Item, Value]):
    """One process that applies `function` to items, started at the first item and again after it was killed."""

    def __init__(self, function: Callable[[Item], Value], limits: RunLimits) -> None:
        self._function = function
        self._limits = limits
        self._process: int | None = None
        self._code: int | None = None
        self._pipe: Channel | None = None
        self._seconds = limits.wall_seconds
        self.started = 0.0

    @property
    def deadline(self) -> float:
        """Return the time by `time.monotonic` at which the worker is no longer waited for."""
        return self.started + self._seconds + PATIENCE_SECONDS

    def send(self, item: Item, seconds: float | None = None) -> Channel:
        """Hand over an item, and return the pipe on which something will be heard.

        `seconds` is the limit of time for this item, where that is not the one of all.
        """
        if self._pipe is None or self._ended() is not None:
            self.close()
            self._pipe = self._fork()
        self._seconds = self._limits.wall_seconds if seconds is None else seconds
        self.started = time.monotonic()
        with suppress(BrokenPipeError):  # it died in this moment: `receive` will find that out
            self._pipe.send((self._seconds, item))
        return self._pipe

    def receive(self) -> Result[Value]:
        """Return what became of the item: to be called when its pipe is ready, or its deadline over."""
        assert self._pipe is not None
        seconds = time.monotonic() - self.started
        if not self._pipe.is_ready():
            self.close()
            return TimedOut(seconds)
        try:
            result: Result[Value] = self._pipe.receive()
        except (EOFError, OSError):
            code = self.close()
            if code == -signal.SIGALRM:
                return TimedOut(seconds)
            return Broke(f"signal {-code}" if code < 0 else f"exit {code}", seconds)
        return result

    def call(self, item: Item) -> Result[Value]:
        """Apply the function to one item."""
        pipe = self.send(item)
        while not _heard([pipe], self.deadline) and time.monotonic() < self.deadline:
            pass
        return self.receive()

    def close(self) -> int:
        """Kill the process and whatever it has started; return its exit code, or minus the signal that ended it."""
        code = self._ended()
        if self._process is not None:
            with suppress(ProcessLookupError, PermissionError):  # it leads a group only once it has begun to serve
                os.killpg(self._process, signal.SIGKILL)
            if code is None:
                os.kill(self._process, signal.SIGKILL)
                code = os.waitstatus_to_exitcode(os.waitpid(self._process, 0)[1])
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = self._code = None
        return code or 0

    def __enter__(self) -> Worker[Item, Value]:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def _ended(self) -> int | None:
        """Return the exit code of a process that has ended by itself; None where it runs or there is none."""
        if self._process is not None and self._code is None:
            ended, status = os.waitpid(self._process, os.WNOHANG)
            self._code = os.waitstatus_to_exitcode(status) if ended else None
        return self._code

    def _fork(self) -> Channel:
        ours, theirs = channel()
        parent = os.getpid()
        self._process = os.fork()
        if self._process == 0:
            try:
                ours.close()
                _end_with(parent)
                _serve(theirs, self._function, self._limits)
            finally:
                os._exit(1)
        theirs.close()
        return ours


def _serve(pipe: Channel, function: Callable[[Item], Value], limits: RunLimits) -> None:
    """Answer items until the pipe closes: the body of a worker process."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.SIG_DFL)  # whatever the parent does about them
    with open(os.devnull) as nothing:
        os.dup2(nothing.fileno(), 0)
    _limit(limits)
    gc.set_threshold(ALLOCATIONS)
    while True:
        try:
            seconds, item = pipe.receive()
            signal.setitimer(signal.ITIMER_REAL, seconds)
            result = _answered(function, item)
            signal.setitimer(signal.ITIMER_REAL, 0)
            pipe.send(TimedOut(result.seconds) if result.seconds > seconds else result)
        except (EOFError, OSError):
            os._exit(0)


def _end_with(parent: int) -> None:
    """Let the system end this process when its parent dies, or end it where that has died already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def _answered(function: Callable[[Item], Value], item: Item) -> Done[Value] | Broke:
    start = time.monotonic()
    try:
        value = function(item)
    except Exception as error:
        return Broke(error_code(error), time.monotonic() - start)
    return Done(value, time.monotonic() - start)


def error_code(error: Exception) -> str:
    """Return `TypeError at grader.evidence.strategy:12`: what was raised, and the innermost line of ours."""
    place, trace = "", error.__traceback__
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        if module.startswith("grader."):
            place = f" at {module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__}{place}"


def _limit(limits: RunLimits) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with open("/proc/self/statm") as statm:
            used = int(statm.read().split()[0]) * resource.getpagesize()
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = used + limits.memory_bytes
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _heard(pipes: list[Channel], until: float) -> list[Channel]:
    """Return the pipes on which something is heard, after a short while at most.

    Python sees a signal between two instructions of its own. One that strikes just before the system's call to wait
    would be slept over for as long as that call lasts.
    """
    return heard(pipes, max(0.0, min(PULSE_SECONDS, until - time.monotonic())))


def map_ordered(
    function: Callable[[Item], Value], items: Iterable[Item], jobs: int, limits: RunLimits
) -> Generator[tuple[Item, Result[Value]], None, None]:
    """Yield each item with what became of it, in order; up to `jobs` are in work at once.

    Items are taken as workers fall free, and at most a few per worker ahead of what was yielded.
    """
    workers = [Worker(function, limits) for _ in range(max(1, jobs))]
    with closing(_Run(workers, iter(items))) as run:
        yield from run.results()


class _Run(Generic[Item, Value]):
    """The state of one `map_ordered`: what is in work, and what is done but not yet due."""

    AHEAD = 8  # items begun or done, per worker, before the oldest is yielded

    def __init__(self, workers: list[Worker[Item, Value]], items: Iterator[Item]) -> None:
        self._items = items
        self._workers = tuple(workers)
        self._idle = workers
        self._busy: dict[Channel, tuple[Worker[Item, Value], int]] = {}
        self._begun: deque[Item] = deque()
        self._first = 0  # the number of the oldest item not yet yielded
        self._done: dict[int, Result[Value]] = {}
        self._ahead = self.AHEAD * len(workers)

    def results(self) -> Iterator[tuple[Item, Result[Value]]]:
        """Yield in order until the items are used up."""
        self._fill()
        while self._begun:
            while self._first in self._done:
                yield self._begun.popleft(), self._done.pop(self._first)
                self._first += 1
                self._fill()
            if self._busy:
                self._wait()

    def _fill(self) -> None:
        while self._idle and len(self._begun) < self._ahead:
            try:
                item = next(self._items)
            except StopIteration:
                return
            number = self._first + len(self._begun)
            self._begun.append(item)
            worker = self._idle.pop()
            self._busy[worker.send(item)] = (worker, number)

    def _wait(self) -> None:
        """Wait until something is heard or a deadline passes, and take what there is."""
        until = min(worker.deadline for worker, _ in self._busy.values())
        ready = _heard(list(self._busy), until)
        now = time.monotonic()
        for pipe, (worker, number) in list(self._busy.items()):
            if pipe in ready or worker.deadline <= now:
                del self._busy[pipe]
                self._done[number] = worker.receive()
                self._idle.append(worker)
        self._fill()

    def close(self) -> None:
        """Kill all workers."""
        for worker in self._workers:
            worker.close()
