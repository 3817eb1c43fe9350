"""Closed forms of sums with symbolic bounds, beside the same sums added up term by term with exact numbers."""

from __future__ import annotations

from fractions import Fraction
from math import comb, cos, pi

import mpmath
import pytest
from flint import arb, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.api import compare
from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.at_points.second_look.confirmed import closed_forms
from grader.evidence.calculus.at_points.second_look.quick import Quick
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.look import see
from grader.language.domains import Variable
from grader.language.names import Names
from grader.language.reader import read
from grader.language.reader.domains import parse_domain
from grader.language.tree import Bind, Node

NATURAL = {"n": "non-negative integer"}
NEGATIVE = {"r": "positive integer", "p": "(0, 1)"}
SMALL = st.integers(-3, 3)


def closed(text: str, where: dict[str, str]) -> Node | None:
    """Return the closed form that is put in for a sum, None where none is."""
    tree = read(text, Names(free=True))[0].tree
    variables = tuple(Variable(name, parse_domain(domain)) for name, domain in where.items())
    found = closed_forms(tree, Setting(variables), Budget())
    return None if isinstance(found, Bind) else found


def value(tree: Node, **place: int) -> Fraction:
    """Return the exact value of a tree at integers."""
    found = see(Context(Budget()), tree, {name: fmpq(number) for name, number in place.items()}, 64)
    assert isinstance(found, fmpq), found
    return Fraction(int(found.p), int(found.q))


@settings(max_examples=60, deadline=None)
@given(
    power=st.integers(0, 4),
    rise=SMALL,
    fall=SMALL,
    low=st.integers(0, 2),
    short=st.integers(0, 1),
    turned=st.booleans(),
    n=st.integers(0, 6),
)
def test_binomial_theorem(power: int, rise: int, fall: int, low: int, short: int, turned: bool, n: int) -> None:
    choice = rf"\binom{{n}}{{{'n-k' if turned else 'k'}}}"
    end = f"n-{short}" if short else "n"
    found = closed(rf"\sum_{{k={low}}}^{{{end}}} k^{power} {choice} ({rise})^k ({fall})^{{n-k}}", NATURAL)
    if found is not None:
        terms = (k**power * comb(n, k) * rise**k * fall ** (n - k) for k in range(low, n - short + 1))
        assert value(found, n=n) == sum(terms, 0)
    else:
        assert low + short >= 2 or (rise + fall == 0 and power)


@settings(max_examples=40, deadline=None)
@given(power=st.integers(0, 2), x=SMALL, y=SMALL, n=st.integers(0, 5), over=st.booleans())
def test_binomial_theorem_with_symbols(power: int, x: int, y: int, n: int, over: bool) -> None:
    where = {**NATURAL, "x": "positive" if over else "real", "y": "non-negative"}
    factor = r"\frac{1}{k+1}" if over else f"k^{power}"
    found = closed(rf"\sum_{{k=0}}^n {factor} \binom{{n}}{{k}} x^k y^{{n-k}}", where)
    if over or power == 0:
        assert found is not None
    x, y = (abs(x) + 1 if over else x), abs(y)
    if found is not None:
        weights = (Fraction(1, k + 1) if over else Fraction(k**power) for k in range(n + 1))
        expected = sum((w * comb(n, k) * x**k * y ** (n - k) for k, w in enumerate(weights)), Fraction(0))
        assert value(found, n=n, x=x, y=y) == expected


@settings(max_examples=40, deadline=None)
@given(power=st.integers(0, 2), shift=st.integers(-2, 2), low=st.integers(-1, 3), rise=SMALL, n=st.integers(2, 6))
def test_shifted_binomial_theorem(power: int, shift: int, low: int, rise: int, n: int) -> None:
    text = rf"\sum_{{k={low}}}^{{n+({shift})}} k^{power} \binom{{n}}{{k-({shift})}} ({rise})^{{k-({shift})}}"
    found = closed(text, {"n": "{2, 3, 4, 5, 6}"}) or closed(text, {"n": "positive integer"})
    if found is not None:
        places = ((k, k - shift) for k in range(low, n + shift + 1))
        assert value(found, n=n) == sum(k**power * comb(n, j) * rise**j for k, j in places if j >= 0)


