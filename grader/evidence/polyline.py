"""Piecewise-linear functions of one real variable, exact and in canonical form.

A `Pieces` holds sorted breaks, one line (slope, intercept) for each open interval between them, and one value for each
break; None stands for "not defined there". No break is kept where the function is one line through it, so two
functions are equal, gaps included, exactly when their `Pieces` are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flint import fmpq

from grader.evidence.budget import Budget, ExceededError

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
