"""What a verdict depends on is in its key, and nothing else is."""

from dataclasses import fields, is_dataclass, replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.batch import versions
from grader.batch.keys import SHARES, answer_key, digest, problems_key, question_key
from grader.language.units.reading import Unit
from grader.marking.answer import Answer, Candidates, FieldAnswer
from grader.problems import question as question_room
from grader.problems.load import load_problems
from grader.verdict import Source

TENT = """
id: tent
title: A tent
prompt: Give w.
points: 4
answer: {type: constraints, fields: {w: real}, require: [{claim: w > 0, points: 1}, {claim: w < 5, points: 3}]}
mistakes: [{when: {w: 7}, score: 2, feedback: Too large.}]
examples: {correct: [{w: 1}], incorrect: [{w: -1}]}
"""


@pytest.fixture(name="key")
def key_of(tmp_path):
    def key(text):
        (tmp_path / "tent.yaml").write_text(text)
        (problem,) = load_problems(tmp_path).values()
        return question_key(problem.questions[0], b"base")

    return key


SAME = {
    "title": ("A tent", "Another tent"),
    "prompt": ("Give w.", "Give w!"),
    "lines": ("id: tent", "# a comment\n\nid: tent"),
    "points": ("points: 4", "points: 8", "points: 1}", "points: 2}", "points: 3", "points: 6", "score: 2", "score: 4"),
    "reveal": ("title:", "reveal: answer\ntitle:"),
    "plot": ("title:", "plot: target\ntitle:"),
    "tags": ("title:", "tags: [old]\ntitle:"),
}
OTHER = {
    "claim": ("w < 5", "w < 6"),
    "domain": ("w: real", "w: integer"),
    "mistake": ("w: 7", "w: 8"),
    "feedback": ("Too large.", "Too big."),
    "share": ("points: 4", "points: 5", "points: 3", "points: 4"),
    "limit": ("type: constraints", "type: constraints, limits: {max_steps: 5}"),
    "example": ("w: -1", "w: -2"),
}


def changed(pairs):
    text = TENT
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("name", SAME)
def test_what_is_applied_afterwards_or_only_read_by_people_changes_no_key(key, name):
    assert key(changed(SAME[name])) == key(TENT)


@pytest.mark.parametrize("name", OTHER)
def test_what_decides_changes_the_key(key, name):
    assert key(changed(OTHER[name])) != key(TENT)


def test_what_stands_for_code_and_libraries_is_in_every_key(tmp_path):
    (tmp_path / "tent.yaml").write_text(TENT)
    problems = load_problems(tmp_path)
    question = problems["tent"].questions[0]
    assert question_key(question, b"one") != question_key(question, b"two")
    assert problems_key(problems.values(), b"one") != problems_key(problems.values(), b"two")
    assert {"grader", "code", "python-flint", "z3-solver"} <= versions.versions().keys()
    assert "unknown" not in versions.versions().values()


def test_every_problem_that_is_shipped_has_a_key_of_its_own():
    questions = [question for problem in load_problems("problems").values() for question in problem.questions]
    assert len({question_key(question, b"") for question in questions}) == len(questions)


def test_every_part_of_the_points_bears_a_name_that_makes_it_a_share():
    every = [Unit, *(one for one in vars(question_room).values() if is_dataclass(one))]
    exact = {each.name for one in every for each in fields(one) if "Fraction" in str(each.type)}
    assert exact - SHARES == {"absolute", "relative", "accept_error", "factor", "zero"}


FIELD = FieldAnswer("x", Source("a.md", 3))
ANSWERS = [
    Answer(),
    Answer({"a": FIELD}),
    Answer({"b": FIELD}),
    Answer({"a": replace(FIELD, text="x ")}),
    Answer({"a": replace(FIELD, error="e")}),
    Answer({"a": replace(FIELD, notes=("n",))}),
    Answer({"a": replace(FIELD, candidates=Candidates((FIELD,)))}),
    Answer({"a": replace(FIELD, candidates=Candidates((replace(FIELD, source=Source("a.md", 4)),)))}),
    Answer(whole=FIELD),
    Answer({"a": FIELD, "b": FIELD}),
    Answer(error="e"),
]


def test_answers_that_differ_in_a_text_an_error_or_a_note_have_keys_of_their_own():
    assert len({answer_key(b"q", one) for one in ANSWERS}) == len(ANSWERS)
    elsewhere = Answer({"a": replace(FIELD, source=Source("b.md", 9))}, source=Source("b.md", 8))
    assert answer_key(b"q", elsewhere) == answer_key(b"q", ANSWERS[1])


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.binary(max_size=3) | st.fractions(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=8,
)


def shape(value):
    """Return a value in which 1, True and Fraction(1) differ, as they do for a digest."""
    if isinstance(value, dict):
        return ("mapping", tuple((key, shape(one)) for key, one in value.items()))
    return ("sequence", tuple(map(shape, value))) if isinstance(value, list) else (type(value).__name__, value)


@given(PLAIN, PLAIN)
def test_two_values_have_one_digest_only_where_they_are_the_same(left, right):
    assert (digest(left) == digest(right)) == (shape(left) == shape(right))


def test_sets_have_no_order_and_what_nobody_can_compare_has_no_digest():
    assert digest(frozenset("abc")) == digest({"c", "b", "a"}) != digest(frozenset("ab"))
    assert digest(Fraction(1)) != digest(1)
    with pytest.raises(TypeError, match="nobody knows when two object are equal"):
        digest(object())
