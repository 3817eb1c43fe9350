"""Integrals, limits and series with mpmath, for the independent evaluator: what has no value on a part of the range
or at one index has none at all.

`mp` is the independent evaluator's own context; nothing here knows the engine that it checks.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise

import mpmath

mp = mpmath.mp.clone()  # a context of its own: its precision is nobody else's
mp.dps = 40
mpf, mpc = mp.mpf, mp.mpc
Value = mpf | mpc
MAX_TERMS = 400  # of a sum or product


def tiny() -> Value:
    """Return what is not told apart from 0 with the digits that are computed with."""
    return mpf(10) ** (10 - mp.dps)


class UndefinedError(Exception):
    """The expression has no value at this point."""


class UnsureError(Exception):
    """This evaluator cannot tell: too near an edge, too large, or a node it does not know."""


def series(term: Callable[[Value], Value], start: int) -> Value:
    """Return the sum of a series whose terms shrink at least as a geometric one; one without a value leaves none."""
    total, sizes = mpf(0), []
    for k in range(start, start + MAX_TERMS):
        found = term(mpf(k))
        total += found
        sizes.append(abs(found))
        last = sizes[-8:]
        shrinks = all(b <= a * mpf("0.9") for a, b in pairwise(last))
        if k - start > 40 and shrinks and last[-1] * 10 <= tiny() * (1 + abs(total)):
            return total
    raise UnsureError("a series that converges slowly")


def area(integrand: Callable[[Value], Value], low: Value, high: Value) -> Value:
    """Return an integral between two ends; an integrand without values on a part of the range leaves none."""
    if low == high:
        return mpf(0)
    lost = 0
    for place in _within_range(low, high):
        try:
            integrand(place)
        except UndefinedError:
            lost += 1
    if lost > 1:
        raise UndefinedError
    try:
        found, error = mp.quad(integrand, _cuts(low, high), error=True)
    except UndefinedError as reason:
        raise UnsureError("a place without a value") from reason
    if not mp.isfinite(found) or error > mpf(10) ** -17 * (1 + abs(found)):
        raise UnsureError("an integral that is not smooth enough")
    return found


def _within_range(low: Value, high: Value) -> list[Value]:
    start, stop = max(low, mpf(-50)), min(high, mpf(50))
    return [start + (stop - start) * (mpf(step) / 23 + mpf("0.00123")) for step in range(23)]


def _cuts(low: Value, high: Value) -> list[Value]:
    inner = sorted(mpf(k) / 2 for k in range(-8, 9))
    start, stop = min(low, high), max(low, high)
    cuts = [start, *(cut for cut in inner if start < cut < stop), stop]
    return cuts if low < high else cuts[::-1]


def limit(body: Callable[[Value], Value], point: Value) -> Value:
    """Return a limit by Richardson's extrapolation from places near a point, on the sides that have values."""
    found: list[Value] = []
    for side in (1,) if mp.isinf(point) else (1, -1):
        with suppress(UndefinedError):
            found.append(_one_sided(body, point, side))
    if not found:
        raise UndefinedError
    if any(abs(part - found[0]) > mpf(10) ** -16 * (1 + abs(found[0])) for part in found[1:]):
        raise UndefinedError
    return found[0]


def _one_sided(body: Callable[[Value], Value], point: Value, side: int) -> Value:
    values: list[Value] = []
    for step in range(10, 24):
        h = mpf(2) ** -step
        place = (1 / h if point > 0 else -1 / h) if mp.isinf(point) else point + side * h
        values.append(body(place))
    rows = [values]
    while len(rows[-1]) > 1:
        before, order = rows[-1], len(rows)
        rows.append([(b * 2**order - a) / (2**order - 1) for a, b in pairwise(before)])
    best, other = rows[-1][-1], rows[-2][-1]
    if abs(best - other) > mpf(10) ** -18 * (1 + abs(best)):
        raise UnsureError("a limit that is not smooth enough")
    return best
