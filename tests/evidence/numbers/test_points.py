"""Points of domains: nice ones first, inside for certain, assumptions kept, finite domains complete."""

from fractions import Fraction
from itertools import islice

import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.claims.statements import Claim, Equal
from grader.evidence import decide
from grader.evidence.budget import Budget, Limits
from grader.evidence.numbers.evaluator import Context, Evaluator
from grader.evidence.numbers.places.domain import nice_values
from grader.evidence.numbers.places.finite_domains import all_points
from grader.evidence.numbers.places.points import contains, points
from grader.evidence.question.prepare import prepare
from grader.evidence.trees.ranges.simplest import simplest
from grader.verdict import Unknown
from tests.evidence.deciding import domains, setting, tree


def found(where, count=8, assume=()):
    nodes = [tree(name, where) for name in where]
    case, _ = prepare(nodes, setting(where, *nodes, assume=assume), Budget())
    return case, list(islice(points(case.variables, case.setting.assume, case.context), count))


@pytest.mark.parametrize(
    ("domain", "first"),
    [
        ("real", "1 2 -1 3 0 1/2"),
        ("positive", "1 2 3 1/2 5"),
        ("negative", "-1 -2 -1/2"),
        ("non-negative", "1 2 3 0"),
        ("nonzero", "1 2 -1 3 1/2"),
        ("integer", "1 2 -1 3 0 4"),
        ("positive integer", "1 2 3 4"),
        ("size", "1 2 3 4"),
        ("[0, 1]", "1 0 1/2 1/3"),
        ("(0, 1)", "1/2 1/3 3/5 4/5 2/3"),
        ("(1000, oo)", "1001 1002 1003"),
        ("(2/7, 1/3)", "3/10"),
        ("[-3, -2]", "-2 -3 -5/2"),
        ("{0, 1/2}", "0 1/2"),
        ("1..3", "1 2 3"),
    ],
)
def test_nice_values_first(domain, first):
    values = nice_values(Evaluator(Context(Budget()), {}), domains({"x": domain})["x"], 40)
    wanted = first.split()
    assert [str(value) for value in values[: len(wanted)]] == wanted
    assert len(set(map(str, values))) == len(values)


@pytest.mark.parametrize(
    ("where", "assume"),
    [
        ({"x": "real", "y": "real"}, ["x < y"]),
        ({"x": "real", "y": "real"}, ["x + y = 1"]),
        ({"x": "real", "y": "real"}, ["x^2 + y^2 = 1"]),
        ({"p": "(0, 1)", "q": "(0, p)"}, []),
        ({"n": "size", "k": "1..n"}, []),
        ({"x": "(pi, 4)"}, []),
        ({"x": "{sqrt(2), 1}"}, []),
        ({"k": "real^2"}, ["norm(k) = 1"]),
    ],
)
def test_points_lie_in_the_domain(where, assume):
    case, places = found(where, 12, assume)
    assert len(places) >= 2
    for place in places:
        assert contains(case.variables, case.setting.assume, place, case.context)


def test_points_are_few_and_different():
    case, places = found({"x": "real", "y": "real"}, 1000)
    assert len(places) == case.budget.limits.max_points
    assert len({tuple(place.items()) for place in places}) == len(places)
    assert [str(value) for value in places[0].values()] == ["1", "2"]


def test_no_points_of_an_impossible_domain():
    assert found({"x": "real"}, 5, ["x < x"])[1] == []


def test_all_points_of_a_finite_domain():
    case, _ = found({"x": "{0, 1}", "n": "1..3"}, 1)
    assert len(all_points(case.variables, (), case.context)) == 6
    assert len(all_points(case.variables, [tree("x < n")], case.context)) == 5
    case, _ = found({"n": "integer"}, 1)
    assert all_points(case.variables, (), case.context) is None
    case, _ = found({"n": "1..10^9"}, 1)
    assert all_points(case.variables, (), case.context) is None


@settings(max_examples=60)
@given(st.fractions(max_denominator=40), st.fractions(min_value=0, max_denominator=40))
def test_simplest_is_inside_and_simple(low, width):
    if width == 0:
        return
    high = low + width
    found = simplest(*(fmpq(end.numerator, end.denominator) for end in (low, high)))
    middle = Fraction(int(found.p), int(found.q))
    assert low < middle < high
    for denominator in range(1, middle.denominator):
        numerator = low.numerator * denominator // low.denominator + 1
        assert not low * denominator < numerator < high * denominator


@pytest.mark.parametrize(
    ("limits", "limit"),
    [(Limits(max_steps=10), "max_steps"), (Limits(max_nodes=5), "max_nodes"), (Limits(max_depth=3), "max_depth")],
)
def test_a_spent_budget_is_unknown(limits, limit):
    answer, expected = tree("sin(x)^2 + cos(x)^2 + y"), tree("1 + y")
    where = setting({}, answer, expected)
    evidence = decide(Claim("c", "", Equal(answer, expected), where), Budget(limits))
    assert isinstance(evidence, Unknown)
    assert evidence.limit == limit
    assert evidence.reason


def test_the_same_budget_gives_the_same_evidence():
    answer, expected = tree("exp(x) log(y)"), tree("exp(x) + y")
    where = setting({}, answer, expected)
    claim = Claim("c", "", Equal(answer, expected), where)
    first, second = Budget(), Budget()
    assert decide(claim, first) == decide(claim, second)
    assert first.spent == second.spent
