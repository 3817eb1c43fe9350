from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.claims.statements import Within
from grader.evidence.budget import Budget, Limits
from grader.language.tree import Add, Call
from grader.verdict import Enclosure, Exact, Point, Proof, Reason, Unknown
from tests.evidence.deciding import text, tree
from tests.evidence.families.piecewise.nets import exact, number, settled, shallow, shallow_at
from tests.evidence.families.piecewise.test_line_equality import sawtooth

POLYNOMIALS = Proof("polynomials on each piece")
ENCLOSURES = Proof("branch and bound with enclosures")


def within(answer, expected, domain="[0, 1]", budget=None, **bound):
    sides = [tree(side, {"x": domain}) if isinstance(side, str) else side for side in (answer, expected)]
    bound = {name: Fraction(value) if name != "strict" else value for name, value in bound.items()}
    return settled(Within(*sides, **bound), domain, budget)


def interpolating(function, count):
    """A network that is right at count + 1 knots of [0, 1]."""
    knots = [Fraction(i, count) for i in range(count + 1)]
    slopes = [count * (function(b) - function(a)) for a, b in pairwise(knots)]
    jumps = [b - a for a, b in zip([Fraction(0), *slopes], slopes, strict=False)]
    return [(1, -knot, jump) for knot, jump in zip(knots, jumps, strict=False)]


SQUARE = interpolating(lambda x: x * x, 4)  # its error is at most 1/64


@pytest.mark.parametrize(
    ("bound", "strict", "fits"),
    [("1/64", False, True), ("1/64", True, False), ("1/63", True, True), ("1/65", False, False)],
)
def test_the_square_by_pieces(bound, strict, fits):
    found = within(shallow(SQUARE), "x^2", absolute=bound, strict=strict)
    if fits:
        assert found == POLYNOMIALS
    else:
        at_midpoint = {"x": Exact("1/8")}
        assert found == Point(at_midpoint, Exact("1/32"), Exact("1/64"), "piecewise-linear")


PROVED = [
    ("x/2 + relu(x-1/2)", "x^2", "[0, 1]", {"absolute": "1/16"}, POLYNOMIALS),
    ("relu(x) + 1/200", "relu(x)", "real", {"absolute": "1/100"}, POLYNOMIALS),
    ("relu(x)", "x + 1/100", "[0, 1]", {"absolute": "1/100"}, POLYNOMIALS),
    ("relu(x)", "x + x/100", "[0, 1]", {"absolute": "1/100"}, POLYNOMIALS),
    ("relu(x)", "x + x/100", "[0, 1)", {"absolute": "1/100", "strict": True}, POLYNOMIALS),
    ("relu(x)", "x + x^2/100", "(0, 1]", {"relative": "1/100"}, POLYNOMIALS),
    ("relu(x)", "x + x^2/100", "[0, 1]", {"relative": "1/100", "absolute": "1/200"}, POLYNOMIALS),
    ("relu(x)", "x^4 - x", "[-1, 1]", {"absolute": "2"}, POLYNOMIALS),
    ("relu(x) relu(x)", "x^2", "[0, 5]", {"absolute": "1/100"}, POLYNOMIALS),
    ("relu(x)", "sin(x)", "[0, 1]", {"absolute": "1/5"}, ENCLOSURES),
    ("hardtanh(x)", "tanh(x)", "[-3, 3]", {"absolute": "239/1000"}, ENCLOSURES),
    ("relu(x) + 1", "exp(relu(x))", "[-3, 1]", {"absolute": "3/4"}, ENCLOSURES),
]


@pytest.mark.parametrize(("answer", "expected", "domain", "bound", "proof"), PROVED)
def test_tolerances_that_hold(answer, expected, domain, bound, proof):
    assert within(answer, expected, domain, **bound) == proof


REFUTED = [
    ("relu(x)", "x + x/100", "[0, 1]", {"absolute": "1/100", "strict": True}, "1", "1", "101/100"),
    ("relu(x)", "x + 1/100", "[0, 1]", {"absolute": "1/100", "strict": True}, "1/2", "1/2", "51/100"),
    ("x/2 + relu(x-1/2)", "x^3", "[0, 1]", {"absolute": "1/17"}, "2/3", "1/2", "8/27"),
    ("relu(x)", "x + x^2/90", "(0, 1]", {"relative": "1/100"}, "1", "1", "91/90"),
    ("relu(x)", "x^2", "real", {"absolute": "1/100"}, "-1", "0", "1"),
    ("relu(x-1)+x", "x", "real", {"absolute": "100"}, "1001", "2001", "1001"),
    ("relu(x)", "cases", "[-1, 1]", {"absolute": "1/2"}, "1", "1", "0"),
]


