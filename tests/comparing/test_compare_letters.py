"""What other uses of a letter say, where nothing is declared.

σ(x) is the sigmoid unless σ stands by itself somewhere; `n2^k` is n 2^k where n does and n_2 does not.
"""

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
        (r"\Phi(x) + \Phi(-x)", "1", {}, "equal"),
        (r"\Phi(x/\sigma) + \Phi(-x/\sigma)", "1", {}, "equal"),
        (r"\Phi(a + b)", r"\Phi a + \Phi b", {}, "undecided"),
        (r"\Phi(x)", r"x \Phi", {"Phi": "real"}, "equal"),
        (r"\frac{d}{dx}\Phi(x)", r"\frac{1}{\sqrt{2\pi}}e^{-x^2/2}", {}, "equal"),
        (r"\sum_{k=0}^n k\binom{n}{k}", "n2^{n-1}", {"n": "positive integer"}, "equal"),
        ("n2^k", "n 2^k", {}, "equal"),
        ("n2^k", "2 m", {"n": "positive"}, "different"),
        ("n2^k", "n_2^k", {}, "equal"),
        ("n2^k + n", "n_2^k + n", {}, "undecided"),
        ("n_1 + n2^k", "n 2^k + n_1", {}, "undecided"),
        ("n2^2 + n", "5n", {}, "undecided"),
        (r"\sum_{i=1}^3 x_i + x2^n", r"\sum_{i=1}^3 x_i + x 2^n", {}, "undecided"),
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


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("n2^{n-1}", ["n*2^(n - 1)"]),
        (r"\sum_{k=1}^n k2^{k-1}", ["sum_{k=1}^{n} k*2^(k - 1)"]),
        ("x2^n", ["x_2^n"]),
        ("x1^n + x2^n", ["x_1^n + x_2^n"]),
        ("x1^n + x2^n + x", ["x_1^n + x_2^n + x", "x*1^n + x*2^n + x"]),
        ("x_1 + x2^x", ["x_1 + x_2^x", "x_1 + x*2^x"]),
    ],
)
def test_digits_behind_a_letter(text, readings):
    assert [reading.plain for reading in read(text).readings] == readings