@settings(max_examples=40, deadline=None)
@given(low=st.integers(0, 2), shift=st.integers(-1, 2), m=st.integers(0, 4), n=st.integers(0, 6), named=st.booleans())
def test_columns_of_the_triangle(low: int, shift: int, m: int, n: int, named: bool) -> None:
    first = "m" if named else str(low)
    text = rf"\sum_{{k={first}}}^n \binom{{k+({shift})}}{{m}}"
    found = closed(text, {**NATURAL, "m": "non-negative integer"})
    if found is not None:
        terms = (comb(k + shift, m) if k + shift >= 0 else 0 for k in range(m if named else low, n + 1))
        assert value(found, n=n, m=m) == sum(terms)
    else:
        assert (named and shift) or low + shift < 0 or low > 1


@settings(max_examples=60, deadline=None)
@given(
    power=st.integers(0, 2),
    a=st.integers(0, 4),
    b=st.integers(0, 4),
    c=st.integers(0, 6),
    shift=st.integers(-1, 2),
    end=st.sampled_from(["a", "c"]),
)
def test_products_of_two(power: int, a: int, b: int, c: int, shift: int, end: str) -> None:
    where = dict.fromkeys("abc", "non-negative integer")
    found = closed(rf"\sum_{{k=-2}}^{{{end}}} k^{power} \binom{{a}}{{k}} \binom{{b}}{{c-k+({shift})}}", where)
    if found is not None:
        last = a if end == "a" else c
        terms = (k**power * comb(a, k) * comb(b, c - k + shift) for k in range(last + 1) if c - k + shift >= 0)
        assert value(found, a=a, b=b, c=c) == sum(terms)
    else:
        assert power or (end == "c" and shift > 0)


@settings(max_examples=40, deadline=None)
@given(
    roots=st.lists(st.sampled_from([0, -1, -2, Fraction(-1, 2), Fraction(1, 2)]), min_size=2, max_size=4),
    top=SMALL,
    start=st.integers(1, 3),
)
def test_series_of_rational_functions(roots: list[Fraction], top: int, start: int) -> None:
    below = " ".join(f"(k-({root}))" for root in roots)
    found = closed(rf"\sum_{{k={start}}}^\infty \frac{{{top}}}{{{below}}}", {})

    def term(k: mpmath.mpf) -> mpmath.mpf:
        return top / mpmath.fprod(k - mpmath.mpf(root.numerator) / root.denominator for root in map(Fraction, roots))

    if found is not None:
        seen = float(arb(Quick(Context(Budget()), {}, 128).number(found)))  # zeta at odd numbers is added up
        assert abs(seen - mpmath.nsum(term, [start, mpmath.inf])) < 1e-9


@settings(max_examples=40, deadline=None)
@given(
    power=st.integers(0, 3),
    m=st.integers(0, 3),
    shift=st.integers(-1, 2),
    low=st.integers(0, 2),
    slope=st.integers(1, 2),
    top=st.integers(-2, 2),
    turned=st.booleans(),
)
def test_negative_binomial_series(power: int, m: int, shift: int, low: int, slope: int, top: int, turned: bool) -> None:
    below = f"k + ({shift}) - m" if turned else "m"
    text = rf"\sum_{{k={low}}}^\infty k^{power} \binom{{k+({shift})}}{{{below}}} ({top}/3)^{{{slope}k}}"
    found = closed(text, {"m": "non-negative integer"})
    if found is None:
        return
    ratio = mpmath.mpf(top) / 3
    terms = (k**power * comb(k + shift, m) * ratio ** (slope * k) for k in range(low, low + 150) if k + shift >= 0)
    assert abs(value(found, m=m) - Fraction(float(mpmath.fsum(terms)))) < 1e-9


