"""Workers that take items in any order: whoever is free takes the next, and what hangs occupies one of them alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar

from grader.isolation.channel import Channel, heard
from grader.isolation.limits import RunLimits
from grader.isolation.pool import PULSE_SECONDS, Result, Worker

Item = TypeVar("Item")
Value = TypeVar("Value")


class Hands(Protocol[Item, Value]):
    """Whoever takes items in any order, and has results as they are ready; a crew of workers is one."""

    @property
    def is_free(self) -> bool:
        """Whether there is room for one item more."""

    @property
    def is_busy(self) -> bool:
        """Whether any item is in work."""

    @property
    def waiting(self) -> tuple[list[Channel], float]:
        """Return the channels on which something will be heard, and the first deadline."""

    def send(self, item: Item, seconds: float | None = None) -> None:
        """Hand over an item; `seconds` is its limit of time, where that is not the one of all."""

    def ready(self, now: float, channels: set[Channel]) -> list[tuple[Item, Result[Value]]]:
        """Return what became of the items that are done, or whose time is long over."""

    def said(self) -> list[str]:
        """Return what people should know of those who work, each sentence once."""

    def close(self) -> None:
        """Stop, whatever is in work."""


class Crew(Generic[Item, Value]):
    """Some workers that apply one function, each to one item at a time; results come as they are ready."""

    def __init__(self, function: Callable[[Item], Value], size: int, limits: RunLimits) -> None:
        self._workers = tuple(Worker(function, limits) for _ in range(max(1, size)))
        self._idle = list(reversed(self._workers))
        self._busy: dict[Channel, tuple[Worker[Item, Value], Item]] = {}

    @property
    def is_free(self) -> bool:
        """Whether a worker is there for one item more."""
        return bool(self._idle)

    @property
    def is_busy(self) -> bool:
        """Whether any item is in work."""
        return bool(self._busy)

    def send(self, item: Item, seconds: float | None = None) -> None:
        """Hand an item to a free worker; `seconds` is its limit of time, where that is not the one of all."""
        worker = self._idle.pop()
        self._busy[worker.send(item, seconds)] = worker, item

    def said(self) -> list[str]:
        """Return nothing: workers of this machine are there."""
        return []

    def close(self) -> None:
        """Kill all workers."""
        for worker in self._workers:
            worker.close()

    def ready(self, now: float, channels: set[Channel]) -> list[tuple[Item, Result[Value]]]:
        """Return what became of the items that are done, or whose time is long over."""
        found = []
        for pipe, (worker, item) in list(self._busy.items()):
            if pipe in channels or worker.deadline <= now:
                del self._busy[pipe]
                found.append((item, worker.receive()))
                self._idle.append(worker)
        return found

    @property
    def waiting(self) -> tuple[list[Channel], float]:
        """Return the channels on which something will be heard, and the first deadline."""
        return list(self._busy), min((worker.deadline for worker, _ in self._busy.values()), default=float("inf"))


def wait(crews: Iterable[Hands[Item, Value]], seconds: float = PULSE_SECONDS) -> list[tuple[Item, Result[Value]]]:
    """Wait until one of the crews has something, for a short while at most, and return what they have."""
    crews = list(crews)
    every = [crew.waiting for crew in crews]
    until = min((deadline for _, deadline in every), default=float("inf"))
    channels = [channel for some, _ in every for channel in some]
    patience = max(0.0, min(seconds, PULSE_SECONDS, until - time.monotonic()))
    found = set(heard(channels, patience))
    now = time.monotonic()
    return [one for crew in crews for one in crew.ready(now, found)]
