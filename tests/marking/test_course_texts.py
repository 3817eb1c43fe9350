"""Answers as students type them, to short problems of usual courses."""

from pathlib import Path

import pytest

from grader.api import check, problem_from
from tests.caselists import read_texts
from tests.rows import sampled

FOLDER = Path(__file__).parents[1] / "cases"
CASES = [case for name in ("course-texts", "course-texts-unseen") for case in read_texts(FOLDER / f"{name}.yaml")]
OPEN = {"unreadable", "undecided", "review"}


@pytest.fixture(scope="module", params=sampled(CASES), ids=lambda case: case["problem"].split()[1])
def case(request):
    return problem_from(request.param["problem"]), request.param["rows"]


def test_answers_are_marked_as_a_person_would(case):
    problem, rows = case
    found = [(row["answer"], row["outcome"], check(problem, row["answer"]).outcome.value) for row in rows]
    assert [one for one in found if one[1] != one[2] and not (one[1] == "open" and one[2] in OPEN)] == []
