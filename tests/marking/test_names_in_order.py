"""Names in another order than the list that a prompt writes, which may stand before the parts of a problem."""

import pytest

from grader.api import check, problem_from

PROBLEM = """
id: market
prompt: Give the pair (price, quantity).
parts:
  - {id: a, prompt: What are they?, answer: {type: tensor, expected: '[8, 4]'}}
"""


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("(8, 4)", "correct"),
        ("(price, quantity) = (8, 4)", "correct"),
        ("quantity and price: 8, 4", "unreadable"),
        ("(quantity, price) = (8, 4)", "unreadable"),
    ],
)
def test_a_list_of_the_common_prompt_counts(text, outcome):
    (verdict,) = check(problem_from(PROBLEM), {"a": text}).parts
    assert verdict.outcome == outcome
