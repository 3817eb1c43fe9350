"""Piecewise-linear functions of several variables: equality, tolerance and conditions, on all of a region."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.claims.statements import Claim, Equal, Holds
from grader.evidence import Budget, decide
from grader.evidence.budget import Limits
from grader.evidence.families.piecewise import space
from grader.evidence.method import Scope
from grader.evidence.question.goal import Goal
from grader.evidence.solver.decide import settle_equality
from grader.language.tree import Add, Array, Call, Index, Mul, Num, Sym, substitute
from grader.verdict import Point, Proof, Unknown
from tests.evidence.deciding import check, claim_of, setting, tree
from tests.evidence.families.piecewise.networks_support import (
    array,
    inputs,
    network,
    number,
    random_layers,
    rewritten,
    value,
)
from tests.pairs import cases


@pytest.mark.parametrize("case", cases("networks-space"), ids=str)
def test_cases(case):
    check(case, decide(claim_of(case)))


def _equal(left, right, known, budget=None):
    return decide(Claim("c", "c", Equal(left, right), known), budget)


def _exact(point):
    (place,) = point.at.values()
    return [Fraction(part.text) for part in place]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([(2, 4, 1), (3, 5, 1), (2, 3, 3, 1), (2, 3, 2), (3, 2, 2, 2, 1)]))
def test_rewritten_networks_are_the_same(seed, widths):
    random = Random(seed)
    layers = random_layers(random, widths)
    evidence = _equal(network(rewritten(random, layers)), network(layers), inputs(widths[0]))
    assert isinstance(evidence, Proof)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([(2, 4, 1), (3, 5, 1), (2, 3, 3, 1), (2, 3, 2)]), st.booleans())
def test_a_wrong_weight_is_refuted_unless_it_makes_no_difference(seed, widths, tiny):
    random = Random(seed)
    layers = random_layers(random, widths)
    wrong = rewritten(random, layers)
    place = random.randrange(len(wrong))
    row = random.choice(wrong[place][0])
    row[random.randrange(len(row))] += Fraction(1, 10**9 if tiny else 3)
    evidence = _equal(network(wrong), network(layers), inputs(widths[0]))
    if isinstance(evidence, Point):
        point = _exact(evidence)
        outputs = value(wrong, point), value(layers, point)
        assert outputs[0] != outputs[1]
        shown = [[part] if len(outputs[0]) == 1 else list(part) for part in (evidence.left, evidence.right)]
        assert [[Fraction(part.text) for part in side] for side in shown] == list(outputs)
    else:
        assert isinstance(evidence, Proof)
        for _ in range(50):
            point = [Fraction(random.randint(-60, 60), random.randint(1, 7)) for _ in range(widths[0])]
            assert value(wrong, point) == value(layers, point)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6))
def test_conditions_have_the_truth_that_values_have(seed):
    random = Random(seed)
    layers = random_layers(random, (2, 3, 1), bound=2)
    bound = Num(Fraction(random.randint(0, 6)))
    condition = tree("f > 0 implies x_1 > -2 or x_2 > -2 or f < c", {"x": "real^2"})
    condition = substitute(condition, {"f": network(layers), "c": bound})
    evidence = decide(Claim("c", "c", Holds(condition), inputs(2)))
    points = [(Fraction(a, 2), Fraction(b, 2)) for a in range(-16, 17, 3) for b in range(-16, 17, 3)]
    fails = [p for p in points if 0 < value(layers, p)[0] >= bound.value and p[0] <= -2 and p[1] <= -2]
    assert not isinstance(evidence, Unknown)
    assert not (fails and isinstance(evidence, Proof))


def test_shared_layers_are_read_once():
    hidden = Sym("x")
    for _ in range(40):  # each layer reads the one below three times
        first, second = (Index(hidden, (Num(Fraction(place)),)) for place in (1, 2))
        hidden = Array((Call("relu", (Add((first, second)),)), Mul((number("1/2"), first))))
    evidence = _equal(hidden, hidden, inputs(2))
    assert isinstance(evidence, Proof)


def test_skip_connections():
    inner = Call("relu", (Add((Mul((array([[1, 2], [3, 4]]), Sym("x"))), array([1, -1]))),))
    joined = Array(
        tuple(Index(part, (Num(Fraction(place)),)) for part, place in ((inner, 1), (inner, 2), (Sym("x"), 1)))
    )
    answer = Mul((array([[1, -1, 2]]), joined))
    expected = tree("relu(x_1 + 2x_2 + 1) - relu(3x_1 + 4x_2 - 1) + 2x_1", {"x": "real^2"})
    assert _equal(answer, expected, inputs(2)) == Proof("piecewise-linear")


def test_too_many_units_name_the_limit():
    layers = random_layers(Random(1), (2, 9, 1))
    evidence = _equal(network(layers), network(layers[:1] + layers[1:]), inputs(2), Budget(Limits(max_units=4)))
    assert evidence == Unknown("there are too many units", "max_units")


def test_a_small_solver_limit_leaves_it_open():
    left, right = tree("max(a, max(b, max(c, d)))"), tree("max(max(a, b), max(c, d))")
    known = setting({}, left, right)
    assert isinstance(_equal(left, right, known), Proof)
    evidence = _equal(left, right, known, Budget(Limits(max_solver_steps=100)))
    assert evidence == Unknown("the solver found neither a proof nor a counterexample", "max_solver_steps")


def test_other_claims_are_left_to_other_layers():
    for answer, expected in (("x + y", "y + x"), ("relu(x)", "abs(x)"), ("relu(sin(x)) + y", "y")):
        sides = tree(answer), tree(expected)
        assert space.decide_in_space(Goal(Equal(*sides), Scope(setting({}, *sides), Budget()))) is None


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**6), st.booleans())
def test_the_normal_form_and_the_solver_agree(seed, is_changed):
    random = Random(seed)
    layers = random_layers(random, random.choice([(2, 3, 1), (2, 2, 2, 1)]), 2)
    other = rewritten(random, layers)
    if is_changed:
        row = random.choice(other[0][0])
        row[0] += random.choice((-1, 1, Fraction(1, 2)))
    sides = network(other), network(layers)
    known = inputs(2)
    case, (left, right) = space.scope.space_case(space.scope.survey(sides, Budget()), sides, known, Budget())
    models = []
    by_solver = settle_equality((case.setting, case.context), left, right, models.append)
    evidence = _equal(*sides, known)
    assert isinstance(by_solver, Proof) == isinstance(evidence, Proof)
    for place in models:
        point = [Fraction(int(part.p), int(part.q)) for part in place.values()]
        assert value(other, point) != value(layers, point)


def test_the_same_question_has_the_same_answer():
    sides = tree("max(a, max(b, c)) + relu(a - 10^5)"), tree("max(max(a, b), c) + relu(a - 10^5 - 1)")
    known = setting({}, *sides)
    assert len({str(_equal(*sides, known)) for _ in range(3)}) == 1
