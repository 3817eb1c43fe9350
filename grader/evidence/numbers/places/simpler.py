"""Simpler numbers in place of a coordinate of a counterexample, and simpler points: what can be checked by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flint import fmpq

from grader.evidence.trees.ranges.simplest import simplest

SMALL = 12  # integers up to this are simple enough
NICE = tuple(fmpq(*pair) for pair in ((1, 1), (-1, 1), (2, 1), (-2, 1), (3, 1), (-3, 1), (1, 2), (-1, 2), (0, 1)))
ROUND = tuple(fmpq(digit * 10**power) for power in range(13) for digit in (1, 2, 5) if digit * 10**power > 3)
RADII = tuple(fmpq(1, 2**power) for power in (0, 1, 2, 4, 8, 16, 32))  # of what counts as near, relative to a number
PASSES = 2  # over all coordinates of a point


def is_simple(value: fmpq) -> bool:
    """Return whether a number needs no simpler one."""
    return bool(abs(value) <= SMALL and (value.q == 1 or value in NICE))


def is_plain(value: fmpq) -> bool:
    """Return whether a number can be put in by hand: small, or with one digit that is not 0."""
    return is_simple(value) or abs(value) in ROUND


def simpler(value: fmpq) -> Iterator[fmpq]:
    """Yield numbers to try in place of another, the simplest first: small ones, round ones of its sign, near ones."""
    if is_simple(value):
        return
    yield from NICE
    sign = 1 if value > 0 else -1
    yield from (sign * step for step in ROUND if step < abs(value))
    if value.q != 1:
        yield from (fmpq(value.floor()), fmpq(value.ceil()))
    yield from (sign * step for step in ROUND if abs(value) <= step < 10 * abs(value))
    for radius in RADII:
        found = simplest(value - radius * abs(value), value + radius * abs(value))
        if found != value:
            yield found


def simplified(place: Mapping[str, Any], fails: Callable[[Mapping[str, Any]], bool]) -> dict[str, Any]:
    """Return a point of simpler coordinates at which `fails` is true, as it is at `place`, the largest ones first."""
    result = dict(place)
    for _ in range(PASSES):
        before = dict(result)
        for name in sorted(result, key=lambda name: (result[name].q, abs(result[name])), reverse=True):
            better = (number for number in simpler(result[name]) if fails({**result, name: number}))
            result[name] = next(better, result[name])
        if result == before:
            break
    return result
