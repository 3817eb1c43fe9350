"""The simplest rational number between two others: the one search in the Stern–Brocot tree."""

from __future__ import annotations

from collections.abc import Iterable

from flint import fmpq

Rational = fmpq

NIL = fmpq(0)


def simplest(low: Rational | None, high: Rational | None) -> Rational:
    """Return the rational number of least denominator, then size, in an open interval; None is infinite.

    Source: continued fractions of both ends (Graham, Knuth, Patashnik, Concrete Mathematics, 4.5).
    """
    if (low is None or low < NIL) and (high is None or high > NIL):
        return NIL
    if high is not None and high <= NIL:
        return -simplest(-high, None if low is None else -low)
    assert low is not None
    whole = fmpq(low.floor())
    if high is None or whole + 1 < high:
        return whole + 1
    low, high = low - whole, high - whole
    rest = simplest(1 / high, None if low == NIL else 1 / low)
    return whole + 1 / rest


def simplest_of(points: Iterable[Rational]) -> Rational | None:
    """Return the point of least denominator, then size; None of none."""
    return min(points, key=lambda x: (int(x.q), abs(int(x.p)), x < NIL), default=None)
