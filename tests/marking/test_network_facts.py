"""Feedback on networks of one real input: what a student is told, and what is kept for staff."""

import pytest

from grader.api import check, load_problems

HEAD = """
id: q
answer:
  type: network
  for_all: {x: DOMAIN}
"""
FREE = "  fields: {w_0: real^n, b_0: real^n, w_1: real^n}\n  output: w_1^T relu(w_0 x + b_0)\n"
LAYERS = "  layers: {activation: relu, inputs: 1, outputs: 1, concatenate: allowed}\n"


def said(folder, text, answer, domain="real"):
    (folder / "q.yaml").write_text(HEAD.replace("DOMAIN", domain) + text)
    verdict = check(load_problems(folder)["q"], answer)
    assert verdict.outcome.value == "incorrect"
    student = [one.student for one in verdict.feedback if one.student and one.level != "answer"]
    staff = [one.text for one in verdict.feedback if one.level == "answer"]
    assert all(not one.student for one in verdict.feedback if one.level == "answer")
    return student, staff


def network(w_0, b_0, w_1):
    return {"w_0": w_0, "b_0": b_0, "w_1": w_1}


def test_slopes_and_agreement_are_for_staff(tmp_path):
    tent = "  expected: relu(x + 2) - 2 relu(x) + relu(x - 2)\n"
    student, staff = said(tmp_path, FREE + tent, network("[1, 1, 1]", "[2, 0, -2]", "[1, 2, 1]"))
    assert student == [
        "At x = 1 your network gives 5, which is not what is expected.",
        "Your network has 3 kinks, at x = -2, x = 0 and x = 2.",
    ]
    assert staff == [
        "Your network agrees with the function only for x below 0.",
        "Between x = 0 and 2 the slope of your network is 3; it should be -1.",
        "For x above 2 the slope of your network is 4; it should be 0.",
    ]


def test_a_missing_kink_and_one_too_many(tmp_path):
    student, staff = said(tmp_path, FREE + "  expected: relu(x)\n", network("[1]", "[-1/3]", "[1]"))
    assert student[1:] == ["Your network has 1 kink, at x = 1/3."]
    assert staff == [
        "Your network agrees with the function only for x below 0.",
        "A kink is missing, at x = 0.",
        "The function has no kink at x = 1/3.",
        "Between x = 0 and 1/3 the slope of your network is 0; it should be 1.",
    ]


def test_units_that_do_nothing(tmp_path):
    student, staff = said(
        tmp_path, FREE + "  expected: 2 x\n", network("[1, -1, 1]", "[0, -1, -2]", "[1, 1, 0]"), "'[0, oo)'"
    )
    assert student[1:] == [
        "Unit 2 is never active: its output is 0 for every x of the domain.",
        "Unit 3 has the outgoing weight 0, so it changes nothing.",
        "Your network has no kink.",
    ]
    assert staff == ["For x above 0 the slope of your network is 1; it should be 2."]


def test_units_of_joined_layers(tmp_path):
    weights = {
        "W_1": "[[1], [-1], [1]]",
        "b_1": "[0, 0, 5]",
        "W_2": "[[-1, -1, 0], [1, 0, 0]]",
        "W_3": "[[1, 0, 0, 1, 1]]",
    }
    student, _ = said(tmp_path, LAYERS + "  expected: x\n", weights)
    assert student[1:] == [
        "Unit 3 of layer 1 has the outgoing weight 0, so it changes nothing.",
        "Unit 1 of layer 2 is never active: its output is 0 for every x.",
        "Your network has 1 kink, at x = 0.",
    ]


def test_jumps_are_named(tmp_path):
    text = "  fields: {w: real, c: real}\n  output: w H(x + c)\n  conventions: {H(0): 1}\n  expected: 2 H(x)\n"
    student, staff = said(tmp_path, text, {"w": "3", "c": "1"})
    assert student[1:] == ["Your network jumps at x = -1."]
    assert staff == [
        "Your network agrees with the function only for x below -1.",
        "A kink is missing, at x = 0.",
        "The function has no kink at x = -1.",
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("  fields: {w: real}\n  output: w tanh(x)\n  expected: tanh(x)\n", {"w": "2"}),
        ("  given: {a: real}\n  fields: {w: real}\n  output: w relu(x)\n  expected: a relu(x)\n", {"w": "2a"}),
        (FREE + "  expected: x\n", network("[1, 2]", "[1]", "[1]")),
        (FREE + "  expected: x\n", {"w_0": "[1]"}),
    ],
)
def test_nothing_is_said_of_pieces_where_there_are_none(tmp_path, text, answer):
    student, staff = said(tmp_path, text, answer)
    assert not any("kink" in text for text in student)
    assert staff == []


def test_weights_that_do_it_are_shown_only_once_proved(tmp_path):
    examples = "examples: {correct: [{w_0: [1], b_0: [0], w_1: [1]}, {w_0: [1, -1], b_0: '0', w_1: [1, -1]}]}\n"
    text = f"{FREE}  expected: x\n{examples}"
    student, staff = said(tmp_path, text, "none")
    assert student == ["There are such weights; `none` is not right."]
    assert staff == ["For example: w_0 = [1, -1], b_0 = 0, w_1 = [1, -1]."]


def test_slopes_of_thousands_of_digits_are_shown_as_decimals(tmp_path):
    weights = ", ".join(f"-1/{10**450 + 2 * k + 1}" for k in range(8))
    biases = ", ".join(f"{k}/{10**450}" for k in range(8))
    _, staff = said(tmp_path, FREE + "  expected: 2 x\n", network(f"[{weights}]", f"[{biases}]", f"[{weights}]"))
    assert staff[1] == "For x below 0 the slope of your network is about 8e-900; it should be 2."
