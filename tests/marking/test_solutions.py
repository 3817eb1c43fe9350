"""Sets and relations marked: outcomes, and the whole texts that staff and students get."""

import pytest

from grader.api import check
from tests.caselists import read_texts
from tests.language.reading_support import CASES

from .test_marking import problem_of

ROWS = [(case["problem"], row) for case in read_texts(CASES / "solutions.yaml") for row in case["rows"]]


@pytest.mark.parametrize(("text", "row"), ROWS, ids=[row["answer"] for _, row in ROWS])
def test_answers_and_what_is_said(text, row, tmp_path):
    verdict = check(problem_of(text, tmp_path), row["answer"])
    full = " | ".join(feedback.text for feedback in verdict.feedback)
    assert verdict.outcome.value == row["outcome"], full
    if "full" in row:
        assert full == row["full"]
    if "student" in row:
        assert " | ".join(feedback.student for feedback in verdict.feedback) == row["student"]
