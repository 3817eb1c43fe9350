import os
import signal
import subprocess
import sys
import time
from contextlib import closing

import pytest

from grader.isolation import pool
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
        case "stop":
            os.kill(os.getpid(), signal.SIGSTOP)
        case "exit":
            os._exit(7)
        case "raise":
            raise ValueError("no")
        case "eat":
            return len(bytearray(10**10))
        case "pid":
            return os.getpid()
        case "oversleep":  # as where the alarm strikes too late
            signal.setitimer(signal.ITIMER_REAL, 0)
            time.sleep(0.5)
            return "late"
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


def test_an_answer_over_its_limit_does_not_count():
    (_, found), (_, after) = results(["oversleep", 1], jobs=1, limits=SHORT)
    assert isinstance(found, TimedOut)
    assert found.seconds > SHORT.wall_seconds
    assert after.value == 2


def test_an_answer_in_time_counts_however_late_one_looks():
    with Worker(act, SHORT) as worker:
        worker.send(1)
        time.sleep(0.6)
        assert worker.receive().value == 2


def test_a_time_out_is_one_however_late_one_looks():
    with Worker(act, SHORT) as worker:
        worker.send("hang")
        time.sleep(0.6)
        assert isinstance(worker.receive(), TimedOut)
        assert worker.call(2).value == 4


def test_a_worker_that_its_alarm_does_not_end_is_killed(monkeypatch):
    monkeypatch.setattr(pool, "PATIENCE_SECONDS", 0.2)
    with Worker(act, SHORT) as worker:
        assert isinstance(worker.call("stop"), TimedOut)
        assert worker.call(2).value == 4


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
workers = [Worker(lambda item: time.sleep(item), RunLimits(60)) for _ in range(3)]
for worker in workers:
    worker.call(0)
    print(worker._process, flush=True)
workers[0].send(50)
os.kill(os.getpid(), 9)
"""


def has_ended(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one that is at work ends by its alarm")
def test_no_worker_outlives_its_parent_at_work_or_idle():
    run = subprocess.run([sys.executable, "-c", ORPHANS], capture_output=True, text=True, check=False)
    workers = list(map(int, run.stdout.split()))
    assert len(workers) == 3
    for _ in range(500):
        if all(map(has_ended, workers)):
            return
        time.sleep(0.01)
    pytest.fail("a worker is still alive")
