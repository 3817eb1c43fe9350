import random
from fractions import Fraction

import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.evidence.budget import Budget, ExceededError, Limits
from grader.evidence.errors import DeclinedError
from grader.evidence.families.piecewise.line.linear.places import Places, places_of
from grader.evidence.families.piecewise.line.linear.search import first_difference
from grader.evidence.families.piecewise.line.reader import pieces
from grader.language.names import Names
from grader.language.reader import read
from grader.language.reader.domains import parse_domain
from grader.language.tree import Add, Call, Cases, Const, Div, Mul, Neg, Node, Relation, Sym
from tests.evidence.normal_form.canonical_support import num, value

REAL = Places()
NAMES = Names(free=True)


def tree(text):
    return read(text, NAMES)[0].tree


def of(item, conventions=(), budget=None):
    node = item if isinstance(item, Node) else tree(item)
    return pieces(node, "x", {name: tree(text) for name, text in conventions}, budget or Budget())


TENT = Cases(
    (
        (tree("3x+6"), Relation(("<=", "<="), (num(-2), Sym("x"), num(0)))),
        (tree("6-3x"), Relation(("<", "<"), (num(0), Sym("x"), num(2)))),
    ),
    num(0),
)


def test_a_tent_has_four_pieces():
    assert of("3relu(x+2)-6relu(x)+3relu(x-2)") == of(TENT)
    assert len(of(TENT).lines) == 4


EQUAL = [
    ("relu(x)", "(x+|x|)/2"),
    ("max(x,1,2x)", "max(max(2x,x),1)"),
    ("hardtanh(2x)", "max(-1,min(1,2x))"),
    ("leakyrelu(x)", "max(x,x/100)"),
    ("|x|/x", "sign(x)"),
    ("x sign(x)", "|x|"),
    ("(1-sign(x))/2", "H(-x)"),
    ("relu(x-1)-relu(x-1)", "0"),
    ("sign(x)^2", "1"),
    ("||x|-1|", "max(|x|-1,1-|x|)"),
    ("(1+1/2)^2*x", "9x/4"),
]


@pytest.mark.parametrize(("left", "right"), EQUAL)
def test_equal_functions_do_not_differ(left, right):
    assert first_difference(of(left), of(right), REAL) is None


NOT_LINEAR = ["x^2", "x relu(x)", "exp(x)", "sqrt(2) x", "pi x", "a x", "1/x", "x^x", "relu(x)^2", "2^x", "floor(x)"]


@pytest.mark.parametrize("text", NOT_LINEAR)
def test_what_is_not_piecewise_linear_is_none(text):
    assert of(text) is None


DIFFERENT = [
    ("relu(x)", "x", "real", "-1"),
    ("x", "x+relu(x-100)", "real", "101"),
    ("x", "x+relu(x-100)", "[0, 100]", None),
    ("x", "x+relu(x-100)", "[0, 101]", "101"),
    ("|x|", "x", "positive", None),
    ("|x|", "x", "integer", "-1"),
    ("|2x-1|", "2x-1", "non-negative integer", "0"),
    ("|2x-1|", "2x-1", "positive integer", None),
    ("|2x-1|", "2x-1", "{0, 1}", "0"),
    ("|2x-1|", "2x-1", "{1, 2}", None),
    ("x", "2x-1/2", "[1/2, 1/2]", None),
    ("x", "2x", "[1/3, 1/2]", "2/5"),
    ("x", "2x", "nonzero", "1"),
    ("relu(x)", "relu(x-1/2)+relu(x)/2", "(0, 1/2)", "1/3"),
    ("relu(3x-1)-relu(3x-2)", "0", "integer", "1"),
    ("relu(3x-1)-2relu(3x-3/2)+relu(3x-2)", "0", "integer", None),
]


@pytest.mark.parametrize(("left", "right", "domain", "point"), DIFFERENT)
def test_the_simplest_point_of_difference(left, right, domain, point):
    expected = None if point is None else fmpq(*Fraction(point).as_integer_ratio())
    assert first_difference(of(left), of(right), places_of(parse_domain(domain))) == expected


