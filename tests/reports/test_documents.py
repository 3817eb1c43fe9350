import json
from fractions import Fraction

import pytest

from grader.reports.class_json import student_verdict
from grader.reports.classes import Student
from grader.reports.result_json import (
    claim_body,
    comparison_body,
    document,
    dumps,
    error_body,
    evidence_body,
    field_body,
    reading_body,
    timing_body,
    value_body,
    verdict_body,
)
from grader.verdict import (
    ClaimResult,
    Comparison,
    Complex,
    Direction,
    Enclosure,
    Exact,
    FieldResult,
    Outcome,
    Point,
    Probable,
    Proof,
    ReadingResult,
    Reason,
    Source,
    Truth,
    Undefined,
    Unknown,
)

CONTRACT = """
{"schema": 1, "student": "ada", "problem": "tent", "outcome": "incorrect", "score": 0, "points": 5,
 "score_range": [0, 0],
 "fields": {"w_1": {"text": "[3,6,3]", "read": "[3, 6, 3]", "source": {"file": "answers.yaml", "line": 4}}},
 "claims": [{"id": "expected", "text": "w_1^T relu(w_0 x + b_0) = expected for all real x", "status": "refuted",
             "evidence": {"kind": "point", "at": {"x": {"exact": "1"}},
                          "left": {"exact": "15"}, "right": {"exact": "3"}, "method": "piecewise-linear"}}],
 "feedback": [{"code": "counterexample", "text": "At x = 1 your network gives 15; the function is 3."}]}
"""


def test_the_verdict_of_the_contract_is_written_as_it_stands_there(tent):
    assert dumps(student_verdict(Student("ada", {"tent": tent}), tent)) == " ".join(CONTRACT.split())


def test_timing_stands_only_where_asked_for(tent):
    assert "timing" not in student_verdict(Student("ada", {"tent": tent}), tent)
    student = Student("ada", {"tent": tent}, seconds={"tent": 0.1234567})
    assert student_verdict(student, tent, timing=True)["timing"] == {"seconds": 0.123457}
    assert timing_body(None) == {}


def test_an_open_verdict_has_a_range_and_no_score(verdict):
    body = verdict_body(verdict("q1", "undecided", "1/3", 2, points=2))
    assert (body["score"], body["score_range"]) == (None, [0.33, 2])


def test_a_question_with_parts_holds_their_verdicts(small_class):
    body = verdict_body(small_class.students[1].verdicts["q3"])
    assert list(body) == ["problem", "parts", "outcome", "score", "points", "score_range", "feedback"]
    assert [part["problem"] for part in body["parts"]] == ["q3.a", "q3.b"]
    assert body["parts"][1]["fields"]["answer"]["error"].startswith("something is missing here")


def test_the_line_of_a_stream_has_its_id_for_the_student(tent):
    assert list(document({"id": "7"}, verdict_body(tent)))[:3] == ["schema", "id", "problem"]


@pytest.mark.parametrize(
    ("value", "body"),
    [
        (Exact("1/3"), {"exact": "1/3"}),
        (Enclosure("0.333", "0.334"), {"enclosure": ["0.333", "0.334"]}),
        (Undefined("log of -1"), {"undefined": "log of -1"}),
        (Truth(True), {"truth": True}),
        (Complex(Exact("1"), Exact("2")), {"re": {"exact": "1"}, "im": {"exact": "2"}}),
        ((Exact("1"), (Exact("2"),)), [{"exact": "1"}, [{"exact": "2"}]]),
    ],
)
def test_values(value, body):
    assert value_body(value) == body


@pytest.mark.parametrize(
    ("evidence", "body"),
    [
        (Proof("normal form"), {"kind": "proof", "method": "normal form"}),
        (Proof("m", ("x = 1",), ("n",)), {"kind": "proof", "gaps": ["x = 1"], "notes": ["n"], "method": "m"}),
        (Probable("primes", "1e-36"), {"kind": "probable", "error": "1e-36", "method": "primes"}),
        (
            Direction({"n": "t", "d": "t^2"}, "t^3", "t^2", "growth"),
            {"kind": "direction", "along": {"n": "t", "d": "t^2"}, "left": "t^3", "right": "t^2", "method": "growth"},
        ),
        (Reason("shape", "a row"), {"kind": "reason", "code": "shape", "text": "a row", "method": "comparison"}),
    ],
)
def test_evidence(evidence, body):
    assert evidence_body(evidence) == body


def test_an_open_claim_has_a_reason_and_no_evidence():
    body = claim_body(ClaimResult("expected", "a = b", Unknown("too many cases", "max_cases"), Fraction(1, 2)))
    assert body == {
        "id": "expected",
        "text": "a = b",
        "status": "undecided",
        "points": 0.5,
        "reason": "too many cases",
        "limit": "max_cases",
    }


def test_fields_say_what_there_is_to_say():
    field = FieldResult("1/2x", None, Source("a.yaml"), (ReadingResult("(1/2) x", Outcome.CORRECT),), notes=("n",))
    assert field_body(field) == {
        "text": "1/2x",
        "readings": [{"read": "(1/2) x", "outcome": "correct"}],
        "source": {"file": "a.yaml"},
        "notes": ["n"],
    }
    assert field_body(FieldResult()) == {}


def test_a_long_text_is_cut_and_its_length_told():
    body = field_body(FieldResult("x" * 10_001))
    assert (len(body["text"]), body["characters"]) == (10_000, 10_001)


def test_a_comparison():
    sides = FieldResult("2 log x", "2 log(x)"), FieldResult("log(x^2)", "log(x^2)")
    point = Point({"x": Exact("-1")}, Undefined("log of -1"), Exact("0"), "exact")
    body = comparison_body(Comparison("different", *sides, point))
    assert json.loads(dumps(document({"id": "8"}, body))) == {
        "schema": 1,
        "id": "8",
        "status": "different",
        "left": {"text": "2 log x", "read": "2 log(x)"},
        "right": {"text": "log(x^2)", "read": "log(x^2)"},
        "evidence": {
            "kind": "point",
            "at": {"x": {"exact": "-1"}},
            "left": {"undefined": "log of -1"},
            "right": {"exact": "0"},
            "method": "exact",
        },
    }
    assert comparison_body(Comparison("undecided", *sides, Unknown("because")))["reason"] == "because"


def test_errors_and_readings():
    assert error_body("bad-json", "no", 3, None) == {
        "error": {"code": "bad-json", "message": "no", "line": 3, "column": None}
    }
    assert reading_body("x", [("x", "x", "x")], None) == {
        "text": "x",
        "readings": [{"plain": "x", "latex": "x", "unicode": "x"}],
    }
    assert reading_body("+", [], "what?") == {"text": "+", "readings": [], "error": "what?"}
