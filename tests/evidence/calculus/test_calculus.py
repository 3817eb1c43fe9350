"""Enclosures of integrals beside an independent library's numbers."""

from __future__ import annotations

import mpmath
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.evidence.errors import NoValueError
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.look import see
from grader.evidence.strategy import budget_of
from grader.language.names import Names
from grader.language.reader import read

BODIES = {
    "sin(x^2 + {})": lambda x, c: mpmath.sin(x * x + c),
    "sqrt(|x - {}|)": lambda x, c: mpmath.sqrt(abs(x - c)),
    "exp(-x^2/({}^2 + 1)) cos x": lambda x, c: mpmath.exp(-x * x / (c * c + 1)) * mpmath.cos(x),
    "floor(2x + {})": lambda x, c: mpmath.floor(2 * x + c),
    "(x - {})^(1/3)": lambda x, c: mpmath.sign(x - c) * mpmath.cbrt(abs(x - c)),
    "max(x, {}) arctan x": lambda x, c: max(x, c) * mpmath.atan(x),
    "arcsin(x/4) + log(x + 5 + {})": lambda x, c: mpmath.asin(x / 4) + mpmath.log(x + 5 + c),
}


@settings(max_examples=40, deadline=None)
@given(body=st.sampled_from(sorted(BODIES)), shift=st.integers(0, 3), low=st.integers(-3, 2), width=st.integers(1, 2))
def test_enclosures_hold_the_value(body: str, shift: int, low: int, width: int) -> None:
    tree = read(rf"\int_{{{low}}}^{{{low + width}}} {body.format(shift)} dx", Names(free=True))[0].tree
    found = see(Context(budget_of()), tree, {}, 64)
    assert not isinstance(found, NoValueError)
    cuts = [mpmath.mpf(step) / 2 for step in range(2 * low, 2 * (low + width) + 1)]
    value = mpmath.quad(lambda x: BODIES[body](x, shift), cuts)
    assert abs(float(found.mid() if hasattr(found, "mid") else found) - float(value)) < 1e-5
