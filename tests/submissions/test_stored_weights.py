"""Files of weights as libraries save them, and files that stand alone."""

import json
from math import prod
from pathlib import Path

import numpy as np
import pytest

from grader.marking.mark import mark
from grader.problems.load import load_problems
from grader.records import replace
from grader.submissions import find_submissions, read_submission
from grader.submissions.weights.stored import renamed
from grader.submissions.weights.texts import ArrayError, shaped
from tests.caselists import read_values

from .support import PROBLEMS, RUNNING, read_only, said, tree
from .test_weights import FLOAT32, npy, npz, safetensors

CASES = read_values(Path(__file__).parents[1] / "cases" / "stored-weights.yaml")
NET = """
id: net
answer:
  type: network
  layers: {{activation: relu, inputs: {inputs}, outputs: 1, max_layers: {most}}}
  for_all: {{{variables}}}
  expected: {expected}
"""


def loaded(folder, inputs=1, most=4, expected="x/10 + relu(x)/3"):
    variables = "x: real" if inputs == 1 else f"x: real^{inputs}"
    text = NET.format(inputs=inputs, most=most, variables=variables, expected=expected)
    return load_problems(tree(folder / "problems", {"net.yaml": text}))


def array(start, shape):
    return shaped([str(start + number) for number in range(prod(shape))], tuple(shape))


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(case["file"]))
def test_names_of_libraries(tmp_path, case):
    (question,) = loaded(tmp_path, case["inputs"], case.get("most", 4), "0")["net"].questions
    arrays = {name: array(100 * number, shape) for number, (name, shape) in enumerate(case["file"].items())}
    if "open" in case:
        with pytest.raises(ArrayError) as error:
            renamed(question, arrays)
        assert str(error.value) == case["open"]
        return
    wanted = {}
    for field, stored in case["fields"].items():
        name, _, turned = stored.partition(" ")
        wanted[field] = arrays[name].transposed().text if turned else arrays[name].text
    found = renamed(question, arrays)
    assert {name: one.text for name, one in found.items()} == wanted
    for field, one in found.items():
        told = [name for name in arrays if one.note.startswith(f"{name} is {field}")]
        assert len(told) == (field not in arrays)
        assert ("transposed, for Keras stores inputs by outputs" in one.note) == (" t" in case["fields"][field])


TORCH = {"0.weight": np.array([[1.0], [-1.0]]), "0.bias": np.zeros(2), "2.weight": np.array([[13 / 30, -0.1]])}
KERAS = {"dense/kernel": TORCH["0.weight"].T, "dense/bias": np.zeros(2), "dense_1/kernel": TORCH["2.weight"].T}


@pytest.mark.parametrize("arrays", [TORCH, KERAS], ids=["torch", "keras"])
@pytest.mark.parametrize("form", ["npz", "safetensors", "json"])
@pytest.mark.parametrize("alone", [True, False])
def test_a_file_of_weights_alone_is_an_answer(tmp_path, arrays, form, alone):
    problems = loaded(tmp_path)
    if form == "json":
        text = {name: one.tolist() for name, one in arrays.items()} | {"2.weight": [["13/30", "-0.1"]]}
        text |= {"dense_1/kernel": [["13/30"], ["-0.1"]]} if "dense_1/kernel" in arrays else {}
        text = {name: one for name, one in text.items() if name in arrays}
        data = str(text).replace("'", '"')
    else:
        data = npz(**arrays) if form == "npz" else safetensors(arrays)
    tree(tmp_path / "class", {f"{'ada' if alone else 'ada/weights'}.{form}": data})
    (found,), notices = find_submissions([tmp_path / "class"])
    read = read_submission(found, problems)
    verdict = mark(problems["net"], read.answers)
    assert (verdict.outcome.value, notices, read.notices) == ("correct", (), ()), verdict.feedback
    notes = verdict.fields["W_2"].notes
    assert any("is W_2" in note for note in notes)
    assert any("transposed" in note for note in notes) == (arrays is KERAS)


def test_a_named_file_of_a_library(tmp_path):
    problems = loaded(tmp_path)
    found = read_only(tmp_path, {"answers.yaml": "net: {file: w.npz}", "w.npz": npz(**TORCH)}, problems)
    assert mark(problems["net"], found.answers).outcome.value == "correct"


def test_an_uncertain_order_is_said(tmp_path):
    problems = loaded(tmp_path)
    one = np.ones((1, 1))
    found = read_only(tmp_path, {"w.npz": npz(**{"a.weight": one, "b.weight": one})}, problems)
    said_there = "holds layers whose order is not certain (a, b); name their arrays W_1, b_1, W_2, …"
    assert found.answers["net"].whole.error == f"w.npz {said_there}"


