"""Answers are decided by a real cluster: two workers on this machine, one of which is killed in the run."""

import time

import pytest

from grader.batch.cluster import crew as cluster_crew
from grader.batch.cluster.crew import ClusterCrew, ClusterError
from grader.course.run import Plan, class_run
from grader.isolation.crew import wait
from grader.isolation.limits import RunLimits
from grader.isolation.pool import Broke, Done, TimedOut
from tests.cli.conftest import PROBLEMS, write

from .cluster import START_SECONDS, cluster_in
from .odd_jobs import OddJobs

pytest.importorskip("distributed", reason="the cluster is tested where dask.distributed is installed")
LIMITS = RunLimits(wall_seconds=60.0)


@pytest.fixture(scope="module", name="cluster")
def start_cluster(tmp_path_factory):
    with cluster_in(tmp_path_factory.mktemp("cluster"), workers=2) as cluster:
        wait_for_two(cluster)
        yield cluster


def wait_for_two(cluster):
    """Wait until the cluster has two workers."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        crew = ClusterCrew(cluster.address, OddJobs(), LIMITS)
        crew.close()
        if crew._threads == 2:
            return
        time.sleep(0.2)
    raise TimeoutError("the workers do not come")


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


def test_nobody_works(monkeypatch, tmp_path):
    monkeypatch.setattr(cluster_crew, "CONNECT_SECONDS", 5.0)
    with cluster_in(tmp_path, workers=0) as idle:
        address = idle.address
        with pytest.raises(ClusterError) as error:
            ClusterCrew(address, OddJobs(), LIMITS)
    assert str(error.value) == f"the scheduler at {address} has no workers; start one: dask worker {address}"


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
    cluster.add_worker()
    wait_for_two(cluster)
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
            cluster.close()
    there, run = made(plan("reports"))
    assert there["results.jsonl"].count(b"\n") == 64
    assert not decided or any("stood in" in line for line in run.said())
