"""What a class writes in many ways is decided once, and what is told of it is as if it had been decided each time."""

from dataclasses import replace
from fractions import Fraction

import pytest

from grader.claims.statements import AllOf, AnyOf, Claim, Equal, Holds, SameCode, Setting
from grader.evidence.budget import LIMITS
from grader.language.code.program import Frame
from grader.language.code.reader import read_code
from grader.language.domains import Domain, Variable
from grader.language.tree import Add, Num, Relation, Sym
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.judging import decided_once as room
from grader.marking.judging.decided_once import decided_once
from grader.marking.mark import mark_question
from grader.problems.load import load_problems
from grader.verdict import Proof

X = Sym("x")
REAL = Setting((Variable("x"),))


@pytest.fixture(name="asked")
def note_what_is_decided(monkeypatch):
    """Return the claims that were decided, where nothing is known at the beginning."""
    asked = []
    decide = room.decide

    def noted(claim, budget):
        asked.append(claim)
        return decide(claim, budget)

    monkeypatch.setattr(room, "decide", noted)
    monkeypatch.setattr(room, "_known", {})
    return asked


def claim(statement, setting=REAL):
    return Claim("a", "b", statement, setting)


def number(value):
    return Num(Fraction(value))


SAME = Equal(Add((X, number(1))), Add((number(1), X)))


def test_an_equal_claim_is_decided_once(asked):
    first = decided_once(claim(SAME), LIMITS)
    assert isinstance(first, Proof)
    again = replace(claim(Equal(Add((Sym("x"), number(1))), Add((number(1), X)))), id="other", text="other")
    assert decided_once(again, LIMITS) is first
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("other", "limits"),
    [
        (claim(replace(SAME, same_domain=True)), LIMITS),
        (claim(SAME, Setting((Variable("x", Domain("integer", text="integer")),))), LIMITS),
        (claim(SAME, replace(REAL, conventions={"H(0)": number(0)})), LIMITS),
        (claim(SAME, replace(REAL, assume=(Relation((">",), (X, number(0))),))), LIMITS),
        (claim(SAME, replace(REAL, accept_error=Fraction(1, 10))), LIMITS),
        (claim(SAME), replace(LIMITS, max_steps=1000)),
        (claim(AnyOf((SAME,))), LIMITS),
        (claim(AllOf((SAME,))), LIMITS),
    ],
)
def test_another_claim_is_decided_for_itself(asked, other, limits):
    decided_once(claim(SAME), LIMITS)
    decided_once(other, limits)
    assert len(asked) == 2
    decided_once(other, limits)
    assert len(asked) == 2


def test_of_long_statements_nothing_is_kept(asked):
    long = Holds(Relation(("=",), (Add(tuple(number(n) for n in range(room.KEPT_NODES))), X)))
    for _ in range(2):
        decided_once(claim(long), LIMITS)
    assert len(asked) == 2
    assert room._known == {}


def test_the_oldest_make_room(asked, monkeypatch):
    monkeypatch.setattr(room, "KEPT", 3)
    for n in range(5):
        decided_once(claim(Equal(X, number(n))), LIMITS)
    assert len(room._known) == 3
    decided_once(claim(Equal(X, number(4))), LIMITS)
    assert len(asked) == 5
    decided_once(claim(Equal(X, number(0))), LIMITS)
    assert len(asked) == 6


FRAME = Frame((), frozenset(), "numpy")


def code(text, expected="return 1"):
    return claim(SameCode(read_code(text, frozenset()), read_code(expected, frozenset()), FRAME), Setting())


def test_programs_are_the_same_but_for_blanks_within_their_lines(asked):
    decided_once(code("a = 1\nreturn a"), LIMITS)
    decided_once(code("a  =   1 # one\nreturn (a)"), LIMITS)
    assert len(asked) == 1
    for other in ("\na = 1\nreturn a", "a = 1.0\nreturn a", "a = True\nreturn a", "b = 1\nreturn b"):
        decided_once(code(other), LIMITS)
    assert len(asked) == 5
    decided_once(code("a = 1\nreturn a", "return 2"), LIMITS)
    assert len(asked) == 6


PROBLEM = """
id: q
answer: {type: expression, for_all: {x: real}, expected: 2 x + 2}
mistakes: [{when: 2 x + 1, feedback: Nearly.}]
"""


def test_verdicts_say_what_each_student_wrote(asked, tmp_path):
    (tmp_path / "q.yaml").write_text(PROBLEM, encoding="utf-8")
    (question,) = load_problems(tmp_path)["q"].questions
    texts = ("2(x+1)", "2 (x + 1)", "2x + 1", "2 x+1")
    found = [mark_question(question, Answer({"answer": FieldAnswer(text)})) for text in texts]
    assert [one.fields["answer"].text for one in found] == list(texts)
    assert [one.outcome.value for one in found] == ["correct", "correct", "incorrect", "incorrect"]
    assert found[2].feedback == found[3].feedback
    for one, text in zip(found, texts, strict=True):
        room._known.clear()
        assert mark_question(question, Answer({"answer": FieldAnswer(text)})) == one
