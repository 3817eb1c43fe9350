"""Conditions solved by gauges have the same solutions as those that are solved link by link."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.errors import UnclearError
from grader.evidence.numbers.evaluator import Context
from grader.evidence.sets.ends import Order
from grader.evidence.sets.gauged import gauged
from grader.evidence.sets.solve import Solver
from grader.language.reader import read
from tests.evidence.plain_trees import names_of, only

PLAIN = Setting(())


def condition(text):
    return only(read(text, names_of("x: real; a: real"), "condition"))


def shown(line):
    return [mark.text for mark in line.marks], list(line.at), list(line.between)


SOLVED = [
    ("x^2 = 4", (["-2", "2"], [True, True], [False, False, False])),
    ("x^2 < 2", (["-sqrt(2)", "sqrt(2)"], [False, False], [False, True, False])),
    ("1/x > 1", (["0", "1"], [False, False], [False, True, False])),
    ("|x - 1| <= 2", (["-1", "3"], [True, True], [False, True, False])),
    ("sqrt(x) = 3", (["9"], [True], [False, False])),
    ("sqrt(x) > -1", (["0"], [True], [False, True])),
    ("ln(x) < 0", (["0", "1"], [False, False], [False, True, False])),
    ("e^x >= 1", (["0"], [True], [False, True])),
    ("-1 < x <= 2", (["-1", "2"], [False, True], [False, True, False])),
    ("x = 1 or x = 2", (["1", "2"], [True, True], [False, False, False])),
    ("not (1/x > 0)", (["0"], [False], [True, False])),
    ("x^2 >= 0", ([], [], [True])),
]


@pytest.mark.parametrize(("text", "expected"), SOLVED)
def test_solved(text, expected):
    assert shown(gauged(condition(text), "x", PLAIN)) == expected


@pytest.mark.parametrize("text", ["sin(x) > 0", "x > a", "e^x = 2", "x < sqrt(2)", "sqrt(x) > x"])
def test_left_to_others(text):
    assert gauged(condition(text), "x", PLAIN) is None


SIDES = st.sampled_from(["x", "x^2 - 1", "1/x", "|x|", "sqrt(x + 1)", "(x - 1)/(x + 2)", "ln(x)", "x^3", "2", "0"])
LINKS = st.builds(lambda a, op, b: f"{a} {op} {b}", SIDES, st.sampled_from(["<", "<=", "=", ">", ">="]), SIDES)
TEXTS = st.recursive(
    LINKS, lambda inner: st.builds(lambda a, op, b: f"(({a}) {op} ({b}))", inner, st.sampled_from(["and", "or"]), inner)
)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_same_as_link_by_link(text):
    tree = condition(text)
    found = gauged(tree, "x", PLAIN)
    order = Order(Context(Budget(), {}), PLAIN)
    try:
        expected = Solver("x", order, lambda _: pytest.fail("no set is read")).solved(tree).holds
    except UnclearError:
        return
    if found is not None:
        assert expected.is_plain
        assert shown(found) == shown(expected.whole)
