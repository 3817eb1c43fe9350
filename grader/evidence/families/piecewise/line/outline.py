"""A function of one real input in outline, for feedback: its kinks and jumps, and where it leaves another one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, pairwise

from grader.claims.statements import Setting
from grader.evidence.arrays.grids import ShapeError
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.errors import DeclinedError, UnclearError
from grader.evidence.families.piecewise.line.case import LineCase, line_case
from grader.evidence.families.piecewise.line.linear.kinks import kink_places
from grader.evidence.families.piecewise.line.linear.pieces import End, Line, Pieces, Rational, as_pieces, on
from grader.evidence.families.piecewise.line.linear.places import Places, places_of
from grader.evidence.families.piecewise.line.linear.sums import common_breaks
from grader.evidence.families.piecewise.line.reader import Reader
from grader.evidence.families.piecewise.line.tables import Table
from grader.evidence.precision import own_precision
from grader.evidence.trees.build import fraction
from grader.language.tree import Node
from grader.records import dataclass

MAX_SLOPES = 3  # intervals whose slopes are named


@dataclass(frozen=True, slots=True)
class Outline:
    """Where a function has a kink on its domain, and where it jumps, from left to right."""

    kinks: tuple[Fraction, ...]
    jumps: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Deviation:
    """How a function differs from what is expected on its domain: where they agree, which kinks and slopes are off.

    `agree` and `differ` are intervals (None: no bound). `slopes` are the first `MAX_SLOPES` pieces whose slopes
    are off: (low, high, slope, expected slope).
    """

    agree: tuple[tuple[Fraction | None, Fraction | None], ...]
    differ: tuple[tuple[Fraction | None, Fraction | None], ...]
    missing: tuple[Fraction, ...]
    extra: tuple[Fraction, ...]
    slopes: tuple[tuple[Fraction | None, Fraction | None, Fraction, Fraction], ...]


@own_precision
def outline_of(tree: Node, setting: Setting, budget: Budget | None = None) -> Outline | None:
    """Return the kinks and jumps of a function of one real variable; None where it is no such function, or too long."""
    case = line_case((tree,), setting, budget or Budget(), smooth=True)
    if case is None or case.variable is None:
        return None
    try:
        places = places_of(case.domain)
        function = _function(case.reader(), tree)
        bends = kink_places(function, places)
    except (DeclinedError, ExceededError, ShapeError, UnclearError):
        return None
    jumps = frozenset[Rational]() if function.continuous else frozenset(_jumps(function))
    kinks = tuple(fraction(x) for x in bends if x not in jumps)
    return Outline(kinks, tuple(fraction(x) for x in bends if x in jumps))


def _jumps(f: Pieces) -> Iterator[Rational]:
    for x, before, after in zip(f.breaks, f.lines, f.lines[1:], strict=False):
        if on(before, x) != on(after, x):
            yield x


@own_precision
def deviation(answer: Node, expected: Node, setting: Setting, budget: Budget | None = None) -> Deviation | None:
    """Return how a function of one real variable differs from another; None as `outline_of` does."""
    case = line_case((answer, expected), setting, budget or Budget(), smooth=True)
    if case is None or case.variable is None:
        return None
    try:
        return _deviation(case, answer, expected)
    except (DeclinedError, ExceededError, ShapeError, UnclearError):
        return None


def _deviation(case: LineCase, answer: Node, expected: Node) -> Deviation:
    places, reader = places_of(case.domain), case.reader()
    functions = _function(reader, answer), _function(reader, expected)
    kinks, wanted = (dict.fromkeys(kink_places(f, places)) for f in functions)
    parts = list(_side_by_side(*functions, places))
    spans = {same: tuple((_end(low), _end(high)) for low, high in _joined(parts, same=same)) for same in (True, False)}
    slopes = (
        (_end(low), _end(high), fraction(f[0]), fraction(g[0]))
        for low, high, f, g in parts
        if f is not None and g is not None and f[0] != g[0]
    )
    return Deviation(
        spans[True],
        spans[False],
        tuple(fraction(x) for x in wanted if x not in kinks),
        tuple(fraction(x) for x in kinks if x not in wanted),
        tuple(islice(slopes, MAX_SLOPES)),
    )


def _function(reader: Reader, tree: Node) -> Pieces:
    found = reader.read(tree)
    if isinstance(found, Table):
        raise DeclinedError
    return as_pieces(found)


Part = tuple[End, End, Line | None, Line | None]


def _side_by_side(f: Pieces, g: Pieces, places: Places) -> Iterator[Part]:
    breaks = [x for x in common_breaks((f, g)) if places.meets(x, None) and places.meets(None, x)]
    for low, high in pairwise([places.low, *breaks, places.high]):
        yield low, high, _line_above(f, low), _line_above(g, low)


def _line_above(f: Pieces, low: End) -> Line | None:
    """Return the line just right of a place."""
    return f.lines[0 if low is None else bisect_right(f.breaks, low)]


def _joined(parts: list[Part], *, same: bool) -> Iterator[tuple[End, End]]:
    """Yield the longest intervals on which both functions agree, or differ."""
    start: End = None
    inside = False
    for low, high, f, g in parts:
        if (f == g) is same:
            start = start if inside else low
            inside, end = True, high
        elif inside:
            yield start, end
            inside = False
    if inside:
        yield start, end


def _end(x: End) -> Fraction | None:
    return None if x is None else fraction(x)
