"""Answers beside expected ones of data sets: what is decided is right, what may be meant otherwise is open."""

from pathlib import Path

import pytest

from grader.api import score
from tests.caselists import read_texts

ROWS = read_texts(Path(__file__).parents[1] / "cases" / "golds.yaml")


@pytest.mark.parametrize("row", ROWS, ids=[row["gold"] for row in ROWS])
def test_scores(row):
    numbers = row.get("numbers", "plain")
    for kind, expected in (("equal", 1.0), ("different", 0.0), ("open", None)):
        for answer in row.get(kind, []):
            assert score(row["gold"], answer, numbers=numbers) == expected, answer


@pytest.mark.parametrize("text", ["no idea", "\\text{Evelyn}", "1 2 3", "⟂⟂"])
def test_a_text_is_equal_to_itself(text):
    assert score(text, f" {text}") == 1.0


def test_nothing_is_equal_to_nothing():
    assert (score("", ""), score("1", r"\boxed{}")) == (None, None)


def test_the_last_box_is_the_answer():
    assert score("2", r"First $\boxed{3}$, or rather $\boxed{\frac{4}{2}}$.") == 1.0