@pytest.mark.parametrize(
    ("left", "right", "variables", "status"),
    [
        (r"\sum_{k=0}^n (-1)^k \binom{n}{k}", "0", {"n": "positive integer"}, "equal"),
        (r"\sum_{k=0}^n (-1)^k \binom{n}{k}", "0", NATURAL, "different"),
        (r"\sum_{k=0}^n (k-np)^2 \binom{n}{k} p^k (1-p)^{n-k}", "n p(1-p)", {**NATURAL, "p": "[0, 1]"}, "equal"),
        (r"\sum_{k=0}^n (k-np)^2 \binom{n}{k} p^k (1-p)^{n-k}", "n p", {**NATURAL, "p": "[0, 1]"}, "different"),
        (r"\sum_{k=0}^n \binom{n}{k} x^k y^{n-k}", "(x+y)^n", NATURAL, "equal"),
        (r"\sum_{k=0}^n \binom{n}{k}^2", r"\binom{2n}{n}", NATURAL, "equal"),
        (r"\sum_{k=m}^n \binom{k}{m}", r"\binom{n+1}{m+1}", {**NATURAL, "m": "non-negative integer"}, "equal"),
        (r"\sum_{k=m}^n \binom{k}{m}", r"\binom{n+1}{m}", {**NATURAL, "m": "non-negative integer"}, "different"),
        (r"\sum_{k=1}^{n} \binom{n-1}{k-1} x^k y^{n-k}", "x (x+y)^{n-1}", {"n": "positive integer"}, "equal"),
        (r"\sum_{k=0}^n \frac{n!}{k!(n-k)!} x^k", "(1+x)^n", NATURAL, "equal"),
        (r"\sum_{k=0}^n \frac{n!}{k!(n-k)!} x^k", "(1+x)^{n+1}", NATURAL, "different"),
        (r"\sum_{k=0}^{n}\sum_{j=0}^{k} \binom{n}{k}\binom{k}{j}", "3^n", NATURAL, "equal"),
        (r"\sum_{k=0}^n \frac{a^k b^{n-k}}{k!(n-k)!}", r"\frac{(a+b)^n}{n!}", NATURAL, "equal"),
        (r"\sum_{k=1}^\infty \frac{(-1)^{k+1}}{k}", r"\ln 2", {}, "equal"),
        (r"\sum_{k=0}^\infty \frac{x^{2k}}{(2k)!}", r"\cosh x", {}, "equal"),
        (r"\sum_{k=0}^\infty \frac{(-1)^k x^{2k}}{(2k)!}", r"\cos x", {}, "equal"),
        (r"\sum_{k=0}^\infty \frac{(-1)^{k+1} x^{2k+2}}{(2k+1)!}", r"-x \sin x", {}, "equal"),
        (r"\sum_{k=0}^\infty \frac{(-1)^k x^{2k+1}}{(2k+1)!}", r"\sinh x", {}, "different"),
        (r"\sum_{k=0}^\infty \frac{(-1)^k x^{2k}}{(2k+1)!}", r"\frac{\sin x}{x}", {}, "equal"),
        (r"\sum_{k=0}^\infty \frac{(-1)^k x^{2k+1}}{2k+1}", r"\arctan x", {"x": "[-1, 1]"}, "equal"),
        (r"\sum_{k=0}^\infty \frac{(-1)^k x^{2k+1}}{2k+1}", r"\arctan x", {}, "different"),
        (r"\sum_{k=0}^\infty \frac{x^{2k+1}}{2k+1}", r"\artanh x", {"x": "(-1, 1)"}, "equal"),
        (r"\sum_{k=0}^\infty \frac{x^{2k+1}}{2k+1}", r"\artanh x", {"x": "[-1, 1)"}, "undecided"),
        (r"\sum_{k=0}^\infty \frac{(-1)^k}{2k+1}", r"\pi/4", {}, "equal"),
        (r"\sum_{k=1}^\infty \frac{1}{k(k+1)}", "1", {}, "equal"),
        (r"\sum_{k=r}^\infty \binom{k-1}{r-1} p^r (1-p)^{k-r}", "1", NEGATIVE, "equal"),
        (r"\sum_{k=r}^\infty k \binom{k-1}{r-1} p^r (1-p)^{k-r}", "r/p", NEGATIVE, "equal"),
        (r"\sum_{k=r}^\infty k \binom{k-1}{r-1} p^r (1-p)^{k-r}", "r/p^2", NEGATIVE, "different"),
        (r"\sum_{k=1}^\infty \frac{1}{4k^2-1}", "1/2", {}, "equal"),
        (r"\sum_{k=1}^\infty \frac{1}{k^2(k+1)}", r"\pi^2/6 - 1", {}, "equal"),
        (r"\sum_{k=0}^{n-1} \cos(2\pi k/n)", "0", {"n": "positive integer"}, "different"),
        (r"\sum_{k=0}^{n+1} \cos(2\pi k/(n+2) + b)", "0", {**NATURAL, "b": "real"}, "equal"),
        (r"\sum_{k=1}^{n+2} \sin(4\pi k/(n+2))", "0", {"n": "positive integer"}, "equal"),
    ],
)
def test_sums_and_their_values(left: str, right: str, variables: dict[str, str], status: str) -> None:
    assert compare(left, right, variables).status == status


