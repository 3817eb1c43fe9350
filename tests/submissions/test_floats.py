"""Binary numbers stand for the simplest fraction that rounds to them."""

import struct
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from grader.submissions.weights.floats import PRECISIONS, between, simplest

TYPES = {16: np.float16, 32: np.float32, 64: np.float64}


def of(number, bits):
    return simplest(PRECISIONS[bits].pattern(float(number)), PRECISIONS[bits])


def rounded(fraction, bits):
    """Return the pattern that a fraction rounds to: the nearest, the even one of two, by a search that is not ours."""
    precision = PRECISIONS[bits]
    low, high = 0, precision.infinity
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if precision.value(middle) <= abs(fraction) else (low, middle)
    down, up = abs(fraction) - precision.value(low), precision.value(high) - abs(fraction)
    pattern = low if down < up or (down == up and low % 2 == 0) else high
    return pattern | ((fraction < 0) << (bits - 1))


@pytest.mark.parametrize(
    ("number", "bits", "fraction"),
    [
        (0.1, 64, Fraction(1, 10)),
        (np.float32(0.1), 32, Fraction(1, 10)),
        (np.float16(0.1), 16, Fraction(1, 10)),
        (1 / 3, 64, Fraction(1, 3)),
        (np.float32(1) / np.float32(3), 32, Fraction(1, 3)),
        (-2.5, 16, Fraction(-5, 2)),
        (0.0, 64, 0),
        (-0.0, 32, 0),
        (3, 16, 3),
        (1e20, 64, 10**20),
        (65504, 16, 65504),
        (5e-324, 64, None),
        (float(np.float32(0.1)), 64, Fraction(13421773, 134217728)),
    ],
)
def test_examples(number, bits, fraction):
    assert of(number, bits) == (fraction if fraction is not None else of(number, bits))
    assert rounded(of(number, bits), bits) & ~(1 << (bits - 1)) == PRECISIONS[bits].pattern(float(abs(number)))


@pytest.mark.parametrize("bits", [16, 32, 64])
@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number(number, bits):
    assert of(number, bits) is None


@pytest.mark.parametrize("bits", [16, 32, 64])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_the_fraction_rounds_back_and_none_is_simpler(bits, data):
    precision = PRECISIONS[bits]
    pattern = data.draw(st.integers(0, precision.infinity - 1))
    found = simplest(pattern, precision)
    assert rounded(found, bits) == pattern
    assert simplest(pattern | 1 << (bits - 1), precision) == -found
    if found.denominator > 1:
        for denominator in range(1, min(found.denominator, 60)):
            numerator = round(precision.value(pattern) * denominator)
            assert rounded(Fraction(numerator, denominator), bits) != pattern


@pytest.mark.parametrize("bits", [16, 32, 64])
@given(fraction=st.fractions(-10, 10, max_denominator=20))
@settings(max_examples=60, deadline=None)
def test_a_simple_fraction_comes_back(bits, fraction):
    if bits > 16:
        assert simplest(rounded(fraction, bits), PRECISIONS[bits]) == fraction


@given(st.floats(allow_nan=False, allow_infinity=False))
@settings(max_examples=60, deadline=None)
def test_a_double_comes_back_as_python_rounds(number):
    found = simplest(int.from_bytes(struct.pack(">d", number), "big"), PRECISIONS[64])
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
    precision = PRECISIONS[16]
    even, odd = precision.pattern(1.0), precision.pattern(1.0) + 1
    middle = (precision.value(even) + precision.value(odd)) / 2
    assert rounded(middle, 16) == even
    assert simplest(odd, precision) != middle
    assert between(middle, middle + Fraction(1, 10**9), ends=True) == middle
