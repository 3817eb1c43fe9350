"""Sums of floors on one period, beside their values at many points."""

from __future__ import annotations

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.api import compare
from grader.evidence.budget import Budget
from grader.evidence.families.integers.steps import stairs_difference
from grader.language.names import Names
from grader.language.reader import read
from grader.language.tree import Node

TERM = st.tuples(st.sampled_from([-2, -1, 1, 2]), st.integers(1, 4), st.integers(1, 3), st.integers(-2, 4))


def sum_of(terms: list[tuple[int, int, int, int]]) -> str:
    """Return a sum of c floor((a x + b) / d) as a text."""
    return " + ".join(f"({c}) floor(({a} x + {b})/{d})" for c, a, d, b in terms)


def value(terms: list[tuple[int, int, int, int]], x: Fraction) -> int:
    """Return its value."""
    return sum(c * floor((a * x + b) / d) for c, a, d, b in terms)


def tree(text: str) -> Node:
    """Return a text as a tree."""
    return read(text, Names(free=True))[0].tree


@settings(max_examples=80, deadline=None)
@given(first=st.lists(TERM, min_size=1, max_size=2), second=st.lists(TERM, min_size=1, max_size=3), whole=st.booleans())
def test_difference_and_values(first: list, second: list, whole: bool) -> None:
    found = stairs_difference(tree(sum_of(first)), tree(sum_of(second)), "x", whole, Budget())
    step = 1 if whole else 24
    places = [Fraction(k, step) for k in range(-8 * step, 8 * step)]
    apart = [x for x in places if value(first, x) != value(second, x)]
    if found is True:
        assert not apart
    elif found is not None:
        assert value(first, found) != value(second, found)
        assert not whole or found.denominator == 1
    else:
        assert apart  # they grow at different rates


@settings(max_examples=20, deadline=None)
@given(n=st.integers(2, 6), shift=st.integers(0, 12))
def test_hermite(n: int, shift: int) -> None:
    parts = " + ".join(f"floor(x + {k}/{n} + {shift}/{n})" for k in range(n))
    assert stairs_difference(tree(parts), tree(f"floor({n} x) + {shift}"), "x", False, Budget()) is True


@pytest.mark.parametrize(
    ("left", "right", "variables", "status"),
    [
        (r"\lfloor x\rfloor + \lfloor x+1/2\rfloor", r"\lfloor 2x\rfloor", {}, "equal"),
        (r"\lfloor\lfloor x\rfloor/3\rfloor", r"\lfloor x/3\rfloor", {}, "equal"),
        (r"\lfloor n/3\rfloor+\lfloor (n+1)/3\rfloor+\lfloor (n+2)/3\rfloor", "n", {"n": "integer"}, "equal"),
        (r"\lfloor n/3\rfloor+\lfloor (n+1)/3\rfloor+\lfloor (n+2)/3\rfloor", "n", {}, "different"),
        (r"\lceil x\rceil", r"\lfloor x\rfloor + 1", {}, "different"),
        (r"\lceil x\rceil", r"\lfloor x + 999/1000\rfloor", {}, "different"),
        (r"\lceil n/1000\rceil", r"\lfloor (n + 999)/1000\rfloor", {"n": "integer"}, "equal"),
        (r"n mod 7", r"n - 7\lfloor n/7\rfloor", {"n": "integer"}, "equal"),
        (r"\lfloor x\rfloor", "0", {"x": "[0, 1)"}, "equal"),
    ],
)
def test_floors(left: str, right: str, variables: dict[str, str], status: str) -> None:
    assert compare(left, right, variables).status == status
