"""Arrays with symbols as sizes: pairs that are compared, and what is shown of them."""

from pathlib import Path

import pytest
import yaml

from grader.api import compare
from grader.verdict import Exact, Point, Proof, Reason

CASES = yaml.safe_load((Path(__file__).parents[3] / "cases" / "matrices.yaml").read_text(encoding="utf-8"))


def written(value):
    """Return a value of a point as it would be typed."""
    return value.text if isinstance(value, Exact) else f"[{', '.join(map(written, value))}]"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['left']} = {case['right']}")
def test_matrix_case(case):
    found = compare(case["left"], case["right"], case["variables"])
    assert found.status == case["status"], found.evidence
    if "reason" in case:
        assert found.evidence == Reason("shape", case["reason"])
    if "at" in case:
        assert isinstance(found.evidence, Point)
        assert {name: written(value) for name, value in found.evidence.at.items()} == case["at"]
    if "gaps" in case:
        assert isinstance(found.evidence, Proof)
        assert list(found.evidence.gaps) == case["gaps"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['right']} = {case['left']}")
def test_comparing_is_symmetric(case):
    assert compare(case["right"], case["left"], case["variables"]).status == case["status"]