def test_a_convention_decides_at_a_jump():
    half, one = of("H(x)", [("H(0)", "1/2")]), of("H(x)", [("H(0)", "1")])
    assert first_difference(half, one, REAL) == 0
    assert first_difference(of("H(x)"), one, REAL) is None


def test_what_only_one_side_defines_is_no_difference():
    partial = Cases(((Sym("x"), Relation((">",), (Sym("x"), num(3)))),))
    assert first_difference(of(partial), of("x"), REAL) is None


def test_bounds_must_be_rational():
    with pytest.raises(DeclinedError, match="bounds that are rational numbers are needed"):
        places_of(parse_domain("[0, pi]"))


def test_complex_numbers_have_no_order():
    with pytest.raises(DeclinedError, match="a domain of real numbers is needed"):
        places_of(parse_domain("complex"))


def sawtooth(depth):
    node = tree("x")
    for _ in range(depth):
        node = Call("abs", (Add((node, num(Fraction(-1, 2)))),))
        node = Add((num(1), Neg(Mul((num(2), node)))))
    return node


def test_a_sawtooth_stops_at_the_limit():
    assert len(of(sawtooth(4)).lines) == 16
    with pytest.raises(ExceededError, match="max_pieces"):
        of(sawtooth(12), budget=Budget(Limits(max_pieces=500)))


class Random:
    def __init__(self, seed):
        self.rng = random.Random(seed)

    def tree(self, depth):
        rng = self.rng
        if depth == 0:
            return rng.choice([Sym("x"), Sym("x"), num(Fraction(rng.randint(-4, 4), rng.randint(1, 3)))])
        kind = rng.randrange(9)
        inner = [self.tree(depth - 1) for _ in range(2)]
        match kind:
            case 0 | 1:
                return Add(tuple(inner))
            case 2:
                return Mul((num(Fraction(rng.randint(-3, 3), 2)), inner[0]))
            case 3:
                return Call(rng.choice(["relu", "abs", "hardtanh", "leaky_relu"]), (inner[0],))
            case 4:
                return Call(rng.choice(["max", "min"]), tuple(inner))
            case 5:
                return Mul((Call("sign", (inner[0],)), num(rng.randint(-2, 2))))
            case 6:
                condition = Relation((rng.choice(["<", "<=", ">", ">=", "=", "!="]),), (self.tree(depth - 1), inner[0]))
                return Cases(((inner[0], condition),), inner[1])
            case 7:
                return Div(inner[0], Call("heaviside", (inner[1],)))
            case _:
                return Neg(inner[0])


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 4))
def test_values_are_those_of_an_evaluator(seed, depth):
    node = Random(seed).tree(depth)
    found = of(node)
    if found is None:
        return
    places = [fmpq(k, 2) for k in range(-9, 10)] + list(found.breaks[:20])
    for place in places:
        exact = Fraction(int(place.p), int(place.q))
        here = found.at(place)
        assert (None if here is None else Fraction(int(here.p), int(here.q))) == value(unfolded(node), {"x": exact})


def unfolded(node):
    """Write the calls that the evaluator does not know as others."""
    from grader.language.tree import rebuild

    node = rebuild(node, unfolded)
    match node:
        case Call("hardtanh", (a,)):
            return Call("max", (num(-1), Call("min", (num(1), a))))
        case Call("leaky_relu", (a,)):
            return Call("max", (a, Div(a, num(100))))
    return node


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 3))
def test_differences_are_real(seed, depth):
    generator = Random(seed)
    left, right = of(generator.tree(depth)), of(generator.tree(depth))
    if left is None or right is None:
        return
    point = first_difference(left, right, REAL)
    if point is not None:
        place = fmpq(point.numerator, point.denominator)
        assert left.at(place) is not None
        assert right.at(place) is not None
        assert left.at(place) != right.at(place)
    else:
        for place in [*left.breaks, *right.breaks, *(fmpq(k, 3) for k in range(-20, 20))]:
            assert left.at(place) is None or right.at(place) is None or left.at(place) == right.at(place)


def test_true_is_a_condition():
    assert of(Cases(((Sym("x"), Const("true")),), num(3))) == of("x")
