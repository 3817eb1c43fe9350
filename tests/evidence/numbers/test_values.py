"""Values as evidence shows them, rounding, and looking at points three-valued."""

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from flint import arb, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.evidence.budget import Budget
from grader.evidence.errors import LeftOutError, NoValueError, UnclearError, UndefinedError
from grader.evidence.numbers.evaluator import Context, Evaluator
from grader.evidence.numbers.look import gap_has_interior, look, see
from grader.evidence.numbers.rounding import leading_exponent, rounded_values
from grader.evidence.numbers.shown import enclosure, shown_apart
from grader.language.domains import REAL, Domain, Variable
from tests.evidence.deciding import text, tree


def at(source, pure=False, precision=64, **place):
    env = {name: fmpq(*map(int, str(value).split("/"))) for name, value in place.items()}
    return see(Context(Budget()), tree(source), env, precision, pure)


@pytest.mark.parametrize(
    ("source", "place", "value"),
    [
        ("x^(1/3)", {"x": -8}, "-2"),
        ("x^(2/3)", {"x": -8}, "4"),
        ("x^(-1/3)", {"x": -8}, "-1/2"),
        ("x^n", {"x": -2, "n": 3}, "-8"),
        ("x^0", {"x": 0}, "1"),
        ("floor(x)", {"x": "-1/2"}, "-1"),
        ("max(x, 2, 3)", {"x": 1}, "3"),
        ("sum_{k=1}^{n} k^2", {"n": 10}, "385"),
        ("prod_{k=1}^{n} k", {"n": 5}, "120"),
        ("gcd(12, x)", {"x": 18}, "6"),
        ("x!", {"x": 5}, "120"),
        ("LeakyReLU(x)", {"x": -100}, "-1"),
        ("sqrt(x)", {"x": "4/9"}, "2/3"),
        ("sin(x - 1)", {"x": 1}, "0"),
        ("log(x, 2)", {"x": 1024}, "10"),
        ("log(x, 1/2)", {"x": 8}, "-3"),
    ],
)
def test_exact_values(source, place, value):
    assert str(at(source, **place)) == value
    ball = at(source, pure=True, **place)
    assert isinstance(ball, NoValueError) or ball.overlaps(arb(fmpq(*map(int, value.split("/")))))


@pytest.mark.parametrize(
    ("source", "place", "why"),
    [
        ("1/(x - 1)", {"x": 1}, "division by zero"),
        ("log(x)", {"x": -1}, "log of -1"),
        ("sqrt(x)", {"x": "-1/2"}, "sqrt of -1/2"),
        ("x^n", {"x": -2, "n": "1/4"}, "-2 to the power 1/4"),
        ("x^(1/2)", {"x": -2}, "-2 to the power 1/2"),
        ("x^(-2)", {"x": 0}, "0 to the power -2"),
        ("x!", {"x": "1/2"}, "factorial of 1/2"),
        ("arcsin(x)", {"x": 2}, "arcsin of about 2.00000"),
        ("tan(x)/sin(x)", {"x": 0}, "division by zero"),
        ("Gamma(x)", {"x": 0}, "gamma of 0"),
        ("log(sin(x) - 2)", {"x": 1}, "log of about -1.15853"),
        ("mod(x, 0)", {"x": 1}, "remainder of a division by zero"),
        ("0 log(x)", {"x": 0}, "log of 0"),
    ],
)
def test_undefined_values(source, place, why):
    found = at(source, **place)
    assert isinstance(found, UndefinedError)
    assert found.why == why
    assert isinstance(at(source, pure=True, **place), NoValueError)


def test_left_out_and_unclear():
    assert isinstance(at("H(x)", x=0), LeftOutError)
    assert isinstance(at("sign(x)", x=0), LeftOutError)
    assert isinstance(at("floor(sqrt(2)^2)"), UnclearError)
    assert isinstance(at("1/(sqrt(2)^2 - 2)"), UnclearError)
    assert isinstance(at("arccot(x)", x=-1), UnclearError)


