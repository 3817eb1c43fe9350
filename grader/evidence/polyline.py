"""Piecewise-linear functions of one real variable, exact and in canonical form.

A `Pieces` holds sorted breaks, one line (slope, intercept) for each open interval between them, and one value for each
break; None stands for "not defined there". No break is kept where the function is one line through it, so two
functions are equal, gaps included, exactly when their `Pieces` are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import fmpq

from grader.evidence.budget import Budget, ExceededError
from grader.language.domains import Domain
from grader.language.tree import Const, Div, Neg, Node, Num

Rational = Any  # a flint.fmpq
Line = tuple[Rational, Rational]  # slope and intercept
End = Any  # a rational number, or None for infinity
NIL, ONE = fmpq(0), fmpq(1)


class NotLinearError(Exception):
    """A function that is not piecewise linear, or not seen to be."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """n breaks, n + 1 lines, n values; see the module's docstring."""

    breaks: tuple[Rational, ...]
    lines: tuple[Line | None, ...]
    values: tuple[Rational | None, ...]

    def at(self, x: Rational) -> Rational | None:
        """Return the value at a point, None where there is none."""
        place = _place(self.breaks, x)
        if place < len(self.breaks) and self.breaks[place] == x:
            return self.values[place]
        return on(self.lines[place], x)

    def open_pieces(self) -> Iterator[tuple[End, End, Line | None]]:
        """Yield the open intervals from left to right, with their lines."""
        ends = (None, *self.breaks, None)
        yield from zip(ends[:-1], ends[1:], self.lines, strict=True)


def line(slope: Rational, intercept: Rational) -> Pieces:
    """Return a line."""
    return Pieces((), ((slope, intercept),), ())


def on(piece: Line | None, x: Rational) -> Rational | None:
    """Return the value of a line at a point."""
    return None if piece is None else piece[0] * x + piece[1]


def _place(breaks: tuple[Rational, ...], x: Rational) -> int:
    low, high = 0, len(breaks)
    while low < high:
        middle = (low + high) // 2
        if breaks[middle] < x:
            low = middle + 1
        else:
            high = middle
    return low


def merged(breaks: list[Rational], lines: list[Line | None], values: list[Rational | None]) -> Pieces:
    """Return pieces without breaks that are none."""
    kept: tuple[list[Rational], list[Line | None], list[Rational | None]] = ([], [lines[0]], [])
    for place, following, value in zip(breaks, lines[1:], values, strict=True):
        before = kept[1][-1]
        if before == following and value == on(before, place):
            continue
        kept[0].append(place)
        kept[1].append(following)
        kept[2].append(value)
    return Pieces(tuple(kept[0]), tuple(kept[1]), tuple(kept[2]))


LineRule = Callable[[Line, Line], Line | None]
ValueRule = Callable[[Rational, Rational], Rational | None]


def combined(f: Pieces, g: Pieces, lines: LineRule, values: ValueRule, budget: Budget) -> Pieces:
    """Return the pieces of an operation on two functions, not defined where one of them is not."""
    breaks = union(f.breaks, g.breaks)
    check(len(breaks) + 1, budget)
    left, right = refined(f, breaks), refined(g, breaks)
    return merged(
        breaks,
        [None if a is None or b is None else lines(a, b) for a, b in zip(left.lines, right.lines, strict=True)],
        [None if a is None or b is None else values(a, b) for a, b in zip(left.values, right.values, strict=True)],
    )


def check(count: int, budget: Budget) -> None:
    """Count pieces before they are made."""
    if count > budget.limits.max_pieces:
        raise ExceededError("max_pieces")
    budget.spend(count)


def union(left: Sequence[Rational], right: Sequence[Rational]) -> list[Rational]:
    """Return the numbers of two sorted sequences, sorted, each once."""
    found: list[Rational] = []
    i = j = 0
    while i < len(left) or j < len(right):
        if j == len(right) or (i < len(left) and left[i] <= right[j]):
            if j < len(right) and left[i] == right[j]:
                j += 1
            found.append(left[i])
            i += 1
        else:
            found.append(right[j])
            j += 1
    return found


def refined(f: Pieces, breaks: list[Rational]) -> Pieces:
    """Return the same function with more breaks (not canonical); `breaks` hold those of f."""
    lines: list[Line | None] = [f.lines[0]]
    values: list[Rational | None] = []
    place = 0
    for x in breaks:
        if place < len(f.breaks) and f.breaks[place] == x:
            values.append(f.values[place])
            place += 1
        else:
            values.append(on(f.lines[place], x))
        lines.append(f.lines[place])
    return Pieces(tuple(breaks), tuple(lines), tuple(values))


def cut(f: Pieces, budget: Budget) -> Pieces:
    """Return the same function with breaks at its zeros (not canonical), so that each line has one sign."""
    zeros = [-piece[1] / piece[0] for _, _, piece in _crossing(f)]
    check(len(f.breaks) + len(zeros) + 1, budget)
    return refined(f, union(f.breaks, tuple(zeros)))


def _crossing(f: Pieces) -> Iterator[tuple[End, End, Line]]:
    for low, high, piece in f.open_pieces():
        if piece is not None and piece[0] != NIL:
            zero = -piece[1] / piece[0]
            if (low is None or low < zero) and (high is None or zero < high):
                yield low, high, piece


def signs(f: Pieces, budget: Budget) -> Pieces:
    """Return the sign of a function as lines of slope 0 (not canonical)."""
    parts = cut(f, budget)
    lines = [None if piece is None else (NIL, sign(on(piece, inside(a, b)))) for a, b, piece in parts.open_pieces()]
    return Pieces(parts.breaks, tuple(lines), tuple(None if v is None else sign(v) for v in parts.values))


def sign(x: Rational) -> Rational:
    """Return -1, 0 or 1."""
    return NIL if x == NIL else ONE if x > NIL else -ONE


def inside(low: End, high: End) -> Rational:
    """Return a point of an open interval."""
    if low is None and high is None:
        return NIL
    if low is None:
        return high - 1
    return low + 1 if high is None else (low + high) / 2


# Where two functions differ.


def first_difference(a: Pieces, b: Pieces, domain: Domain) -> Fraction | None:
    """Return the simplest point of a domain where both functions are defined and differ, off their breaks if it can be.

    None proves that they agree wherever both are defined. Raises ValueError for a domain that is complex or whose
    bounds are no rational numbers.
    """
    return _search(a, b, domain, lambda p, q: p is not None and q is not None and p != q)


def first_gap(a: Pieces, b: Pieces, domain: Domain) -> Fraction | None:
    """Return a point where a is defined and b is not; in an interval of such points, where the domain is no discrete set.

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
            start, end = _later(start, low), _earlier(end, high)
            if start is None or end is None or start < end:
                found += _candidates(start, end, _meeting(f, g), domain.is_integer)
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
    found = [_integer_between(a, b) if whole else simplest(a, b) for a, b in zip(ends[:-1], ends[1:], strict=True)]
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
    """Return the rational number of least denominator, then least absolute value, in an open interval (Stern-Brocot)."""
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
