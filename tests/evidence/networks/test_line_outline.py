from fractions import Fraction

import pytest

from grader.evidence.budget import Budget, Limits
from grader.evidence.networks.line import Deviation, Outline, Piece, deviation, pieces_of
from tests.evidence.deciding import setting, tree
from tests.evidence.networks.nets import deep, on_line, shallow
from tests.evidence.networks.test_line_equality import UNITS, sawtooth, tent


def f(*numbers):
    return tuple(None if number is None else Fraction(number) for number in numbers)


def test_the_pieces_of_a_tent():
    assert pieces_of(shallow(UNITS), on_line()) == Outline(
        (
            Piece(*f(None, -2, 0, 0)),
            Piece(*f(-2, 0, 3, 6)),
            Piece(*f(0, 2, -3, 6)),
            Piece(*f(2, None, 0, 0)),
        ),
        f(-2, 0, 2),
        (),
    )


def test_the_pieces_on_an_interval():
    assert pieces_of(shallow(UNITS), on_line("[-1, 1/2]")) == Outline(
        (Piece(*f(-1, 0, 3, 6)), Piece(*f(0, "1/2", -3, 6))), f(0), ((1, 3),)
    )


def test_dead_units_by_layer():
    first = ([[1], [0], [-1]], [0, -1, 0])
    second = ([[1, 0, 1], [-1, 0, -1]], [0, 0])
    found = pieces_of(deep([first, second, ([[1, 1]], [0])]), on_line())
    assert found is not None
    assert found.dead == ((1, 2), (2, 2))
    assert found.kinks == f(0)


def test_gaps_have_no_slope():
    found = pieces_of(tree("relu(x) / H(x)"), on_line())
    assert found is None


@pytest.mark.parametrize("text", ["relu(x)^2", "a relu(x)", "sin(x)", "[relu(x), x]"])
def test_other_functions_have_no_outline(text):
    node = tree(text)
    assert pieces_of(node, setting({}, node)) is None


def test_beyond_a_limit_there_is_no_outline():
    assert pieces_of(sawtooth(6), on_line(), Budget(Limits(max_pieces=40))) is None


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
