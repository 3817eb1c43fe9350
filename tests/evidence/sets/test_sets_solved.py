"""Conditions on one number have the solutions that they have, as exact lines and at points."""

from fractions import Fraction

import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.errors import NoValueError
from grader.evidence.numbers.evaluator import Context, Evaluator
from grader.evidence.numbers.truth import condition_at
from grader.evidence.sets.ends import Order
from grader.evidence.sets.solve import Solver
from grader.language.reader import read
from tests.evidence.plain_trees import names_of, only

PLAIN = Setting(())


def condition(text):
    return only(read(text, names_of("x: real; a: real"), "condition"))


def solved(text):
    order = Order(Context(Budget(), {}), PLAIN)
    return Solver("x", order, lambda _: pytest.fail("no set is read")).solved(condition(text)).holds.whole


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
    line = solved(text)
    assert ([mark.text for mark in line.marks], list(line.at), list(line.between)) == expected


SIDES = st.sampled_from(["x", "x^2 - 1", "1/x", "|x|", "sqrt(x + 1)", "(x - 1)/(x + 2)", "ln(x)", "x^3", "2", "0"])
LINKS = st.builds(lambda a, op, b: f"{a} {op} {b}", SIDES, st.sampled_from(["<", "<=", "=", ">", ">="]), SIDES)
PLACES = [Fraction(n, 4) for n in range(-12, 13)]


def holds(tree, place):
    try:
        return condition_at(Evaluator(Context(Budget()), {"x": fmpq(place.numerator, place.denominator)}, 128), tree)
    except NoValueError:
        return False


@settings(max_examples=60, deadline=None)
@given(LINKS)
def test_the_same_at_points(text):
    try:
        line = solved(text)
        marks = [Evaluator(Context(Budget()), {}, 128).number(mark.written) for mark in line.marks]
    except NoValueError:
        return
    for place in PLACES:
        told = holds(condition(text), place)
        if told is not None:
            assert inside(line, marks, place) is told, place


def inside(line, marks, place):
    for value, at, between in zip(marks, line.at, line.between, strict=False):
        if value == fmpq(place.numerator, place.denominator):
            return at
        if value > fmpq(place.numerator, place.denominator):
            return between
    return line.between[-1]
