"""Units of a network of one real input that do nothing."""

import pytest

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, Limits
from grader.evidence.families.piecewise.idle import Unit, idle_units
from grader.language.domains import Variable
from grader.language.names import Names, Symbol
from grader.language.reader import read
from grader.language.reader.domains import parse_domain


def idle(text, domain="real", limits=None, **others):
    variables = (
        Variable("x", parse_domain(domain)),
        *(Variable(name, parse_domain(one)) for name, one in others.items()),
    )
    names = Names({variable.name: Symbol(variable.name, variable.domain) for variable in variables})
    (tree,) = {reading.tree for reading in read(text, names)}
    return idle_units(tree, Setting(variables), Budget(limits or Limits()))


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("relu(x) + relu(-1) x", (Unit(1, 2, "inactive"),)),
        ("[1, 0, 2] relu([1, 1, 0] x + [0, 1, -1])", (Unit(1, 2, "unused"), Unit(1, 3, "inactive"))),
        ("0 relu(x) + x", (Unit(1, 1, "unused"),)),
        ("relu(-relu(x) - 1) + relu(x)", (Unit(2, 1, "inactive"),)),
        ("relu([0, 1]) [0, 1] x", (Unit(1, 1, "inactive"),)),
        ("[0, 1] tanh([1, 2] x)", ()),
        ("abs(x - 1)", ()),
        ("relu(-1)", (Unit(1, 1, "inactive"),)),
        ("[0, 1] relu([1, 2] x) + [1, 0] [1, 2] x", (Unit(1, 1, "unused"),)),
    ],
)
def test_units_that_do_nothing(text, units):
    assert idle(text) == units


def test_a_unit_may_be_inactive_on_its_domain_only():
    assert idle("relu(x) + relu(-x - 1)", "[0, 1]") == (Unit(1, 2, "inactive"),)
    assert idle("relu(x) + relu(-x - 1)") == ()


@pytest.mark.parametrize("text", ["x^2 + relu(-1)", "relu(-1) x y", "[1, 2] [1, 2, 3] + relu(-1)", "relu(x) + 1/0"])
def test_nothing_is_seen_of_other_formulas(text):
    assert idle(text, y="real") == ()


def test_nothing_is_seen_beyond_a_limit():
    assert idle("relu(x) + relu(-1)", limits=Limits(max_steps=3)) == ()
    assert idle("relu(x) + relu(-1)", "{0, 1}") == ()
