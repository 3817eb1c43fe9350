"""Letters that may be functions, where nothing is declared: σ(x) is the sigmoid unless σ stands by itself somewhere."""

import pytest

from grader.api import compare, read


@pytest.mark.parametrize(
    ("left", "right", "variables", "status"),
    [
        (r"1 - \sigma(x)", r"\sigma(-x)", {}, "equal"),
        (r"\sigma(x)", r"\frac{1}{1 + e^{-x}}", {}, "equal"),
        (r"\Gamma(n + 1)", "n!", {"n": "non-negative integer"}, "equal"),
        ("H(x) + H(-x)", "1", {}, "equal"),
        (r"\sigma(a + b)", r"\sigma a + \sigma b", {}, "undecided"),
        (r"\sigma a + \sigma b", r"\sigma(a + b)", {}, "undecided"),
        (r"\sigma(a + b)", r"\sigma a + \sigma b", {"sigma": "positive"}, "equal"),
        (r"\sigma(x)(1 - \sigma(x))", r"\sigma'", {}, "unreadable"),
    ],
)
def test_status(left, right, variables, status):
    assert compare(left, right, variables).status == status


def test_the_echo_shows_the_reading_that_counts():
    found = compare("σ(x)", "sigmoid(x)")
    assert (found.left.read, found.left.readings) == ("sigmoid(x)", ())
    assert [reading.plain for reading in read("σ(x)").readings] == ["sigmoid(x)"]
    assert [reading.plain for reading in read("σ(x) + σ").readings] == ["sigmoid(x) + sigma", "sigma x + sigma"]
