"""A text that is too long for a value is refused before anything is looked for in it."""

import time

import pytest

from grader.language.domains import REAL
from grader.language.names import Names
from grader.marking.answer import Answer, FieldAnswer
from grader.marking.mark import mark_question
from grader.problems.question import Field, Question
from grader.verdict import Outcome


@pytest.mark.parametrize("unit", ["1", "(", "a(", "(a) ", "((x) ", "(\n", "=", "≈ 1 ", "1 ", ", "])
def test_length_is_looked_at_first(unit):
    question = Question(
        id="q", type="expression", points=1, fields={"answer": Field("answer", REAL, Names())}, names=Names()
    )
    text = unit * (200_000 // len(unit))
    start = time.process_time()
    verdict = mark_question(question, Answer({"answer": FieldAnswer(text)}))
    assert time.process_time() - start < 2
    assert verdict.outcome is Outcome.UNREADABLE
    assert "too long" in verdict.feedback[0].text
