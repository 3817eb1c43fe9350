"""An `i` that nothing declares may be the unit: a status is given where both ways agree, or the notation says which."""

import pytest

from grader.api import compare

ROWS = [
    (r"e^{i\pi} + 1", "0", {}, "equal"),
    (r"e^{i\pi} - 1", "0", {}, "different"),
    (r"e^{i\pi} + 1", "0", {"i": "real"}, "different"),
    ("i^2", "-1", {}, "undecided"),
    ("i^2 + i", "i - 1", {}, "undecided"),
    ("i^{2n}", "(-1)^n", {"n": "integer"}, "undecided"),
    ("e^{ix}", "cos x + i sin x", {}, "equal"),
    ("e^{ix}", "cos x - i sin x", {}, "different"),
    (r"\exp(2 \pi i k)", "1", {"k": "integer"}, "equal"),
    (r"\exp(2 \pi i k)", "1", {}, "different"),
    ("e^{x_i} e^{i pi}", "-e^{x_i}", {}, "undecided"),  # i counts something
    ("(1 + i)^2", "2i", {}, "equal"),
    ("(a + i)^2", "a^2 - 1 + 2 a i", {}, "undecided"),  # no notation of complex numbers
    ("(a + i b)(a - i b)", "a^2 + b^2", {}, "equal"),
    ("(a + i b)(a - i b)", "a^2 - b^2", {}, "different"),
    ("(a + i b)(c - i b)", "a c + i b (c - a) + b^2", {}, "undecided"),
    ("|3 + 4i|", "5", {}, "equal"),
    ("|3 + 4i|", "7", {}, "different"),
    ("|3i|", "3", {}, "undecided"),
    ("|a + ib|", "sqrt(a^2 + b^2)", {}, "equal"),
    (r"\sin(ix)", r"i\sinh x", {}, "equal"),
    ("sin(x + iy)", "sin x cosh y + i cos x sinh y", {}, "equal"),
    ("sin(x + iy)", "sin x cosh y - i cos x sinh y", {}, "different"),
    (r"\sin(ix)/i", r"\sin x", {}, "different"),
    (r"(\cos t + i \sin t)^3", r"\cos 3t + i \sin 3t", {}, "equal"),
    (r"(\cos t + i \sin t)^3", r"\cos^3 t + i \sin^3 t", {}, "different"),
    (r"|e^{ix}|", "e^{ix}", {}, "undecided"),  # holds for a variable, not with the unit
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
    assert compare("i^2", "-1").evidence.reason == (
        "this can be read in 2 ways, which lead to different answers (declare `i`, or a symbol as complex): "
        "`i` a variable: different, or the imaginary unit: equal"
    )


def test_the_unit_is_said():
    assert compare("(1 + i)^2", "2i").evidence.notes == ("`i` is the imaginary unit",)
