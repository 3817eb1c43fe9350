"""Sums over indices in a normal form: values stay, and the order and the names of sums do not matter."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.contractions import rearranged
from grader.language.domains import Variable
from grader.language.names import Names, Symbol
from grader.language.printing import show
from grader.language.reader import read
from grader.language.reader.domains import parse_domain
from grader.language.tree import Add, Bind, Call, Div, Index, Mul, Neg, Node, Num, Pow, Sym

DOMAINS = {"x": "real^n", "y": "real^n", "A": "real^{n x n}", "B": "real^{n x n}", "p": "positive^n", "n": "size"}
DECLARED = {name: parse_domain(text) for name, text in DOMAINS.items()}
SETTING = Setting(tuple(Variable(name, domain) for name, domain in DECLARED.items()))
NAMES = Names(symbols={name: Symbol(name, domain) for name, domain in DECLARED.items()}, free=True)
ENTRIES = [Fraction(value) for value in (2, -1, 3, 1, -2, 5, -3, 4, 7, -5, 6)]


class NoValueError(Exception):
    """A division by zero, or a power that is no number here."""


def value(tree: Node, at: dict[str, Fraction]) -> Fraction:
    """Return a tree's value with 2^x for exp(x), which has the same rules."""
    match tree:
        case Num(number):
            return number
        case Sym(name):
            return at[name]
        case Neg(arg):
            return -value(arg, at)
        case Add(terms):
            return sum((value(term, at) for term in terms), Fraction(0))
        case Mul(factors):
            result = Fraction(1)
            for factor in factors:
                result *= value(factor, at)
            return result
        case Div(num, den):
            below = value(den, at)
            if not below:
                raise NoValueError
            return value(num, at) / below
        case Pow(base, exponent):
            below, power = value(base, at), value(exponent, at)
            if not below and power < 0:
                raise NoValueError
            return below ** int(power)
        case _:
            return other_value(tree, at)


def other_value(tree: Node, at: dict[str, Fraction]) -> Fraction:
    """Return the value of a function, an entry or a sum."""
    match tree:
        case Call("exp", (arg,)):
            power = value(arg, at)
            if power.denominator != 1 or abs(power) > 200:
                raise NoValueError
            return Fraction(2) ** int(power)
        case Call("abs", (arg,)):
            return abs(value(arg, at))
        case Index(Sym(name), indices):
            places = [int(value(index, at)) for index in indices]
            assert all(1 <= place <= at["n"] for place in places)
            spread = sum(place * factor for place, factor in zip(places, (1, 4), strict=False))
            return ENTRIES[(spread + 3 * ord(name)) % len(ENTRIES)]
        case Bind("sum", body, var, low, high):
            first, last = int(value(low, at)), int(value(high, at))
            return sum((value(body, {**at, var: Fraction(k)}) for k in range(first, last + 1)), Fraction(0))
    raise AssertionError(tree)


def in_order(text: str) -> Node:
    """Return what a text is rearranged to."""
    found = rearranged(read(text, NAMES)[0].tree, SETTING, Budget())
    assert found is not None
    return found


