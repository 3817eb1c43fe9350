"""Conditions that hold by the domains alone are dropped, and no others."""

import pytest
from hypothesis import given, settings

from grader.evidence.budget import Budget
from grader.evidence.definedness.conditions import conditions
from grader.evidence.definedness.formulas import TRUE
from grader.evidence.definedness.plainly import Plainly, is_plain
from grader.evidence.errors import DeclinedError
from grader.evidence.signs import Sign
from tests.evidence.definedness.independent_values import LeftOutError, UndefinedError, UnsureError, sign, value
from tests.evidence.definedness.test_definedness_fuzz import DOMAINS, grid, trees
from tests.evidence.plain_trees import setting, tree

SIGNS = [
    ("x + y^2", "x: positive; y: real", Sign.POSITIVE),
    ("1 - x", "x: [0, 1]", Sign.NON_NEGATIVE),
    ("1 - x", "x: (0, 1)", Sign.POSITIVE),
    ("2 - x - y", "x: (0, 1); y: [0, 1]", Sign.POSITIVE),
    ("n - 1", "n: size", Sign.NON_NEGATIVE),
    ("1 + e^(-x)", "x: real", Sign.POSITIVE),
    ("1 + cos(x)", "x: real", Sign.NON_NEGATIVE),
    ("1 - tanh(x)", "x: real", Sign.POSITIVE),
    ("x y", "x: nonzero; y: negative", Sign.NONZERO),
    ("-x^3", "x: negative", Sign.POSITIVE),
    ("x^y", "x: positive; y: real", Sign.POSITIVE),
    ("x - y", "x: real; y: real", Sign.UNKNOWN),
    ("sqrt(x)", "x: real", Sign.NON_NEGATIVE),
    ("1/x", "x: non-negative", Sign.POSITIVE),
    ("pi - 2", "x: real", Sign.POSITIVE),
]


@pytest.mark.parametrize(("text", "variables", "expected"), SIGNS)
def test_sign(text, variables, expected):
    assert Plainly(setting(variables)).sign(tree(text, variables)) is expected


@pytest.mark.parametrize("text", ["sin(y)", "x^y", "max(x, 0)"])
def test_nothing_is_known(text):
    with pytest.raises(DeclinedError):
        Plainly(setting("x: real")).sign(tree(text, "x: real; y: real"))


HOLDS = [
    ("ln(x y) + 1/(x + y)", "x: positive; y: positive"),
    ("sum(1/k, k, 1, n)", "n: positive integer"),
    ("a^b", "a: positive; b: real"),
    ("2^b", "b: real"),
    ("p ln(p) + (1 - p) ln(1 - p)", "p: (0, 1)"),
]


@pytest.mark.parametrize(("text", "variables"), HOLDS)
def test_nothing_is_left(text, variables):
    within = setting(variables)
    assert Plainly(within).rest(conditions(tree(text, variables), within, Budget())) == TRUE


def test_what_may_fail_is_left():
    within = setting("x: real; y: positive")
    rest = Plainly(within).rest(conditions(tree("1/(x y) + ln(y)", "x: real; y: positive"), within, Budget()))
    assert rest == conditions(tree("1/(x y)", "x: real; y: positive"), within, Budget())


def test_the_index_hides_a_symbol():
    within = setting("k: positive")
    body = tree("sum(1/(k - 1), k, 1, 3)", "k: positive")
    assert Plainly(within).rest(conditions(body, within, Budget())) != TRUE


def test_conventions_are_no_plain_setting():
    assert not is_plain(setting("x: real", (), {"0 log 0": "0"}))
    assert not is_plain(setting("z: complex"))


@settings(max_examples=80, deadline=None)
@given(trees(["x"]))
def test_values_have_the_sign(node):
    for domain in [domain for domain in DOMAINS if "y" not in domain]:
        try:
            found = Plainly(setting(domain)).sign(node)
        except DeclinedError:
            continue
        for env in grid(domain):
            try:
                own = sign(value(node, env))
            except (UndefinedError, UnsureError, LeftOutError):
                continue
            assert {-1: 1, 0: 2, 1: 4}[own] & found
