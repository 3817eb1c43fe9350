from dataclasses import replace
from fractions import Fraction

import pytest

from grader.errors import Diagnostic
from grader.reports.texts import comparison_text, lint_text, reading_text, verdict_text
from grader.reports.words import evidence_words
from grader.verdict import (
    ClaimResult,
    Comparison,
    Direction,
    Exact,
    Feedback,
    FieldResult,
    Outcome,
    Point,
    Probable,
    Proof,
    ReadingResult,
    Reason,
    Truth,
    Unknown,
)


def test_a_verdict_shows_fields_claims_feedback_and_last_the_outcome(tent):
    assert verdict_text(tent).split("\n") == [
        "w_1: [3,6,3]",
        "  read as [3, 6, 3]",
        "claim: w_1^T relu(w_0 x + b_0) = expected for all real x",
        "  refuted: at x = 1, the left side is 15, the right side is 3",
        "  At x = 1 your network gives 15; the function is 3.",
        "tent: incorrect, 0 of 5 points",
    ]


def test_an_unreadable_field_is_pointed_at_and_said_once(verdict):
    error = "an operand is missing\n    2 +\n       ^"
    said = (Feedback("unreadable", f"answer: {error}"),)
    shown = verdict("q1", "unreadable", 0, 1, fields={"answer": FieldResult("2 +", error=error)}, feedback=said)
    assert verdict_text(shown).split("\n") == [
        "answer: 2 +",
        "  an operand is missing",
        "      2 +",
        "         ^",
        "q1: unreadable, 0–1 of 1 point",
    ]


def test_two_readings_are_both_shown(verdict):
    readings = (ReadingResult("(1/2) x", Outcome.CORRECT), ReadingResult("1/(2 x)", Outcome.INCORRECT))
    shown = verdict("q1", "undecided", 0, 1, fields={"answer": FieldResult("1/2x", readings=readings)})
    assert verdict_text(shown).split("\n")[:3] == [
        "answer: 1/2x",
        "  one reading: (1/2) x, correct",
        "  one reading: 1/(2 x), incorrect",
    ]


def test_an_open_claim_says_why_once(verdict):
    claim = ClaimResult("expected", "a = b", Unknown("too many cases", "max_cases"), Fraction(2))
    said = (Feedback("undecided", "a = b: too many cases"),)
    text = verdict_text(verdict("q1", "undecided", 0, 2, points=2, claims=(claim,), feedback=said))
    assert text.split("\n") == [
        "claim: a = b (2 points)",
        "  open: too many cases (limit: max_cases)",
        "q1: undecided, 0–2 of 2 points",
    ]


def test_one_point_is_no_points(verdict, proved):
    claims = (replace(proved, points=Fraction(1)), replace(proved, points=Fraction(1, 2)))
    lines = verdict_text(verdict("q1", "correct", 1, claims=claims)).split("\n")
    assert lines[0::2] == [
        "claim: answer = expected (1 point)",
        "claim: answer = expected (0.5 points)",
        "q1: correct, 1 of 1 point",
    ]


def test_parts_come_before_their_question(small_class):
    lines = verdict_text(small_class.students[1].verdicts["q3"]).split("\n")
    assert lines[0] == "q3.a: correct, 0.33 of 0.33 points"
    assert lines[-1] == "q3: unreadable, 0.33–1 of 1 point"


def test_student_text_reaches_no_terminal_raw(verdict):
    fields = {"answer\x1b": FieldResult("\x1b]0;owned\x07" + "x" * 3000, "\u202ex", error="\x9b")}
    text = verdict_text(verdict("q\x1b", "unreadable", 0, 1, fields=fields))
    assert not any((ord(char) < 32 and char != "\n") or 0x7F <= ord(char) <= 0x9F or char == "\u202e" for char in text)
    assert "characters in all)" in text


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (Proof("m"), "proved"),
        (Proof("m", ("x = 1", "x = 2")), "proved; but for gaps in the domain: x = 1, x = 2"),
        (Probable("m", "1e-36"), "holds but for an error of probability at most 1e-36"),
        (Point({}, Exact("4"), Exact("5"), "m"), "refuted: the left side is 4, the right side is 5"),
        (Point({"x": Exact("0")}, Truth(False), Truth(True), "m"), "refuted: at x = 0, the condition is false"),
        (
            Direction({"n": "t"}, "t^3", "t^2", "m"),
            "refuted: along n = t, the left side is t^3, the right side is t^2, for growing t",
        ),
        (Reason("shape", "It is a row."), "refuted: it is a row"),
        (Reason("choice", "A was chosen; B is right."), "refuted: A was chosen; B is right"),
        (Unknown("too hard."), "open: too hard"),
    ],
)
def test_evidence_in_words(evidence, words):
    assert evidence_words(evidence) == words


@pytest.mark.parametrize(
    ("status", "evidence", "last"),
    [
        ("equal", Proof("m"), "equal"),
        ("equal", Proof("m", ("x = 1",)), "equal: but for gaps in the domain: x = 1"),
        (
            "different",
            Point({"x": Exact("1")}, Exact("2"), Exact("3"), "m"),
            "different: at x = 1, the left side is 2, the right side is 3",
        ),
        ("undecided", Unknown("too hard", "max_cases"), "undecided: too hard (limit: max_cases)"),
        ("probable", Probable("m", "1e-9"), "probable: holds but for an error of probability at most 1e-9"),
        ("unreadable", None, "unreadable"),
    ],
)
def test_a_comparison_ends_with_its_status(status, evidence, last):
    text = comparison_text(Comparison(status, FieldResult("a", "a"), FieldResult("b  c", "b c"), evidence, ("note",)))
    assert text.split("\n") == ["left: a", "right: b  c", "  read as b c", "  note", last]


def test_a_comparison_of_two_readings_shows_them_without_outcomes():
    readings = (ReadingResult("(1/2) x", Outcome.UNDECIDED), ReadingResult("1/(2 x)", Outcome.UNDECIDED))
    text = comparison_text(Comparison("undecided", FieldResult("1/2x", readings=readings), FieldResult("x", "x")))
    assert text.split("\n")[:3] == ["left: 1/2x", "  one reading: (1/2) x", "  one reading: 1/(2 x)"]


def test_a_reading_in_three_notations():
    assert reading_text("x", [("x/2", "\\frac{x}{2}", "x/2")], None) == (
        "plain    x/2\nLaTeX    \\frac{x}{2}\nUnicode  x/2"
    )
    two = reading_text("x", [("a", "b", "c"), ("d", "e", "f")], None)
    assert two.split("\n")[0] == "reading 1 of 2"
    assert two.split("\n")[4] == "reading 2 of 2"
    assert reading_text("+", [], "what?\n    +\n    ^") == "unreadable: +\n  what?\n      +\n      ^"


def test_lint_counts_at_the_end():
    fault = Diagnostic("a.yaml", 3, 1, "points", "expected a number")
    assert lint_text((fault,), (fault,), 1, 4) == (
        "a.yaml:3: points: expected a number\n"
        "warning: a.yaml:3: points: expected a number\n"
        "1 problem, 4 examples, 1 error, 1 warning"
    )
