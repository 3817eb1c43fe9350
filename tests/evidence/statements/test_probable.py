"""Identities that are too long to be written out: the bounds of random primes, and what is said with them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import fmpz_mpoly_ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.api import compare
from grader.evidence.budget import Budget
from grader.evidence.combine import all_of, decimal
from grader.evidence.statements.random_primes import Size, probably_equal, size
from grader.language.names import Names
from grader.language.reader import read
from grader.language.tree import Add, Div, Mul, Neg, Node, Num, Pow, Sym
from grader.verdict import Probable, Proof, Unknown

NUMBER = st.integers(0, 9).map(lambda n: Num(Fraction(n)))
LEAF = NUMBER | st.sampled_from([Sym("x"), Sym("y")])
TREE = st.recursive(
    LEAF,
    lambda inner: (
        st.tuples(inner, inner).map(Add)
        | st.tuples(inner, inner).map(Mul)
        | inner.map(Neg)
        | st.tuples(inner, inner).map(lambda pair: Div(*pair))
        | st.tuples(inner, st.integers(0, 3)).map(lambda pair: Pow(pair[0], Num(Fraction(pair[1]))))
    ),
    max_leaves=7,
)
RING = fmpz_mpoly_ctx.get(("x", "y"))
X, Y = RING.gens()


def formal(node: Node):
    """Return numerator and denominator, put together without cancelling."""
    one = RING.constant(1)
    match node:
        case Num(value):
            return RING.constant(value.numerator), one
        case Sym(name):
            return (X if name == "x" else Y), one
        case Neg(arg):
            num, den = formal(arg)
            return -num, den
        case Add((a, b)):
            (n, d), (m, e) = formal(a), formal(b)
            return n * e + m * d, d * e
        case Mul((a, b)):
            (n, d), (m, e) = formal(a), formal(b)
            return n * m, d * e
        case Div(a, b):
            (n, d), (m, e) = formal(a), formal(b)
            return n * e, d * m
        case Pow(base, Num(times)):
            num, den = formal(base)
            return num ** int(times), den ** int(times)
    raise TypeError(node)


@settings(max_examples=150, deadline=None)
@given(tree=TREE)
def test_bounds_hold(tree: Node) -> None:
    bounds = size(tree)
    for poly, (degree, height) in zip(formal(tree), (bounds.num, bounds.den), strict=True):
        if poly != 0:
            assert poly.total_degree() <= degree
            assert sum(abs(int(c)) for c in poly.coeffs()) <= 2**height


@settings(max_examples=150, deadline=None)
@given(left=TREE, right=TREE)
def test_only_identities_are_probable(left: Node, right: Node) -> None:
    (num, den), (other, below) = formal(left), formal(right)
    found = probably_equal(left, right, Budget())
    identical = den != 0 and below != 0 and num * below == other * den
    assert found is None or identical
    if found is not None:
        assert found < Fraction(1, 10**30)


def tree(text: str) -> Node:
    """Return a text as a tree."""
    return read(text, Names(free=True))[0].tree


@pytest.mark.parametrize("text", ["exp(x)", "sqrt(x)", "abs(x)", "pi x", "x^y", "x^(1/3)", "2^x", "x^(2^30)"])
def test_only_rational_expressions(text: str) -> None:
    assert probably_equal(tree(text), tree(text), Budget()) is None


def test_divisors_that_are_zero_say_nothing() -> None:
    assert probably_equal(tree("1/(x - x)"), tree("1/(x - x)"), Budget()) is None


def test_a_multiple_of_many_small_primes_is_no_zero() -> None:
    number = 1
    for n in range(2, 2000):
        number *= n
    huge = Num(Fraction(number))
    assert probably_equal(Mul((huge, Sym("x"))), Num(Fraction(0)), Budget()) is None


def test_sizes_of_numbers() -> None:
    assert size(tree("3 x^2/7 + 1")) == Size((2, 6), (0, 5))


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        ("(a+b+c+d)^60 + (a-b)^60", "((a+b)^2 + 2(a+b)(c+d) + (c+d)^2)^30 + ((a-b)^2)^30 + a - a", "probable"),
        ("(a+b+c+d)^60 + (a-b)^60", "((a+b)^2 + 2(a+b)(c+d) + (c+d)^2)^30 + ((a-b)^2)^30 + a - b", "different"),
        ("(a+b+c+d)^60 + 2^{-200}", "((a+b)^2 + 2(a+b)(c+d) + (c+d)^2)^30 + a - a", "different"),
        ("sqrt(((a+b+c+d)^60 + 1)^2)", "((a+b)^2 + 2(a+b)(c+d) + (c+d)^2)^30 + 1 + a - a", "undecided"),
    ],
)
def test_what_is_said(left: str, right: str, status: str) -> None:
    assert compare(left, right, {}).status == status


def test_errors_add_up() -> None:
    one = Probable("random primes", "1e-40")
    assert all_of([one, Proof("normal form"), one]) == Probable("random primes", "1e-39")
    assert all_of([one, Unknown("open")]) == Unknown("open")
    assert decimal(Fraction(1, 10**30)) == "1e-30"
    assert decimal(Fraction(2, 10**30)) == "1e-29"