def test_arrays_that_fit_one_problem_by_their_names(tmp_path):
    arrays = {"w_0": np.float32([0.1]), "b0": np.arange(1), "v": np.arange(1)}
    found = read_only(tmp_path, {"w.npz": npz(**arrays)})
    fields = {name: (one.text, one.notes, one.file) for name, one in found.answers["tent"].fields.items()}
    assert fields == {"w_0": ("[1/10]", (FLOAT32,), "w.npz"), "b_0": ("[0]", (), "w.npz"), "w_1": ("[0]", (), "w.npz")}
    assert (found.notices, found.damaged) == ((), None)


NAMED = "arrays are read where an answer names their file (`file: …`), and none does"


@pytest.mark.parametrize(
    ("arrays", "why"),
    [
        ({"w_0": np.arange(1)}, f"w.npz: {NAMED}"),
        ({"x": np.arange(1)}, f"w.npz: {NAMED}"),
        ({"a": np.arange(1)}, f"w.npz: {NAMED}"),
    ],
)
def test_arrays_that_fit_nothing_keep_the_questions_open(tmp_path, arrays, why):
    found = read_only(tmp_path, {"w.npz": npz(**arrays)})
    assert (found.answers, found.damaged, said(found.notices)) == ({}, why, [f"w.npz: note: {NAMED}"])


def test_arrays_that_fit_two_problems(tmp_path):
    twin = replace(PROBLEMS["tent"].questions[0], id="too")
    problems = {"tent": PROBLEMS["tent"], "too": replace(PROBLEMS["tent"], id="too", questions=(twin,))}
    arrays = {"w_0": np.arange(1), "b_0": np.arange(1), "w_1": np.arange(1)}
    found = read_only(tmp_path, {"w.npz": npz(**arrays)}, problems)
    assert found.answers == {}
    assert found.damaged == f"w.npz: {NAMED}; these arrays may be for tent or too"


def test_an_array_alone_is_an_answer_to_a_tensor(tmp_path):
    found = read_only(tmp_path, {"a.npy": npy(np.arange(3))}, {"vec": RUNNING["vec"], "q2": RUNNING["q2"]})
    assert found.answers["vec"].fields["answer"].text == "[0, 1, 2]"


def test_a_broken_file_alone_is_no_missing_answer(tmp_path):
    found = read_only(tmp_path, {"a.npz": b"PK"})
    assert found.damaged == "a.npz: is no .npz archive, or a damaged one"
    assert "a.npz: error: is no .npz archive, or a damaged one" in said(found.notices)


def test_an_answer_counts_before_arrays_that_nobody_named(tmp_path):
    text = "tent: {w_0: 1, b_0: 2, w_1: 3}"
    arrays = {"w_0": np.arange(1), "b_0": np.arange(1), "w_1": np.arange(1)}
    found = read_only(tmp_path, {"answers.yaml": text, "w.npz": npz(**arrays)})
    assert found.answers["tent"].fields["w_0"].text == "1"
    assert said(found.notices) == [f"w.npz: note: {NAMED}"]


@pytest.mark.parametrize("text", ["array([1., 2.5])", "tensor([1.0000, 2.5000], requires_grad=True)", "[1.  2.5]"])
@pytest.mark.parametrize("name", ["answers.yaml", "answers.md", "answers.tex"])
def test_an_array_as_a_program_printed_it(tmp_path, text, name):
    text_of = {
        "answers.yaml": f"v: '{text}'\n",
        "answers.md": f"# v\n\n{text}\n",
        "answers.tex": f"\\section{{v}}\n{text}\n",
    }
    problem = "id: v\nanswer: {type: tensor, expected: [1, 5/2]}\n"
    problems = load_problems(tree(tmp_path / "problems", {"v.yaml": problem}))
    found = read_only(tmp_path, {name: text_of[name]}, problems)
    verdict = mark(problems["v"], found.answers)
    assert verdict.outcome.value == "correct", (found, verdict.feedback)


@pytest.mark.parametrize("name", ["answers.yaml", "answers.md", "answers.ipynb"])
def test_a_matrix_as_numpy_prints_it(tmp_path, name):
    text = "[[ 1 -1]\n [ 0  2]]"
    text_of = {
        "answers.yaml": "v: |\n  [[ 1 -1]\n   [ 0  2]]\n",
        "answers.md": f"# v\n\n{text}\n",
        "answers.ipynb": json.dumps({"cells": [{"cell_type": "markdown", "source": f"# v\n\n{text}"}]}),
    }
    problems = load_problems(
        tree(tmp_path / "problems", {"v.yaml": "id: v\nanswer: {type: tensor, expected: '[[1, -1], [0, 2]]'}\n"})
    )
    found = read_only(tmp_path, {name: text_of[name]}, problems)
    verdict = mark(problems["v"], found.answers)
    assert verdict.outcome.value == "correct", (found, verdict.feedback)
