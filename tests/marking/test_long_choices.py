"""Choices in long texts: many blanks say no more than a few, and what nobody looks into decides nothing."""

import pytest

from grader.api import check, problem_from

GASES = {"A": "oxygen", "B": "carbon dioxide", "C": "nitrogen", "D": "helium"}
QUANTITIES = {"A": "force", "B": "velocity", "C": "energy"}
REASON = ", because it is needed and is so"
PROBLEMS = {
    "gas": ("Which gas do plants take in?", {"options": GASES, "expected": "B"}),
    "kind": ("Which is not a vector?", {"options": QUANTITIES, "expected": "C"}),
    "series": ("Does the series converge?", {"expected": "yes"}),
}


def outcome(problem, text):
    prompt, answer = PROBLEMS[problem]
    return check(problem_from({"id": "q", "prompt": prompt, "answer": {"type": "choice", **answer}}), text).outcome


@pytest.mark.parametrize("count", [1, 10, 30, 90, 200])
@pytest.mark.parametrize(
    ("problem", "begins", "repeated", "ends"),
    [
        ("gas", "B. ", "because it is so ", "\nA"),
        ("gas", "B because it is so", ", so", " A"),
        ("gas", "B because", " ", "  . A"),
        ("gas", "B because they need it", "\n", "A is right"),
        ("gas", "B", REASON, ". I changed my mind"),
        ("kind", "C is a vector", REASON, ""),
        ("kind", "C is a vector", " ", ""),
        ("series", "yes", REASON, ". I changed my mind"),
    ],
)
def test_a_text_of_any_length_is_not_decided_by_its_first_option(problem, begins, repeated, ends, count):
    assert outcome(problem, begins + repeated * count + ends).is_open


@pytest.mark.parametrize("count", [1, 300, 2_000])
@pytest.mark.parametrize(("problem", "text"), [("gas", "B"), ("kind", "energy"), ("series", "yes")])
def test_blanks_behind_a_choice_change_nothing(problem, text, count):
    assert outcome(problem, text + " " * count).value == "correct"
