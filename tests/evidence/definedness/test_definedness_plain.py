"""Where plain expressions are defined: gaps and what is outside as texts, witnesses, and what holds by the domains."""

from fractions import Fraction

import pytest

from grader.evidence.budget import Budget
from grader.evidence.definedness import covers, defined_everywhere, same_domain
from grader.language.tree import Num
from tests.evidence.plain_trees import setting, tree

PLAIN = [
    ("1/(x (x + 1))", "1/x - 1/(x + 1)", (), ("x = -1", "x = 0")),
    ("sqrt(x)", "x/sqrt(x)", ("x = 0",), ("x < 0",)),
    ("1/(sqrt(x) - 2)", "1/(x - 4)", (), ("x < 0", "x = 4")),
    ("1/(1 - e^x)", "1/(e^x + 1)", (), ("x = 0",)),
    ("ln(x^2 - 2)", "ln(x^2 - 2)", (), ("-sqrt(2) <= x <= sqrt(2)",)),
    ("1/ln(x)", "1/(1 + 1/(x - 1))", (), ("x <= 0", "x = 1")),
]


def sides(*texts):
    return [tree(text, "x: real") for text in texts]


@pytest.mark.parametrize(("expected", "answer", "gaps", "outside"), PLAIN)
def test_texts(expected, answer, gaps, outside):
    found = covers(*sides(expected, answer), setting("x: real"), Budget())
    assert (found.status, found.gaps, found.outside) == ("proved", gaps, outside)


def test_witness():
    found = covers(*sides("x", "ln(x - 1)"), setting("x: real"), Budget())
    assert (found.status, found.gaps, found.witness) == ("refuted", ("x <= 1",), {"x": Num(Fraction(0))})


def test_witness_at_one_point():
    asked = (*sides("1/(x - 2)", "1/(x - 1)"), setting("x: real"), Budget())
    assert covers(*asked).gaps == ("x = 1",)
    assert same_domain(*asked).witness == {"x": Num(Fraction(1))}


HOLDS = [
    ("ln(x y) + 1/(x + y)", "x: positive; y: positive"),
    ("sum(1/k, k, 1, n)", "n: positive integer"),
    ("a^b", "a: positive; b: real"),
    ("2^b", "b: real"),
]


@pytest.mark.parametrize(("text", "variables"), HOLDS)
def test_holds_by_the_domains(text, variables):
    assert defined_everywhere(tree(text, variables), setting(variables), Budget()).status == "proved"