@pytest.mark.parametrize(
    "text",
    [
        r"\sum_{k=1}^\infty \frac{1}{k}",
        r"\sum_{k=0}^\infty \frac{1}{k(k+1)}",
        r"\sum_{k=1}^\infty \frac{1}{k^3}",
        r"\sum_{k=1}^\infty \frac{1}{(k-5)(k+1)}",
        r"\sum_{k=0}^n \cos(2\pi k/n)",
        r"\sum_{k=0}^{n-1} \cos(2\pi k n)",
        r"\sum_{k=0}^n \binom{n}{k} (\log x)^k",
        r"\sum_{k=0}^n \binom{n}{k} x^{-k}",
        r"\sum_{k=0}^n \binom{n}{k}^3",
    ],
)
def test_what_has_no_known_closed_form_stays(text: str) -> None:
    assert closed(text, {"n": "positive integer", "x": "real"}) is None


def test_waves_over_whole_turns() -> None:
    found = closed(r"\sum_{k=0}^{n+1} \cos(2\pi k/(n+2))", {"n": "non-negative integer"})
    assert found is not None
    for n in range(5):
        assert abs(sum(cos(2 * pi * k / (n + 2)) for k in range(n + 2)) - value(found, n=n)) < 1e-12


@settings(max_examples=40, deadline=None)
@given(
    turns=st.integers(-4, 4),
    phase=st.sampled_from([0, 1]),
    name=st.sampled_from(["cos", "sin"]),
    low=st.integers(-1, 1),
    short=st.integers(0, 1),
    n=st.integers(1, 8),
)
def test_waves_over_turns(turns: int, phase: int, name: str, low: int, short: int, n: int) -> None:
    """n waves, or all but one of them, add up to 0 where n does not divide how often they turn."""
    text = rf"\sum_{{k={low}}}^{{n + {low} - 1 - {short}}} \{name}(2 \pi ({turns}) k/n + {phase})"
    found = closed(text, {"n": "positive integer"})
    wave = mpmath.cos if name == "cos" else mpmath.sin
    expected = sum(wave(2 * mpmath.pi * turns * k / n + phase) for k in range(low, n + low - short))
    assert found is not None
    assert abs(float(arb(Quick(Context(Budget()), {"n": fmpq(n)}, 128).number(found))) - expected) < 1e-9
