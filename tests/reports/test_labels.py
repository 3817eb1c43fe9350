"""What problems and parts are called on a student's page, where the assignment gives them labels."""

from types import SimpleNamespace

import pytest

from grader.problems.assignment import Sheet
from grader.reports.labels import name_on_sheet


def assignment(*parts, stated=True):
    problem = SimpleNamespace(id="fall", questions=[SimpleNamespace(id=f"fall.{part}") for part in parts])
    return SimpleNamespace(problems={"fall": problem}, sheet=Sheet({"fall": ("2.1", "Fall")}, stated))


@pytest.mark.parametrize(
    ("parts", "stated", "part", "name"),
    [
        (("time", "speed"), True, "", "2.1 (fall)"),
        (("time", "speed"), True, "fall.speed", "2.1 b (fall.speed)"),
        (("a", "c"), True, "fall.c", "2.1 c (fall.c)"),
        (("time", "speed"), False, "fall.speed", "fall.speed"),
    ],
)
def test_the_label_stands_beside_the_id(parts, stated, part, name):
    assert name_on_sheet(assignment(*parts, stated=stated), "fall", part) == name
