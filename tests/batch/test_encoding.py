"""What is written as data is read as it was, and what is no such data is an error."""

import json
from dataclasses import fields
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import grader.verdict as verdicts
from grader.batch.encoding import CLASSES, ENCODING, EncodingError
from grader.course import work
from grader.isolation.endings import Unread
from grader.isolation.pool import Broke, Done, TimedOut
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.mark import mark_question
from grader.problems.load import load_problems
from grader.submissions import find_submissions, read_submission
from grader.verdict import Outcome

TOPICS = ("kinks", "convolution", "softmax", "networks")


@pytest.mark.parametrize("topic", TOPICS)
def test_verdicts_come_back_as_they_were(topic):
    for problem in load_problems(f"problems/{topic}").values():
        for question in problem.questions:
            for example in question.examples[:2]:
                answer = Answer({name: FieldAnswer(text) for name, text in example.fields.items()})
                result = Done(mark_question(question, answer), 0.25)
                assert ENCODING.decoded(ENCODING.encoded(result)) == result


def test_submissions_come_back_as_they_were():
    problems = load_problems("problems")
    found, _ = find_submissions([Path("submissions")])
    assert len(found) > 5
    for files in found:
        submission = read_submission(files, problems)
        line = work.ENCODING.encoded(submission)
        assert b"\n" not in line
        assert work.ENCODING.decoded(line) == submission


VALUES = st.recursive(
    st.none() | st.booleans() | st.text() | st.fractions() | st.sampled_from(Outcome) | st.integers(),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(VALUES)
def test_any_plain_value_comes_back(value):
    assert ENCODING.decoded(ENCODING.encoded(value)) == value


def test_stray_bytes_of_a_student_survive():
    assert ENCODING.decoded(ENCODING.encoded(FieldAnswer("a\udc80\x00\u202e"))) == FieldAnswer("a\udc80\x00\u202e")


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[]", b'["Verdict"]', b'["os.system", "ls"]', b'["Feedback", 1]', b"[2, \"wrong\"]",
        b'[1, "1/0"]', b'[3]', b"[" * 100_000, b'["Done", 1, 2, 3]', b"\xff",
    ],
)  # fmt: skip
def test_what_is_no_record_is_an_error(data):
    with pytest.raises(EncodingError):
        ENCODING.decoded(data)


def test_what_a_record_cannot_hold_is_a_fault_of_ours():
    with pytest.raises(TypeError, match="no record can hold a set"):
        ENCODING.encoded({"a": {1}})


def test_every_data_class_of_a_verdict_can_be_written():
    kept = {one.__name__ for one in CLASSES}
    every = {name for name, one in vars(verdicts).items() if hasattr(one, "__dataclass_fields__")}
    assert every - kept == {"Comparison"}
    assert all(json.loads(ENCODING.encoded(one("x", one2)))[0] for one, one2 in ((Unread, TimedOut(1)), (Broke, 0.5)))
    assert [len(fields(one)) for one in (Done, TimedOut, Broke)] == [2, 1, 2]
    assert ENCODING.decoded(ENCODING.encoded(Fraction(0))) == 0
