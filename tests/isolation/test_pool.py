import os
import signal
import subprocess
import sys
import time
from contextlib import closing

import pytest

from grader.isolation.limits import RunLimits
from grader.isolation.pool import Broke, Done, TimedOut, Worker, map_ordered

LIMITS = RunLimits(wall_seconds=20)
SHORT = RunLimits(wall_seconds=0.3)


def act(item):
    """Do what the item says, in the worker."""
    match item:
        case "hang":
            while True:
                pass
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(7)
        case "raise":
            raise ValueError("no")
        case "eat":
            return len(bytearray(10**10))
        case "pid":
            return os.getpid()
        case "read":
            return os.read(0, 10)
        case _:
            return item * 2


def results(items, jobs=2, limits=LIMITS):
    with closing(map_ordered(act, items, jobs, limits)) as found:
        return list(found)


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_order(jobs):
    found = results(range(40), jobs)
    assert [(item, result.value) for item, result in found] == [(number, number * 2) for number in range(40)]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_what_breaks_breaks_alone():
    found = results([1, "die", 2, "exit", 3, "raise", 4])
    codes = {item: result.code for item, result in found if isinstance(result, Broke)}
    assert codes.pop("raise").startswith("ValueError at grader.isolation.pool:")
    assert codes == {"die": "signal 9", "exit": "exit 7"}
    assert [result.value for item, result in found if isinstance(result, Done)] == [2, 4, 6, 8]


def test_what_takes_too_long_is_killed():
    found = results(["hang", 1, "hang", 2], jobs=2, limits=SHORT)
    assert [type(result) for _, result in found] == [TimedOut, Done, TimedOut, Done]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is kept on Linux")
def test_what_eats_memory_fails_alone():
    (_, eaten), (_, after) = results(["eat", 1], jobs=1, limits=RunLimits(20, 100_000_000))
    assert eaten.code.startswith("MemoryError")
    assert after.value == 2


def test_items_are_taken_as_they_are_needed():
    taken = []

    def items():
        for number in range(1000):
            taken.append(number)
            yield number

    with closing(map_ordered(act, items(), 2, LIMITS)) as found:
        next(found)
        assert len(taken) < 50


def test_a_worker_is_kept_and_started_anew_after_it_died():
    with Worker(act, LIMITS) as worker:
        first = worker.call("pid").value
        assert worker.call("pid").value == first != os.getpid()
        assert worker.call("die").code == "signal 9"
        assert worker.call("pid").value != first


def test_a_worker_that_was_killed_while_idle_is_started_anew():
    with Worker(act, LIMITS) as worker:
        first = worker.call("pid").value
        os.kill(first, signal.SIGKILL)
        results = [worker.call("pid") for _ in range(3)]
        assert isinstance(results[-1], Done)


def test_a_worker_reads_nothing_of_standard_input():
    with Worker(act, LIMITS) as worker:
        assert worker.call("read").value == b""


ORPHANS = """
import os, sys, time
from grader.isolation.limits import RunLimits
from grader.isolation.pool import Worker
worker = Worker(lambda item: time.sleep(item), RunLimits(60))
worker.call(0)
print(worker._process, flush=True)
os.kill(os.getpid(), 9)
"""


def test_a_worker_does_not_outlive_its_parent():
    run = subprocess.run([sys.executable, "-c", ORPHANS], capture_output=True, text=True, check=False)
    pid = int(run.stdout)
    for _ in range(500):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        with open(f"/proc/{pid}/stat") as stat:
            if stat.read().rpartition(")")[2].split()[0] == "Z":
                return
        time.sleep(0.01)
    pytest.fail("the worker is still alive")
