"""Unseen answers to the questions of the homeworks: right ones are correct, wrong ones are not, and some stay open."""

from pathlib import Path

import pytest

from grader.api import check, load_problems
from tests.caselists import read_texts
from tests.rows import sampled

ROOT = Path(__file__).parents[2]
CASES = read_texts(ROOT / "tests" / "cases" / "seeds-unseen.yaml")
PROBLEMS = load_problems(ROOT / "problems")
OUTCOMES = {
    "right": {"correct"},
    "wrong": {"incorrect", "partial"},
    "open": {"undecided", "unreadable", "review"},
}


@pytest.mark.parametrize("id_", sampled(CASES))
def test_answers_to_a_question(id_):
    found = [
        (label, text, check(PROBLEMS[id_], text).outcome.value) for label in CASES[id_] for text in CASES[id_][label]
    ]
    assert [one for one in found if one[2] not in OUTCOMES[one[0]]] == []
