"""Euler's integrals beside numbers that an independent library finds."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
from flint import fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.api import compare
from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.at_points.second_look.confirmed import closed_forms
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.look import see
from grader.language.domains import Variable
from grader.language.names import Names
from grader.language.reader import read
from grader.language.reader.domains import parse_domain
from grader.language.tree import Bind

POSITIVE = {"a": "positive", "b": "positive"}
NATURAL = {"n": "non-negative integer", "m": "non-negative integer"}


def value(text: str, where: dict[str, str], **place: Fraction) -> float | None:
    """Return what is put in for an integral, at a place; None where nothing is."""
    tree = read(text, Names(free=True))[0].tree
    variables = tuple(Variable(name, parse_domain(domain)) for name, domain in where.items())
    found = closed_forms(tree, Setting(variables), Budget())
    if isinstance(found, Bind):
        return None
    at = {name: fmpq(number.numerator, number.denominator) for name, number in place.items()}
    return float(see(Context(Budget()), found, at, 128))


SIZE = st.sampled_from([Fraction(1, 2), Fraction(1), Fraction(3, 2), Fraction(3)])


@settings(max_examples=25, deadline=None)
@given(a=SIZE, b=SIZE, power=st.integers(0, 2), square=st.booleans())
def test_gamma(a: Fraction, b: Fraction, power: int, square: bool) -> None:
    inner = "t^2" if square else "t"
    found = value(rf"\int_0^\infty t^{power} t^{{a-1}} e^{{-b {inner} + 1}} dt", POSITIVE, a=a, b=b)
    first, rate = (mpmath.mpf(part.numerator) / part.denominator for part in (a, b))
    order = first + power
    # t = v^2 takes the pole at 0 away
    expected = mpmath.quad(
        lambda v: 2 * v ** (2 * order - 1) * mpmath.exp(1 - rate * v ** (4 if square else 2)), [0, 1, 4, mpmath.inf]
    )
    assert found is not None
    assert abs(found - expected) < 1e-7 * (1 + abs(expected))


@settings(max_examples=25, deadline=None)
@given(a=SIZE, b=SIZE, root=st.booleans())
def test_beta(a: Fraction, b: Fraction, root: bool) -> None:
    under = r"\sqrt{1-t}" if root else "1"
    found = value(rf"\int_0^1 t^{{a-1}} (1-t)^{{b}} / {under} dt", POSITIVE, a=a, b=b)
    first, second = (mpmath.mpf(part.numerator) / part.denominator for part in (a, b))
    expected = mpmath.beta(first, second + (0.5 if root else 1))
    assert found is not None
    assert abs(found - expected) < 1e-9


@pytest.mark.parametrize(
    ("left", "right", "variables", "status"),
    [
        (r"\int_0^\infty x^n e^{-x} dx", "n!", NATURAL, "equal"),
        (r"\int_0^\infty x^n e^{-a x} dx", r"\frac{n!}{a^{n+1}}", {**NATURAL, **POSITIVE}, "equal"),
        (r"\int_0^\infty x^{2n+1} e^{-x^2} dx", "n!/2", NATURAL, "equal"),
        (r"\int_0^1 x^m(1-x)^n dx", r"\frac{m!n!}{(m+n+1)!}", NATURAL, "equal"),
        (r"\int_0^1 x^m(1-x)^n dx", r"\frac{m!n!}{(m+n)!}", NATURAL, "different"),
        (r"\int_0^\infty x \frac{b^a}{\Gamma(a)} x^{a-1} e^{-b x} dx", "a/b", POSITIVE, "equal"),
        (r"\int_0^\infty x^{a-1} e^{-x} dx", r"\Gamma(a)", {"a": "real"}, "different"),
        (r"\int_0^\infty x^{n} e^{b x} dx", r"\frac{n!}{b^{n+1}}", {**NATURAL, **POSITIVE}, "different"),
    ],
)
def test_integrals_and_their_values(left: str, right: str, variables: dict[str, str], status: str) -> None:
    used = {name: domain for name, domain in variables.items() if name in left}
    assert compare(left, right, used).status == status


@pytest.mark.parametrize(
    "text",
    [
        r"\int_0^\infty t^{-a} e^{-t} dt",
        r"\int_0^\infty t^{a} e^{t} dt",
        r"\int_0^1 t^{-a} (1-t)^b dt",
        r"\int_0^2 t^{a} (1-t)^b dt",
        r"\int_0^1 t^{a} (1+t)^b dt",
        r"\int_0^1 t^{t} (1-t)^b dt",
    ],
)
def test_what_may_diverge_or_is_another_integral_stays(text: str) -> None:
    assert value(text, POSITIVE, a=Fraction(1), b=Fraction(1)) is None
