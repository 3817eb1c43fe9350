"""Values as a person uses them."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.language.names import Names
from grader.language.printing import show
from grader.language.reader import read
from grader.reports.pages.numerals import apart, numeral, of_fraction
from grader.verdict import Complex, Enclosure, Exact, Truth, Undefined

ROWS = [
    ("1", "1"), ("-3/8", "-3/8"), ("1/3", "1/3"), ("22/7", "22/7"), ("1/20", "1/20"), ("317/1000", "0.317"),
    ("355/113", "about 3.14"), ("-12345/97", "about -127"), ("123456789/987654321", "about 0.125"),
    ("73728", "73728"), ("123456789012345", "about 1.23*10^14"), ("1000000000000000000", "10^18"),
    ("1/1000000000", "10^(-9)"), ("-1/3000000000", "about -3.33*10^(-10)"), ("0", "0"),
]  # fmt: skip


def shown(found):
    return f"{'about ' if found.is_about else ''}{show(found.tree)}"


def read_one(text):
    return read(text, Names(free=True))[0].tree


@pytest.mark.parametrize(("value", "text"), ROWS)
def test_an_exact_number(value, text):
    assert shown(numeral(Exact(value), read_one)) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        ("0.731058578630", "0.731058578631", "about 0.731"),
        ("0.999999999999", "1.000000000001", "about 1"),
        ("-0.7304999", "-0.7304997", "about -0.73"),
        ("1.2e-30", "1.2000001e-30", "about 1.2*10^(-30)"),
        ("7.1e300000000", "7.1000001e300000000", "about 7.1*10^300000000"),
        ("-2.089928966619e-19", "2.632030052861e-19", "about 0"),
        ("0", "1e-18", "about 0"),
        ("0.3", "0.5", None),
        ("-0.001", "0.001", None),
        ("1e99999999999999999999", "2e99999999999999999999", None),
    ],
)
def test_an_enclosure(low, high, text):
    found = numeral(Enclosure(low, high), read_one)
    assert (None if found is None else shown(found)) == text


def test_other_values():
    assert shown(numeral(Exact("sqrt(2)"), read_one)) == "sqrt(2)"
    assert shown(numeral((Exact("1"), (Exact("1/2"), Exact("355/113"))), read_one)) == "about [1, [1/2, 3.14]]"
    assert shown(numeral((Exact("18"), Undefined("H(0) is not settled")), read_one)) == "[18, undefined]"
    assert shown(numeral(Complex(Exact("1"), Exact("-2")), read_one)) == "1 + (-2) i"
    assert numeral(Undefined("log of -1"), read_one) is None
    assert numeral(Truth(True), read_one) is None
    assert numeral(Exact("1" * 5000), read_one) is None
    assert numeral((Exact("1"),) * 65, read_one) is None


def test_two_values_have_digits_that_tell_them_apart():
    left, right = Enclosure("0.33333333", "0.33333334"), Exact("333333/1000000")
    assert shown(apart(left, None, read_one)) == "about 0.333"
    assert shown(apart(left, Exact("1000001/3000001"), read_one)) == "about 0.333333"
    assert shown(apart(right, left, read_one)) == "0.333333"


@settings(deadline=None)
@given(st.fractions())
def test_a_rounded_number_is_near_and_short(value):
    found = of_fraction(value)
    (reading,) = {one.tree for one in read(show(found.tree), Names(free=True))}
    near = Fraction(eval_tree(reading))
    assert found.is_about or near == value
    assert abs(near - value) <= abs(value) / 100
    assert len(show(found.tree)) <= 24


def eval_tree(tree):
    from grader.evidence import value

    return value(tree).text
