"""Rational functions read from trees agree with exact evaluation, and say exactly where trees have no value."""

from fractions import Fraction

from flint import fmpq, fmpq_poly
from hypothesis import given
from hypothesis import strategies as st

from grader.evidence.budget import Budget
from grader.evidence.errors import UndefinedError
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.look import see
from grader.evidence.trees.rational import rational_function
from grader.language.tree import Add, Call, Div, Mul, Neg, Num, Pow, Sym
from tests.evidence.plain_trees import tree

X = Sym("x")
LEAVES = st.one_of(st.just(X), st.integers(0, 3).map(lambda value: Num(Fraction(value))))
EXPONENTS = st.integers(-2, 2).map(lambda n: Num(Fraction(n)) if n >= 0 else Neg(Num(Fraction(-n))))


def _inner(parts):
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        parts.map(Neg),
        several.map(Add),
        several.map(Mul),
        st.builds(Div, parts, parts),
        st.builds(Pow, parts, EXPONENTS),
    )


TREES = st.recursive(LEAVES, _inner, max_leaves=7)


@given(TREES, st.integers(-3, 3))
def test_values_and_gaps_are_those_of_the_tree(node, x):
    function = rational_function(node, X)
    seen = see(Context(Budget()), node, {"x": fmpq(x)}, 64)
    if function is None:
        assert isinstance(seen, UndefinedError)  # only what is divided by 0 everywhere is not read here
    elif any(divisor(fmpq(x)) == 0 for divisor in function.divisors):
        assert isinstance(seen, UndefinedError)
    else:
        assert seen == function.num(fmpq(x)) / function.den(fmpq(x))


def test_a_pole_that_cancels_is_kept():
    function = rational_function(tree("1/(1/x)", "x: real"), X)
    assert (function.num, function.den) == (fmpq_poly([0, 1]), fmpq_poly([1]))
    assert fmpq_poly([0, 1]) in function.divisors


def test_only_rational_functions_of_the_symbol_are_read():
    for other in (Sym("y"), Call("sin", (X,)), Pow(Num(Fraction(2)), X)):
        assert rational_function(Add((X, other)), X) is None


def test_a_deep_tree_is_read():
    node = X
    for _ in range(5_000):
        node = Neg(Add((node, Num(Fraction(1)))))
    function = rational_function(node, X)
    assert function.num == fmpq_poly([0, 1])


def test_what_is_shared_is_read_once():
    node = Add((X, Num(Fraction(1))))
    for _ in range(60):
        node = Add((node, Neg(node), node))
    assert rational_function(node, X).num == fmpq_poly([1, 1])
