"""Integrals by finite parts, and series by Hurwitz's zeta, beside numbers that an independent library finds."""

from __future__ import annotations

from fractions import Fraction

import mpmath
from flint import arb
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.calculus.at_points.second_look.quick import Quick
from grader.evidence.calculus.integrals.improper.transforms.fourier import fourier_over_all
from grader.evidence.calculus.integrals.improper.transforms.laplace import laplace_integral
from grader.evidence.calculus.sums.series.rational.rational import rational_series
from grader.evidence.numbers.evaluator import Context
from grader.language.names import Names
from grader.language.reader import read
from grader.language.tree import Bind, Node

RATE = st.sampled_from([Fraction(1, 2), Fraction(1), Fraction(2), Fraction(3)])


def tree(text: str) -> Bind:
    found = read(text, Names(free=True))[0].tree
    assert isinstance(found, Bind)
    return found


def number(node: Node) -> float:
    return float(arb(Quick(Context(Budget()), {}, 128).number(node)))


@settings(max_examples=30, deadline=None)
@given(
    rates=st.lists(RATE, min_size=1, max_size=3),
    decay=RATE,
    speed=st.sampled_from([Fraction(0), Fraction(1), Fraction(3, 2)]),
    half=st.booleans(),
    sine=st.booleans(),
)
def test_zeros_that_make_up_for_a_pole(
    rates: list[Fraction], decay: Fraction, speed: Fraction, half: bool, sine: bool
) -> None:
    """A product of (1 - e^(-a t)) over as many powers of t, with a decaying wave, has a value at each t."""
    power = Fraction(len(rates)) + (Fraction(1, 2) if half else 0)
    above = " ".join(f"(1 - e^{{-({rate}) t}})" for rate in rates)
    wave = f"\\{'sin' if sine else 'cos'}(({speed}) t)"
    node = tree(rf"\int_0^\infty {above} e^{{-({decay}) t}} {wave} t^{{-({power})}} dt")
    found = laplace_integral(node, Setting(), Budget())
    turn = mpmath.sin if sine else mpmath.cos

    def integrand(v: mpmath.mpf) -> mpmath.mpf:
        """Return the integrand in v = sqrt(t), which takes the root at 0 away."""
        t = v * v
        zeros = mpmath.fprod(-mpmath.expm1(-float(rate) * t) for rate in rates)
        return 2 * v * zeros * mpmath.exp(-float(decay) * t) * turn(float(speed) * t) / t ** float(power)

    assert found is not None
    expected = mpmath.quad(integrand, [0, 1, 2, 4, 8])
    assert abs(number(found) - expected) < 1e-7 * (1 + abs(expected))


@settings(max_examples=30, deadline=None)
@given(rates=st.lists(RATE, min_size=2, max_size=2, unique=True), pole=st.integers(2, 3))
def test_poles_that_stay_have_no_value(rates: list[Fraction], pole: int) -> None:
    text = rf"\int_0^\infty \frac{{e^{{-({rates[0]}) t}} - e^{{-({rates[1]}) t}}}}{{t^{pole}}} dt"
    assert laplace_integral(tree(text), Setting(), Budget()) is None


@settings(max_examples=40, deadline=None)
@given(
    roots=st.lists(
        st.sampled_from([Fraction(p, q) for q in (1, 2, 3, 4) for p in range(1, q + 1)]), min_size=1, max_size=2
    ),
    power=st.integers(1, 3),
    signs=st.booleans(),
    start=st.integers(-2, 3),
)
def test_series_of_rational_functions(roots: list[Fraction], power: int, signs: bool, start: int) -> None:
    below = " ".join(f"(k + {3 + root})^{power}" for root in roots)
    above = "(-1)^k" if signs else "1"
    found = rational_series(tree(rf"\sum_{{k={start}}}^\infty \frac{{{above}}}{{{below}}}"), Budget())
    if found is None:
        return

    def term(k: mpmath.mpf) -> mpmath.mpf:
        size = mpmath.fprod((k + 3 + mpmath.mpf(root.numerator) / root.denominator) ** power for root in roots)
        return (-1) ** (int(k) * signs) / size

    expected = mpmath.nsum(term, [start, mpmath.inf])
    assert abs(number(found) - expected) < 1e-8 * (1 + abs(expected))


@settings(max_examples=30, deadline=None)
@given(
    shift=st.sampled_from([0, 1, -2]),
    heights=st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=3, unique=True),
    power=st.integers(min_value=0, max_value=5),
    rate=st.sampled_from([Fraction(1, 2), Fraction(1), Fraction(-2)]),
    sine=st.booleans(),
)
def test_waves_over_quadratics(shift: int, heights: list[int], power: int, rate: Fraction, sine: bool) -> None:
    """The integral of x^p e^(i a x) over a product of (x - h)^2 + w^2 is 2 pi i times its residues above the axis."""
    power = min(power, 2 * len(heights) - 1)
    below = " ".join(f"(x^2 - ({2 * shift}) x + {shift**2 + height**2})" for height in heights)
    wave = f"\\{'sin' if sine else 'cos'}(({rate}) x)"
    node = tree(rf"\int_{{-\infty}}^\infty \frac{{x^{{{power}}} {wave}}}{{{below}}} dx")
    total, speed = mpmath.mpc(0), abs(float(rate))
    for height in heights:
        z = mpmath.mpc(shift, height)
        others = mpmath.fprod((z - shift) ** 2 + other**2 for other in heights if other != height)
        total += 2j * mpmath.pi * z**power * mpmath.exp(1j * speed * z) / (2j * height * others)
    expected = total.imag * (1 if rate > 0 else -1) if sine else total.real
    found = fourier_over_all(node, Setting(), Budget())
    assert found is not None
    assert abs(number(found) - expected) < 1e-9
