"""Where two piecewise-linear functions differ: the simplest point of a domain, or a proof that there is none."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from flint import fmpq

from grader.evidence.families.piecewise.line.linear.pieces import NIL, End, Line, Pieces, Rational, refined, union
from grader.evidence.families.piecewise.line.linear.places import Places, earlier, later
from grader.evidence.trees.ranges.simplest import simplest, simplest_of


def first_difference(a: Pieces, b: Pieces, places: Places) -> Rational | None:
    """Return the simplest point of a domain where both functions are defined and differ, off their breaks if it can be.

    None proves that they agree wherever both are defined.
    """
    return _search(a, b, places, lambda p, q: p is not None and q is not None and p != q)


def _search(a: Pieces, b: Pieces, places: Places, fails: Callable[[Any, Any], bool]) -> Rational | None:
    if places.members is not None:
        return simplest_of(x for x in places.members if fails(a.at(x), b.at(x)))
    breaks = union(a.breaks, b.breaks)
    left, right = refined(a, breaks), refined(b, breaks)
    found = []
    for (start, end, f), g in zip(left.open_pieces(), right.lines, strict=True):
        if fails(f, g):
            first, last = later(start, places.low), earlier(end, places.high)
            if first is None or last is None or first < last:
                found += _candidates(first, last, _meeting(f, g), places.range.integer)
    ends = [x for x in (places.low, places.high) if x is not None]
    found += [x for x in ends if x not in breaks and x.q == 1 and fails(a.at(x), b.at(x))]
    if any(places.holds(x) for x in found):
        return simplest_of(x for x in found if places.holds(x))
    single = [x for x, p, q in zip(breaks, left.values, right.values, strict=True) if fails(p, q)]
    single += [x for x in ends if fails(a.at(x), b.at(x))]
    return simplest_of(x for x in single if places.holds(x))


def _meeting(f: Line | None, g: Line | None) -> Rational | None:
    if f is None or g is None or f[0] == g[0]:
        return None
    return (g[1] - f[1]) / (f[0] - g[0])


def _candidates(low: End, high: End, meeting: Rational | None, whole: bool) -> list[Rational]:
    """Return simple points of the open interval, none of them where the lines meet or at 0 alone."""
    holes = sorted({x for x in (meeting, NIL) if x is not None})
    holes = [x for x in holes if (low is None or low < x) and (high is None or x < high)]
    ends = [low, *holes, high]
    found = [_integer_between(a, b) if whole else simplest(a, b) for a, b in pairwise(ends)]
    found += [x for x in holes if x != meeting]
    return [x for x in found if x is not None]


def _integer_between(low: End, high: End) -> Rational | None:
    """Return the integer of least absolute value in an open interval without 0, if there is one."""
    if low is None and high is None:
        return NIL
    if low is not None and low >= NIL:
        x = fmpq(low.floor() + 1)
        return x if high is None or x < high else None
    if high is not None and high <= NIL:
        y = _integer_between(-high, None if low is None else -low)
        return None if y is None else -y
    return NIL
