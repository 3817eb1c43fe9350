"""Many tasks over several workers, results in the order of the items."""

from __future__ import annotations

import select
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from grader.isolation.worker import Limits, Result, Worker

AHEAD = 4  # items taken per worker before the oldest result is handed out


def map_ordered(
    function: Callable[..., Any], items: Iterable[Any], jobs: int = 1, limits: Limits | None = None
) -> Iterator[Result]:
    """Yield `function(item)` for each item, in order, computed by `jobs` worker processes.

    One task that is killed or raises does not stop the others: it yields `Killed` or `Raised`. Items are taken as
    they are needed. When the caller stops early, or Ctrl-C comes, all workers are killed.
    """
    workers = [Worker(limits=limits or Limits()) for _ in range(max(jobs, 1))]
    try:
        yield from _ordered(function, iter(items), workers)
    finally:
        for worker in workers:
            worker.close()


def _ordered(function: Callable[..., Any], items: Iterator[Any], workers: list[Worker]) -> Iterator[Result]:
    running: dict[int, Worker] = {}
    finished: dict[int, Result] = {}
    taken = given = 0
    more = True
    while more or running or finished:
        idle = [worker for worker in workers if not worker.is_busy]
        while more and idle and taken - given < AHEAD * len(workers):
            try:
                item = next(items)
            except StopIteration:
                more = False
                break
            worker = idle.pop()
            worker.submit(function, item)
            running[taken] = worker
            taken += 1
        _collect(running, finished)
        while given in finished:
            yield finished.pop(given)
            given += 1


def _collect(running: dict[int, Worker], finished: dict[int, Result]) -> None:
    """Wait until a worker has a result or is out of time, and take what is there."""
    if not running:
        return
    times = [left for worker in running.values() if (left := worker.remaining()) is not None]
    select.select(list(running.values()), [], [], min(times) if times else None)
    for number, worker in list(running.items()):
        result = worker.poll()
        if result is not None:
            finished[number] = result
            del running[number]
