"""An answer by itself may hold words: the same is read from it as from a text under a key."""

from pathlib import Path

import pytest

from grader.api import check
from grader.wording import unreadable_answers
from tests.caselists import read_texts
from tests.marking.test_marking import problem_of
from tests.rows import batches, each

OUTCOMES = ("correct", "incorrect", "unreadable", "undecided", "review")
ROWS = [
    (case["problem"], text, outcome)
    for case in read_texts(Path(__file__).parents[1] / "cases" / "stated.yaml")
    for outcome in OUTCOMES
    for text in case.get(outcome, ())
]


@pytest.mark.parametrize("some", batches(ROWS, lambda row: row[0]), ids=lambda some: some[0][1][:60])
def test_outcomes(some, tmp_path):
    asked = problem_of(some[0][0], tmp_path)

    def has_its_outcome(row):
        _, text, outcome = row
        assert check(asked, text).outcome == outcome

    each(some, has_its_outcome)


def test_a_number_with_three_decimals_is_told_without_remarks(tmp_path):
    asked = problem_of("{id: q, answer: {type: number, expected: '2.718'}}", tmp_path)
    (field,) = check(asked, "2.718").fields.values()
    assert field.notes == ()


def test_many_blanks_before_brackets_cost_little(tmp_path):
    asked = problem_of("{id: q, answer: {type: number, expected: '2'}}", tmp_path)
    assert check(asked, f"1{' ' * 5_000}(x)").outcome == "unreadable"


def test_wrong_entries_behind_names_are_asked_for_as_a_list(tmp_path):
    asked = problem_of("{id: q, prompt: Find $a$ and $b$., answer: {type: tensor, expected: [5, 4]}}", tmp_path)
    for text in ("a = 4, b = 5", "b: 5; a: 4", "$a = 4$\n$b = 5$"):
        assert [one.text for one in check(asked, text).feedback] == [unreadable_answers.SEVERAL_NAMED]
