"""Values of integrals and limits, beside numbers that an independent library finds; what has no value stays open."""

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
from grader.language.names import Names
from grader.language.reader import read
from grader.language.tree import Bind

SMALL = st.integers(-3, 3)
NATURAL = st.integers(0, 3)


def value(text: str) -> float | None:
    """Return what is put in for an integral or a limit, as a number; None where nothing is."""
    tree = read(text, Names(free=True))[0].tree
    found = closed_forms(tree, Setting(), Budget())
    return None if isinstance(found, Bind) else float(see(Context(Budget()), found, {}, 128))


@pytest.mark.parametrize("name", ["erf", "arctan", "sin", "tanh", "sinh", "log(1 + "])
def test_functions_of_what_vanishes_faster_than_powers(name: str) -> None:
    call = f"{name}e^{{-x}})" if name.endswith(" ") else f"{name}(e^{{-x}})"
    assert value(rf"\lim_{{x\to\infty}} {call}") == 0


@settings(max_examples=25, deadline=None)
@given(
    power=NATURAL, rate=SMALL, speed=NATURAL, low=SMALL, width=st.integers(1, 3), kind=st.sampled_from(["sin", "cos"])
)
def test_integrals_of_waves(power: int, rate: int, speed: int, low: int, width: int, kind: str) -> None:
    body = f"t^{power} {kind}({speed}t)" if rate == 0 else f"exp({rate}t) {kind}({speed}t)"
    found = value(rf"\int_{{{low}}}^{{{low + width}}} {body} dt")
    wave = getattr(mpmath, kind)
    factor = (lambda t: t**power) if rate == 0 else (lambda t: mpmath.exp(rate * t))
    assert found is not None
    assert found == pytest.approx(
        float(mpmath.quad(lambda t: factor(t) * wave(speed * t), [low, low + width])), rel=1e-9, abs=1e-9
    )


