"""Interval arithmetic holds all values, and ends that it gives are reached or approached."""

from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from grader.evidence.trees.ranges.ranges import Range, added, inverse, multiplied, negated, power, scaled

ENDS = st.none() | st.integers(-3, 3).map(fmpq)


@st.composite
def ranges(draw):
    low, high = draw(ENDS), draw(ENDS)
    if low is not None and high is not None and low > high:
        low, high = high, low
    is_point = low is not None and low == high
    low_open = low is None or (not is_point and draw(st.booleans()))
    high_open = high is None or (not is_point and draw(st.booleans()))
    return Range(low, high, low_open, high_open)


def values_in(a):
    """Return numbers in a range, some of them near its ends, which are -1000 and 1000 where it has none."""
    low = fmpq(-1000) if a.low is None else a.low
    high = fmpq(1000) if a.high is None else a.high
    tiny = fmpq(1, 1000)
    near = [low + tiny * (high - low > 0), (low + high) / 2, high - tiny * (high - low > 0)]
    inside = [fmpq(0)] if holds(a, fmpq(0)) else []
    ends = ([] if a.low_open else [low]) + ([] if a.high_open else [high])
    return near + inside + ends


def holds(a, x):
    above = a.low is None or x > a.low or (x == a.low and not a.low_open)
    below = a.high is None or x < a.high or (x == a.high and not a.high_open)
    return above and below and not (a.nonzero and x == 0)


def check(found, reached):
    assert all(holds(found, value) for value in reached)
    for end, is_open, nearest in (
        (found.low, found.low_open, min(reached)),
        (found.high, found.high_open, max(reached)),
    ):
        if end is not None:
            assert abs(end - nearest) < fmpq(1, 5)
            assert is_open or end == nearest
        else:
            assert abs(nearest) > 100


@given(ranges(), ranges())
def test_products(a, b):
    check(multiplied(a, b), [x * y for x in values_in(a) for y in values_in(b)])
    assert multiplied(a, b) == multiplied(b, a)


@given(ranges(), ranges())
def test_sums(a, b):
    check(added(a, b), [x + y for x in values_in(a) for y in values_in(b)])


@given(ranges(), st.integers(-3, 3).filter(bool))
def test_multiples(a, n):
    check(scaled(a, fmpq(n)), [n * x for x in values_in(a)])
    assert scaled(a, fmpq(-1)) == negated(a)


@given(ranges(), st.integers(1, 4))
def test_powers(a, n):
    reached = [x**n for x in values_in(a)]
    found = power(a, n)
    assert all(holds(found, value) for value in reached)


@given(ranges())
def test_inverses(a):
    found = inverse(a)
    assert all(holds(found, 1 / x) for x in values_in(a) if x != 0)
