import pytest

from grader.evidence.budget import Budget
from grader.evidence.signs import range_of, sign_of
from tests.evidence.plain_trees import setting, tree

CASES = [
    # expression, domains, assumptions, sign
    ("x^2 + 1", "x: real", (), "POSITIVE"),
    ("x^2", "x: real", (), "NON_NEGATIVE"),
    ("x^2", "x: nonzero", (), "POSITIVE"),
    ("x^2 - 2*x*y + y^2", "x: real; y: real", (), "NON_NEGATIVE"),
    ("x^2 - 2*x*y + y^2 + 1", "x: real; y: real", (), "POSITIVE"),
    ("2*x*y - x^2 - y^2", "x: real; y: real", (), "NON_POSITIVE"),
    ("x^2 + x + 1", "x: real", (), "POSITIVE"),
    ("x^2 - x - 1", "x: real", (), "UNKNOWN"),
    ("x^2 - x - 1", "x: (2, oo)", (), "POSITIVE"),
    ("x^4 - 4*x^2 + 4", "x: real", (), "NON_NEGATIVE"),
    ("x^2 - 2", "x: [0, 1]", (), "NEGATIVE"),
    ("exp(x)", "x: real", (), "POSITIVE"),
    ("1 - sigmoid(x)", "x: real", (), "POSITIVE"),
    ("1 - exp(x)/(exp(x) + exp(y))", "x: real; y: real", (), "POSITIVE"),
    ("1 - tanh(x)^2", "x: real", (), "POSITIVE"),
    ("cosh(x) - 1", "x: real", (), "NON_NEGATIVE"),
    ("n - d", "n: size; d: size", ("d <= n",), "NON_NEGATIVE"),
    ("n - d + 1", "n: size; d: size", ("d <= n",), "POSITIVE"),
    ("n - d", "n: size; d: size", ("d < n",), "POSITIVE"),
    ("n^2 - d^2", "n: size; d: size", ("d < n",), "POSITIVE"),
    ("c - 1", "c: real", ("c ≠ 1",), "NONZERO"),
    ("c^2 - c", "c: positive", ("c ≠ 1",), "NONZERO"),
    ("2*n + 1", "n: integer", (), "NONZERO"),
    ("n", "n: positive integer", (), "POSITIVE"),
    ("n - 1", "n: positive integer", (), "NON_NEGATIVE"),
    ("floor(x)", "x: (0, 2)", (), "NON_NEGATIVE"),
    ("floor(x)", "x: (999/1000, 20)", (), "NON_NEGATIVE"),
    ("floor(x)", "x: (0, 1)", (), "ZERO"),
    ("floor(x)", "x: (-1, 0)", (), "NEGATIVE"),
    ("floor(x)", "x: [-1, 0]", (), "NON_POSITIVE"),
    ("ceil(x)", "x: (-2, 0)", (), "NON_POSITIVE"),
    ("ceil(x)", "x: (0, 1)", (), "POSITIVE"),
    ("ceil(x)", "x: [0, 1)", (), "NON_NEGATIVE"),
    ("abs(x) + y", "x: real; y: positive", (), "POSITIVE"),
    ("x*y", "x: negative; y: negative", (), "POSITIVE"),
    ("x - x", "x: real", (), "ZERO"),
    ("x/y", "x: positive; y: negative", (), "NEGATIVE"),
    ("sqrt(x)", "x: positive", (), "POSITIVE"),
    ("sqrt(x)", "x: real", (), "NON_NEGATIVE"),
    ("pi - 3", "", (), "POSITIVE"),
    ("log(2) - 7/10", "", (), "NEGATIVE"),
    ("log(x)", "x: (1, oo)", (), "POSITIVE"),
    ("b - a", "a: real; b: real", ("a < b",), "POSITIVE"),
    ("(b - a)^2", "a: real; b: real", ("a ≠ b",), "POSITIVE"),
    ("1/(1 - p)", "p: (0, 1)", (), "POSITIVE"),
    ("x^y", "x: positive; y: real", (), "POSITIVE"),
    ("x^y", "x: real; y: real", (), "UNKNOWN"),
    ("1 - b^t", "b: (0, 1); t: positive integer", (), "POSITIVE"),
    ("1 - b^t", "b: [0, 1]; t: positive integer", (), "NON_NEGATIVE"),
    ("1 - b^t", "b: (0, 1); t: non-negative integer", (), "NON_NEGATIVE"),
    ("1 - b^(-y)", "b: (0, 1); y: positive", (), "NEGATIVE"),
    ("(1 + y)^(-y) - 1", "y: positive", (), "NEGATIVE"),
    ("1 - b^t", "b: (-1, 1); t: positive integer", (), "UNKNOWN"),
    ("x^(1/3)", "x: positive", (), "POSITIVE"),
    ("x^(1/3)", "x: negative", (), "NEGATIVE"),
    ("x^(2/3)", "x: negative", (), "POSITIVE"),
    ("x^2", "x: complex", (), "UNKNOWN"),
    ("x - y", "x: real; y: real; z: real", ("x > z", "z > y"), "POSITIVE"),
    ("x_1 + x_2", "x_1: real; x_2: real", ("x_1*x_2 > 0", "x_1 > 0"), "POSITIVE"),
    ("sign(x)", "x: real", (), "NONZERO"),
    ("1 + x^2 + exp(y)*cosh(x)", "x: real; y: real", (), "POSITIVE"),
    ("exp(2*x) - 2*exp(x) + 1", "x: real", (), "NON_NEGATIVE"),
]


@pytest.mark.parametrize(("text", "variables", "assume", "sign"), CASES, ids=str)
def test_sign(text, variables, assume, sign):
    assert sign_of(tree(text, variables), setting(variables, assume), Budget()).name == sign


def test_range_has_fractions():
    found = range_of(tree("2*x + 1", "x: [0, 3)"), setting("x: [0, 3)"), Budget())
    assert found.bounds() == (1, 7)
    assert (found.low_open, found.high_open) == (False, True)
