"""Random networks against exact values: no point contradicts `correct`, and `incorrect` shows one that does."""

from fractions import Fraction
from random import Random

import pytest

from grader.api import check, load_problems
from grader.verdict import Point
from tests.marking.random_networks import ACTIVATIONS, answer, changed, network, on_an_interval, points, rewritten

SEEDS = range(90)


def question(random, base, net, size):
    """The text of a problem, and what must hold at a point of its domain."""
    names = ["x"] if size == 1 else [f"x_{n + 1}" for n in range(size)]
    formula, bound = base.formula(names), Fraction(random.randint(-6, 6), 2)
    kind = random.choice(["equal", "equal", "within", "iff", "at least"])
    domain = {1: "real"}.get(size, f"real^{size}")
    match kind:
        case "equal":
            asked, truth = f"expected: '{formula}'", lambda p: net.at(p) == base.at(p)
        case "within":
            strict, most = random.choice([True, False]), random.choice([Fraction(1), Fraction(1, 1000)])
            net.layers[-1][1][0] += random.choice([0, most, 2 * most])
            domain = "'[-2, 3]" + (f"^{size}'" if size > 1 else "'")
            asked = f"expected: '{formula}'\n  tolerance: {{absolute: {most}, strict: {'yes' if strict else 'no'}}}"
            truth = lambda p: most > (d := abs(net.at(p) - base.at(p))) or (d == most and not strict)  # noqa: E731
        case "iff":
            asked = f"require: ['output > {bound} iff {formula} > {bound}']"
            truth = lambda p: (net.at(p) > bound) == (base.at(p) > bound)  # noqa: E731
        case _:
            asked = f"require: ['output >= ({formula}) + ({bound})']"
            truth = lambda p: net.at(p) >= base.at(p) + bound  # noqa: E731
    inside = lambda p: kind != "within" or all(-2 <= v <= 3 for v in p)  # noqa: E731
    declared = ACTIVATIONS[base.activation][2]
    text = f"""
id: q
answer:
  type: network
  layers: {{activation: {declared}, inputs: {size}, outputs: 1}}
  for_all: {{x: {domain}}}
  conventions: {{H(0): 1}}
  {asked}
"""
    return kind, text, truth, inside


def coordinates(evidence):
    at = evidence.at["x"]
    return tuple(Fraction(value.text) for value in (at if isinstance(at, tuple) else (at,)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz")


@pytest.mark.parametrize("seed", SEEDS)
def test_verdicts_on_random_networks(seed, folder):
    random = Random(seed)
    size, activation = random.choice([1, 1, 2, 2, 3]), random.choice(["relu", "relu", *ACTIVATIONS])
    base = network(random, [size, *(random.randint(1, 4) for _ in range(random.choice([1, 1, 2]))), 1], activation)
    net = rewritten(random, base)
    change = random.choice(["none", "none", "weight", "interval", "far"])
    if change == "weight" or (change != "none" and activation != "relu"):
        net = changed(random, net)
    elif change != "none":
        net = on_an_interval(random, net, far=change == "far")
    kind, text, truth, inside = question(random, base, net, size)
    (folder / "q.yaml").write_text(text)
    verdict = check(load_problems(folder)["q"], answer(random, net))
    evidence = verdict.claims[0].evidence
    if verdict.outcome.value == "correct":
        failing = [p for p in points(random, [net, base], size) if inside(p) and not truth(p)]
        assert failing == []
    elif verdict.outcome.value == "incorrect":
        assert isinstance(evidence, Point)
        point = coordinates(evidence)
        assert inside(point)
        assert not truth(point)
        if kind in {"equal", "within"}:
            assert (Fraction(evidence.left.text), Fraction(evidence.right.text)) == (net.at(point), base.at(point))
    else:
        assert verdict.outcome.value == "undecided"
    if kind == "equal" and change == "none":
        assert verdict.outcome.value == "correct"
