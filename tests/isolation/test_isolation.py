"""Workers: results, limits, replacement, order, and nothing left behind."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from grader.isolation import Done, Killed, Limits, Raised, Worker, map_ordered, run

ROOT = Path(__file__).parents[2]


def square(x):
    return x * x


def slow_first(x):
    time.sleep(0.2 if x == 0 else 0.0)
    return x


def loop(_=None):
    while True:
        pass


def loop_if_three(x):
    return loop() if x == 3 else x


def grow():
    return len([bytearray(50_000_000) for _ in range(1000)])


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def fail(x):
    raise ValueError(f"no {x}")


class UnpicklableError(Exception):
    def __init__(self, a, b):
        super().__init__(a)
        self.b = lambda: b


def fail_oddly():
    raise UnpicklableError(1, 2)


def pid(_=None):
    return os.getpid()


def big(n):
    return b"x" * n


def chatter():
    print("to nobody")
    sys.stdout.flush()
    return sys.stdin.read()


def test_result_and_reuse():
    with Worker(seconds=20) as worker:
        assert worker.call(square, 7) == Done(49)
        assert worker.call(pid) == worker.call(pid)
        assert worker.call(pid) != Done(os.getpid())


def test_timeout_then_respawn():
    with Worker(seconds=0.1) as worker:
        assert worker.call(loop) == Killed("timeout")
        assert not worker.is_busy
    with Worker(seconds=20) as worker:
        assert worker.call(die) == Killed("died")
        assert worker.call(square, 3) == Done(9)


def test_memory():
    assert run(grow, limits=Limits(20, 300)) == Killed("memory")


def test_exception_is_raised_here():
    with Worker(seconds=20) as worker:
        with pytest.raises(ValueError, match="no 5"):
            worker.call(fail, 5)
        with pytest.raises(RuntimeError, match="UnpicklableError: 1"):
            worker.call(fail_oddly)
        assert worker.call(square, 2) == Done(4)


def test_recycled():
    with Worker(limits=Limits(20, None, tasks=2)) as worker:
        pids = [worker.call(pid) for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_large_messages():
    with Worker(seconds=20) as worker:
        assert worker.call(len, b"y" * 3_000_000) == Done(3_000_000)
        assert worker.call(big, 3_000_000) == Done(b"x" * 3_000_000)


def test_a_worker_that_died_idle_is_replaced():
    with Worker(seconds=20) as worker:
        first = worker.call(pid)
        os.kill(first.value, signal.SIGKILL)
        os.waitid(os.P_PID, first.value, os.WEXITED | os.WNOWAIT)
        assert worker.call(square, 2) == Done(4)


@pytest.mark.parametrize("jobs", [1, 3])
def test_map_keeps_order(jobs):
    assert [result.value for result in map_ordered(slow_first, range(20), jobs)] == list(range(20))


def test_map_goes_on_after_failures():
    found = list(map_ordered(loop_if_three, range(6), 2, Limits(0.3)))
    assert found == [Done(0), Done(1), Done(2), Killed("timeout"), Done(4), Done(5)]
    raised = list(map_ordered(fail, [1, 2], 2))
    assert [type(result) for result in raised] == [Raised, Raised]
    assert "ValueError: no 1" in raised[0].trace


def test_map_takes_items_as_needed():
    taken = []

    def items():
        for number in range(1000):
            taken.append(number)
            yield number

    results = map_ordered(square, items(), 2)
    assert next(results) == Done(0)
    results.close()
    assert len(taken) < 20


def test_no_children_left():
    results = map_ordered(pid, range(10), 2)
    workers = {next(results).value, next(results).value}
    results.close()
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


SCRIPT = """
    import sys, os, time
    from grader.isolation import map_ordered, Limits
    from tests.isolation.test_isolation import pid, loop
    print(*{result.value for result in map_ordered(pid, range(8), 2)}, flush=True) if sys.argv[1] == "x" else None
    from grader.isolation import Worker
    worker = Worker(seconds=60)
    print(worker.call(pid).value, flush=True)
    worker.call(loop)
"""


def start(argument):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(SCRIPT), argument],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )


def gone(worker, seconds=10.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{worker}/stat")
        if state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_no_orphans(how):
    with start("y") as process:
        worker = int(process.stdout.readline())
        time.sleep(0.1)
        (os.killpg if how is signal.SIGINT else os.kill)(process.pid, how)
        process.wait(20)
        assert gone(worker)


def test_standard_streams_are_the_parents():
    code = (
        "from grader.isolation import run; from tests.isolation.test_isolation import chatter;"
        "import sys; print('before', end=' '); print(run(chatter)); print(sys.stdin.read())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, input="kept", capture_output=True, text=True, check=True
    )
    assert done.stdout == "before Done(value='')\nkept\n"
    assert done.stderr == "to nobody\n"
