"""Lines cut by gauges say the same as lines cut into cells with samples."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.evidence.budget import Budget
from grader.evidence.definedness.conditions import conditions
from grader.evidence.definedness.gauges import Gauges, NoGaugeError
from grader.evidence.definedness.line import cells
from grader.evidence.definedness.online import covering, gap_runs, outside_runs
from grader.evidence.definedness.straight import Found, straight
from grader.evidence.definedness.survey import Survey
from grader.evidence.errors import DeclinedError
from grader.language.tree import Add, Call, Div, Mul, Neg, Num, Pow, Sym
from tests.evidence.plain_trees import setting, tree

SMALL = st.integers(0, 3).map(lambda n: Num(Fraction(n)))
EXPONENTS = st.sampled_from(
    [Num(Fraction(2)), Num(Fraction(3)), Div(Num(Fraction(1)), Num(Fraction(2))), Neg(Num(Fraction(1)))]
)
UNARY = ["log", "sqrt", "exp", "abs", "cbrt", "arcsin", "artanh", "tanh", "arcosh"]
DOMAINS = ["x: real", "x: positive", "x: [0, 1]", "x: nonzero", "x: [-2, 1/2)"]


def trees():
    return st.recursive(st.one_of(st.just(Sym("x")), SMALL), _larger, max_leaves=6)


def _larger(inner):
    return st.one_of(
        st.builds(lambda a, b: Add((a, b)), inner, inner),
        st.builds(lambda a, b: Add((a, Neg(b))), inner, inner),
        st.builds(lambda a, b: Mul((a, b)), inner, inner),
        st.builds(Div, inner, inner),
        st.builds(Pow, inner, EXPONENTS),
        st.builds(lambda name, a: Call(name, (a,)), st.sampled_from(UNARY), inner),
    )


@settings(max_examples=150, deadline=None)
@given(trees(), trees(), st.sampled_from(DOMAINS), st.booleans())
def test_the_same_as_cells_with_samples(left, right, domain, exactly):
    within = setting(domain)
    line = straight([conditions(side, within) for side in (left, right)], within)
    if line is None:
        return
    survey = Survey(within, Budget())
    rests = [survey.formula(side) for side in (left, right)]
    try:
        cut = cells("x", rests, survey.region)
        status = covering(cut, whole=False, exactly=exactly)[0]
    except DeclinedError:
        return
    found = line.covering(0, 1, exactly=exactly)
    if found is None:
        assert status != "proved"
    else:
        assert bool(found.witness) == (status == "refuted")
        assert (found.gaps, found.outside) == (gap_runs(cut, "x"), outside_runs(cut, "x"))


PLAIN = [
    ("1/(x (x + 1))", "1/x - 1/(x + 1)", ((), ("x = -1", "x = 0"))),
    ("sqrt(x)", "x/sqrt(x)", (("x = 0",), ("x < 0",))),
    ("1/(sqrt(x) - 2)", "1/(x - 4)", ((), ("x < 0", "x = 4"))),
    ("1/(1 - e^x)", "1/(e^x + 1)", ((), ("x = 0",))),
    ("ln(x^2 - 2)", "ln(x^2 - 2)", ((), ("-sqrt(2) <= x <= sqrt(2)",))),
    ("1/ln(x)", "1/(1 + 1/(x - 1))", ((), ("x <= 0", "x = 1"))),
]


@pytest.mark.parametrize(("expected", "answer", "texts"), PLAIN)
def test_texts(expected, answer, texts):
    within = setting("x: real")
    line = straight([conditions(tree(side, "x: real"), within) for side in (expected, answer)], within)
    assert line.covering(0, 1, exactly=False) == Found(*texts)


def test_witness():
    within = setting("x: real")
    line = straight([conditions(tree(side, "x: real"), within) for side in ("x", "ln(x - 1)")], within)
    assert line.covering(0, 1, exactly=False) == Found(("x <= 1",), (), {"x": Num(Fraction(0))})
    assert line.covering(1, 0, exactly=True) == Found((), ("x <= 1",))


def test_witness_at_one_point():
    within = setting("x: real")
    line = straight([conditions(tree(side, "x: real"), within) for side in ("1/(x - 2)", "1/(x - 1)")], within)
    assert line.covering(0, 1, exactly=False) == Found(("x = 1",), ("x = 2",))
    assert line.covering(0, 1, exactly=True) == Found(("x = 1",), ("x = 2",), {"x": Num(Fraction(1))})


NONE = [
    ("1/(x + y)", "x: real; y: real"),  # two symbols
    ("1/cos(x)", "x: real"),
    ("1/x", "x: integer"),
    ("1/(x - 1)", "x: (0, pi)"),
    ("sign(x)", "x: real"),
    ("1/(sqrt(x) - x)", "x: real"),
    ("1/((x^20 + 1) (x^20 + 2))", "x: real"),
]


@pytest.mark.parametrize(("text", "variables"), NONE)
def test_left_to_samples(text, variables):
    within = setting(variables)
    assert straight([conditions(tree(text, variables), within)], within) is None


def test_no_gauge_of_two_symbols():
    with pytest.raises(NoGaugeError):
        Gauges("x").of(Sym("y"))
