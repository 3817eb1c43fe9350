"""Texts as answers: what authors may write, and the limits of patterns and of texts."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.api import check, grade, problem_from
from grader.errors import ProblemError
from grader.language.texts.near import edits
from grader.language.texts.opposites import are_opposites
from grader.marking.equal_answers import proved_equal
from grader.marking.feedback.views import GENERIC

WORDS = st.text("abcde", max_size=8)


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"pattern": "a" * 10_000}, "a pattern has at most 1000 characters (limit MAX_PATTERN), this one has 10000"),
        ({"pattern": "(?=a)"}, "RE2 does not take this pattern: invalid perl operator: (?="),
        ({"pattern": "(a{1000}){1000}"}, "RE2 does not take this pattern: invalid repetition size: {1000}"),
        ({"any_of": ["a", {"pattern": "["}]}, "answer.any_of[2].pattern: RE2 does not take this pattern: missing ]: ["),
        ({"any_of": []}, "answer.any_of: expected at least one test"),
        ({"contains": "a", "pattern": "b"}, "`contains` and `pattern` exclude each other; `any_of` takes several"),
        ({"expected": "a", "contains": "b"}, "`expected` and `contains` exclude each other"),
        ({"contains": ["a", "b"]}, "answer.contains: expected one text; several stand under `any_of` or `all_of`"),
        ({"contains": "--"}, "answer.contains: expected words, or numbers"),
        ({"max_edits": "9", "expected": "a"}, "answer.max_edits: expected at most 3"),
        ({"all_of": [{}]}, "answer.all_of[1]: expected one of accept, contains, pattern, any_of, all_of"),
        ({}, "answer: `expected` is missing"),
    ],
)
def test_what_no_text_is_asked_by(keys, why):
    with pytest.raises(ProblemError) as said:
        problem_from({"id": "q", "answer": {"type": "text", **keys}})
    assert why in str(said.value)


def test_a_text_that_is_too_long_stays_open():
    verdict = check(
        problem_from({"id": "q", "answer": {"type": "text", "contains": "a", "unmatched": "incorrect"}}), "no " * 10_000
    )
    assert verdict.outcome.value == "unreadable"
    assert "A text has at most 20000 characters here (limit MAX_TEXT)." in verdict.feedback[0].text


def test_patterns_end_soon():
    problem = problem_from({"id": "q", "answer": {"type": "text", "pattern": "(a|a?)+b", "unmatched": "incorrect"}})
    assert check(problem, "a" * 19_000).outcome.value == "incorrect"


def test_a_text_as_near_to_a_wrong_one_is_for_a_person():
    asked = {"type": "text", "accept": ["interpolation"], "max_edits": 2}
    problem = problem_from({"id": "q", "answer": asked, "mistakes": [{"when": "interpellation"}]})
    assert [check(problem, one).outcome.value for one in ("interpolatiion", "interpellation", "interpollation")] == [
        *("correct", "incorrect", "review"),
    ]


def test_students_do_not_see_why_a_text_is_for_a_person():
    asked = {"type": "text", "contains": "overfitting"}
    verdict = check(problem_from({"id": "q", "answer": asked}), "not overfitting")
    assert verdict.feedback[0].text.endswith("`overfitting` stands in the text, and so does a negation")
    assert verdict.feedback[0].code in GENERIC


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("it overfits", "It *over-fits*.", True), ("the model", "model", True), ("it overfits", "it underfits", False)],
)
def test_a_person_reads_each_text_once(one, other, same):
    (question,) = problem_from({"id": "q", "answer": {"type": "text", "contains": "overfitting"}}).questions
    assert proved_equal(question, {"answer": one}, {"answer": other}) is same


@given(WORDS, WORDS)
def test_edits_are_a_distance(left, right):
    assert edits(left, right, 20) == edits(right, left, 20)
    assert (edits(left, right, 20) == 0) == (left == right)
    assert edits(left, right, 2) == min(edits(left, right, 20), 3)


@pytest.mark.parametrize(
    ("one", "other"),
    [("increasing", "decreasing"), ("overfitting", "underfitting"), ("convergent", "divergent"), ("maximum", "minimum"),
     ("injective", "surjective"), ("symmetric", "asymmetric"), ("bounded", "unbounded"), ("positive", "negative")],
)  # fmt: skip
def test_opposites(one, other):
    assert are_opposites(one, other)
    assert are_opposites(other, one)


@pytest.mark.parametrize("text", ["A e^x + B e^(-x)", "A cosh x + B sinh x", "A solution is y = A e^x + B e^(-x)"])
def test_a_constant_in_a_document_is_no_article(text, tmp_path):
    answer = {"type": "expression", "for_all": {"x": "real"}, "symbol": "y", "constants": ["C_1", "C_2"]}
    asked = {"id": "ode", "prompt": "Solve.", "answer": {**answer, "expected": "C_1 e^x + C_2 e^(-x)"}}
    (tmp_path / "problems").mkdir()
    (tmp_path / "problems" / "ode.yaml").write_text(json.dumps(asked), encoding="utf-8")
    (tmp_path / "answers.md").write_text(f"# ode\n\n{text}\n", encoding="utf-8")
    report = grade(tmp_path / "answers.md", problems=tmp_path / "problems")
    assert [verdict.outcome.value for student in report.students for verdict in student.verdicts.values()] == [
        "correct"
    ]
