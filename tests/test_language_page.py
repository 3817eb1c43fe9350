"""Every row of the page on what may be written says what becomes of an answer."""

import re

import pytest
import yaml

from grader.api import check, problem_from
from tests.test_readme import ROOT

PAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \| (\w+) \|$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("answer", "asked", "outcome"), ROWS, ids=[row[0] for row in ROWS])
def test_an_answer_gets_the_outcome_of_its_row(answer, asked, outcome):
    told = yaml.load(f"{{{asked}}}", yaml.BaseLoader)
    prompt = told.pop("prompt", "Compute it.")
    told = {"type": "expression" if "for_all" in told else "number", **told}
    problem = problem_from({"id": "q", "prompt": prompt, "answer": told})
    assert check(problem, answer).outcome.value == outcome


def test_there_are_such_rows():
    assert len(ROWS) >= 30
