"""Equality of functions that are polynomials, or smooth, between breaks: proved for polynomials, refuted for all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flint import ctx, fmpq, fmpq_poly

from grader.evidence.families.piecewise.line.case import LineCase
from grader.evidence.families.piecewise.line.formulas import Split, Stretch, stretches
from grader.evidence.families.piecewise.line.linear.pieces import Rational
from grader.evidence.families.piecewise.line.linear.places import places_of
from grader.evidence.families.piecewise.line.values import BITS, value_at
from grader.evidence.numbers.shown import shown_apart
from grader.evidence.trees.ranges.simplest import simplest
from grader.language.tree import Node
from grader.verdict import Evidence, Point, Proof

FIRST = tuple(fmpq(n) for n in (1, 2, -1, 3, 0, -2))
METHOD = "polynomials on each piece"
TRIES = 8  # points where smooth functions are compared


def equal_by_formulas(trees: tuple[Node, Node], case: LineCase) -> Evidence | None:
    """Return evidence for or against an equality; None where a side is not of smooth pieces, or it stays open.

    Raises DeclinedError, too, where it is not.
    """
    places = places_of(case.domain)
    if case.variable is None or places.is_thin or places.is_empty:
        return None
    reader = case.reader()
    splits = [Split(tree, case.name, reader) for tree in trees]
    parts = stretches(splits, reader, places)
    same = [_same(part) for part in parts]
    point = _difference(trees, case, [part for part, known in zip(parts, same, strict=True) if known is not True])
    if point is not None:
        return point
    ends = {end for part in parts for end in (part.low, part.high) if end is not None and places.holds(end)}
    for x in sorted(ends):
        answer, expected = (value_at(case, tree, x) for tree in trees)
        if not isinstance(answer, fmpq) or not isinstance(expected, fmpq):
            return None
        if answer != expected and (sides := shown_apart(answer, expected)) is not None:
            return Point(case.place(x), *sides, METHOD)
    return Proof(METHOD) if all(same) else None


def _same(part: Stretch) -> bool | None:
    """Return whether both sides are the same polynomial on an interval; None where one is no polynomial."""
    answer, expected = part.formulas
    if isinstance(answer, fmpq_poly) and isinstance(expected, fmpq_poly):
        return bool(answer == expected)
    return None


def _difference(trees: tuple[Node, Node], case: LineCase, parts: Sequence[Stretch]) -> Point | None:
    """Return a point of some intervals, as simple as can be, where both sides certainly differ."""
    for x in _points(parts):
        answer, expected = (value_at(case, tree, x) for tree in trees)
        if answer is None or expected is None:
            continue
        with ctx.workprec(BITS):
            if answer != expected and (sides := shown_apart(answer, expected)) is not None:
                exact = isinstance(answer, fmpq) and isinstance(expected, fmpq)
                return Point(case.place(x), *sides, METHOD if exact else "enclosures")
    return None


def _points(parts: Sequence[Stretch]) -> Iterator[Rational]:
    """Yield simple points of open intervals: in one of them more than two polynomials that differ can share."""
    yield from (x for x in FIRST if any(_holds(part, x) for part in parts))
    found = [(simplest(part.low, part.high), part) for part in parts]
    found.sort(key=lambda pair: (int(pair[0].q), abs(int(pair[0].p))))
    yield from (x for x, _ in found[:TRIES])
    for last, part in found[:1]:
        x = last
        degree = max((f.degree() for f in part.formulas if isinstance(f, fmpq_poly)), default=0)
        for _ in range(max(degree, TRIES)):
            x = simplest(x, part.high)
            yield x


def _holds(part: Stretch, x: Rational) -> bool:
    return (part.low is None or bool(part.low < x)) and (part.high is None or bool(x < part.high))