def expressions(indices: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Return expressions in the entries at some indices, and in sums over more."""
    leaves = [f"{name}_{index}" for name in "xy" for index in indices]
    leaves += [f"{name}_{{{i},{j}}}" for name in "AB" for i in indices for j in indices]
    simple = st.sampled_from([*leaves, "c", "2", "n"])
    base = simple | st.deferred(lambda: sums(indices)) if len(indices) < 3 else simple
    return st.recursive(
        base,
        lambda inner: st.one_of(
            st.tuples(inner, inner).map(lambda two: f"({two[0]} + {two[1]})"),
            st.tuples(inner, inner).map(lambda two: f"({two[0]}) ({two[1]})"),
            inner.map(lambda one: f"(-({one}))"),
            inner.map(lambda one: f"({one})^2"),
            inner.map(lambda one: f"exp({one})"),
            inner.map(lambda one: f"abs({one})"),
            st.tuples(inner, inner).map(lambda two: f"(({two[0]})/({two[1]}))"),
        ),
        max_leaves=4,
    )


def sums(indices: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Return a sum over one more index."""
    index = "ijk"[len(indices)]
    ranges = st.sampled_from([("1", "n"), ("1", "n"), ("2", "n"), ("1", "n-1")])
    return st.tuples(ranges, expressions((*indices, index))).map(
        lambda pair: rf"(\sum_{{{index}={pair[0][0]}}}^{{{pair[0][1]}}} ({pair[1]}))"
    )


@settings(max_examples=150, deadline=None)
@given(sums(()), st.integers(1, 3))
def test_rearranging_keeps_values(text: str, n: int) -> None:
    tree = read(text, NAMES)[0].tree
    found = rearranged(tree, SETTING, Budget())
    assume(found is not None)
    at = {"n": Fraction(n), "c": Fraction(3)}
    try:
        expected, other = value(tree, at), value(found, at)
    except NoValueError:
        return
    assert other == expected, show(found)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (r"\sum_{i=1}^n\sum_{j=1}^n A_{ij} x_i y_j", r"\sum_{k=1}^n y_k\sum_{l=1}^n x_l A_{lk}"),
        (r"\sum_{i=1}^n\sum_{j=1}^n A_{ij} B_{ji}", r"\sum_{i=1}^n\sum_{j=1}^n B_{ij} A_{ji}"),
        (r"(\sum_{i=1}^n x_i)^2", r"\sum_{i=1}^n\sum_{j=1}^n x_i x_j"),
        (r"\sum_{i=1}^n\sum_{j=1}^n e^{x_i + y_j}", r"\sum_{j=1}^n e^{y_j}\sum_{i=1}^n e^{x_i}"),
        (r"\sum_{i=1}^n |x_i - \sum_{j=1}^n y_j|", r"\sum_{j=1}^n |x_j - \sum_{i=1}^n y_i|"),
        (r"\sum_{i=1}^n |\sum_{j=1}^n A_{ij} x_j|", r"\sum_{j=1}^n |\sum_{k=1}^n x_k A_{jk}|"),
        (r"\sum_{i=1}^n x_i", r"\sum_{i=1}^n x_{n+1-i}"),
        (r"\sum_{i=0}^{n-1} x_{i+1}", r"x_1 + \sum_{i=2}^n x_i"),
        (r"\sum_{i=1}^{n-1} (x_{i+1} - x_i)", r"x_n - x_1"),
        (r"\sum_{i=1}^{n-1} x_i x_{i+1}", r"\sum_{k=2}^n x_{k-1} x_k"),
        (r"\sum_{i=1}^n \log(p_i e^{x_i})", r"\sum_{i=1}^n x_i + \sum_{j=1}^n \log p_j"),
    ],
)
def test_equal_sums_have_one_normal_form(left: str, right: str) -> None:
    assert in_order(left) == in_order(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (r"\sum_{i=1}^n\sum_{j=1}^n A_{ij} x_i y_j", r"\sum_{i=1}^n\sum_{j=1}^n A_{ij} y_i x_j"),
        (r"\sum_{i=1}^n\sum_{j=1}^n A_{ij} B_{ji}", r"\sum_{i=1}^n\sum_{j=1}^n A_{ij} B_{ij}"),
        (r"\sum_{i=1}^n x_i^2", r"(\sum_{i=1}^n x_i)^2"),
        (r"\sum_{i=1}^n |x_i - \sum_{j=1}^n y_j|", r"\sum_{i=1}^n |x_i - y_i|"),
        (r"\sum_{i=1}^n |\sum_{j=1}^n A_{ij} x_j|", r"\sum_{i=1}^n |\sum_{j=1}^n A_{ji} x_j|"),
        (r"\sum_{i=1}^{n-1} x_i", r"\sum_{i=1}^n x_i"),
        (r"\sum_{i=1}^{n-1} x_i x_{i+1}", r"\sum_{i=1}^{n-1} x_i^2"),
        (r"\sum_{i=1}^n \log(x_i y_i)", r"\sum_{i=1}^n \log x_i + \sum_{i=1}^n \log y_i"),
    ],
)
def test_different_sums_have_different_ones(left: str, right: str) -> None:
    assert in_order(left) != in_order(right)
