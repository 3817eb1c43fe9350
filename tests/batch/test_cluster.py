"""Answers are decided by a real cluster: two workers on this machine, one of which is killed in the run."""

import time

import pytest

from grader.batch.cluster import crew as cluster_crew
from grader.batch.cluster.crew import ClusterCrew, ClusterError
from grader.course.plan import Plan
from grader.course.run import class_run
from grader.isolation.channel import heard
from grader.isolation.crew import wait
from grader.isolation.limits import RunLimits
from grader.isolation.pool import Broke, Done, TimedOut
from tests.cli.conftest import PROBLEMS, write

from .cluster import START_SECONDS, cluster_in
from .odd_jobs import OddJobs

pytestmark = pytest.mark.thorough  # real schedulers take longer than all else that is tested here

pytest.importorskip("distributed", reason="the cluster is tested where dask.distributed is installed")
LIMITS = RunLimits(wall_seconds=60.0)


@pytest.fixture(scope="module", name="idle")
def start_scheduler(tmp_path_factory):
    with cluster_in(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


def test_nobody_works(monkeypatch, idle):  # the first: later there are workers
    monkeypatch.setattr(cluster_crew, "CONNECT_SECONDS", 3.0)
    with pytest.raises(ClusterError) as error:
        ClusterCrew(idle.address, OddJobs(), LIMITS)
    assert str(error.value) == f"the scheduler at {idle.address} has no workers; start one: dask worker {idle.address}"


@pytest.fixture(scope="module", name="cluster")
def start_workers(idle):
    for _ in range(2):
        idle.add_worker()
    crew = ClusterCrew(idle.address, OddJobs(), RunLimits(wall_seconds=START_SECONDS))
    end = time.monotonic() + START_SECONDS
    while crew._threads < 2 and time.monotonic() < end:
        crew.ready(0.0, set(heard([crew._channel], 0.2)))
    crew.close()
    return idle


def results_of(crew, items, seconds, begun=lambda number: None):
    """Return what became of items; `begun` is told how many are done."""
    left, found = list(items), []
    while left or crew.is_busy:
        while left and crew.is_free:
            crew.send(left.pop(0), seconds)
        found += wait([crew])
        begun(len(found))
    return found


def test_what_hangs_or_dies_ends_alone(cluster):
    items = [*range(70), "hang", "raise", "hang again", "die", *range(70, 100)]
    crew = ClusterCrew(cluster.address, OddJobs(), LIMITS)
    try:
        found = dict(results_of(crew, items, 2.0))
    finally:
        crew.close()
    assert {item: found[item].value for item in range(100)} == {item: 2 * item for item in range(100)}
    assert len(found) == 104
    assert isinstance(found["hang"], TimedOut)
    assert isinstance(found["hang again"], TimedOut)
    assert isinstance(found["raise"], Broke)
    assert found["raise"].code.startswith("ValueError")
    assert found["die"].code == "signal 9"


def test_a_group_that_is_lost_with_its_worker_is_done_again(cluster):
    crew = ClusterCrew(cluster.address, OddJobs(), LIMITS)
    killed = []

    def kill(done):
        if done >= 8 and not killed:
            killed.append(crew._threads)
            cluster.workers.pop().kill()

    try:
        found = results_of(crew, [*range(300), *["slow"] * 40], 60.0, kill)
    finally:
        crew.close()
    assert killed == [2]
    assert all(isinstance(result, Done) for _, result in found)
    assert sorted(item for item, _ in found if item != "slow") == list(range(300))
    assert len(found) == 340


def test_when_all_workers_are_gone_that_is_said_and_the_run_goes_on_with_those_that_come(cluster, monkeypatch):
    monkeypatch.setattr(cluster_crew, "EMPTY_SECONDS", 0.5)
    crew = ClusterCrew(cluster.address, OddJobs(), LIMITS)
    said, found = [], []
    try:
        while cluster.workers:
            cluster.workers.pop().kill()
        for item in (*range(40), *["slow"] * 40):  # the run is to last until the scheduler has told of the workers
            crew.send(item)
        while crew.is_busy:
            found += wait([crew])
            more = crew.said()
            if more and not said:
                for _ in range(2):
                    cluster.add_worker()
            said += more
    finally:
        crew.close()
    numbers = sorted((item, result.value) for item, result in found if item != "slow")
    assert numbers == [(item, 2 * item) for item in range(40)]
    assert len(found) == 80
    assert said == [
        "the cluster has had no worker for 0.5 seconds; the run waits for one"
        f" (dask worker {cluster.address}); Ctrl-C ends it, and what was done is kept",
        "the cluster has workers again; the run goes on",
    ]


def test_other_versions_are_refused(cluster, monkeypatch):
    monkeypatch.setattr(cluster_crew, "versions", lambda: {"grader": "0.0.9"})
    crew = ClusterCrew(cluster.address, OddJobs(), LIMITS)
    try:
        with pytest.raises(ClusterError) as error:
            results_of(crew, [1], 5.0)
    finally:
        crew.close()
    said = "a worker of the cluster has other versions, and might decide otherwise: grader 0.1.0 there, 0.0.9 here"
    assert str(error.value) == said


def test_nobody_answers(monkeypatch):
    monkeypatch.setattr(cluster_crew, "CONNECT_SECONDS", 1.0)
    with pytest.raises(ClusterError, match=r"^no scheduler answers at tcp://127\.0\.0\.1:9: "):
        ClusterCrew("tcp://127.0.0.1:9", OddJobs(), LIMITS)


def test_without_the_library(monkeypatch):
    monkeypatch.setattr(cluster_crew, "find_spec", lambda name: None)
    with pytest.raises(ClusterError) as error:
        ClusterCrew("tcp://127.0.0.1:9", OddJobs(), LIMITS)
    assert str(error.value) == "--executor dask needs dask.distributed: pip install 'proofgrader[dask]'"


@pytest.fixture(name="plan")
def make_plan(tmp_path):
    write(tmp_path / "problems", PROBLEMS)
    answers = {f"s{number:02}/answers.yaml": f"volume: {number} + 4\nlinear: {number} x + 1\n" for number in range(16)}
    write(tmp_path / "class", answers)
    return lambda reports, **more: Plan(
        (tmp_path / "class",), tmp_path / "problems", reports=tmp_path / reports, limits=LIMITS, **more
    )


def made(plan, seen=lambda step: None):
    """Return the files of a run by their names."""
    with class_run(plan) as run:
        for step in run.marked(jobs=1):
            seen(step)
        run.finish()
    names = ("results.jsonl", "results.csv", "report.txt")
    return {name: (plan.reports / name).read_bytes() for name in names}, run


def test_a_class_is_marked_as_it_is_on_one_machine(plan, cluster):
    here, _ = made(plan("here"))
    assert here["results.jsonl"].count(b"\n") == 64
    killed = []

    def kill(step):
        if step.answers and not killed:
            killed.append(step)
            cluster.workers.pop().kill()

    there, _ = made(plan("there", scheduler=cluster.address), kill)
    assert killed
    assert there == here


def test_a_run_whose_scheduler_goes_away_keeps_what_was_decided(plan, cluster):  # the last: it ends the cluster
    asked = plan("reports", scheduler=cluster.address)
    decided = 0
    with class_run(asked) as run, pytest.raises(ClusterError, match=r"^the "):  # noqa: PT012
        for step in run.marked(jobs=1):
            decided += step.answers
            if decided:
                cluster.close()
    there, run = made(plan("reports"))
    assert there["results.jsonl"].count(b"\n") == 64
    assert any("stood decided in" in line for line in run.said())
