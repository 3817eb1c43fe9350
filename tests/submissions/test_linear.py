"""Every reader is linear: a hostile document of twice the size costs at most three times as much."""

import gc
from itertools import islice
from statistics import median

import pytest

from tests.rows import sampled

from .hostile_documents import families, seconds

SIZE = 5_000  # characters
CHEAP = 0.02  # seconds; what costs no more for the double size is not looked at more closely
FACTOR = 3
EVERY = 6  # of the families; the program in benchmarks/linear_reading.py tries all, at larger sizes
FAMILIES = list(islice(families(), 0, None, EVERY))
TRIES = 12  # only what is slow on a busy machine is tried so often


@pytest.fixture(autouse=True, scope="module")
def nothing_else_is_looked_through():
    """Keep what thousands of other tests hold out of the times: the double size would have it looked through."""
    gc.collect()
    gc.freeze()


@pytest.mark.parametrize("one", sampled(FAMILIES), ids=lambda one: one.id)
def test_twice_the_size_costs_at_most_three_times_as_much(tmp_path, one):
    folder, times = tmp_path / "ada", 1
    singles: list[float] = []
    doubles: list[float] = []
    for _ in range(TRIES):
        doubles.append(seconds(one, 2 * SIZE, folder, times) / times)
        if min(doubles) <= CHEAP:
            return
        singles.append(seconds(one, SIZE, folder, times) / times)
        if min(doubles) <= FACTOR * median(singles):
            return
        times = max(2, round(0.3 / max(min(doubles), 0.001)))  # the clock is coarse, and others use the machine
    pytest.fail(f"{min(doubles):.3f} seconds for {2 * SIZE} characters, {median(singles):.3f} for half of them")


def test_there_are_enough_families():
    assert len({one.id for one in FAMILIES}) > 100
    assert len({one.id for one in families()}) > 600
