"""Sets of real numbers with finitely many ends, exactly: sorted marks, and what belongs at and between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.evidence.budget import ExceededError
from grader.evidence.sets.ends import End, Order
from grader.records import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A set of reals: `at[i]` says whether mark i belongs, `between[i]` the gap before mark i, the last one after all.

    No mark is idle: around each, something changes. So equal sets have equal lines.
    """

    marks: tuple[End, ...]
    at: tuple[bool, ...]
    between: tuple[bool, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no number belongs."""
        return not any(self.at) and not any(self.between)


def without_idle(marks: tuple[End, ...], at: Sequence[bool], gaps: Sequence[bool]) -> Line:
    """Return the line with marks, what belongs at them and between them, idle ones left out."""
    kept = [place for place in range(len(marks)) if not gaps[place] == at[place] == gaps[place + 1]]
    return Line(
        tuple([marks[place] for place in kept]),
        tuple([at[place] for place in kept]),
        (gaps[0], *[gaps[place + 1] for place in kept]),
    )


NOTHING = Line((), (), (False,))
EVERYTHING = Line((), (), (True,))

Operation = Callable[[bool, bool], bool]


def union_of(a: bool, b: bool) -> bool:
    """Return whether a number in these sets is in their union."""
    return a or b


def intersection_of(a: bool, b: bool) -> bool:
    """Return whether a number in these sets is in their intersection."""
    return a and b


def difference_of(a: bool, b: bool) -> bool:
    """Return whether a number in these sets is in the first without the second."""
    return a and not b


def apart(a: bool, b: bool) -> bool:
    """Return whether a number is in exactly one of two sets."""
    return a != b


def combined(how: Operation, a: Line, b: Line, order: Order) -> Line:
    """Return the set of the numbers whose membership of both lines `how` accepts."""
    if len(a.marks) + len(b.marks) > order.context.budget.limits.max_pieces:
        raise ExceededError("max_pieces")
    if not b.marks and how(True, b.between[0]) and not how(False, b.between[0]):
        return a
    marks: list[End] = []
    at: list[bool] = []
    between = [how(a.between[0], b.between[0])]
    i = j = 0
    while i < len(a.marks) or j < len(b.marks):
        side = _next(a, i, b, j, order)
        mark = a.marks[i] if side <= 0 else b.marks[j]
        here = how(a.at[i] if side <= 0 else a.between[i], b.at[j] if side >= 0 else b.between[j])
        i, j = i + (side <= 0), j + (side >= 0)
        after = how(a.between[i], b.between[j])
        if not between[-1] == here == after:
            marks.append(mark)
            at.append(here)
            between.append(after)
    return Line(tuple(marks), tuple(at), tuple(between))


def _next(a: Line, i: int, b: Line, j: int, order: Order) -> int:
    """Return which line has the next mark: -1 the first, 1 the second, 0 both."""
    if i == len(a.marks):
        return 1
    return -1 if j == len(b.marks) else order.compare(a.marks[i], b.marks[j])


def complement(a: Line) -> Line:
    """Return the numbers that do not belong."""
    return Line(a.marks, tuple(not one for one in a.at), tuple(not one for one in a.between))


def union(lines: Sequence[Line], order: Order) -> Line:
    """Return the union of several sets, joined in pairs, so that a thousand intervals cost little."""
    level = list(lines)
    while len(level) > 1:
        rest = level[-1:] if len(level) % 2 else []
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [combined(union_of, first, second, order) for first, second in pairs] + rest
    return level[0] if level else NOTHING


def point(end: End) -> Line:
    """Return the set of one number."""
    return Line((end,), (True,), (False, False))


def interval(low: End | None, high: End | None, closed: tuple[bool, bool], order: Order) -> Line:
    """Return the numbers between two ends, None where unbounded; empty where the ends stand the wrong way round."""
    if low is None or high is None:
        return combined(intersection_of, _half(low, closed[0], 1), _half(high, closed[1], -1), order)
    side = order.compare(low, high)
    if side == 0:
        return point(low) if all(closed) else NOTHING
    return Line((low, high), closed, (False, True, False)) if side < 0 else NOTHING


def _half(end: End | None, closed: bool, direction: int) -> Line:
    if end is None:
        return EVERYTHING
    return Line((end,), (closed,), (direction < 0, direction > 0))


def contains(line: Line, end: End, order: Order) -> bool:
    """Return whether a number belongs, by bisection."""
    low, high = 0, len(line.marks)
    while low < high:
        middle = (low + high) // 2
        side = order.compare(end, line.marks[middle])
        if side == 0:
            return line.at[middle]
        low, high = (low, middle) if side < 0 else (middle + 1, high)
    return line.between[low]


def moved(line: Line, change: Callable[[End], End], *, flipped: bool = False) -> Line:
    """Return the image of a line under a strictly monotone map of the reals onto themselves."""
    step = -1 if flipped else 1
    return Line(tuple(change(mark) for mark in line.marks[::step]), line.at[::step], line.between[::step])


# Sets that treat integers apart


@dataclass(frozen=True, slots=True)
class Numbers:
    """A set of reals: which integers belong is said by `whole`, which other numbers by `other`."""

    other: Line
    whole: Line

    @property
    def is_plain(self) -> bool:
        """Whether integers are no matter."""
        return self.other is self.whole


def plain(line: Line) -> Numbers:
    """Return a line as a set that does not treat integers apart."""
    return Numbers(line, line)


INTEGERS = Numbers(NOTHING, EVERYTHING)
NONE = plain(NOTHING)
REALS = plain(EVERYTHING)


def together(how: Operation, a: Numbers, b: Numbers, order: Order) -> Numbers:
    """Return the set of the numbers whose membership of both sets `how` accepts."""
    whole = combined(how, a.whole, b.whole, order)
    if a.is_plain and b.is_plain:
        return plain(whole)
    return Numbers(combined(how, a.other, b.other, order), whole)


def without(a: Numbers) -> Numbers:
    """Return the numbers that do not belong."""
    whole = complement(a.whole)
    return plain(whole) if a.is_plain else Numbers(complement(a.other), whole)


def has(numbers: Numbers, end: End, order: Order) -> bool:
    """Return whether a number belongs."""
    if numbers.is_plain or order.is_whole(end):
        return contains(numbers.whole, end, order)
    return contains(numbers.other, end, order)
