"""A real cluster on this machine: a scheduler of dask.distributed and its workers, each a process of its own."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
START_SECONDS = 120  # a cluster takes long on a machine that has much to do


def started(module, *args):
    command = [sys.executable, "-m", f"distributed.cli.{module}", *args, "--no-dashboard"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Cluster:
    """A scheduler, known by a file in a folder, and workers with one thread each."""

    def __init__(self, folder):
        self._file = folder / "scheduler.json"
        self._processes = [
            started("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(self._file))
        ]
        self.workers = []
        end = time.monotonic() + START_SECONDS
        while not self._file.exists() and time.monotonic() < end:
            time.sleep(0.05)

    @property
    def address(self):
        import json

        return json.loads(self._file.read_text())["address"]

    def add_worker(self):
        worker = started(
            "dask_worker", "--scheduler-file", str(self._file), "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1",
            "--local-directory", str(self._file.parent),
        )  # fmt: skip
        self.workers.append(worker)
        self._processes.append(worker)
        return worker

    def close(self):
        for process in self._processes:
            process.kill()
            process.wait()


@contextmanager
def cluster_in(folder):
    cluster = Cluster(folder)
    try:
        yield cluster
    finally:
        cluster.close()
