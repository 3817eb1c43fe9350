"""Exercises of STACK, WeBWorK and Numbas, each as a problem here: sound, with examples, and shorter than there."""

from pathlib import Path

import pytest

from grader.api import lint
from tests.caselists import read_texts

PATH = Path(__file__).parents[1] / "cases" / "exercises.yaml"
ROWS = read_texts(PATH)
PAIRS = list(zip(ROWS[::2], ROWS[1::2], strict=True))


@pytest.mark.parametrize(("source", "text"), PAIRS, ids=[source["from"] for source, _ in PAIRS])
def test_an_exercise_is_a_shorter_problem_here(source, text, tmp_path):
    (tmp_path / "problem.yaml").write_text(text, encoding="utf-8")
    assert [str(one) for one in lint(tmp_path).diagnostics] == []
    assert len(text) < int(source["there"]) / 2


def test_there_are_twenty_and_some_of_each_system():
    assert len(PAIRS) >= 20
    assert {source["from"].split()[0] for source, _ in PAIRS} == {"STACK", "WeBWorK", "Numbas"}
