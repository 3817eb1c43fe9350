"""Each fact of each row holds, by mpmath; and wrong rows are found out."""

from dataclasses import replace
from fractions import Fraction

import mpmath as mp
import pytest

from grader.evidence.functions.row import IRRATIONAL, Complex, end_of, interval, intervals
from grader.evidence.functions.table import REALS, ROWS
from grader.language.names.functions import FUNCTIONS
from tests.evidence.functions.facts import complex_faults, faults
from tests.evidence.functions.reference import FUNCTIONS as FUNCTIONS_BY_MPMATH
from tests.evidence.functions.reference import of, written


def test_language_and_table_know_the_same_functions():
    assert ROWS.keys() == FUNCTIONS.keys()
    assert all(FUNCTIONS[name].least == 1 and not FUNCTIONS[name].arrays for name in REALS)


@pytest.mark.parametrize("name", REALS)
def test_facts_about_real_numbers(name):
    assert list(faults(name, REALS[name])) == []


def test_facts_about_arccot_hold_for_its_other_branch_too(monkeypatch):
    other = lambda x: mp.pi / 2 if x == 0 else mp.atan(1 / x)  # noqa: E731
    monkeypatch.setitem(FUNCTIONS_BY_MPMATH, "arccot", other)
    assert of("arccot", mp.mpf(-1)) < 0
    assert [fault for fault in faults("arccot", REALS["arccot"]) if not fault.startswith("smooth: a jump at 0")] == []


@pytest.mark.parametrize("name", ROWS)
def test_facts_about_complex_numbers(name):
    assert list(complex_faults(ROWS[name])) == []


@pytest.mark.parametrize("text", [*IRRATIONAL, "-pi", "pi/2", "-3pi/2", "-1/e"])
def test_irrational_ends_lie_in_their_bounds(text):
    end = end_of(text)
    value = written(end.text, None)
    assert mp.mpf(end.below.numerator) / end.below.denominator < value
    assert value < mp.mpf(end.above.numerator) / end.above.denominator
    assert end.above - end.below < Fraction(1, 50)


WRONG = [
    ("cos", {"parity": "odd"}),
    ("tanh", {"range": intervals("(-1, 2)")}),
    ("tanh", {"range": intervals("(-1/2, 1)")}),
    ("sech", {"rises": intervals("(-oo, oo)")}),
    ("coth", {"falls": intervals("(-oo, oo)")}),
    ("silu", {"rises": intervals("(-oo, oo)")}),
    ("exp", {"signed": True}),
    ("sin", {"zeros": ("0",)}),
    ("sin", {"period": end_of("pi")}),
    ("log", {"domain": intervals("[0, oo)")}),
    ("arcsin", {"domain": intervals("(-1, 1)")}),
    ("sigmoid", {"derivative": "y (1 + y)"}),
    ("erf", {"antiderivative": "x erf(x)"}),
    ("softplus", {"inverse": "log(exp(y) + 1)"}),
    ("relu", {"kinks": ()}),
    ("sin", {"kinks": (end_of("0"),)}),
    ("sign", {"jumps": ()}),
    ("sinh", {"lipschitz": True}),
    ("elu", {"pieces": ((interval("(-oo, 0]"), "e^x"), (interval("[0, oo)"), "x"))}),
    ("artanh", {"definition": "log(abs((1 + x)/(1 - x)))/2"}),
    ("arctan", {"continued": "everywhere"}),
    ("arctan", {"over": "exp(x)"}),
    ("tan", {"poles": ""}),
    ("gamma", {"numbers": "reals"}),
    ("arccos", {"values": (("0", "pi/3"),)}),
    ("gelu", {"positive": intervals("(-1, oo)")}),
]


@pytest.mark.parametrize(("name", "fact"), WRONG, ids=lambda item: str(item)[:40])
def test_wrong_facts_are_found_out(name, fact):
    assert next(faults(name, replace(REALS[name], **fact)), None) is not None


WRONG_OVER_COMPLEX = [
    ("tanh", Complex(total=True, entire=True)),
    ("tan", Complex(poles="sin(x)")),
    ("abs", Complex(total=True, entire=True)),
    ("conj", Complex(total=True, entire=True)),
    ("arccos", Complex(total=True, entire=True)),
]


@pytest.mark.parametrize(("name", "facts"), WRONG_OVER_COMPLEX, ids=lambda item: str(item)[:40])
def test_wrong_facts_about_complex_numbers_are_found_out(name, facts):
    assert next(complex_faults(replace(ROWS[name], complex=facts)), None) is not None
