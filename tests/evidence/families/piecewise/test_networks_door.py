"""The door to networks: it lets through what a layer behind it may decide."""

from grader.evidence.families.piecewise import UNITS
from grader.evidence.families.piecewise.line.case import KINKED as ON_LINES
from grader.evidence.families.piecewise.smooth import SMOOTH
from grader.evidence.families.piecewise.space.scope import KINKED as IN_SPACE


def test_the_door_knows_the_functions_of_all_layers():
    assert UNITS == ON_LINES | IN_SPACE | SMOOTH
