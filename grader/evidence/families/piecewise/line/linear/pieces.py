"""Piecewise-linear functions of one real variable, exact and in canonical form.

A `Pieces` holds sorted breaks, one line (slope, intercept) for each open interval between them, and one value for each
break; None stands for "not defined there". No break is kept where the function is one line through it, so two
functions are equal, gaps included, exactly when their `Pieces` are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias, overload

from flint import fmpq

from grader.evidence.budget import Budget, ExceededError
from grader.records import dataclass, field

Rational: TypeAlias = fmpq
Line = tuple[Rational, Rational]  # slope and intercept
End: TypeAlias = fmpq | None  # a rational number, or None for infinity
NIL, ONE = fmpq(0), fmpq(1)


class LineValues(Sequence[Rational | None]):
    """The values of a continuous function at its breaks, each worked out when it is asked for.

    In sums over many units these are the longest numbers, and mostly nobody looks at them.
    """

    __slots__ = ("breaks", "lines")

    def __init__(self, breaks: Sequence[Rational], lines: Sequence[Line | None]) -> None:
        self.breaks, self.lines = breaks, lines

    def __len__(self) -> int:
        return len(self.breaks)

    def __iter__(self) -> Iterator[Rational | None]:
        return (on(line, x) for line, x in zip(self.lines, self.breaks, strict=False))

    @overload
    def __getitem__(self, number: int) -> Rational | None: ...

    @overload
    def __getitem__(self, number: slice) -> tuple[Rational | None, ...]: ...

    def __getitem__(self, number: int | slice) -> Rational | tuple[Rational | None, ...] | None:
        if isinstance(number, slice):
            return tuple(self[i] for i in range(*number.indices(len(self))))
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        return on(self.lines[number % len(self)], self.breaks[number])

    def __eq__(self, other: object) -> bool:
        if isinstance(other, LineValues):
            same = self.breaks == other.breaks and self.lines == other.lines
            return same or tuple(self) == tuple(other)
        return tuple(self) == other

    def __hash__(self) -> int:
        return hash(tuple(self))


@dataclass(frozen=True, slots=True)
class Pieces:
    """n breaks, n + 1 lines, n values; see the module's docstring. `continuous`: known to be so, and without gaps."""

    breaks: tuple[Rational, ...]
    lines: tuple[Line | None, ...]
    values: Sequence[Rational | None]
    continuous: bool = field(default=False, compare=False)

    def at(self, x: Rational) -> Rational | None:
        """Return the value at a point, None where there is none."""
        place = bisect_left(self.breaks, x)
        if place < len(self.breaks) and self.breaks[place] == x:
            return self.values[place]
        return on(self.lines[place], x)

    def open_pieces(self) -> Iterator[tuple[End, End, Line | None]]:
        """Yield the open intervals from left to right, with their lines."""
        ends = (None, *self.breaks, None)
        yield from zip(ends[:-1], ends[1:], self.lines, strict=True)


Item: TypeAlias = fmpq | Pieces  # a number, or a function
NOWHERE = Pieces((), (None,), ())


def line(slope: Rational, intercept: Rational) -> Pieces:
    """Return a line."""
    return Pieces((), ((slope, intercept),), (), continuous=True)


def as_pieces(item: Item) -> Pieces:
    """Return a number as a function, a function as itself."""
    return item if isinstance(item, Pieces) else line(NIL, item)


def as_number(item: Item) -> Rational | None:
    """Return the number that an item is everywhere; None for other functions."""
    if not isinstance(item, Pieces):
        return item
    if item.breaks or item.lines[0] is None or item.lines[0][0] != NIL:
        return None
    return item.lines[0][1]


def on(piece: Line | None, x: Rational) -> Rational | None:
    """Return the value of a line at a point."""
    return None if piece is None else piece[0] * x + piece[1]


def merged(
    breaks: Sequence[Rational],
    lines: Sequence[Line | None],
    values: Sequence[Rational | None],
    continuous: bool = False,
) -> Pieces:
    """Return pieces without breaks that are none."""
    kept: tuple[list[Rational], list[Line | None], list[Rational | None]] = ([], [lines[0]], [])
    for place, following, value in zip(breaks, lines[1:], values, strict=True):
        before = kept[1][-1]
        if before == following and (continuous or value == on(before, place)):
            continue
        kept[0].append(place)
        kept[1].append(following)
        kept[2].append(value)
    return Pieces(tuple(kept[0]), tuple(kept[1]), tuple(kept[2]), continuous)


def check(count: int, budget: Budget) -> None:
    """Count pieces before they are made."""
    if count > budget.limits.max_pieces:
        raise ExceededError("max_pieces")
    budget.spend(count)


MORE_BITS = 8  # times the bits of other exact numbers: a sum over many units has the denominators of them all


def check_bits(numbers: Iterable[Rational], budget: Budget) -> None:
    """Raise `ExceededError` where a number has too many bits."""
    if max(number.height_bits() for number in numbers) > MORE_BITS * budget.limits.max_bits:
        raise ExceededError("max_bits")


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


def refined(f: Pieces, breaks: Sequence[Rational]) -> Pieces:
    """Return the same function with more breaks (not canonical); `breaks` hold those of f."""
    if len(f.breaks) == len(breaks):
        return f
    lines: list[Line | None] = [f.lines[0]]
    values: list[Rational | None] = []
    place = 0
    for x in breaks:
        is_own = place < len(f.breaks) and f.breaks[place] == x
        if not f.continuous:
            values.append(f.values[place] if is_own else on(f.lines[place], x))
        place += is_own
        lines.append(f.lines[place])
    seen = LineValues(breaks, lines) if f.continuous else tuple(values)
    return Pieces(tuple(breaks), tuple(lines), seen, f.continuous)


def inside(low: End, high: End) -> Rational:
    """Return a point of an open interval."""
    if low is None:
        return NIL if high is None else high - ONE
    return low + ONE if high is None else (low + high) / 2
