"""Answers as students type them, to short problems of usual courses."""

from pathlib import Path

import pytest
import yaml

from grader.api import check, problem_from

PATH = Path(__file__).parents[1] / "cases" / "course-texts.yaml"
CASES = yaml.load(PATH.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
OPEN = {"unreadable", "undecided", "review"}


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case["problem"].split()[1])
def case(request):
    return problem_from(request.param["problem"]), request.param["rows"]


def test_answers_are_marked_as_a_person_would(case):
    problem, rows = case
    found = {row["answer"]: check(problem, row["answer"]).outcome.value for row in rows}
    wanted = {row["answer"]: row["outcome"] for row in rows}
    differing = {
        answer: (found[answer], wanted[answer])
        for answer in wanted
        if found[answer] != wanted[answer] and not (wanted[answer] == "open" and found[answer] in OPEN)
    }
    assert differing == {}
