"""Polynomials on residue classes against values at many integers, which know nothing of classes."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, gcd

import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.evidence.budget import Budget
from grader.evidence.families.integers.classes import MAX_CLASSES
from grader.evidence.families.integers.residues import residues_differ
from grader.language.domains import Domain, Variable
from grader.language.tree import Add, Call, Div, Mul, Neg, Node, Num, Pow, Sym

WHOLE = Domain(base="integer", text="integer")
NAMES = ("m", "n")
VARIABLES = tuple(Variable(name, WHOLE) for name in NAMES)
SPAN = range(-13, 14)


def number(value: int) -> Node:
    return Num(Fraction(value)) if value >= 0 else Neg(Num(Fraction(-value)))


def rounded(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    fraction = st.builds(Div, inner, st.integers(1, 4).map(number))
    signs = st.builds(lambda whole: Pow(Neg(number(1)), Call("floor", (whole,))), fraction)
    divisors = st.builds(lambda a, b: Call("gcd", (Call("floor", (a,)), number(b))), inner, st.integers(1, 4))
    floors = st.builds(lambda name, a: Call(name, (a,)), st.sampled_from(["floor", "ceil"]), fraction)
    mods = st.builds(lambda a, b: Call("mod", (a, number(b))), fraction, st.sampled_from([-2, 1, 2, 3]))
    sums = st.builds(lambda a, b: Add((a, b)), inner, inner)
    return st.one_of(floors, mods, signs, divisors, sums, st.builds(lambda a, b: Mul((a, b)), inner, inner))


TREES = st.recursive(st.one_of(st.sampled_from(NAMES).map(Sym), st.integers(-3, 3).map(number)), rounded, max_leaves=4)


def value(node: Node, place: dict[str, int]) -> Fraction:
    match node:
        case Num(amount):
            return amount
        case Sym(name):
            return Fraction(place[name])
        case Neg(arg):
            return -value(arg, place)
        case Add((a, b)):
            return value(a, place) + value(b, place)
        case Mul((a, b)):
            return value(a, place) * value(b, place)
        case Div(a, b):
            return value(a, place) / value(b, place)
        case Pow(_, exponent):
            return Fraction(1 - 2 * (int(value(exponent, place)) % 2))
        case Call("floor", (a,)):
            return Fraction(floor(value(a, place)))
        case Call("ceil", (a,)):
            return Fraction(ceil(value(a, place)))
        case Call("mod", (a, b)):
            return value(a, place) % value(b, place)
        case Call("gcd", (a, b)):
            return Fraction(gcd(int(value(a, place)), int(value(b, place))))
        case _:
            raise AssertionError(node)


@given(TREES, TREES)
@settings(max_examples=150, deadline=None)
def test_what_is_said_holds(left: Node, right: Node) -> None:
    found = residues_differ(left, right, VARIABLES, Budget())
    places = [{"m": m, "n": n} for m in SPAN for n in SPAN]
    if found is None:
        return
    points = list(found)
    if not points:
        assert all(value(left, place) == value(right, place) for place in places)
    else:
        numbers = [{name: int(amount.p) for name, amount in point.items()} for point in points]
        assert any(value(left, place) != value(right, place) for place in numbers)


def test_symbols_that_are_no_integers_are_not_rounded() -> None:
    real = (Variable("m"), VARIABLES[1])
    tree = Call("floor", (Div(Add((Sym("m"), Sym("n"))), number(2)),))
    assert residues_differ(tree, tree, real, Budget()) is None
    outside = Mul((Sym("m"), Call("floor", (Div(Sym("n"), number(2)),))))
    assert list(residues_differ(outside, outside, real, Budget()) or [{}]) == []
    later = Mul((number(2), outside))
    point = next(residues_differ(outside, later, real, Budget()) or iter(()))
    assert point["m"] == fmpq(1)


@pytest.mark.parametrize("divisor", [MAX_CLASSES + 1, 10**9])
def test_many_classes_are_not_looked_at(divisor: int) -> None:
    tree = Call("mod", (Sym("n"), number(divisor)))
    assert residues_differ(tree, tree, VARIABLES, Budget()) is None
