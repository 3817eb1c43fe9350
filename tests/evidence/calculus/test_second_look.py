"""Closed forms are looked at a second time, on a path that does not use them; limits refuse and never cut."""

from __future__ import annotations

import ast
from fractions import Fraction
from pathlib import Path

import pytest
from flint import arb, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.api import compare
from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.calculus import closed_form
from grader.evidence.calculus.at_points.second_look.areas import Stretch
from grader.evidence.calculus.at_points.second_look.confirmed import FAULT, Second, compared, is_confirmed
from grader.evidence.calculus.at_points.second_look.plain import BITS, Plain
from grader.evidence.calculus.at_points.second_look.quick import Quick, Quicker
from grader.evidence.calculus.integrals.integrands.terms import Term, expanded, product, total
from grader.evidence.errors import DeclinedError, NoValueError
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.look import see
from grader.language.names import Names
from grader.language.reader import read
from grader.language.tree import Bind, Call, Node, Num, Pow, Sym
from grader.verdict import Unknown

SEVEN = Num(Fraction(7))


def tree(text: str) -> Node:
    return read(text, Names(free=True))[0].tree


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("sum", r"\sum_{k=0}^\infty \frac{1}{2^k}"),
        ("sum", r"\sum_{k=0}^n \binom nk"),
        ("int", r"\int_0^1 x^2 dx"),
        ("int", r"\int_0^\infty e^{-x} dx"),
        ("lim", r"\lim_{x\to 0} \frac{\sin x}{x}"),
        ("lim", r"\lim_{x\to\infty} \frac{2x+1}{x}"),
    ],
)
def test_a_wrong_closed_form_is_a_fault_and_decides_nothing(
    kind: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(closed_form.RULES, kind, {"wrong": lambda node, setting, budget: SEVEN})
    for other in ("7", "8", text + " + 1"):
        found = compare(text, other, {"n": "positive integer"} if "binom" in text else {})
        assert found.status == "undecided"
        assert isinstance(found.evidence, Unknown)
        assert FAULT in found.evidence.reason


def test_a_closed_form_that_no_other_path_reaches_is_not_put_in(monkeypatch: pytest.MonkeyPatch) -> None:
    text = r"\lim_{x\to\infty} \frac{\sin(x^2)}{\ln x}"
    rule = {"said to be": lambda node, setting, budget: Num(Fraction(0))}
    monkeypatch.setitem(closed_form.RULES, "lim", rule)
    assert compare(text, "0", {}).status == "undecided"
    monkeypatch.setattr(closed_form, "BY_DIFFERENTIATION", frozenset(rule))
    assert compare(text, "0", {}).status == "equal"


VALUES = {
    r"\int_0^\infty (e^t)^{-20} dt": 1 / 20,
    r"\int_0^1 t^{-1/2} dt": 2,
    r"\int_1^0 t^{-1/2} dt": -2,
    r"\int_{-\infty}^\infty e^{-x^2} dx": 1.7724538509055159,
    r"\int_{-\infty}^0 e^{x} dx": 1,
    r"\int_0^\infty \frac{dx}{1+x^2}": 1.5707963267948966,
    r"\int_0^1 \ln x dx": -1,
    r"\int_{-1}^1 \frac{dx}{\sqrt{1-x^2}}": 3.141592653589793,
    r"\sum_{k=1}^\infty \frac{1}{k^2}": 1.6449340668482264,
    r"\sum_{k=1}^\infty \frac{(-1)^k}{k}": -0.6931471805599453,
    r"\sum_{k=0}^\infty \frac{1}{k!}": 2.718281828459045,
    r"\lim_{x\to 0} \frac{1-\cos x}{x^2}": 0.5,
    r"\lim_{n\to\infty} (1+\frac{2}{n})^n": 7.38905609893065,
    r"\lim_{x\to 1} \frac{x^5-1}{x-1}": 5,
    r"\lim_{n\to\infty} \frac1n \sum_{k=1}^n \frac{k}{n}": 0.5,
}


@pytest.mark.parametrize("text", VALUES)
def test_values_without_closed_forms(text: str) -> None:
    found = arb(Plain(Context(Budget()), {}, BITS).number(tree(text)))
    assert abs(float(found.mid()) - VALUES[text]) <= float(found.rad()) + 1e-9
    assert float(found.rad()) < abs(VALUES[text]) / 256


@pytest.mark.parametrize(
    "text",
    [
        r"\int_0^\infty x dx",
        r"\int_1^\infty \frac{dx}{x}",
        r"\int_0^1 \frac{dx}{x}",
        r"\sum_{k=1}^\infty \frac1k",
        r"\sum_{k=0}^\infty (-1)^k",
        r"\sum_{k=0}^\infty \frac kk",
        r"\lim_{x\to\infty} x",
    ],
)
def test_what_has_no_value_has_none(text: str) -> None:
    try:
        found = Plain(Context(Budget()), {}, BITS).number(tree(text))
    except (NoValueError, ExceededError):
        return
    assert found.rad() > abs(found.mid()) / 256  # too wide to confirm anything


BASES = {
    "t": Sym("t"),
    "e^t": Call("exp", (Sym("t"),)),
    "t e^t": tree("t e^t"),
    "t^2": tree("t^2"),
    "t + 1": tree("t+1"),
    "3 t": tree("3t"),
    "1/t": tree("1/t"),
    "2^t": tree("2^t"),
    "(t+1)/t": tree("(t+1)/t"),
}


def of_term(term: Term) -> Node:
    waves = tuple(Call("exp", (exponent,)) for exponent in term.exponents)
    return product((*term.coefficient, Pow(Sym("t"), Num(term.power)), *waves, *term.factors))


QUICK = {
    r"\sum_{k=1}^\infty \frac1{k^2}": "pi^2/6",
    r"\sum_{k=1}^\infty \frac{(-1)^k}{k}": "-ln(2)",
    r"\sum_{k=0}^\infty \frac{k 9^k}{10^k}": "90",
    r"\sum_{k=0}^\infty \frac{(-5)^k}{k!}": "e^{-5}",
    r"\int_0^\infty e^{-3x} dx": "1/3",
    r"\int_{-\infty}^\infty \frac1{1+x^2} dx": "pi",
    r"\int_\infty^{-\infty} \frac1{1+x^2} dx": "-pi",
    r"\int_{-\infty}^0 x e^x dx": "-1",
    r"\int_\infty^1 x^{-3/2} dx": "-2",
    r"\int_0^1 \frac1{\sqrt{x}} dx": "2",
    r"\int_1^0 \ln x dx": "1",
    r"\int_{-\infty}^{-2} \frac{1}{x^2} dx": "1/2",
    r"\lim_{x\to 0} \frac{\sin x}{x}": "1",
}


@pytest.mark.parametrize(("text", "value"), QUICK.items())
def test_few_evaluations_tell_the_value(text: str, value: str) -> None:
    found, known = (arb(Quick(Context(Budget()), {}, BITS).number(tree(side))) for side in (text, value))
    assert compared(found, known) is Second.AGREES
    assert found.rad() < arb(2) ** -12


FEW = {
    r"\int_0^1 x^2 dx": "1/3",
    r"\int_0^\pi \sin x dx": "2",
    r"\int_1^2 \frac{dx}{x}": "ln(2)",
    r"\int_{-1}^1 x^3 dx": "0",
    r"\int_3^0 e^{-x} dx": "e^{-3} - 1",
    r"\int_0^9 \sqrt{x + 1} dx": "2(10 sqrt(10) - 1)/3",
}


@pytest.mark.parametrize(("text", "value"), FEW.items())
def test_fewer_do_for_what_differentiation_proved(text: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stretch, "area", None)  # which would ask for an enclosure
    found, known = (arb(Quicker(Context(Budget()), {}, BITS).number(tree(side))) for side in (text, value))
    assert compared(found, known) is Second.AGREES


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r"\int_{-2}^2 \frac{x}{x^2-1} dx", "0"),
        (r"\int_0^2 \frac{dx}{x-1}", "0"),
        (r"\int_0^2 \frac{dx}{(x-1)^3}", "0"),
        (r"\int_{-1}^2 \frac{dx}{x^2}", "-3/2"),
        (r"\int_{-1}^3 \frac{dx}{x^3}", "4/9"),
        (r"\int_0^{2\pi} \frac{dx}{\cos(x)^2}", "0"),
        (r"\int_0^9 |x - 4| dx", "0"),
        (r"\int_0^{20} \sin(9x)^2 dx", "0"),
    ],
)
def test_few_values_confirm_nothing_across_poles_kinks_and_waves(text: str, value: str) -> None:
    known = arb(Quicker(Context(Budget()), {}, BITS).number(tree(value)))
    try:
        found = arb(Quicker(Context(Budget()), {}, BITS).number(tree(text)))
    except (NoValueError, ExceededError):
        return
    assert compared(found, known) is not Second.AGREES


