"""Linear forms agree with exact evaluation, and nothing that may have no value is left out of them."""

from fractions import Fraction

import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from grader.evidence.budget import Budget
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.look import see
from grader.evidence.trees.linear import affine, tree_of, with_constants
from grader.language.tree import Add, Call, Const, Div, Mul, Neg, Num, Pow, Sym
from tests.evidence.plain_trees import tree

LEAVES = st.one_of(st.sampled_from([Sym("x"), Sym("y")]), st.integers(0, 3).map(lambda value: Num(Fraction(value))))
PLACE = {"x": fmpq(2, 3), "y": fmpq(-5)}


def _inner(parts):
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    exponents = st.integers(0, 2).map(lambda n: Num(Fraction(n)))
    return st.one_of(
        parts.map(Neg),
        several.map(Add),
        several.map(Mul),
        st.builds(Div, parts, parts),
        st.builds(Pow, parts, exponents),
    )


TREES = st.recursive(LEAVES, _inner, max_leaves=6)


def value(node):
    return see(Context(Budget()), node, PLACE, 64)


@given(TREES)
def test_a_form_has_the_values_of_the_tree(node):
    form = affine(node)
    if form is not None:
        assert value(tree_of(form)) == value(node)


@given(st.lists(st.integers(-3, 3), min_size=3, max_size=3))
def test_every_form_is_read(numbers):
    form = dict(zip(("", "x", "y"), map(Fraction, numbers), strict=True))
    found = affine(tree_of(form))
    assert {name: number for name, number in found.items() if number} == {k: v for k, v in form.items() if v}


@pytest.mark.parametrize("text", ["x*x/x", "x^0", "x/(y/y)", "1/(1/x)", "x/(1-1)", "2^x", "x*y", "x/x", "0^(-1)"])
def test_what_may_have_no_value_is_no_form(text):
    assert affine(tree(text, "x: real; y: real")) is None


def test_a_symbol_that_cancels_is_kept():
    assert affine(tree("x - x + 1", "x: real")) == {"x": 0, "": 1}


def test_constants_are_kept_as_they_are_written():
    node = tree("x/sin(1) + sqrt(2) x + y", "x: real; y: real")
    form = with_constants(node, "x", (Sym("x"),))
    one = Num(Fraction(1))
    root = Call("sqrt", (Num(Fraction(2)),))
    assert form.coefficients[Sym("x")].tree == Add((Div(one, Call("sin", (one,))), root))
    assert form.constant.tree == Sym("y")


@pytest.mark.parametrize("text", ["x^2/x", "x*sin(x)", "sin(x)", "x/0", "x^(-1)", "sqrt(x)*sqrt(x)", "pi^x"])
def test_other_trees_have_no_constant_coefficients(text):
    assert with_constants(tree(text, "x: real"), "x", (Sym("x"),)) is None


def test_kernels_are_atoms():
    sine, cosine = (Call(name, (Sym("x"),)) for name in ("sin", "cos"))
    form = with_constants(tree("3 sin x - cos(x)/pi + 2", "x: real"), "x", (sine, cosine))
    assert set(form.coefficients) == {sine, cosine}
    assert form.constant.tree == Num(Fraction(2))
    assert form.coefficients[cosine].tree == Mul((Div(Num(Fraction(1)), Const("pi")), Neg(Num(Fraction(1)))))
