"""A clean process beside a worker of a cluster: it decides one answer at a time, in a process that can be killed.

Run as a program. It ends when the worker does, which ends its pipe, or when nobody has asked for long.
"""

from __future__ import annotations

import pickle
import sys
import time
from typing import Any, Protocol, runtime_checkable

from grader.batch.cluster.processes import Orders, own_channel
from grader.batch.versions import versions
from grader.isolation.channel import Channel, heard
from grader.isolation.pool import PULSE_SECONDS, Result, TimedOut, Worker

IDLE_SECONDS = 900.0  # after which it ends: whoever wanted answers may have been killed


@runtime_checkable
class Prepared(Protocol):
    """A function that has something to load before processes are forked that are to have it."""

    def prepare(self) -> None:
        """Load it."""


def main() -> None:
    """Decide what is asked for until nobody asks any more."""
    channel = own_channel()
    orders: Orders = channel.receive()
    channel.send(dict(versions()))
    if dict(orders.versions) != dict(versions()):
        return
    function = pickle.loads(orders.function)  # noqa: S301 sent by the run, through the cluster
    if isinstance(function, Prepared):
        function.prepare()
    with Worker(function, orders.limits) as worker:
        try:
            while heard([channel], IDLE_SECONDS):
                seconds, items = channel.receive()
                channel.send(_group(worker, items, seconds, channel))
        except (EOFError, BrokenPipeError):
            return


def _group(worker: Worker[Any, Any], items: list[object], seconds: float, channel: Channel) -> list[Result[Any]]:
    """Return what became of items, but of none behind one that ran out of time: others may take those."""
    results: list[Result[Any]] = []
    for item in items:
        results.append(_decided(worker, item, seconds, channel))
        if isinstance(results[-1], TimedOut):
            break
    return results


def _decided(worker: Worker[Any, Any], item: object, seconds: float, channel: Channel) -> Result[Any]:
    """Return what became of an item. Raises EOFError when the worker of the cluster ends meanwhile."""
    pipe = worker.send(item, seconds)
    while time.monotonic() < worker.deadline:
        found = heard([pipe, channel], PULSE_SECONDS)
        if channel in found:
            raise EOFError
        if pipe in found:
            break
    return worker.receive()


if __name__ == "__main__":
    main()
    sys.exit(0)
