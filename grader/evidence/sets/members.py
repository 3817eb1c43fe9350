"""The nicest number of a set: what shows that two sets differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flint import ctx, fmpq

from grader.evidence.budget import ExceededError
from grader.evidence.sets.ends import End, Order, rational
from grader.evidence.sets.lines import Line, Numbers, contains, has
from grader.evidence.signs.enclosures import enclosing
from grader.evidence.trees.ranges.ranges import Range
from grader.evidence.trees.ranges.simplest import simplest
from grader.language.tree import Neg

SMALL = tuple(
    rational(fmpq(*pair))
    for pair in (
        *((1, 1), (2, 1), (0, 1), (-1, 1), (3, 1), (-2, 1), (4, 1), (5, 1), (-3, 1), (10, 1), (-10, 1)),
        *((1, 2), (-1, 2), (3, 2), (1, 3), (-3, 2), (1, 4), (100, 1), (-100, 1)),
    )
)
MAX_PIECES = 200  # pieces in which a nice number is looked for


def nicest(numbers: Numbers, order: Order) -> End | None:
    """Return a number of a set, as nice as can be; None where the set is empty."""
    if numbers.whole.is_empty and numbers.other.is_empty:
        return None
    for end in SMALL:
        if has(numbers, end, order):
            return end
    found = [*_in_pieces(numbers.other, order, whole=False)] if not numbers.is_plain else []
    found += _in_pieces(numbers.whole, order, whole=None if numbers.is_plain else True)
    return min(found, key=_plainness, default=None)


def _plainness(end: End) -> tuple[int, Any, Any, bool]:
    if end.exact is not None:
        return (0 if end.exact.q == 1 else 1), end.exact.q, abs(end.exact), bool(end.exact < 0)
    return (2 if end.tree is not None else 3), 0, 0, isinstance(end.tree, Neg)


def _in_pieces(line: Line, order: Order, whole: bool | None) -> Iterator[End]:
    """Yield numbers of a line: integers only, others only, or any; every piece that has one is found."""
    count = 0
    for mark, inside in zip(line.marks, line.at, strict=True):
        if inside and (whole is None or order.is_whole(mark) == whole):
            yield mark
            count += 1
        if count > MAX_PIECES:
            return
    for place, inside in enumerate(line.between):
        if not inside:
            continue
        low = line.marks[place - 1] if place else None
        high = line.marks[place] if place < len(line.marks) else None
        end = _whole_between(low, high, order) if whole else _between(low, high, order, other=whole is False)
        if end is not None:
            assert contains(line, end, order), "a number is outside the gap it was taken from"
            yield end
            count += 1
        if count > MAX_PIECES:
            return


def _whole_between(low: End | None, high: End | None, order: Order) -> End | None:
    if low is None:
        if high is None:
            return rational(fmpq(0))
        below = order.floor(high)
        return rational(below - (order.compare(rational(below), high) == 0))
    least = rational(order.floor(low) + 1)
    return least if high is None or order.compare(least, high) < 0 else None


def _near(end: End | None, order: Order, precision: int) -> Range:
    """Return rational numbers around an end: the end itself where it is rational, nothing where there is none."""
    if end is None:
        return Range()
    return Range(end.exact, end.exact) if end.exact is not None else enclosing(order.ball(end, precision))


def _between(low: End | None, high: End | None, order: Order, *, other: bool) -> End:
    """Return a simple rational number in a gap; `other`: no integer."""
    for precision in (64, 256, 1024):
        with ctx.workprec(precision):
            start, stop = _near(low, order, precision).high, _near(high, order, precision).low
        if start is None or stop is None or start < stop:
            found = simplest(start, stop)
            if other and found.q == 1:
                found = simplest(found, found + 1 if stop is None else min(found + 1, stop))
            return rational(found)
    raise ExceededError("max_precision")
