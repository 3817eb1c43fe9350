"""The end of a cluster that a run holds: a crew whose workers are elsewhere."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from typing import Generic, TypeVar, cast

from grader.batch.cluster.messages import Answered, Failed, Group, Opening, Staffed
from grader.batch.cluster.processes import Orders, Process
from grader.batch.versions import versions
from grader.errors import RequestError
from grader.isolation.channel import Channel
from grader.isolation.limits import RunLimits
from grader.isolation.pool import Result

Item = TypeVar("Item")
Value = TypeVar("Value")

CLIENT = "grader.batch.cluster.client"
SIZES = (1, 4, 32)  # items that travel together: few while there are idle threads, more when each has a group
AHEAD = 3  # groups for each thread of the cluster, so that none has to wait for the next
EMPTY_SECONDS = 10.0  # without any worker, after which that is said
CONNECT_SECONDS = 30.0  # in which the scheduler must answer, and a first worker be there


class ClusterError(RequestError):
    """A cluster that cannot be used, or no longer; the message says why."""


class ClusterCrew(Generic[Item, Value]):
    """Workers of a cluster that apply one function to items, in groups; results come as they are ready.

    A group that is lost with its worker is done again by another one. Raises ClusterError, also later.
    """

    def __init__(self, address: str, function: Callable[[Item], Value], limits: RunLimits) -> None:
        if find_spec("distributed") is None:
            raise ClusterError("--executor dask needs dask.distributed: pip install 'proofgrader[dask]'")
        self._process = Process(CLIENT)
        self._channel = self._process.channel
        self._address = address
        self._gathered: list[Item] = []
        self._limits = limits
        self._seconds = limits.wall_seconds
        self._under_way: dict[int, Group] = {}
        self._number = 0
        self._is_lost = False
        self._threads = 0
        self._empty_since: float | None = None
        self._has_said = False
        try:
            orders = Orders(pickle.dumps(function, pickle.HIGHEST_PROTOCOL), limits, dict(versions()))
            self._channel.send(Opening(address, orders, CONNECT_SECONDS))
            self._take(self._received())
        except BaseException:
            self._process.close()
            raise

    @property
    def is_free(self) -> bool:
        """Whether there is room for one item more."""
        return len(self._under_way) < AHEAD * max(1, self._threads)

    @property
    def is_busy(self) -> bool:
        """Whether any item is in work."""
        return bool(self._under_way or self._gathered)

    def send(self, item: Item, seconds: float | None = None) -> None:
        """Hand over an item; it travels when its group is full, or when somebody waits and there is little to do."""
        seconds = self._limits.wall_seconds if seconds is None else seconds
        if seconds != self._seconds:
            self._flush()
            self._seconds = seconds
        self._gathered.append(item)
        each = len(self._under_way) // max(1, self._threads)
        if len(self._gathered) >= SIZES[min(each, len(SIZES) - 1)]:
            self._flush()

    def _flush(self) -> None:
        items, self._gathered = tuple(self._gathered), []
        if items:
            self._post(items, self._seconds)

    def _post(self, items: tuple[object, ...], seconds: float) -> None:
        self._number += 1
        group = self._under_way[self._number] = Group(self._number, seconds, items)
        try:
            self._channel.send(group)
        except OSError:
            raise self._gone() from None

    @property
    def waiting(self) -> tuple[list[Channel], float]:
        """Return the channel on which something will be heard; there is no deadline, for others keep it."""
        if len(self._under_way) <= self._threads:
            self._flush()
        return [self._channel] if self._under_way else [], float("inf")

    def ready(self, now: float, channels: set[Channel]) -> list[tuple[Item, Result[Value]]]:
        """Return what became of the items of the groups that are done."""
        del now
        found: list[tuple[Item, Result[Value]]] = []
        while self._channel in channels and self._channel.is_ready():
            found += self._take(self._received())
        return found

    def said(self) -> list[str]:
        """Return that nobody is there who could decide, once that has lasted, and that somebody is there again."""
        if self._empty_since is None:
            if not self._has_said:
                return []
            self._has_said = False
            return ["the cluster has workers again; the run goes on"]
        if self._has_said or time.monotonic() - self._empty_since < EMPTY_SECONDS:
            return []
        self._has_said = True
        waiting = f"the cluster has had no worker for {EMPTY_SECONDS:g} seconds; the run waits for one"
        return [f"{waiting} (dask worker {self._address}); Ctrl-C ends it, and what was done is kept"]

    def _count(self, threads: int) -> None:
        self._threads = threads
        if threads:
            self._empty_since = None
        elif self._empty_since is None:
            self._empty_since = time.monotonic()

    def _received(self) -> object:
        try:
            return self._channel.receive()
        except (EOFError, OSError):
            raise self._gone() from None

    def _gone(self) -> ClusterError:
        self._is_lost = True
        return ClusterError(f"the connection to the scheduler at {self._address} is lost")

    def _take(self, message: object) -> list[tuple[Item, Result[Value]]]:
        match message:
            case Staffed():
                self._count(message.threads)
                return []
            case Answered():
                return self._answered(self._under_way.pop(message.number), message.results)
            case Failed():
                self._is_lost = True
                raise ClusterError(message.message)
            case _:
                raise AssertionError(message)

    def _answered(self, group: Group, results: tuple[Result[Value], ...]) -> list[tuple[Item, Result[Value]]]:
        """Return the items that came back with a result; those that were not begun are sent out again."""
        if len(results) < len(group.items):
            self._post(group.items[len(results) :], group.seconds)
        return [(cast(Item, item), result) for item, result in zip(group.items, results, strict=False)]

    def close(self) -> None:
        """Leave the cluster: what was asked for and is not done is given up."""
        with suppress(OSError):
            self._process.close(at_once=self._is_lost)
