"""Names on left sides: which of them are of different things, told by form alone."""

from pathlib import Path

import pytest

from grader.marking.asked.names.left_names import differ, name_of
from tests.caselists import read_values

CASES = read_values(Path(__file__).parents[1] / "cases" / "left-names.yaml")
PAIRS = [(*pair, kind == "differ") for kind in ("differ", "alike") for pair in CASES[kind]]


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_two_names_are_of_different_things(one, other, expected):
    first, second = name_of(one), name_of(other)
    assert first is not None
    assert second is not None
    assert differ(first, second) is differ(second, first) is expected
    assert not differ(first, first)


@pytest.mark.parametrize("left", CASES["none"])
def test_a_calculation_names_nothing(left):
    assert name_of(left) is None