@settings(max_examples=25, deadline=None)
@given(
    top=st.lists(SMALL, min_size=1, max_size=3),
    shift=st.integers(1, 4),
    size=st.integers(1, 4),
    times=st.integers(1, 2),
    end=st.integers(1, 3),
)
def test_integrals_of_rational_functions(top: list[int], shift: int, size: int, times: int, end: int) -> None:
    above = " + ".join(f"({c}) t^{k}" for k, c in enumerate(top))
    found = value(rf"\int_0^{end} \frac{{{above}}}{{(t+{shift})^{times} (t^2+{size})}} dt")

    def body(t: mpmath.mpf) -> mpmath.mpf:
        return sum(c * t**k for k, c in enumerate(top)) / ((t + shift) ** times * (t**2 + size))

    assert found is not None
    assert found == pytest.approx(float(mpmath.quad(body, [0, end])), rel=1e-9, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(
    power=st.integers(0, 4),
    lead=st.integers(1, 4),
    slope=SMALL,
    half=st.booleans(),
)
def test_integrals_of_bells(power: int, lead: int, slope: int, half: bool) -> None:
    low = "0" if half else r"-\infty"
    found = value(rf"\int_{{{low}}}^{{\infty}} t^{power} e^{{-{lead}t^2+({slope})t}} dt")
    line = [0, mpmath.inf] if half else [-mpmath.inf, 0, mpmath.inf]
    expected = mpmath.quad(lambda t: t**power * mpmath.exp(-lead * t**2 + slope * t), line)
    assert found is not None
    assert abs(found - expected) < 1e-8 * (1 + abs(expected))


@settings(max_examples=30, deadline=None)
@given(
    num=st.sampled_from(["sin(a x)", "exp(a x) - 1", "log(1 + a x)", "tan(a x)", "x cos(a x)", "1 - cos(a x)", "x"]),
    den=st.sampled_from(["sin(b x)", "exp(b x) - 1", "x sqrt(1 + x)", "arctan(b x)", "x", "x exp(b x)"]),
    a=st.integers(1, 3),
    b=st.integers(1, 3),
)
def test_limits_of_quotients_at_zero(num: str, den: str, a: int, b: int) -> None:
    body = f"({num})/({den})".replace("a x", f"{a}x").replace("b x", f"{b}x")
    found = value(rf"\lim_{{x\to 0}} {body}")
    tree = read(body, Names(free=True))[0].tree
    tiny = Fraction(1, 10**9)
    beside = [float(see(Context(Budget()), tree, {"x": x}, 256)) for x in (_exact(tiny), _exact(-tiny))]
    assert found is not None
    assert all(abs(found - seen) < 1e-6 for seen in beside)


def _exact(x: Fraction) -> fmpq:
    return fmpq(x.numerator, x.denominator)


@pytest.mark.parametrize(
    "text",
    [
        r"\int_{-1}^1 \frac1t dt",
        r"\int_{-1}^1 \frac{1}{t^2} dt",
        r"\int_1^\infty \frac1t dt",
        r"\int_0^1 \frac1t dt",
        r"\int_0^3 \tan t dt",
        r"\int_0^\infty \sin t dt",
        r"\int_0^\pi \lfloor\sin t\rfloor dt",
        r"\lim_{x\to 0} \frac{|x|}{x}",
        r"\lim_{x\to 0} \frac{1}{x}",
        r"\lim_{x\to 0} \sin\frac1x",
        r"\lim_{x\to\infty} \sin x",
        r"\lim_{x\to\infty} e^x e^{-x} \sin x",
        r"\lim_{x\to 1} \lfloor x\rfloor",
        r"\lim_{x\to 0} \arcsin(1 + x^2)",
        r"\lim_{x\to\infty} \log(\sin\frac1x - \frac1x + \frac{1}{6x^3} - \frac{1}{120x^5} + \frac{1}{5040x^7}"
        r" - \frac{1}{362880x^9} + e^{-x})/x",  # 0: a rest of order x^-11 stands beside e^-x
        r"\int_{-\infty}^\infty \frac{t}{1 + t^2} dt",
    ],
)
def test_what_has_no_value_or_no_known_one_stays(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize(
    ("left", "right", "variables"),
    [
        (r"\lim_{h\to 0} h \log a", "0", {}),  # undefined for a <= 0
        (r"\int_0^1 \log(a) t dt", r"\frac{\log|a|}{2}", {}),
        (r"\int_1^x \frac1t dt", r"\log|x|", {}),
        (r"\lim_{h\to 0}\frac{|x+h|-|x|}{h}", "1", {}),
    ],
)
def test_values_do_not_hold_where_they_are_undefined(left: str, right: str, variables: dict[str, str]) -> None:
    assert compare(left, right, variables).status != "equal"


@settings(max_examples=30, deadline=None)
@given(
    power=st.integers(0, 3),
    top=st.integers(-3, 3),
    below=st.integers(4, 5),
    start=st.integers(0, 3),
    shift=st.integers(-1, 1),
    kind=st.sampled_from(["geometric", "factorial"]),
)
def test_series(power: int, top: int, below: int, start: int, shift: int, kind: str) -> None:
    under = f"/ (k - {start} + {power})!" if kind == "factorial" else ""
    found = value(rf"\sum_{{k={start}}}^{{\infty}} k^{power} ({top}/{below})^{{k-({shift})}} {under}")

    def term(k: int) -> mpmath.mpf:
        ratio = mpmath.mpf(top) / below
        part = mpmath.mpf(k) ** power * ratio ** (k - shift)
        return part / mpmath.factorial(k - start + power) if kind == "factorial" else part

    if top == 0 and start < shift:
        assert found is None
    elif found is not None:
        assert abs(found - mpmath.fsum(term(k) for k in range(start, start + 200))) < 1e-9
    else:
        assert start < shift or top == 0


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (r"\sum_{k=0}^\infty 2^k", None),
        (r"\sum_{k=0}^\infty (-1)^k", None),
        (r"\sum_{k=1}^\infty \frac1k", None),
        (r"\sum_{k=1}^\infty \frac1{k^2}", mpmath.pi**2 / 6),
        (r"\sum_{k=1}^\infty \frac{1}{k 2^k}", mpmath.log(2)),
        (r"\sum_{k=0}^\infty e^{-2k+1}", mpmath.e / (1 - mpmath.exp(-2))),
    ],
)
def test_named_series(text: str, known: object) -> None:
    found = value(text)
    assert found is None if known is None else abs(found - float(known)) < 1e-9
