"""Every type of answer is checked in linear time: hostile texts of twice the size cost at most three times as much."""

import gc
import time
from pathlib import Path
from statistics import median

import pytest

from grader.api import check, problem_from
from grader.language.limits import LIMITS
from tests.caselists import read_values
from tests.rows import sampled

CASES = read_values(Path(__file__).parents[1] / "cases" / "hostile-answers.yaml")
PROBLEMS = {
    name: problem_from({"id": "q", "prompt": "What is it?", "answer": asked})
    for name, asked in CASES["problems"].items()
}
CHEAP = 0.1  # seconds; what costs no more for the longest text is not looked at more closely
FACTOR = 3
TRIES = 6  # only what is slow on a busy machine is tried so often
EVERY = 6  # of the frames; each unit has another one from type to type


def answers(every_frame=False):
    """Yield the name of a problem, a unit and a frame."""
    for row, name in enumerate(PROBLEMS):
        for column, unit in enumerate(CASES["repeat"]):
            for place, frame in enumerate(CASES["frames"]):
                if every_frame or (row + column + place) % EVERY == 0:
                    yield name, unit, tuple(frame)


@pytest.fixture(autouse=True, scope="module")
def nothing_else_is_looked_through():
    """Keep what thousands of other tests hold out of the times, and what the first answer to a problem makes."""
    for problem in PROBLEMS.values():
        check(problem, "x = 14")
    gc.collect()
    gc.freeze()


def seconds(name, unit, frame, size):
    """Return the processor time of checking a text of a size."""
    text = frame[0] + unit * ((size - len("".join(frame))) // len(unit)) + frame[1]
    start = time.process_time()
    check(PROBLEMS[name], text)
    return time.process_time() - start


@pytest.mark.parametrize("one", sampled(answers()), ids=lambda one: f"{one[0]} {one[1]!r} {one[2]}")
def test_twice_the_size_costs_at_most_three_times_as_much(one):
    name, unit, frame = one
    singles: list[float] = []
    doubles: list[float] = []
    for _ in range(TRIES):
        doubles.append(seconds(name, unit, frame, LIMITS.max_text))
        if min(doubles) <= CHEAP:
            return
        singles.append(seconds(name, unit, frame, LIMITS.max_text // 2))
        if min(doubles) <= FACTOR * median(singles):
            return
    pytest.fail(f"{min(doubles):.3f} seconds for {LIMITS.max_text} characters, {median(singles):.3f} for half of them")


def test_there_are_enough_answers():
    assert len(list(answers())) > 200