@pytest.mark.parametrize(("answer", "expected", "domain", "bound", "x", "left", "right"), REFUTED)
def test_the_point_of_largest_error(answer, expected, domain, bound, x, left, right):
    found = within(answer, "0" if expected == "cases" else expected, domain, **bound)
    assert isinstance(found, Point)
    assert (text(found.at["x"]), text(found.left), text(found.right)) == (x, left, right)


def test_a_simple_point_near_the_largest_error():
    found = within("relu(x)", "sin(3x)", "[0, 1]", absolute="1/4")
    assert isinstance(found, Point)
    assert (found.at, found.left) == ({"x": Exact("1")}, Exact("1"))
    assert isinstance(found.right, Enclosure)
    found = within("relu(x)", "x + x(1-x) sqrt(2)", "[0, 1]", absolute="1/4")
    assert isinstance(found, Point)
    assert found.at == {"x": Exact("1/2")}


def test_a_tie_at_an_irrational_point():
    found = within("relu(x)", "x^3 - 2x", "[0, 3/2]", absolute="2", strict=True)  # 3x - x^3 is 2 at 1
    assert found == Point({"x": Exact("1")}, Exact("1"), Exact("-1"), "piecewise-linear")
    found = within("relu(x)", "x - (x^2 - 2)^2 + 9", "[1, 3/2]", absolute="9", strict=True)
    assert found == Reason(
        "tolerance",
        "The difference is exactly as large as the tolerance where x is about 1.41421356237.",
        "piecewise-linear",
    )
    assert within("relu(x)", "x - (x^2 - 2)^2 + 9", "[1, 3/2]", absolute="9") == POLYNOMIALS


def test_a_smooth_tie_stays_open():
    found = within("relu(x)", "x + sin(x)^2 + cos(x)^2", "[0, 1]", absolute="1", strict=True)
    assert found == Point({"x": Exact("0")}, Exact("0"), Exact("1"), "piecewise-linear")
    found = within("relu(x)", "x + sin(x)^2 + cos(x)^2", "(0, 1]", absolute="1", strict=True)
    assert found == Unknown("the difference comes too close to the tolerance", "max_pieces")


def test_a_limit_names_what_holds():
    few = Limits(max_pieces=40)
    found = within(sawtooth(6), number(0), absolute=1, budget=Budget(few))
    assert found == Unknown(
        "there are too many pieces; the tolerance holds at the 25 points that were tried", "max_pieces"
    )
    found = within(sawtooth(6), number(5), absolute=1, budget=Budget(few))
    assert isinstance(found, Point)


def test_many_units_against_a_smooth_function():
    net = shallow(interpolating(lambda x: x * x, 100))
    assert within(net, "x^2 + sin(x)/10^9", absolute="1/30000") == ENCLOSURES
    found = within(net, Add((tree("x^2"), Call("relu", (tree("x - 1/2"),)))), absolute="1/3")
    assert found == Point({"x": Exact("1")}, Exact("1"), Exact("3/2"), "piecewise-linear")


fractions = st.fractions(-3, 3, max_denominator=5)
nets = st.lists(st.tuples(fractions, fractions, fractions), min_size=1, max_size=4)


@given(nets, fractions, st.fractions(0, 4, max_denominator=7), st.booleans())
@settings(max_examples=60, deadline=None)
def test_verdicts_agree_with_fractions(net, a, bound, strict):
    expected = Add((Call("relu", (number(a),)), tree("x^2"))) if a > 0 else tree("x")
    value = (lambda x: a + x * x) if a > 0 else (lambda x: x)
    found = within(shallow(net), expected, "[-2, 2]", absolute=bound, strict=strict)
    knots = sorted({Fraction(-2), Fraction(2), *(-u / w for w, u, _ in net if w and -2 < -u / w < 2)})
    places = list(knots)
    for low, high in pairwise(knots):
        slope = (shallow_at(net, high) - shallow_at(net, low)) / (high - low)
        places += [x for x in ((low + high) / 2, slope / 2) if low < x < high]
    worst = max(abs(shallow_at(net, x) - value(x)) for x in places)
    assert isinstance(found, Proof) is (worst < bound if strict else worst <= bound)
    if isinstance(found, Point):
        x = exact(found.at["x"])
        assert (exact(found.left), exact(found.right)) == (shallow_at(net, x), value(x))
        assert abs(exact(found.left) - exact(found.right)) >= bound
        assert strict or abs(exact(found.left) - exact(found.right)) > bound
