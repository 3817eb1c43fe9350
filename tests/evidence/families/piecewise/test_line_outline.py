from fractions import Fraction

import pytest

from grader.evidence.budget import Budget, Limits
from grader.evidence.families.piecewise.line import Deviation, Outline, deviation, outline_of
from tests.evidence.deciding import setting, tree
from tests.evidence.families.piecewise.nets import deep, on_line, shallow
from tests.evidence.families.piecewise.test_line_equality import UNITS, sawtooth, tent

VALUES = {"H(0)": tree("1"), "sign(0)": tree("0")}


def f(*numbers):
    return tuple(None if number is None else Fraction(number) for number in numbers)


def test_the_kinks_of_a_tent():
    assert outline_of(shallow(UNITS), on_line()) == Outline(f(-2, 0, 2), ())


def test_the_kinks_inside_an_interval():
    assert outline_of(shallow(UNITS), on_line("[-1, 1/2]")) == Outline(f(0), ())


def test_kinks_of_layers():
    first = ([[1], [0], [-1]], [0, -1, 0])
    second = ([[1, 0, 1], [-1, 0, -1]], [0, 0])
    assert outline_of(deep([first, second, ([[1, 1]], [0])]), on_line()) == Outline(f(0), ())


def test_jumps_are_no_kinks():
    assert outline_of(tree("H(x - 1) + |x| + sign(2x)"), on_line(**VALUES)) == Outline((), f(0, 1))


def test_gaps_have_no_outline():
    assert outline_of(tree("relu(x) / H(x)"), on_line()) is None


@pytest.mark.parametrize("text", ["relu(x)^2", "a relu(x)", "sin(x)", "[relu(x), x]"])
def test_other_functions_have_no_outline(text):
    node = tree(text)
    assert outline_of(node, setting({}, node)) is None


def test_beyond_a_limit_there_is_no_outline():
    assert outline_of(sawtooth(6), on_line(), Budget(Limits(max_pieces=40))) is None


def test_a_missing_kink_and_slopes_that_are_off():
    found = deviation(shallow([(1, 2, 3), (1, 0, -3)]), tent(), on_line())
    assert found == Deviation(
        agree=(f(None, 0),),
        differ=(f(0, None),),
        missing=f(2),
        extra=(),
        slopes=(f(0, 2, 0, -3),),
    )


def test_an_extra_kink():
    found = deviation(shallow([*UNITS, (1, -5, 1)]), tent(), on_line("[-3, 6]"))
    assert found == Deviation(agree=(f(-3, 5),), differ=(f(5, 6),), missing=(), extra=f(5), slopes=(f(5, 6, 1, 0),))


def test_what_is_no_function_of_one_variable_has_no_deviation():
    assert deviation(tree("relu(x y)"), tree("x"), on_line()) is None
