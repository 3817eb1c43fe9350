"""Binary numbers stand for the simplest fraction that rounds to them."""

import struct
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from grader.submissions.weights import floats
from grader.submissions.weights.floats import PRECISIONS

NAMES = tuple(PRECISIONS)


def simplest(pattern, name):
    found = floats.simplest(pattern, PRECISIONS[name])
    return None if found is None else Fraction(*found)


def between(low, high, ends):
    scale = low.denominator * high.denominator
    numerator, denominator = floats.between(int(low * scale), int(high * scale), scale, ends)
    found = Fraction(numerator, denominator)
    assert (found.numerator, found.denominator) == (numerator, denominator)
    return found


def bits(number, name):
    """Return the pattern of a number, by libraries that are not ours; one of bfloat16 is half of one of float32."""
    if name == "bfloat16":
        single = bits(number, "float32")
        return (single + 0x7FFF + (single >> 16 & 1)) >> 16
    return int(np.array(number, name).view(f"u{PRECISIONS[name].bits // 8}"))


def value(pattern, name):
    """Return the number of a pattern without its sign, by IEEE 754; infinity is the power of two it begins at."""
    precision = PRECISIONS[name]
    exponent, digits = pattern >> precision.fraction, pattern & ((1 << precision.fraction) - 1)
    bias = (1 << (precision.bits - precision.fraction - 2)) - 1
    if exponent:
        return (1 + Fraction(digits, 1 << precision.fraction)) * Fraction(2) ** (exponent - bias)
    return Fraction(digits, 1 << precision.fraction) * Fraction(2) ** (1 - bias)


def rounded(fraction, name):
    """Return the pattern that a fraction rounds to: the nearest, the even one of two, by a search that is not ours."""
    precision = PRECISIONS[name]
    low, high = 0, precision.infinity
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if value(middle, name) <= abs(fraction) else (low, middle)
    down, up = abs(fraction) - value(low, name), value(high, name) - abs(fraction)
    pattern = low if down < up or (down == up and low % 2 == 0) else high
    return pattern | ((fraction < 0) << (precision.bits - 1))


@pytest.mark.parametrize(
    ("number", "name", "fraction"),
    [
        (0.1, "float64", Fraction(1, 10)),
        (0.1, "float32", Fraction(1, 10)),
        (0.1, "float16", Fraction(1, 10)),
        (0.1, "bfloat16", Fraction(1, 10)),
        (1 / 3, "float64", Fraction(1, 3)),
        (np.float32(1) / np.float32(3), "float32", Fraction(1, 3)),
        (-2.5, "float16", Fraction(-5, 2)),
        (0.5, "bfloat16", Fraction(1, 2)),
        (0.0, "float64", 0),
        (-0.0, "float32", 0),
        (3, "float16", 3),
        (1e20, "float64", 10**20),
        (65504, "float16", 65504),
        (float(np.float32(0.1)), "float64", Fraction(13421773, 134217728)),
    ],
)
def test_examples(number, name, fraction):
    assert simplest(bits(number, name), name) == fraction


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number(number, name):
    assert simplest(bits(number, name), name) is None


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_the_fraction_rounds_back_and_none_is_simpler(name, data):
    precision = PRECISIONS[name]
    pattern = data.draw(st.integers(0, precision.infinity - 1))
    found = simplest(pattern, name)
    assert rounded(found, name) == pattern
    assert simplest(pattern | precision.sign, name) == -found
    if found.denominator > 1:
        for denominator in range(1, min(found.denominator, 60)):
            numerator = round(value(pattern, name) * denominator)
            assert rounded(Fraction(numerator, denominator), name) != pattern


@pytest.mark.parametrize("name", ["float16", "bfloat16"])
def test_all_short_numbers_are_the_first_in_the_tree(name):
    """For every pattern a walk down the Stern-Brocot tree step by step, on fractions, finds the same."""
    precision = PRECISIONS[name]
    for pattern in range(1, precision.infinity, 97):
        if value(pattern, name).denominator == 1 or value(pattern, name) < Fraction(1, 1000):
            continue
        low = (value(pattern - 1, name) + value(pattern, name)) / 2
        high = (value(pattern, name) + value(pattern + 1, name)) / 2
        assert simplest(pattern, name) == walked(low, high, ends=pattern % 2 == 0)


def walked(low, high, ends):
    left, right = (0, 1), (1, 0)
    while True:
        middle = (left[0] + right[0], left[1] + right[1])
        found = Fraction(*middle)
        if found < low or (found == low and not ends):
            left = middle
        elif found > high or (found == high and not ends):
            right = middle
        else:
            return found


@pytest.mark.parametrize("name", ["float32", "float64"])
@given(fraction=st.fractions(-10, 10, max_denominator=20))
@settings(max_examples=60, deadline=None)
def test_a_simple_fraction_comes_back(name, fraction):
    assert simplest(rounded(fraction, name), name) == fraction


@given(st.floats(allow_nan=False, allow_infinity=False))
@settings(max_examples=60, deadline=None)
def test_a_double_comes_back_as_python_rounds(number):
    found = simplest(int.from_bytes(struct.pack(">d", number), "big"), "float64")
    assert found.numerator / found.denominator == number


@given(st.fractions(0, 50, max_denominator=400), st.fractions(0, 50, max_denominator=400), st.booleans())
@settings(max_examples=80, deadline=None)
def test_between_is_inside_and_least(one, other, ends):
    low, high = sorted((one, other))
    assume(0 < low < high)
    found = between(low, high, ends)
    assert low <= found <= high if ends else low < found < high
    for denominator in range(1, found.denominator):
        first = -(-low * denominator // 1)
        inside = Fraction(first, denominator)
        if not ends and inside == low:
            inside = Fraction(first + 1, denominator)
        assert inside > high or (inside == high and not ends)


def test_the_ends_belong_to_even_numbers_only():
    even = bits(1.0, "float16")
    middle = (value(even, "float16") + value(even + 1, "float16")) / 2
    assert rounded(middle, "float16") == even
    assert simplest(even + 1, "float16") != middle
    assert between(middle, middle + Fraction(1, 10**9), ends=True) == middle
