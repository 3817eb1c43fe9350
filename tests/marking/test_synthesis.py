"""Weights found by the solver: against a problem that says there are none, and in place of an example."""

import pytest

from grader.api import check, lint, load_problems

LINE = "fields: {w_0: real^SIZE, w_1: real^SIZE}\n  for_all: {x: real}\n  output: w_1^T relu(w_0 x)\n  expected: TARGET"
GATE = "layers: {activation: relu, inputs: 2, outputs: 1}\n  for_all: {x: '{0, 1}^2'}\n"
GATE += "  require: [output > 0 iff x_1 + x_2 > 1]"


def written(folder, answer, rest=""):
    (folder / "q.yaml").write_text(f"id: q\nanswer:\n  type: network\n  {answer}\n{rest}")
    return folder


def line(size, target):
    return LINE.replace("SIZE", size).replace("TARGET", target)


@pytest.mark.parametrize("size", ["2", "d"])
def test_lint_shows_weights_where_a_problem_says_there_are_none(size, tmp_path):
    report = lint(written(tmp_path, line(size, "x"), "  exists: no\n"))
    assert [(one.field, one.message) for one in report.diagnostics] == [
        ("q answer.exists", "`exists: no` is wrong; these do it: w_0 = [-1, 1], w_1 = [-1, 1]")
    ]


@pytest.mark.parametrize(("size", "target"), [("1", "x"), ("d", "x^2"), ("2", "relu(x - 1)")])
def test_lint_is_silent_where_there_are_none(size, target, tmp_path):
    assert lint(written(tmp_path, line(size, target), "  exists: no\n")).diagnostics == ()


@pytest.mark.parametrize("answer", [line("2", "x"), GATE])
def test_weights_stand_in_for_an_example(answer, tmp_path):
    verdict = check(load_problems(written(tmp_path, answer))["q"], "none")
    assert verdict.outcome.value == "incorrect"
    (witness,) = (said for said in verdict.feedback if said.code == "witness")
    assert (witness.level, witness.student) == ("answer", "")
    given = dict(part.split(" = ") for part in witness.text[len("For example: ") : -1].replace("], ", "];").split(";"))
    assert check(load_problems(tmp_path)["q"], given).outcome.value == "correct"


def test_lint_tells_a_derivation_whose_end_has_other_solutions(tmp_path):
    text = "id: q\nanswer: {type: derivation, for_all: {x: real}, start: sqrt(x + 2) = x, end: END}\n"
    for end, said in [("x = 2 or x = -1", ["q answer.end"]), ("x = 2", []), ("x - 2 = 0", [])]:
        (tmp_path / "q.yaml").write_text(text.replace("END", end))
        assert [one.field for one in lint(tmp_path).diagnostics] == said
