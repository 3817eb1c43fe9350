"""A line break is a blank within one formula, and never a sign between two."""

from pathlib import Path

import pytest

from grader.api import check, compare, problem_from
from grader.errors import AnswerError
from grader.language.reader.lines import refuse_lines
from tests.caselists import read_values

CASES = read_values(Path(__file__).parents[2] / "cases" / "lines.yaml")


@pytest.mark.parametrize("text", CASES["one"])
def test_one_formula_goes_on(text):
    refuse_lines(text)


@pytest.mark.parametrize("text", CASES["several"])
def test_several_are_refused(text):
    with pytest.raises(AnswerError, match="Another formula begins in the next line"):
        refuse_lines(text)


def test_no_line_is_dropped():
    problem = problem_from({"id": "q", "answer": {"type": "set", "expected": "{2, 3}"}})
    assert check(problem, "x = 2\nx = 3").outcome == "correct"
    assert check(problem, "x = 2\nx = 4").outcome != "correct"
    assert compare("x = 1\nx = 2", "x = 2").status == "unreadable"
