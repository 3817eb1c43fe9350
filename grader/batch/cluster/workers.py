"""What a worker of a cluster loads: a plugin with what decides, and the task that decides a group of answers."""

from __future__ import annotations

from contextlib import suppress
from queue import Empty, LifoQueue
from typing import Any

from distributed import Worker, WorkerPlugin, get_worker

from grader.batch.cluster.processes import Orders, Process
from grader.isolation.pool import Broke, Result

HOUSE = "grader.batch.cluster.house"
TRIES = 2  # to decide a group, if the process that does it is killed


class VersionsError(Exception):
    """A worker of a cluster whose verdicts could be others than ours; the message says what differs."""


class _House:
    """A clean process that decides. Raises VersionsError."""

    def __init__(self, orders: Orders) -> None:
        self._process = Process(HOUSE)
        self._process.channel.send(orders)
        there = self._process.channel.receive()
        differing = [name for name in orders.versions if there.get(name) != orders.versions[name]]
        if differing:
            self.close()
            said = (f"{name} {there.get(name, 'missing')} there, {orders.versions[name]} here" for name in differing)
            raise VersionsError("; ".join(said))

    def call(self, items: list[object], seconds: float) -> list[Result[Any]]:
        """Return what became of items. Raises EOFError or BrokenPipeError where the process has ended."""
        self._process.channel.send((seconds, items))
        results: list[Result[Any]] = self._process.channel.receive()
        return results

    def close(self) -> None:
        """End the process, and with it the one in which it decides."""
        self._process.close()


class Deciders(WorkerPlugin):  # type: ignore[misc]
    """What decides, on every worker of a cluster that there is or that will come: a process for each of its threads."""

    def __init__(self, name: str, orders: Orders) -> None:
        self.name = name
        self._orders = orders

    def setup(self, worker: Worker) -> None:
        """Begin; processes are started when they are needed."""
        del worker
        self._idle: LifoQueue[_House] = LifoQueue()
        self._is_over = False

    def teardown(self, worker: Worker) -> None:
        """End the processes that nobody uses; the others end when they are done."""
        del worker
        self._is_over = True
        with suppress(Empty):
            while True:
                self._idle.get_nowait().close()

    def decided(self, items: list[object], seconds: float) -> list[Result[Any]]:
        """Return what became of items, in order, fewer where one ran out of time. Raises VersionsError."""
        for _ in range(TRIES):
            try:
                house = self._idle.get_nowait()
            except Empty:
                house = _House(self._orders)
            try:
                results = house.call(items, seconds)
            except (EOFError, OSError):
                house.close()
            else:
                if self._is_over:
                    house.close()
                else:
                    self._idle.put(house)
                return results
        return [Broke("the process that decided it was killed", 0.0) for _ in items]


def decide_group(name: str, items: list[object], seconds: float) -> list[Result[Any]]:
    """Decide a group of items on the worker that this is called on: the body of a task."""
    plugin = get_worker().plugins[name]
    assert isinstance(plugin, Deciders)
    return plugin.decided(items, seconds)
