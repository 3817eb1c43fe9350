"""The pieces of a function of one real input, for feedback: kinks, slopes, what is off, and units that never act."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.grids import ShapeError
from grader.evidence.networks.line.bends import kink_places
from grader.evidence.networks.line.case import LineCase, line_case
from grader.evidence.networks.line.pieces import NIL, End, Line, NotLinearError, Pieces, Rational, as_pieces
from grader.evidence.networks.line.ranges import Range, range_of
from grader.evidence.networks.line.reader import Reader
from grader.evidence.networks.line.sums import common_breaks
from grader.evidence.networks.line.tables import Table
from grader.evidence.novalue import UnclearError
from grader.language.tree import Node


@dataclass(frozen=True, slots=True)
class Piece:
    """An interval (None: no bound) on which a function is slope x + intercept; None where it has no value."""

    low: Fraction | None
    high: Fraction | None
    slope: Fraction | None
    intercept: Fraction | None


@dataclass(frozen=True, slots=True)
class Outline:
    """The pieces of a function on its domain, from left to right, and its kinks.

    `dead` names the units whose activation is 0 on the whole domain, as pairs (layer, unit), both counted from 1.
    """

    pieces: tuple[Piece, ...]
    kinks: tuple[Fraction, ...]
    dead: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Deviation:
    """How a function differs from what is expected on its domain: where they agree, which kinks and slopes are off.

    `agree` and `differ` are intervals (None: no bound). `slopes` are pieces (low, high, slope, expected slope).
    """

    agree: tuple[tuple[Fraction | None, Fraction | None], ...]
    differ: tuple[tuple[Fraction | None, Fraction | None], ...]
    missing: tuple[Fraction, ...]
    extra: tuple[Fraction, ...]
    slopes: tuple[tuple[Fraction | None, Fraction | None, Fraction, Fraction], ...]


def pieces_of(tree: Node, setting: Setting, budget: Budget | None = None) -> Outline | None:
    """Return the pieces of a function of one real variable; None where it is no such function, or a limit was hit."""
    case = line_case((tree,), setting, budget or Budget(), smooth=True)
    if case is None or case.variable is None:
        return None
    try:
        places = range_of(case.domain)
        reader = case.reader()
        function = _function(reader, tree)
        kinks = tuple(map(_fraction, kink_places(function, places)))
    except (NotLinearError, ExceededError, ShapeError, UnclearError, ValueError):
        return None
    pieces = tuple(
        Piece(_end(low), _end(high), *((None, None) if line is None else map(_fraction, line)))
        for low, high, line in _within(function, places)
    )
    return Outline(pieces, kinks, tuple(_dead(reader, places)))


def deviation(answer: Node, expected: Node, setting: Setting, budget: Budget | None = None) -> Deviation | None:
    """Return how a function of one real variable differs from another; None as `pieces_of` does."""
    case = line_case((answer, expected), setting, budget or Budget(), smooth=True)
    if case is None or case.variable is None:
        return None
    try:
        return _deviation(case, answer, expected)
    except (NotLinearError, ExceededError, ShapeError, UnclearError, ValueError):
        return None


def _deviation(case: LineCase, answer: Node, expected: Node) -> Deviation:
    places, reader = range_of(case.domain), case.reader()
    functions = _function(reader, answer), _function(reader, expected)
    kinks, wanted = (dict.fromkeys(kink_places(f, places)) for f in functions)
    parts = list(_side_by_side(*functions, places))
    spans = {same: tuple((_end(low), _end(high)) for low, high in _joined(parts, same=same)) for same in (True, False)}
    slopes = tuple(
        (_end(low), _end(high), _fraction(f[0]), _fraction(g[0]))
        for low, high, f, g in parts
        if f is not None and g is not None and f[0] != g[0]
    )
    return Deviation(
        spans[True],
        spans[False],
        tuple(_fraction(x) for x in wanted if x not in kinks),
        tuple(_fraction(x) for x in kinks if x not in wanted),
        slopes,
    )


def _function(reader: Reader, tree: Node) -> Pieces:
    found = reader.read(tree)
    if isinstance(found, Table):
        raise NotLinearError
    return as_pieces(found)


def _within(f: Pieces, places: Range) -> Iterator[tuple[End, End, Line | None]]:
    """Yield the pieces of a function inside the bounds of a domain."""
    for low, high, line in f.open_pieces():
        if places.meets(low, high):
            first = places.low if low is None or (places.low is not None and low < places.low) else low
            last = places.high if high is None or (places.high is not None and places.high < high) else high
            yield first, last, line


Part = tuple[End, End, Line | None, Line | None]


def _side_by_side(f: Pieces, g: Pieces, places: Range) -> Iterator[Part]:
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


def _dead(reader: Reader, places: Range) -> Iterator[tuple[int, int]]:
    """Yield the units that are 0 on the whole domain."""
    layers = [table for table in reader.layers if isinstance(table, Table)]
    for layer, table in enumerate(layers, 1):
        for unit, item in enumerate(table.items, 1):
            if all(line == (NIL, NIL) for _, _, line in _within(as_pieces(item), places)):
                yield layer, unit


def _fraction(x: Rational) -> Fraction:
    return Fraction(int(x.p), int(x.q))


def _end(x: End) -> Fraction | None:
    return None if x is None else _fraction(x)
