"""What `reveal` shows of a verdict, and what it hides."""

from dataclasses import replace
from fractions import Fraction

import pytest

from grader.marking.answer import Answer, FieldAnswer
from grader.marking.feedback.views import student_views
from grader.marking.mark import mark
from grader.problems.assignment import all_of
from grader.problems.load import load_problems
from grader.verdict import ClaimResult, HandMark, Reason, Status

PROBLEMS = """
number: {type: number, expected: 73728}
formula: {type: expression, for_all: {x: real}, expected: 2 x^2 + 17}
choice: {type: choice, options: {A: linear, B: bent}, expected: B}
word: {type: text, accept: [overfitting]}
shape: {type: shape, expected: '(24, 24, 128)'}
both:
  type: constraints
  fields: {k: integer, s: integer}
  require: [{claim: k = 12345, points: 2, feedback: Look at k again.}, {claim: s = 1, points: 1}]
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    folder = tmp_path_factory.mktemp("problems")
    for block in PROBLEMS.strip().split("\n"):
        if not block.startswith(" "):
            name, _, rest = block.partition(": ")
            path = folder / f"{name.rstrip(':')}.yaml"
            path.write_text(f"id: {name.rstrip(':')}\nanswer:{' ' + rest if rest else ''}\n")
        else:
            path.write_text(path.read_text() + block + "\n")
    return all_of(load_problems(folder))


def view(rules, name, reveal, **fields):
    problem = rules.problems[name]
    verdict = mark(problem, {name: Answer({key: FieldAnswer(text) for key, text in fields.items()})})
    (found,) = student_views(verdict, replace(rules, reveal=reveal))
    return found


ROWS = [
    (
        "number", {"answer": "4"}, [],
        ["Your answer is not the expected value."], ["Your answer is 4; 73728 is expected."],
    ),
    (
        "formula", {"answer": "2 x^2 + 18"}, [],
        ["At x = 1 your answer is 20, which is not what is expected."], ["At x = 1 your answer is 20; 19 is expected."],
    ),
    ("choice", {"answer": "A"}, [], [], ["`A` was chosen; `B` is expected."]),
    (
        "both", {"k": "7", "s": "1"}, ["Look at k again."],
        ["Look at k again.", "With your answer `k` is 7, which is not what is asked for."],
        ["Look at k again.", "k = 12345 does not hold: the left side is 7, the right side 12345."],
    ),
]  # fmt: skip
SECRETS = {"number": "73728", "formula": "17", "choice": "B", "word": "overfitting", "both": "12345"}


@pytest.mark.parametrize(("name", "fields", "verdict", "counterexample", "answer"), ROWS)
def test_what_is_said(rules, name, fields, verdict, counterexample, answer):
    assert [one.text for one in view(rules, name, "verdict", **fields).said] == verdict
    assert [one.text for one in view(rules, name, "counterexample", **fields).said] == counterexample
    if name != "choice":
        assert [one.text for one in view(rules, name, "answer", **fields).said] == answer


@pytest.mark.parametrize("reveal", ["verdict", "counterexample"])
@pytest.mark.parametrize(
    ("name", "fields"), [(name, fields) for name, fields, *_ in ROWS] + [("word", {"answer": "x"})]
)
def test_nothing_of_a_view_holds_what_it_hides(rules, name, fields, reveal):
    assert SECRETS[name] not in repr(view(rules, name, reveal, **fields))


def test_the_answer_is_shown_where_it_is_revealed(rules):
    assert view(rules, "number", "answer", answer="4").expected == "73728"
    assert view(rules, "number", "answer").expected == "73728"
    assert view(rules, "number", "answer", answer="73728").expected == ""
    assert view(rules, "word", "answer", answer="x").expected == "overfitting"


def test_conditions_with_points_are_named_only_where_they_are_met(rules):
    found = view(rules, "both", "counterexample", k="7", s="1")
    assert [(one.name, one.text, one.points, one.status) for one in found.credits] == [
        ("Condition 1", "", 2, Status.REFUTED),
        ("Condition 2", "s = 1", 1, Status.PROVED),
    ]
    assert view(rules, "both", "answer", k="7", s="1").credits[0].text == "k = 12345"


def test_what_a_person_decided_is_no_condition_any_more(rules):
    problem = rules.problems["both"]
    verdict = mark(problem, {"both": Answer({"k": FieldAnswer("7"), "s": FieldAnswer("1")})})
    one = replace(verdict, by_hand=(HandMark(Fraction(1), "require 1"),))
    assert [credit.name for credit in next(student_views(one, rules)).credits] == ["Condition 2"]
    whole = replace(verdict, by_hand=(HandMark(Fraction(1)),))
    assert next(student_views(whole, rules)).credits == ()


def test_what_cannot_be_read_is_said_once(rules):
    found = view(rules, "number", "verdict", answer="4 +")
    assert found.said == ()
    assert found.fields[0][1].error.startswith("Expected a number, a symbol or a bracket, the text ends.")


def test_a_member_that_is_lacking_is_not_named():
    from grader.marking.feedback.feedback import of_claim

    def said(code, text):
        (one,) = of_claim(ClaimResult("expected", "t", Reason(code, text)))
        return one.text, one.student, one.level

    lacking = "7 is in the expected set and not in the answer."
    assert said("missing member", lacking) == (
        lacking, "A member of the expected set is not in your answer.", "counterexample",
    )  # fmt: skip
    assert said("member", "8 is here.") == ("8 is here.", "8 is here.", "counterexample")
    assert said("choice", "`A` was chosen; `B` is right.")[1] == ""
