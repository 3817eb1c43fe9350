"""The client of a cluster, a process of its own: groups come in through a pipe, go out as tasks, and answers come back.

Run as a program, by `crew`.
"""

from __future__ import annotations

import sys
import threading
import uuid
from functools import partial
from typing import Any

from distributed import Client, Future, KilledWorker

from grader.batch.cluster.messages import Answered, Failed, Group, Opening, Staffed
from grader.batch.cluster.processes import own_channel
from grader.batch.cluster.workers import Deciders, VersionsError, decide_group
from grader.isolation.channel import Channel
from grader.isolation.pool import Broke

MAX_SENT_AGAIN = 3  # times that a group is done again whose result was lost with a worker
WATCH_SECONDS = 1.0  # between two looks at how many workers there are


def main() -> None:
    """Pass groups on until the pipe ends."""
    channel = own_channel()
    opening: Opening = channel.receive()
    try:
        client = Client(opening.address, timeout=opening.patience, set_as_default=False)
    except (OSError, ValueError) as error:
        channel.send(Failed(f"no scheduler answers at {opening.address}: {error}"))
        return
    name = f"grader-{uuid.uuid4().hex}"
    with client:
        try:
            client.wait_for_workers(1, timeout=opening.patience)
        except TimeoutError:
            said = f"the scheduler at {opening.address} has no workers"
            channel.send(Failed(f"{said}; start one: dask worker {opening.address}"))
            return
        client.register_plugin(Deciders(name, opening.orders))
        channel.send(Staffed(_threads(client)))
        _Post(client, channel, name).serve()
        client.unregister_worker_plugin(name)


def _threads(client: Client) -> int:
    return sum(client.nthreads().values())


class _Post:
    """Groups that are on their way."""

    def __init__(self, client: Client, channel: Channel, name: str) -> None:
        self._client = client
        self._channel = channel
        self._name = name
        self._lock = threading.Lock()
        self._under_way: dict[int, Future] = {}
        self._is_over = threading.Event()

    def serve(self) -> None:
        """Send groups out until the pipe ends."""
        threading.Thread(target=self._watch, daemon=True).start()  # it may wait long for a scheduler that is gone
        try:
            self._send_out()
        finally:
            self._is_over.set()

    def _watch(self) -> None:
        """Tell how many threads the cluster has, whenever that has changed."""
        told = -1
        while not self._is_over.wait(WATCH_SECONDS):
            try:
                threads = _threads(self._client)
                if threads != told:
                    self._tell(Staffed(threads))
            except (OSError, ValueError):  # the connection is lost, which its groups tell
                return
            told = threads

    def _tell(self, message: object) -> None:
        with self._lock:
            self._channel.send(message)

    def _send_out(self) -> None:
        while True:
            try:
                group: Group = self._channel.receive()
            except EOFError:
                return
            self._submit(group)

    def _submit(self, group: Group, again: int = 0) -> None:
        """Send a group out, or send it `again` because its result was lost with the worker that held it."""
        future = self._client.submit(
            decide_group,
            self._name,
            list(group.items),
            group.seconds,
            key=f"{self._name}-{group.number}-{again}",
            pure=False,
        )
        self._under_way[group.number] = future
        future.add_done_callback(partial(self._done, group, again))

    def _done(self, group: Group, again: int, future: Future) -> None:
        """Hand on what became of a group: a thread of the library calls this."""
        if future.status == "lost" and again < MAX_SENT_AGAIN:
            self._submit(group, again + 1)
            return
        message: Any
        error = future.exception() if future.status == "error" else None
        if future.status == "finished":
            message = Answered(group.number, tuple(future.result()))
        elif isinstance(error, KilledWorker):  # dask gives up on a group that several workers were lost with
            broke = tuple(Broke("lost with its worker", 0.0) for _ in group.items)
            message = Answered(group.number, broke)
        elif isinstance(error, VersionsError):
            message = Failed(f"a worker of the cluster has other versions, and might decide otherwise: {error}")
        else:
            message = Failed(f"the cluster has lost a group of answers ({error or future.status})")
        self._under_way.pop(group.number, None)
        self._tell(message)


if __name__ == "__main__":
    main()
    sys.exit(0)
