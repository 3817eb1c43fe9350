"""Bounds of forms on boxes: laws against values at points, and networks too wide for the solver."""

from fractions import Fraction
from random import Random

import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.claims.statements import Claim, Holds, Within
from grader.evidence import Budget, decide
from grader.evidence.families.piecewise.space.bounds import Bounds
from grader.evidence.families.piecewise.space.forms import Atoms
from grader.evidence.families.piecewise.space.linear import Linear
from grader.evidence.families.piecewise.space.region import FormValues
from grader.language.tree import Add, Call, Cases, Mul, Neg, Num, Relation, Sym
from grader.verdict import Point, Proof
from tests.evidence.deciding import setting, tree
from tests.evidence.families.piecewise.networks_support import network, number, random_layers

X, Y = Sym("x"), Sym("y")
SQUARE = {"x": "[0, 1]", "y": "[0, 1]"}
numbers = st.integers(-4, 4).map(lambda value: Num(Fraction(value)) if value >= 0 else Neg(Num(Fraction(-value))))


def _grown(inner):
    pairs = st.tuples(inner, inner)
    return st.one_of(
        pairs.map(Add),
        st.tuples(numbers, inner).map(Mul),
        pairs.map(lambda pair: Call("max", pair)),
        inner.map(lambda arg: Call("relu", (arg,))),
        inner.map(lambda arg: Call("abs", (arg,))),
        st.tuples(inner, inner, inner).map(lambda parts: Cases(((parts[0], Relation((">",), parts[1:])),), parts[2])),
    )


functions = st.recursive(st.one_of(st.sampled_from([X, Y]), numbers), _grown, max_leaves=14)
sides = st.tuples(st.integers(-6, 6), st.integers(0, 6)).map(lambda pair: (fmpq(pair[0]), fmpq(sum(pair))))
shares = st.integers(0, 8).map(lambda eighths: fmpq(eighths, 8))


@settings(max_examples=300, deadline=None)
@given(functions, sides, sides, st.lists(st.tuples(shares, shares), min_size=1, max_size=6))
def test_no_value_lies_outside(function, first, second, places):
    atoms = Atoms(2, Budget())
    form = Linear(atoms, {"x": 0, "y": 1}, {}).form(function)
    order = range(2, 2 + len(atoms.made))
    low, high = Bounds(atoms, order, (first, second)).of(form)
    values = FormValues(atoms, form)
    for place in places:
        values.place([a + share * (b - a) for (a, b), share in zip((first, second), place, strict=True)])
        assert low <= values.form(form.items()) <= high


def _values(layers, steps=24):
    """The values of a network on a grid of the square, with fractions."""
    for i in range(steps + 1):
        for j in range(steps + 1):
            last = [Fraction(i, steps), Fraction(j, steps)]
            for layer, (weights, biases) in enumerate(layers, 1):
                last = [
                    sum(w * t for w, t in zip(row, last, strict=True)) + b
                    for row, b in zip(weights, biases, strict=True)
                ]
                last = [max(t, Fraction(0)) for t in last] if layer < len(layers) else last
            yield last[0]


@pytest.mark.parametrize("widths", [(2, 24, 1), (2, 10, 10, 1), (2, 16, 16, 1)])
@pytest.mark.parametrize("seed", [1, 2])
def test_wide_networks_on_a_box(widths, seed):
    layers = random_layers(Random(seed), widths)
    top = max(_values(layers))
    inside = [tree(f"0 <= x_{place} <= 1", {"x": "real^2"}) for place in (1, 2)]
    known = setting({"x": "real^2"}, Sym("x"), every=True)
    known = type(known)(known.variables, assume=tuple(inside))
    output = network(layers)
    for slack, kind in ((Fraction(1, 20), Proof), (Fraction(-1, 50), Point)):
        bound = top + slack * (abs(top) + 1)
        evidence = decide(Claim("c", "c", Holds(Relation(("<=",), (output, number(bound)))), known))
        assert isinstance(evidence, kind), evidence


ROWS = [  # answer, expected, tolerance, domains, what is found
    ("exp(x) sin(y) + x y/100", "exp(x) sin(y)", "1/10", {"x": "[0, 1]", "y": "[0, pi]"}, Proof),
    ("exp(x) sin(y) + x y/20", "exp(x) sin(y)", "1/10", {"x": "[0, 1]", "y": "[0, pi]"}, Point),
    ("4 x (pi - x)/pi^2", "sin(x)", "1/10", {"x": "[0, pi]"}, Proof),
    ("4 x (pi - x)/pi^2", "sin(x)", "1/20", {"x": "[0, pi]"}, Point),
    ("relu(x + y - 1)", "x y", "1/4", SQUARE, Proof),
    ("relu(x + y - 1)", "x y", "6/25", SQUARE, Point),
    ("sigmoid(x + y - 2)", "x y", "1/2", SQUARE, Proof),
    ("sigmoid(x + y - 2)", "x y", "12/25", SQUARE, Point),
    ("x y", "0", "1", SQUARE, Proof),
    ("x^2 y", "x y^2", "1/4", SQUARE, Proof),
    ("x^2 y", "x y^2", "6/25", SQUARE, Point),
]


@pytest.mark.parametrize(("answer", "expected", "most", "where", "kind"), ROWS)
def test_tolerances_on_boxes(answer, expected, most, where, kind):
    trees = tree(answer, where), tree(expected, where)
    assert isinstance(decide(Claim("c", "c", Within(*trees, Fraction(most)), setting(where, *trees))), kind)


def test_at_corners_a_strict_tolerance_is_refuted_where_the_difference_is_as_large():
    trees = tree("x y", SQUARE), tree("0", SQUARE)
    statement = Within(*trees, Fraction(1), strict=True)
    evidence = decide(Claim("c", "c", statement, setting(SQUARE, *trees)))
    assert isinstance(evidence, Point)
    assert {name: value.text for name, value in evidence.at.items()} == {"x": "1", "y": "1"}
