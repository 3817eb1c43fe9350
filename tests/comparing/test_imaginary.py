"""An `i` that nothing declares may be the imaginary unit: a status is given where it is the same both ways."""

import pytest

from grader.api import compare

ROWS = [
    (r"e^{i\pi} + 1", "0", {}, "undecided"),
    ("i^2", "-1", {}, "undecided"),
    ("e^{ix}", "cos x + i sin x", {}, "undecided"),
    ("e^{ix}", "cos x + i sin x", {"i": "real"}, "different"),
    ("e^{ix}", "cos x + i sin x", {"x": "real", "w": "complex"}, "equal"),
    ("2i + 1", "1 + 2i", {}, "equal"),
    ("2i + 1", "1 - 2i", {}, "different"),
    ("i(i + 1)/2", "(i^2 + i)/2", {}, "equal"),
    ("sum_{i=1}^3 i", "6", {}, "equal"),
    ("x_i", "x_j", {}, "different"),
]


@pytest.mark.parametrize(("left", "right", "variables", "status"), ROWS)
def test_the_imaginary_unit(left, right, variables, status):
    assert compare(left, right, variables).status == status


def test_both_ways_are_said():
    assert compare("(1 + i)^2", "2i").evidence.reason == (
        "this can be read in 2 ways, which lead to different answers (declare `i`, or a symbol as complex): "
        "`i` a variable: different, or the imaginary unit: equal"
    )
