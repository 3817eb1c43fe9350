"""Where two piecewise-linear functions differ: the simplest point of a domain, or a proof that there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import pairwise
from typing import Any

from flint import fmpq

from grader.evidence.polyline import NIL, ONE, End, Line, Pieces, Rational, refined, union
from grader.language.domains import Domain
from grader.language.tree import Const, Div, Neg, Node, Num


def first_difference(a: Pieces, b: Pieces, domain: Domain) -> Fraction | None:
    """Return the simplest point of a domain where both functions are defined and differ, off their breaks if it can be.

    None proves that they agree wherever both are defined. Raises ValueError for a domain that is complex or whose
    bounds are no rational numbers.
    """
    return _search(a, b, domain, lambda p, q: p is not None and q is not None and p != q)


def first_gap(a: Pieces, b: Pieces, domain: Domain) -> Fraction | None:
    """Return a point where a is defined and b is not: in an interval of such points, unless the domain is discrete.

    Raises ValueError as `first_difference` does.
    """
    return _search(a, b, domain, lambda p, q: p is not None and q is None, isolated=False)


def _search(
    a: Pieces, b: Pieces, domain: Domain, fails: Callable[[Any, Any], bool], isolated: bool = True
) -> Fraction | None:
    low, high, low_in, high_in = _bounds(domain)
    if domain.members is not None:
        members = [_rational(member) for member in domain.members]
        return _simplest_of(x for x in members if x is not None and fails(a.at(x), b.at(x)))
    breaks = union(a.breaks, b.breaks)
    left, right = refined(a, breaks), refined(b, breaks)
    found = []
    for (start, end, f), g in zip(left.open_pieces(), right.lines, strict=True):
        if fails(f, g):
            first, last = _later(start, low), _earlier(end, high)
            if first is None or last is None or first < last:
                found += _candidates(first, last, _meeting(f, g), domain.is_integer)
    found += [x for x in (low, high) if x is not None and x not in breaks and x.q == 1 and fails(a.at(x), b.at(x))]
    found = [x for x in found if _allowed(x, low, high, low_in, high_in)]
    if found or not (isolated or domain.is_integer):
        return _simplest_of(x for x in found if not domain.nonzero or x != NIL)
    single = [x for x, p, q in zip(breaks, left.values, right.values, strict=True) if fails(p, q)]
    single += [x for x in (low, high) if x is not None and fails(a.at(x), b.at(x))]
    return _simplest_of(
        x
        for x in single
        if _allowed(x, low, high, low_in, high_in)
        and (x.q == 1 or not domain.is_integer)
        and (x != NIL or not domain.nonzero)
    )


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


def simplest(low: End, high: End) -> Rational:
    """Return the rational number of least denominator, then size, in an open interval (Stern-Brocot)."""
    if (low is None or low < NIL) and (high is None or high > NIL):
        return NIL
    if high is not None and high <= NIL:
        return -simplest(-high, None if low is None else -low)
    whole = fmpq(low.floor())
    if high is None or whole + 1 < high:
        return whole + 1
    low, high = low - whole, high - whole
    rest = simplest(1 / high, None if low == NIL else 1 / low)
    return whole + 1 / rest


def _simplest_of(points: Iterable[Rational]) -> Fraction | None:
    best = min(points, key=lambda x: (int(x.q), abs(int(x.p)), x < NIL), default=None)
    return None if best is None else Fraction(int(best.p), int(best.q))


def _later(x: End, y: End) -> End:
    return y if x is None else x if y is None else max(x, y)


def _earlier(x: End, y: End) -> End:
    return y if x is None else x if y is None else min(x, y)


def _allowed(x: Rational, low: End, high: End, low_in: bool, high_in: bool) -> bool:
    if low is not None and (x < low or (x == low and not low_in)):
        return False
    return high is None or x < high or (x == high and high_in)


def _bounds(domain: Domain) -> tuple[End, End, bool, bool]:
    if domain.base == "complex" or domain.shape:
        raise ValueError("a domain of real numbers is needed")
    if domain.base == "size" and domain.low is None:
        return ONE, _bound(domain.high), True, domain.high_closed
    return _bound(domain.low), _bound(domain.high), domain.low_closed, domain.high_closed


def _bound(node: Node | None) -> End:
    if node is None or node in (Const("oo"), Neg(Const("oo"))):
        return None
    value = _rational(node)
    if value is None:
        raise ValueError("bounds that are rational numbers are needed")
    return value


def _rational(node: Node) -> Rational | None:
    match node:
        case Num(value):
            return fmpq(value.numerator, value.denominator)
        case Neg(arg):
            inner = _rational(arg)
            return None if inner is None else -inner
        case Div(num, den):
            above, below = _rational(num), _rational(den)
            return None if above is None or below is None or below == NIL else above / below
        case _:
            return None
