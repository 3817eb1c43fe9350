"""Functions with kinks of one linear form: absolute values, and what they make equal in several inputs."""

from random import Random

import pytest
from flint import fmpq

from grader.claims.statements import Claim, Equal, Setting
from grader.evidence import decide
from grader.evidence.families.piecewise.space.ridges import Ridge
from grader.language.domains import REAL, Variable
from grader.language.names import Names
from grader.language.reader import read
from grader.verdict import Proof

PLANE = Setting((Variable("x", REAL), Variable("y", REAL)))
SAME = [
    ("hardtanh(2 hardtanh(x + y) - 1)", "-hardtanh(1 - 2 hardtanh(x + y))"),
    ("hardtanh(x) + y", "relu(x + 1) - relu(x - 1) - 1 + y"),
    ("max(-1, min(1, x - y))", "min(1, max(-1, x - y))"),
    ("|1 - |x + y|| + x", "|x + y + 1| + |x + y - 1| - |x + y| - 1 + x"),
    ("relu(relu(x - y) - 2)", "relu(x - y - 2)"),
]


def value(ridge, t):
    return ridge.slope * t + ridge.constant + sum(w * abs(t - place) for place, w in ridge.kinks.items())


def test_absolute_values_of_ridges_agree_at_all_points():
    random = Random(1)
    for _ in range(200):
        weights = [fmpq(random.choice([-2, -1, 1, 3]), random.randint(1, 2)) for _ in range(4)]
        kinks = {fmpq(random.randint(-5, 5)): weight for weight in weights}
        ridge = Ridge(fmpq(random.randint(-4, 4)), fmpq(random.randint(-4, 4), random.randint(1, 3)), kinks)
        found = ridge.absolute()
        assert fmpq(0) not in found.kinks.values()
        for t in (fmpq(random.randint(-90, 90), random.randint(1, 7)) for _ in range(20)):
            assert value(found, t) == abs(value(ridge, t))


@pytest.mark.parametrize(("left", "right"), SAME)
def test_nested_kinks_of_one_linear_form(left, right):
    trees = [read(text, Names(free=True), "expression")[0].tree for text in (left, right)]
    assert decide(Claim("c", "", Equal(*trees), PLANE)) == Proof("piecewise-linear")