def test_what_few_evaluations_tell_wrong_is_looked_at_again() -> None:
    waves = tree(r"\sum_{k=1}^\infty \frac{\cos(k/10)}{k^2}")
    known = tree(r"\frac{\pi^2}{6} - \frac{\pi}{20} + \frac{1}{400}")
    assert isinstance(waves, Bind)
    quick, value = (arb(Quick(Context(Budget()), {}, BITS).number(side)) for side in (waves, known))
    assert not quick.overlaps(value)
    assert is_confirmed(waves, known, Setting(), Budget(), needs=True)


@settings(max_examples=300, deadline=None)
@given(base=st.sampled_from(sorted(BASES)), exponent=st.integers(-60, 60), place=st.fractions(1, 5, max_denominator=9))
def test_powers_taken_apart_are_whole(base: str, exponent: int, place: Fraction) -> None:
    node = Pow(BASES[base], tree(str(exponent)))
    try:
        parts = expanded(node, "t")
    except DeclinedError:
        return
    at = {"t": fmpq(place.numerator, place.denominator)}
    whole, apart = (arb(see(Context(Budget()), side, at, 256)) for side in (node, total([of_term(t) for t in parts])))
    assert whole.overlaps(apart)


# What may be taken from the front of a list, and no more: candidates that are tried (none of them proves anything),
# and what is shown to people.
CANDIDATES = {
    "MAX_INNER", "MAX_INSTANCES", "MAX_BORDERS", "CROSSED", "TRIED", "TRIES", "FIRST", "PLACES", "ANCHORS", "MANY",
    "SECOND_LOOK", "MAX_POINTS", "SHARED", "POOL", "NONZERO_TRIES", "FEW", "_FEW", "MAX_CURVES", "CHECKED", "MAX_TRIES",
    "MOST_NAMED", "DIVISORS_TRIED", "PLACES_TRIED", "FIRST_OF_INTEGERS",
}  # fmt: skip
SHOWN = {"MAX_SLOPES", "MAX_NAMED"}
PRECISION = {"MAX_BITS", "MAX_ORDER", "MIXED_STEPS"}  # bits, steps, and terms with a known rest
REFUSED = {"MAX_ITEMS", "MAX_NODES"}  # one more than the limit is looked at, and refused
EVIDENCE = Path(__file__).parents[3] / "grader" / "evidence"


