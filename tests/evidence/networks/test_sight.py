"""What is seen of a network of one real input: pieces, kinks, jumps, units that do nothing."""

from fractions import Fraction as Q

import pytest

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, Limits
from grader.evidence.networks.seen import Stretch, Unit, look
from grader.language.domain_grammar import parse_domain
from grader.language.domains import Variable
from grader.language.names import Names, Symbol
from grader.language.reader import read


def seen(text, domain="real", limits=None, **others):
    variables = (
        Variable("x", parse_domain(domain)),
        *(Variable(name, parse_domain(one)) for name, one in others.items()),
    )
    names = Names({variable.name: Symbol(variable.name, variable.domain) for variable in variables})
    (tree,) = {reading.tree for reading in read(text, names)}
    return look(tree, Setting(variables), Budget(limits or Limits()))


def test_pieces_lie_in_the_domain():
    found = seen("relu(x) - 2 relu(x - 1)", "[0, 3]")
    assert found.stretches == (Stretch(Q(0), Q(1), Q(1)), Stretch(Q(1), Q(3), Q(-1), Q(2)))
    assert (found.kinks, found.jumps, found.layers, found.bounded) == ((Q(1),), (), 1, True)


def test_jumps_are_no_kinks():
    found = seen("H(x - 1) + abs(x)")
    assert (found.kinks, found.jumps) == ((Q(0),), (Q(1),))


def test_a_constant_is_a_function_of_the_only_variable():
    assert seen("3").stretches == (Stretch(None, None, Q(0), Q(3)),)
    assert seen("3", y="real") is None


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("relu(x) + relu(-1) x", (Unit(1, 2, "inactive"),)),
        ("[1, 0, 2] relu([1, 1, 0] x + [0, 1, -1])", (Unit(1, 2, "unused"), Unit(1, 3, "inactive"))),
        ("0 relu(x) + x", (Unit(1, 1, "unused"),)),
        ("relu(-relu(x) - 1) + relu(x)", (Unit(2, 1, "inactive"),)),
        ("[0, 1] tanh([1, 2] x)", None),
        ("relu([0, 1]) [0, 1] x", (Unit(1, 1, "inactive"),)),
        ("abs(x - 1)", ()),
    ],
)
def test_units_that_do_nothing(text, units):
    found = seen(text)
    assert found is None if units is None else found.units == units


@pytest.mark.parametrize("text", ["x^2", "relu(x) y", "sin(x)", "[x, 1]", "1/0 + [1, 2] [1, 2, 3]"])
def test_nothing_is_seen_of_other_functions(text):
    assert seen(text, y="real") is None


def test_nothing_is_seen_beyond_a_limit():
    assert seen("relu(x) + relu(x - 1)", limits=Limits(max_steps=3)) is None
    assert seen("relu(x)", "integer") is None
    assert seen("relu(x)", "{0, 1}") is None
