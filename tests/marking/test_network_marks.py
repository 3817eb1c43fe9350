"""Networks as authors ask for them, marked: outcome, score, and what is said to whom."""

from fractions import Fraction
from pathlib import Path

import pytest

from grader.api import check, load_problems
from grader.claims.wording import says_none
from tests.caselists import read_texts

CASES = read_texts(Path(__file__).parents[1] / "cases" / "networks.yaml")
ROWS = [(case["problem"], row) for case in CASES for row in case["rows"]]


def problem_of(text, folder):
    (folder / "q.yaml").write_text(text)
    return load_problems(folder)["q"]


@pytest.mark.parametrize(("text", "row"), ROWS, ids=[row["why"] for _, row in ROWS])
def test_network_row(text, row, tmp_path):
    verdict = check(problem_of(text, tmp_path), row["answer"])
    expected = row["outcome"] if isinstance(row["outcome"], list) else [row["outcome"]]
    said = " | ".join(feedback.text for feedback in verdict.feedback)
    assert verdict.outcome.value in expected, said
    if "score" in row:
        assert verdict.score == Fraction(row["score"])
    for text in row.get("says", []):
        assert text in said
    shown = " | ".join(feedback.student for feedback in verdict.feedback if feedback.level != "answer")
    for text in row.get("hides", []):
        assert text not in shown


@pytest.mark.parametrize(
    "text",
    [
        "none",
        "None.",
        "no such weights exist",
        "There are no such weights",
        "No such W1,W2; at most 1 kink at x=0",
        "No such $W_1, W_2$ exist.",
        "impossible",
        "It is impossible because ReLU kills negatives",
        "They do not exist",
        "no solution",
        "Infeasible: ReLU is non-negative",
        "there are no w_0, w_1",
        "such weights do not exist",
        "cannot be done",
        "There is no such network",
        "No such vectors w_0 and w_1 exist since both sides differ at x = 2",
        r"no such \(w_{0}, w_{1}\)",
    ],
)
def test_words_for_none(text):
    assert says_none(text)


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "nothing",
        "1",
        "none, but w_0 = [1, -1] works",
        "none if x > 0",
        "no bias: [1, 2]",
        "no such restriction: w_0 = [1]",
        "no weights are needed",
        "impossible to say",
        "noneven",
        "no such weights unless d = 2",
    ],
)
def test_words_that_are_no_none(text):
    assert not says_none(text)
