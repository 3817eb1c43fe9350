"""From Arb balls to ranges with rational ends, rounded outward."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flint
from flint import arb, fmpq

from grader.evidence.trees.ranges.ranges import ANY, ZERO, Range, Rational

BALL_PRECISION = 80  # bits of the balls that enclose an irrational end


def enclosing(ball: Any) -> Range:
    """Return a range with rational ends around an Arb ball."""
    if not ball.is_finite():
        return ANY
    low, high = _rounded(ball.lower(), upper=False), _rounded(ball.upper(), upper=True)
    return Range(low, high, low is None, high is None)


MAX_EXPONENT = 1_000  # binary exponents beyond are rounded outward to 0 or infinity


def _rounded(exact: Any, *, upper: bool) -> Rational | None:
    mantissa, exponent = exact.man_exp()
    if mantissa == 0:
        return ZERO
    bits = int(mantissa.height_bits() if hasattr(mantissa, "height_bits") else mantissa.bit_length())
    if bits + exponent > MAX_EXPONENT:
        return None
    if exponent < -MAX_EXPONENT - bits:
        tiny = fmpq(2) ** -MAX_EXPONENT
        return (tiny if mantissa > 0 else ZERO) if upper else (ZERO if mantissa > 0 else -tiny)
    return fmpq(mantissa) * fmpq(2) ** int(exponent)


HUGE_BITS = 200  # ends beyond 2^200 count as infinite before a transcendental function is applied


def monotone(a: Range, function: Callable[[Any], Any]) -> Range:
    """Return the range of an increasing function, continuous on the whole of `a`.

    Infinite ends stay infinite: the caller meets the result with the function's own range.
    """
    low, low_open = _image(a.low, a.low_open, function, upper=False)
    high, high_open = _image(a.high, a.high_open, function, upper=True)
    return Range(low, high, low_open, high_open)


def _image(end: Any, is_open: bool, function: Callable[[Any], Any], *, upper: bool) -> tuple[Any, bool]:
    if end is None or end.height_bits() > HUGE_BITS:
        return None, True
    with flint.ctx.workprec(BALL_PRECISION):
        ball = function(arb(end))
        if not ball.is_finite():
            return None, True
        value = _rounded(ball.upper() if upper else ball.lower(), upper=upper)
        exact = ball.is_exact()
    return value, value is None or (is_open and exact)
