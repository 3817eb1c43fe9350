from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.claims.statements import Equal, Setting
from grader.evidence import compare
from grader.evidence.budget import Budget, Limits
from grader.language.domains import Variable
from grader.language.reader.domains import parse_domain
from grader.language.tree import Add, Array, Call, Mul, Neg, Sym
from grader.verdict import Exact, Point, Proof, Reason, Undefined, Unknown
from tests.evidence.deciding import tree
from tests.evidence.families.piecewise.nets import (
    X,
    deep,
    deep_at,
    exact,
    matrix,
    number,
    on_line,
    same,
    settled,
    shallow,
    shallow_at,
    vector,
)

PROVED = Proof("piecewise-linear")
UNITS = [(1, 2, 3), (1, 0, -6), (1, -2, 3)]


def tent():
    from grader.language.tree import Cases, Relation

    return Cases(
        (
            (tree("3x+6"), Relation(("<=", "<="), (number(-2), X, number(0)))),
            (tree("6-3x"), Relation(("<", "<"), (number(0), X, number(2)))),
        ),
        number(0),
    )


def refuted(x, left, right, method="piecewise-linear"):
    return Point({"x": Exact(str(x))}, Exact(str(left)), Exact(str(right)), method)


def test_a_tent_from_three_units():
    assert same(shallow(UNITS), tent()) == PROVED


def test_an_even_tent():
    assert same(shallow([(1, -2, 3), (1, 0, -6), (1, 2, 3)]), tent()) == PROVED


def test_a_wrong_tent_is_refuted_at_a_small_integer():
    assert same(shallow([(1, 2, 3), (1, 0, 6), (1, -2, 3)]), tent()) == refuted(1, 15, 3)


def test_the_identity_with_two_units():
    assert same(shallow([(1, 0, 1), (-1, 0, -1)]), X) == PROVED


def test_a_difference_far_out():
    far = [*UNITS, (1, -(10**6), 1)]
    assert same(shallow(UNITS), shallow(far)) == refuted(10**6 + 1, 0, 1)


def test_a_weight_off_by_a_billionth():
    found = same(shallow([(1, 2, 3), (1, 0, -6), (1, -2, 3 + Fraction(1, 10**9))]), tent())
    assert found == refuted(3, Fraction(1, 10**9), 0)


def test_a_difference_on_a_tiny_interval():
    tiny = Fraction(1, 10**6)
    bump = [(1, -tiny, 1), (1, -2 * tiny, -2), (1, -3 * tiny, 1)]
    found = same(shallow([*UNITS, *bump]), shallow(UNITS))
    assert isinstance(found, Point)
    x = exact(found.at["x"])
    assert tiny < x < 3 * tiny
    assert exact(found.left) == shallow_at([*UNITS, *bump], x)
    assert same(shallow([*UNITS, *bump]), shallow(UNITS), "[1/1000, 5]") == PROVED


def test_a_dead_unit_may_be_changed():
    assert same(shallow([*UNITS, (0, -1, 5)]), shallow([*UNITS, (0, -3, 7)])) == PROVED


def test_the_same_hidden_layer_used_several_times():
    h = Call("relu", (Add((Mul((vector([1, -1]), X)), vector([0, 0]))),))
    for _ in range(60):
        h = Call("relu", (Add((h, Neg(Mul((number(Fraction(1, 2)), h))))),))
    found = same(Mul((vector([2**30, 2**30]), Mul((number(2**30), h)))), Call("abs", (X,)))
    assert found == PROVED


def test_joined_outputs():
    hidden = Call("relu", (Add((Mul((vector([1, -1]), X)), vector([0, 0]))),))
    joined = Array((tree("x"), Mul((vector([1, 1]), hidden))))
    assert same(Mul((vector([1, 1]), joined)), tree("2relu(x)")) == PROVED


def test_vectors_are_compared_by_entry():
    h = Call("relu", (Mul((vector([1, -1]), X)),))
    assert same(h, Array((tree("max(x,0)"), tree("max(-x,0)")))) == PROVED
    found = same(h, Array((tree("max(x,0)"), tree("max(x,0)"))))
    one, nil = Exact("1"), Exact("0")
    assert found == Point({"x": one}, (one, nil), (one, one), "piecewise-linear")


def test_a_vector_of_one_entry_is_the_variable():
    column = Setting((Variable("x", parse_domain("real^1")),))
    inner = Add((Mul((matrix([[1], [-1]]), X)), vector([0, 0])))
    net = Mul((matrix([[1, 1]]), Call("relu", (inner,))))
    assert compare(net, tree("relu(x)"), column) != PROVED
    found = compare(net, Call("norm", (X, number(1))), column)
    assert found == PROVED
    found = compare(net, number(0), column)
    assert found == Point({"x": (Exact("1"),)}, Exact("1"), Exact("0"), "piecewise-linear")