def test_conventions_settle():
    context = Context(Budget(), {"H(0)": tree("1/2"), "0 log 0": tree("0")})
    assert see(context, tree("H(x)"), {"x": fmpq(0)}, 64) == fmpq(1, 2)
    assert see(context, tree("x log(x)"), {"x": fmpq(0)}, 64) == 0


def test_looks_get_closer():
    context = Context(Budget())
    left, right = tree("exp(x)"), tree("exp(x) + 10^-100")
    place = {"x": fmpq(1)}
    assert look(context, left, right, place).kind == "close"
    assert look(context, left, right, place, 4096).kind == "differ"


@pytest.mark.parametrize(
    ("defined", "undefined", "x", "wide"),
    [
        ("x", "log(x)", -1, True),
        ("x", "1/x", 0, False),
        ("x", "log(-x^2)", 0, False),
        ("x", "log(-x^2)", 1, True),
        ("log(x)", "sqrt(-x)", 1, True),
        ("x", "x!", "1/2", True),
        ("1/(x - 1)", "sqrt(-x)", 1, False),
    ],
)
def test_gaps_with_interior(defined, undefined, x, wide):
    place = {"x": fmpq(*map(int, str(x).split("/")))}
    context = Context(Budget())
    assert gap_has_interior(context, tree(defined), tree(undefined), place, [Variable("x", REAL)], ()) is wide


def test_integers_have_no_neighbours():
    variable = Variable("x", Domain("integer"))
    assert gap_has_interior(Context(Budget()), tree("x"), tree("1/x"), {"x": fmpq(0)}, [variable], ())


@settings(max_examples=80)
@given(st.fractions(max_denominator=10**6), st.integers(-40, 40), st.integers(3, 30))
def test_enclosures_contain_the_value(value, scale, digits):
    exact = value * Fraction(10) ** scale
    shown = enclosure(arb(fmpq(exact.numerator, exact.denominator)), digits)
    assert Fraction(Decimal(shown.low)) <= exact <= Fraction(Decimal(shown.high))


def test_as_many_digits_as_needed():
    left, right = Evaluator(Context(Budget()), {}, 256), arb(2)
    pair = shown_apart(left.number(tree("2 + 10^-40 pi")), right)
    assert [text(value) for value in pair] == [
        "[2.00000000000000000000000000000000000000031415926535897932384, "
        "2.00000000000000000000000000000000000000031415926535897932385]",
        "[2, 2]",
    ]
    assert shown_apart(arb.pi(), arb.pi()) is None


@settings(max_examples=80)
@given(st.fractions(max_denominator=1000), st.integers(1, 6))
def test_rounding_agrees_with_decimals(value, figures):
    nearest = rounded_values(fmpq(value.numerator, value.denominator), figures, None)
    for exact in nearest:
        assert abs(exact - value) <= Fraction(10) ** (leading_exponent(value) + 1 - figures) / 2
        assert rounded_values(fmpq(exact.numerator, exact.denominator), figures, None) == {exact}
    places = rounded_values(fmpq(value.numerator, value.denominator), None, figures)
    assert round(value, figures) in places
    assert len(places) == 1 + ((value * 10**figures) % 1 == Fraction(1, 2))


def test_a_tie_has_two_neighbours():
    assert rounded_values(fmpq(12345, 1000), None, 2) == {Fraction(1234, 100), Fraction(1235, 100)}
    assert rounded_values(fmpq(-5, 2), 1, None) == {Fraction(-2), Fraction(-3)}


def test_rounding_of_balls():
    assert rounded_values(arb("3.14159 +/- 1e-10"), 3, None) == {Fraction(314, 100)}
    assert rounded_values(arb("0.125 +/- 1e-10"), None, 2) is None
    assert rounded_values(arb(10) ** arb(10) ** 10, 3, None) is None


def test_the_room_is_cheap_to_enter():
    code = "import sys, grader.evidence; print(*sorted({'flint', 'sympy', 'z3'} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True
    )
    assert done.stdout == "\n"
