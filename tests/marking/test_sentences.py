"""The catalogue of the sentences on students' pages: every one is used, and its parts are filled in."""

import pytest

from grader.marking.feedback.feedback import value_text
from grader.marking.feedback.telling import Failure, InPlainText, told
from grader.verdict import Complex, Enclosure, Exact, Outcome, Truth, Undefined
from grader.wording import sentences


def test_every_outcome_has_its_words():
    assert sentences.OUTCOMES.keys() == set(Outcome)
    assert sentences.OPEN.keys() == {outcome for outcome in Outcome if outcome.is_open}
    assert all("lose nothing" in said for said in sentences.OPEN.values())


AT = {"x": Exact("1")}
TOLD = [
    (Failure("answer", {}, Exact("4")), "Your answer is 4, which is not the expected value."),
    (Failure("answer", AT, Exact("4"), Exact("5")), "At x = 1 your answer is 4; 5 is expected."),
    (
        Failure("answer", AT, Undefined("log of -1")),
        "At x = 1 your answer is not defined (log of -1), which is not what is expected.",
    ),
    (
        Failure("answer", AT, Exact("4"), subject="entry 2"),
        "At x = 1 entry 2 of your answer is 4, which is not what is expected.",
    ),
    (
        Failure("answer", AT, Exact("4"), note="with a constant"),
        "At x = 1 your answer is 4, which is not what is expected (with a constant).",
    ),
    (Failure("network", AT, Undefined("")), "At x = 1 your network gives no value, which is not what is expected."),
    (Failure("network", {}, Exact("1/3"), Exact("2")), "Your network gives 1/3; the function is 2."),
    (
        Failure("domain", {}, Exact("1/2"), subject="k", domain="integer"),
        "k is asked for as integer; in your answer it is 1/2.",
    ),
    (
        Failure("step", AT, Exact("1"), Exact("2"), subject="Line 1: x = 2"),
        "Line 1: x = 2 does not hold: at x = 1 the left side is 1, the right side 2.",
    ),
    (Failure("condition", AT, Truth(False)), "At x = 1 your answer does not do what the problem asks for."),
    (Failure("condition", {}, Truth(False)), "Your answer does not meet all that the problem asks for."),
]


@pytest.mark.parametrize(("failure", "said"), TOLD)
def test_what_is_told_of_a_failure(failure, said):
    assert told(failure, InPlainText()) == said


def test_values_in_plain_text_are_exact():
    assert InPlainText().value(Exact("123456789/987654321")) == value_text(Exact("123456789/987654321"))


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ("-4.8e-19", "4.8e-19", "0 to 18 decimals"),
        ("-6e-19", "7e-19", "0 to 17 decimals"),
        ("-5e-19", "4e-19", "0 to 17 decimals"),
        ("0", "1e-10", "0 to 9 decimals"),
        ("-1e-999999999", "0", "0 to 999999998 decimals"),
        ("-1e-5", "1e-5", "between -1e-5 and 1e-5"),
        ("1e-19", "2e-19", "between 1e-19 and 2e-19"),
        ("-2e999999999", "1e-19", "between -2e999999999 and 1e-19"),
        ("0", "0", "between 0 and 0"),
    ],
)
def test_numbers_around_0_are_0_to_as_many_decimals_as_all_of_them_are(low, high, said):
    assert value_text(Enclosure(low, high)) == said


def test_parts_of_complex_numbers_around_0():
    value = Complex(Exact("1"), Enclosure("-6e-19", "7e-19"))
    assert value_text(value) == "1 + (0 to 17 decimals) i"