def test_shapes_that_do_not_fit():
    net = Mul((vector([1, 2, 3]), Call("relu", (Mul((vector([1, 2]), X)),))))
    text = "A product of arrays of shapes (1, 3) and (2, 1) is not defined."
    assert same(net, X) == Reason("shape", text, "shapes")
    assert same(X, Add((net, Call("abs", (X,))))) == Unknown(f"the expected side has no value: {text}")
    wide = Call("relu", (Mul((vector([1, 2]), X)),))
    assert same(wide, Call("abs", (X,))) == Reason("shape", "The answer has shape (2); a number is expected.")


def sawtooth(depth):
    height = Call("hardtanh", (X,))
    for _ in range(depth):
        high = Call("relu", (Add((height, number(Fraction(-1, 2)))),))
        height = Add((Mul((number(2), Call("relu", (height,)))), Neg(Mul((number(4), high)))))
    return height


def test_a_sawtooth_with_many_pieces():
    moved = Add((sawtooth(12), number(Fraction(1, 10**9))))
    assert same(sawtooth(12), sawtooth(12)) == PROVED
    assert isinstance(same(sawtooth(12), moved), Point)


def test_a_limit_is_named_with_what_was_established():
    found = same(sawtooth(15), sawtooth(15))
    assert found == Unknown(
        "there are too many pieces; both sides agree at the 40 points that were tried", "max_pieces"
    )
    few = Budget(Limits(max_units=10))
    found = same(sawtooth(6), sawtooth(6), budget=few)
    assert found == Unknown("there are too many units", "max_units")


def test_beyond_a_limit_points_still_refute():
    found = same(sawtooth(15), Add((sawtooth(15), number(1))))
    assert isinstance(found, Point)
    assert (found.at, found.method) == ({"x": Exact("1")}, "exact evaluation")
    assert exact(found.right) == exact(found.left) + 1


def test_steps_leave_the_points_of_conventions_out():
    steps = Mul((vector([1, 2]), Call("heaviside", (Add((Mul((vector([1, 1]), X)), vector([0, -1]))),))))
    assert same(steps, tree("H(x)+2H(x-1)")) == Proof("piecewise-linear", gaps=("x = 0", "x = 1"))
    found = same(steps, tree("H(x)+2H(x-2)"))
    assert found == refuted(Fraction(3, 2), 3, 1)


def test_a_convention_settles_a_jump():
    half = replace(on_line(), conventions={"H(0)": number(Fraction(1, 2))})
    assert compare(tree("H(x)"), tree("(1+sign(x))/2"), half) == Proof("piecewise-linear", gaps=("x = 0",))
    sign = replace(half, conventions={**half.conventions, "sign(0)": number(0)})
    assert compare(tree("H(x)"), tree("(1+sign(x))/2"), sign) == PROVED


def test_constants():
    assert settled(Equal(Mul((vector([1, 2]), Call("relu", (vector([3, -4]),)))), number(3))) == Proof(
        "exact evaluation"
    )
    found = settled(Equal(Mul((vector([1, 2]), Call("relu", (vector([3, 4]),)))), number(3)))
    assert found == Point({}, Exact("11"), Exact("3"), "exact evaluation")


CURVED = [
    ("relu(x)^2", "x relu(x)", "real"),
    ("x |x|", "x^2", "positive"),
    ("relu(x)^2 - x^2", "-relu(-x)^2", "real"),
    ("max(x, 0)^3 + 1", "(relu(x) + 1)(relu(x)^2 - relu(x) + 1)", "real"),
]


@pytest.mark.parametrize(("left", "right", "domain"), CURVED)
def test_polynomials_between_kinks(left, right, domain):
    found = same(tree(left, {"x": domain}), tree(right, {"x": domain}), domain)
    assert found == Proof("polynomials on each piece")


DIFFERENT = [
    ("relu(x)", "x^2", "real", "2", "2", "4"),
    ("relu(x)^2", "x^2", "real", "-1", "0", "1"),
    ("relu(x)^2", "relu(x)^2 + relu(x-1000)^3", "real", "1001", "1002001", "1002002"),
    ("relu(x)", "x + x(x-1)(x-2)(x-3)(x+2)", "non-negative", "4", "4", "148"),
]


@pytest.mark.parametrize(("left", "right", "domain", "x", "answer", "expected"), DIFFERENT)
def test_polynomials_that_differ(left, right, domain, x, answer, expected):
    found = same(tree(left, {"x": domain}), tree(right, {"x": domain}), domain)
    assert found == refuted(x, answer, expected, "polynomials on each piece")


