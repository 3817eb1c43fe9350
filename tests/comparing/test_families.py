"""Letters that only stand with the index of a sum are arrays in `compare`, though nothing declares them."""

from __future__ import annotations

import pytest

from grader.api import compare
from grader.verdict import Unknown

MEAN = r"\frac1n\sum_{j=1}^n x_j"
NO_ARRAY = "an entry of something that is no array"
POSITIVE = {"n": "positive integer"}


@pytest.mark.parametrize(
    ("left", "right", "variables", "status"),
    [
        (r"\sum_{i=1}^n (x_i + y_i)", r"\sum_{i=1}^n x_i + \sum_{j=1}^n y_j", {}, "equal"),
        (rf"\frac1n\sum_{{i=1}}^n (x_i - {MEAN})^2", rf"\frac1n\sum_{{i=1}}^n x_i^2 - ({MEAN})^2", {}, "equal"),
        (rf"\frac1n\sum_{{i=1}}^n (x_i - {MEAN})^2", rf"\frac1n\sum_{{i=1}}^n x_i^2 + ({MEAN})^2", {}, "different"),
        (r"\sum_{i=1}^m\sum_{j=1}^n a_{ij}", r"\sum_{j=1}^n\sum_{i=1}^m a_{ij}", {}, "equal"),
        (r"\sum_{i=1}^n\sum_{j=1}^n a_{ij}", r"\sum_{i=1}^n a_{ii}", {}, "different"),
        (r"\sum_{i=1}^n (x_i + 1)", r"\sum_{i=1}^n x_i + n", POSITIVE, "equal"),
        (r"\sum_{i=1}^3 x_i", r"\sum_{k=1}^3 x_k", {}, "equal"),
    ],
)
def test_families(left: str, right: str, variables: dict[str, str], status: str) -> None:
    assert compare(left, right, variables).status == status


@pytest.mark.parametrize(
    ("left", "right", "variables"),
    [
        (r"\sum_{i=1}^n x_i - x", r"\sum_{i=1}^n x_i - x", {}),
    ],
)
def test_what_is_no_family(left: str, right: str, variables: dict[str, str]) -> None:
    found = compare(left, right, variables)
    assert isinstance(found.evidence, Unknown)
    assert found.evidence.reason == NO_ARRAY
