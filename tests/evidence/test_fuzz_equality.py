"""Random pairs, equal by rewriting or mutated: the layers of the engine and mpmath never contradict each other."""

from __future__ import annotations

import pytest

from grader.language.names import Names, Symbol
from grader.language.reader import read
from grader.language.reader.domains import parse_domain
from grader.language.tree import Node
from grader.verdict import Comparison, FieldResult, Proof
from tests.benchmarks.fuzz_equality import Report, against_points, run
from tests.benchmarks.independent import UndefinedError, mp, mpf, value
from tests.benchmarks.pairs import Pair, Sampled, pairs, sample

PAIRS = 300


def tree(text: str) -> Node:
    names = Names({name: Symbol(name, parse_domain("real")) for name in "xy"}, free=True)
    return read(text, names)[0].tree


def pair(left: str, right: str, built: str = "equal") -> Pair:
    return Pair(tree(left), tree(right), {"x": "real"}, built, "test")


def test_no_layer_contradicts_another():
    report = run("tests", PAIRS, deep=10)
    assert report.contradictions == []
    assert report.counts["equal"] > PAIRS / 3
    assert report.counts["different"] > PAIRS / 5


def test_a_wrong_proof_is_a_contradiction():
    wrong = pair("sqrt(x^2)", "x")
    report = Report()
    said = Comparison("equal", FieldResult(""), FieldResult(""), Proof("made up"))
    against_points(wrong, said, sample(wrong), report)
    assert report.counts["contradiction: proved, differs"] == 1


def test_a_side_that_is_undefined_on_an_interval_is_seen():
    assert sample(pair("2 log(x)", "log(x^2)")).lonely > 1


def test_a_single_gap_is_not_seen():
    assert sample(pair("(x^2 - 1)/(x - 1)", "x + 1")) == Sampled(None, 10, 0)


def test_pairs_can_be_built_again():
    first, second = pairs("a"), pairs("a")
    assert [next(first) for _ in range(20)] == [next(second) for _ in range(20)]


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("x^(1/3)", -8, -2),
        ("x^(2/3)", -8, 4),
        ("max(x, 1) + relu(-x)", -3, 4),
        ("sum_{k=1}^{3} k x", 2, 12),
        ("{x^2 if x > 0; 1 otherwise}", -3, 1),
        ("floor(x/2) + ceil(x/2)", 5, 5),
        ("log(x, 2)", 8, 3),
    ],
)
def test_the_independent_evaluator_follows_the_contract(text: str, at: int, expected: int):
    assert abs(value(tree(text), {"x": mpf(at)}) - expected) < mpf(10) ** (5 - mp.dps)


@pytest.mark.parametrize("text", ["sqrt(x)", "log(x)", "1/(x + 1)", "x^(1/2)", "arcsin(x - 1)", "sign(x + 1)"])
def test_the_independent_evaluator_knows_what_is_undefined(text: str):
    with pytest.raises(UndefinedError):
        value(tree(text), {"x": mpf(-1)})