def test_many_units_are_no_parabola():
    slope = Fraction(1, 500)
    net = shallow([(1, -Fraction(i, 1000), slope) for i in range(1000)])
    found = same(net, tree("x^2"), "[0, 1]")
    third = Fraction(1, 3)
    value = sum((slope * max(third - Fraction(i, 1000), 0) for i in range(1000)), Fraction(0))
    assert found == refuted(third, value, Fraction(1, 9), "polynomials on each piece")
    found = same(net, tree("sin(x)"), "[0, 1)")
    assert isinstance(found, Point)
    assert (found.at, found.method) == ({"x": Exact("1/3")}, "enclosures")


def test_smooth_parts_go_on_to_other_layers():
    assert same(tree("relu(x) sqrt(2)"), tree("sqrt(2) max(x, 0)")) == Proof("normal form")
    assert isinstance(same(tree("relu(x)/x"), tree("H(x)")), Proof)


def test_gaps_with_interior_refute():
    found = same(Add((tree("relu(x)"), Mul((number(0), tree("sqrt(x)"))))), tree("relu(x)"))
    assert isinstance(found, Point)
    assert isinstance(found.left, Undefined)


fractions = st.fractions(-9, 9, max_denominator=7)
units = st.lists(st.tuples(fractions, fractions, fractions), min_size=1, max_size=7)
scales = st.fractions(Fraction(1, 9), 9, max_denominator=9)


@given(units, st.randoms(use_true_random=False), scales)
@settings(max_examples=40, deadline=None)
def test_permuted_rescaled_split_and_dead_units_change_nothing(given_units, rng, scale):
    moved = [(w * scale, b * scale, v / scale) for w, b, v in given_units]
    rng.shuffle(moved)
    w, b, v = moved.pop()
    moved += [(w, b, v / 3), (w, b, 2 * v / 3), (Fraction(0), Fraction(-1), v), (w, b, Fraction(0))]
    assert same(shallow(given_units), shallow(moved)) == PROVED


@given(units, units)
@settings(max_examples=30, deadline=None)
def test_verdicts_agree_with_fractions(left, right):
    found = same(shallow(left), shallow(right))
    places = sorted({-b / w for w, b, _ in left + right if w} | {Fraction(0)})
    places = [places[0] - 2, places[0] - 1, *places, places[-1] + 1, places[-1] + 2]
    equal = all(shallow_at(left, x) == shallow_at(right, x) for x in places)
    assert isinstance(found, Proof) is equal
    if isinstance(found, Point):
        x = exact(found.at["x"])
        assert (exact(found.left), exact(found.right)) == (shallow_at(left, x), shallow_at(right, x))
        assert found.left != found.right


def layers(sizes):
    row = lambda n: st.lists(fractions, min_size=n, max_size=n)  # noqa: E731
    pairs = pairwise(sizes)
    return st.tuples(*(st.tuples(st.lists(row(n), min_size=m, max_size=m), row(m)) for n, m in pairs))


@given(layers([1, 3, 3, 1]), st.integers(0, 2), fractions)
@settings(max_examples=40, deadline=None)
def test_deep_networks_against_fractions(net, place, change):
    weights, biases = net[place]
    other = list(net)
    other[place] = ([[weights[0][0] + change, *weights[0][1:]], *weights[1:]], biases)
    found = same(deep(net), deep(other))
    if isinstance(found, Point):
        x = exact(found.at["x"])
        assert (exact(found.left), exact(found.right)) == (deep_at(net, x), deep_at(other, x))
        assert found.left != found.right
    else:
        assert isinstance(found, Proof)
        assert all(deep_at(net, Fraction(x, 7)) == deep_at(other, Fraction(x, 7)) for x in range(-80, 80))


@pytest.mark.parametrize("name", ["abs", "leaky_relu", "hardtanh"])
def test_other_activations_agree_with_their_definitions(name):
    meant = {"abs": "max(y,-y)", "leaky_relu": "max(y,y/100)", "hardtanh": "max(-1,min(1,y))"}[name]
    from grader.language.tree import substitute

    inner = tree("2x-1")
    net = Mul((vector([3, -2]), Call(name, (Add((Mul((vector([2, 1]), Sym("x"))), vector([-1, 3]))),))))
    by_hand = [substitute(tree(meant), {"y": part}) for part in (inner, tree("x+3"))]
    assert same(net, Add((Mul((number(3), by_hand[0])), Neg(Mul((number(2), by_hand[1])))))) == PROVED
