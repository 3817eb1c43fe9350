"""Integrals around circles: residues within count, those outside do not, and a pole on the circle gives no value."""

from itertools import combinations

import pytest

from grader.api import compare
from grader.evidence.trees import circles
from grader.language.names import Names
from grader.language.reader import read

POLES = ["0", "1/2", "-1/3", "2", "-3", "i/2", "2i"]
WITHIN = frozenset({"0", "1/2", "-1/3", "i/2"})
UNIT = Names(free=True, complex=True)


def value(text):
    (reading,) = read(text, UNIT, "condition")
    return circles.circle_integral(reading.tree)


@pytest.mark.parametrize(("one", "other"), list(combinations(POLES, 2)))
def test_two_poles(one, other):
    text = rf"\oint_{{|z|=1}} \frac{{1}}{{(z - ({one}))(z - ({other}))}} dz"
    inside = {one, other} & WITHIN
    expected = "0" if len(inside) != 1 else rf"\frac{{2\pi i}}{{({one}) - ({other})}}"
    if inside == {other}:
        expected = rf"\frac{{2\pi i}}{{({other}) - ({one})}}"
    assert compare(text, expected, {"w": "complex"}).status == "equal"
    assert compare(text, f"{expected} + i", {"w": "complex"}).status == "different"


@pytest.mark.parametrize("power", list(range(-4, 5)))
@pytest.mark.parametrize("radius", ["1", "2", "1/2"])
def test_powers(power, radius):
    text = rf"\oint_{{|z-1|={radius}}} (z-1)^{{{power}}} dz"
    assert compare(text, r"2\pi i" if power == -1 else "0", {"w": "complex"}).status == "equal"


@pytest.mark.parametrize(
    "text",
    [
        r"\oint_{|z|=1} \frac{1}{z-1} dz",
        r"\oint_{|z|=1} \frac{1}{z^2+1} dz",
        r"\oint_{|z-1|=1} \frac{1}{z} dz",
        r"\oint_{|z|=1} \frac{1}{z^2+4z+1} dz",  # one root within, of a factor that has no other
        r"\oint_{|z|=1} \frac{e^z}{z} dz",
        r"\oint_{|z|=1} \frac{1}{z^{30}} dz",
        r"\oint_{|z|=1} \frac{1}{\sin z} dz",
        r"\oint_{|z|=1} z^{1/2} dz",
        r"\oint_{|z|=1} |z - 1| dz",
        r"\int_0^{\pi} e^{it} dt",
    ],
)
def test_no_value(text):
    assert value(text) is None


def test_a_conjugate_runs_back():
    assert compare(r"\oint_{|z|=2} \overline{z} dz", r"8\pi i", {"z": "complex"}).status == "equal"
    assert compare(r"\oint_{|z|=2} \overline{z}^2 dz", "0", {"z": "complex"}).status == "equal"
    assert compare(r"\oint_{|z|=2} \overline{z} z^2 dz", "0", {"z": "complex"}).status == "equal"
    assert compare(r"\oint_{|z|=2} \overline{z} z^{-1} dz", "0", {"z": "complex"}).status == "equal"
    assert compare(r"\oint_{|z|=2} \overline{z - i} dz", r"8\pi i", {"z": "complex"}).status == "equal"