def names_in(node: ast.AST) -> set[str]:
    names = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    return {name for name in names if name.isupper() and len(name) > 1}


def cuts(source: ast.AST) -> set[str]:
    """Return the named limits by which something is cut: slices, islice, and the lesser of a limit and a number."""
    found: set[str] = set()
    for node in ast.walk(source):
        match node:
            case ast.Subscript(slice=ast.Slice(lower=None, upper=ast.expr() as upper)):
                found |= names_in(upper)
            case ast.Call(func=ast.Name(id="islice" | "min"), args=args):
                found |= {name for arg in args for name in names_in(arg)}
    return found


def test_a_limit_refuses_and_never_cuts() -> None:
    found = {name for file in EVIDENCE.rglob("*.py") for name in cuts(ast.parse(file.read_text(encoding="utf-8")))}
    found -= {"ONE", "NIL", "NEVER", "CONSTANT"}  # numbers, and the name of one
    assert found <= CANDIDATES | SHOWN | PRECISION | REFUSED, "a limit cuts what is decided: let it refuse"
    assert found >= CANDIDATES | SHOWN | PRECISION | REFUSED, "named here and nowhere used"


def test_work_of_derivatives_is_counted() -> None:
    slope = " ".join(rf"\sin({k}x)" for k in range(2, 32))
    for _ in range(6):
        slope = rf"\frac{{d}}{{dx}} ({slope})"
    found = compare(slope, "0", {})
    assert isinstance(found.evidence, Unknown)
    assert found.evidence.limit == "max_steps"
