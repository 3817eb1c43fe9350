"""Networks whose weights stand in files: as many layers as wanted, and what a binary number means."""

import json

import numpy as np
import pytest

from grader.marking.mark import mark
from grader.problems.load import load_problems
from grader.submissions import find_submissions, read_submission

PROBLEM = """
id: net
answer:
  type: network
  layers: {activation: relu, inputs: 1, outputs: 1}
  for_all: {x: real}
  expected: x/10 + relu(x)/3
"""


def verdict(folder, weights, name="w.npz"):
    (folder / "problems").mkdir()
    (folder / "problems" / "net.yaml").write_text(PROBLEM)
    problems = load_problems(folder / "problems")
    mine = folder / "ada"
    mine.mkdir()
    (mine / "answers.yaml").write_text(f"net: {{file: {name}}}\n")
    if name.endswith("npz"):
        np.savez(mine / name, **weights)
    else:
        (mine / name).write_text(json.dumps(weights))
    (found,), _ = find_submissions([mine], single=True)
    return mark(problems["net"], read_submission(found, problems).answers)


@pytest.mark.parametrize(
    "weights",
    [
        {"W1": np.array([[1], [-1]]), "W2": np.array([[1 / 10 + 1 / 3, -1 / 10]])},
        {"W_1": np.array([1, -1], dtype=np.float32), "b_1": np.zeros(2), "W_2": np.array([13 / 30, -0.1], np.float64)},
    ],
)
def test_binary_numbers_are_the_simplest_fractions(tmp_path, weights):
    found = verdict(tmp_path, weights)
    assert found.outcome.value == "correct", found.feedback


def test_single_precision(tmp_path):
    tenth = np.array([[0.1, -0.1, 1 / 3]], dtype=np.float32)
    found = verdict(tmp_path, {"W1": np.array([[1], [-1], [1]]), "W2": tenth})
    assert found.outcome.value == "correct", found.feedback
    assert found.fields["W_2"].read == "[[1/10, -1/10, 1/3]]"


def test_json_and_a_wrong_shape(tmp_path):
    found = verdict(tmp_path, {"W1": [[1], [-1], [1]], "W2": [[0.1, -0.1]]}, "w.json")
    assert found.outcome.value == "incorrect"
    text = "Layer 2: W_2 has shape (1, 2), but layer 1 has 3 outputs; 3 columns are expected."
    assert text in [one.text for one in found.feedback]


def test_many_units(tmp_path):
    units = 2000
    weights = {"W1": np.ones((units, 1)), "W2": np.full((1, units), 1 / units), "b1": np.zeros(units)}
    found = verdict(tmp_path, weights)
    assert found.outcome.value == "incorrect"
    assert found.feedback[0].text.startswith("At x = 1 your network gives 1; the function is 13/30.")
