"""Where a piecewise-linear function has no derivative on a domain, and whether it is convex there."""

from __future__ import annotations

from grader.evidence.errors import DeclinedError
from grader.evidence.families.piecewise.line.linear.pieces import Pieces, Rational, on
from grader.evidence.families.piecewise.line.linear.places import Places
from grader.records import dataclass


def kink_places(f: Pieces, places: Places) -> list[Rational]:
    """Return the points inside a domain where a function has no derivative, from left to right.

    Raises DeclinedError where the domain is discrete, or the function has a gap in it that leaves this open.
    """
    _check_whole(f, places)
    if f.continuous:
        return [x for x in f.breaks if _is_inside(places, x)]
    found = []
    for x, value, before, after in zip(f.breaks, f.values, f.lines, f.lines[1:], strict=False):
        if not _is_inside(places, x):
            continue
        if value is None and before == after:
            raise DeclinedError
        found.append(x)
    return found


@dataclass(frozen=True, slots=True)
class Fall:
    """Why a function is not convex: at `place` its slope falls `before` to `after`, or it jumps (None)."""

    place: Rational
    before: Rational | None = None
    after: Rational | None = None


def first_fall(f: Pieces, places: Places) -> Fall | None:
    """Return the first place that shows that a function is not convex on a domain, None where it is convex.

    Raises DeclinedError as `kink_places` does.
    """
    _check_whole(f, places)
    for number, x in enumerate(f.breaks):
        before, after, value = f.lines[number], f.lines[number + 1], f.values[number]
        if _is_inside(places, x):
            assert before is not None
            assert after is not None
            if on(before, x) != on(after, x) or (value is not None and value != on(before, x)):
                return Fall(x)
            if value is None:
                raise DeclinedError
            if after[0] < before[0]:
                return Fall(x, before[0], after[0])
        elif places.holds(x):  # at an end the value may jump up, not down
            inner = after if x == places.low else before
            if value is None or inner is None:
                raise DeclinedError
            if value < inner[0] * x + inner[1]:
                return Fall(x)
    return None


def _is_inside(places: Places, x: Rational) -> bool:
    return (places.low is None or bool(places.low < x)) and (places.high is None or bool(x < places.high))


def _check_whole(f: Pieces, places: Places) -> None:
    if places.is_thin or places.range.nonzero or places.is_empty:
        raise DeclinedError
    if any(piece is None and places.meets(low, high) for low, high, piece in f.open_pieces()):
        raise DeclinedError
