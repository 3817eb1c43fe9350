"""An answer by itself may hold words: the same is read from it as from a text under a key."""

from pathlib import Path

import pytest

from grader.api import check
from tests.caselists import read_texts
from tests.marking.test_marking import problem_of

OUTCOMES = ("correct", "incorrect", "unreadable")
ROWS = [
    (case["problem"], text, outcome)
    for case in read_texts(Path(__file__).parents[1] / "cases" / "stated.yaml")
    for outcome in OUTCOMES
    for text in case.get(outcome, ())
]


@pytest.mark.parametrize(("problem", "text", "outcome"), ROWS, ids=[text for _, text, _ in ROWS])
def test_outcome(problem, text, outcome, tmp_path):
    asked = problem_of(problem, tmp_path)
    assert check(asked, text).outcome == outcome
