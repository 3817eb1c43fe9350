"""Powers that are too long to be written out, and numbers that are too large to be looked at."""

from __future__ import annotations

import pytest

from grader.api import compare
from grader.verdict import Unknown


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        ("((x+1)^200)^200", "((1+x)^100)^400", "equal"),
        ("((x+1)^200)^200", "((1+x)^100)^401", "different"),
        ("(x^2+2x+1)^1000", "(x+1)^2000", "equal"),
        ("(x^2-1)^1000", "(x+1)^1000 (x-1)^1000", "equal"),
        ("(x^2-1)^1000", "(x+1)^1000 (1-x)^1000", "equal"),
        ("(1-x)^1001", "(x-1)^1001", "different"),
        ("(1-x)^1001", "-(x-1)^1001", "equal"),
        ("(2x+2)^1000", "2^1000 (x+1)^1000", "equal"),
        (r"(\sqrt2+1)^1000", r"(1+\sqrt2)^1000", "equal"),
        (r"(\pi+1)^1000", r"(1+\pi)^1000 + 1", "different"),
        (r"\frac{(x+1)^{1001}}{(x+1)^{1000}}", "x + 1", "undecided"),
    ],
)
def test_long_powers(left: str, right: str, status: str) -> None:
    assert compare(left, right, {}).status == status


@pytest.mark.parametrize(
    ("left", "right"), [("9^(9^(9^9))", "9^(9^(9^8))"), ("2^(3^(4^(5^6)))", "1"), (r"\pi^{9^{9^9}}", "2")]
)
def test_towers_name_their_limit(left: str, right: str) -> None:
    found = compare(left, right, {})
    assert found.status == "undecided"
    assert isinstance(found.evidence, Unknown)
    assert found.evidence.limit == "max_bits"
