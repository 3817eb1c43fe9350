"""Equality of functions of one real variable: canonical pieces are the same, or there is a point where they differ."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from grader.claims.statements import Equal
from grader.evidence.arrays.grids import ShapeError
from grader.evidence.arrays.shapes import mismatch
from grader.evidence.budget import ExceededError
from grader.evidence.errors import DeclinedError, UnclearError
from grader.evidence.families.piecewise.line.case import LineCase
from grader.evidence.families.piecewise.line.curved import equal_by_formulas
from grader.evidence.families.piecewise.line.linear.pieces import Item, Pieces, Rational, as_number, as_pieces
from grader.evidence.families.piecewise.line.linear.places import Places, places_of
from grader.evidence.families.piecewise.line.linear.search import first_difference
from grader.evidence.families.piecewise.line.tables import Entry, Table
from grader.evidence.numbers.shown import shown, shown_apart
from grader.evidence.question.prepare import as_tuple
from grader.evidence.question.question import MAX_SHOWN
from grader.evidence.trees.build import is_condition
from grader.language.tree import Node
from grader.verdict import Evidence, Point, Proof, Undefined, Value

METHOD = "piecewise-linear"
FIRST = tuple(fmpq(n) for n in (1, 2, -1, 3, 0, -2))  # points that people like, before others as simple


def decide_equal(statement: Equal, case: LineCase, *, both: bool = False) -> Evidence | None:
    """Return evidence for or against an equality; None where it is not of piecewise-linear functions.

    Raises ShapeError where the answer's arrays do not fit together, and ExceededError.
    """
    if statement.up_to is not None or is_condition(statement.answer) or is_condition(statement.expected):
        return None
    trees = as_tuple(statement.answer), as_tuple(statement.expected)
    try:
        pairs = _pairs(case, trees, both)
    except DeclinedError:
        return _curved(case, trees)
    if isinstance(pairs, Evidence):
        return pairs
    if case.variable is None:
        return _constants(pairs)
    return _everywhere(case, trees, pairs, strict=statement.same_domain)


def _curved(case: LineCase, trees: tuple[Node, Node]) -> Evidence | None:
    try:
        return equal_by_formulas(trees, case)
    except (DeclinedError, ExceededError):
        return None


Pairs = list[tuple[Item, Item]]


def _pairs(case: LineCase, trees: tuple[Node, Node], both: bool, at: Rational | None = None) -> Pairs | Evidence:
    """Return the entries of both sides, or the reason why their shapes do not fit."""
    reader = case.reader() if at is None else case.at(at)
    try:
        expected = reader.read(trees[1])
    except ShapeError as error:
        raise UnclearError(f"the expected side has no value: {error.text}", final=True) from None
    answer = reader.read(trees[0])
    reason = mismatch(answer, expected, trees)
    if both and reason is None:
        reason = mismatch(expected, answer, (trees[1], trees[0]))
    if reason is not None:
        return reason
    return list(zip(_items(answer), _items(expected), strict=True))


def _items(entry: Entry) -> tuple[Item, ...]:
    return entry.items if isinstance(entry, Table) else (entry,)


def _constants(pairs: Pairs) -> Evidence | None:
    numbers = [(as_number(answer), as_number(expected)) for answer, expected in pairs]
    if any(None in pair for pair in numbers):
        return None
    if all(answer == expected for answer, expected in numbers):
        return Proof("exact evaluation")
    failing = next(i for i, (answer, expected) in enumerate(numbers) if answer != expected)
    return Point({}, *_shown(numbers, failing), "exact evaluation")


def _everywhere(case: LineCase, trees: tuple[Node, Node], pairs: Pairs, *, strict: bool) -> Evidence | None:
    try:
        places = places_of(case.domain)
    except DeclinedError:
        return None
    functions = [(as_pieces(answer), as_pieces(expected)) for answer, expected in pairs]
    for number, (answer, expected) in enumerate(functions):
        place = None if answer == expected else nicest_difference(answer, expected, places)
        if place is not None:
            return _point(case, trees, functions, number, place)
    gaps = _gaps(functions, places)
    if gaps is None or (gaps and (strict or places.is_thin)) or places.is_empty:
        return None
    name = "" if case.variable is None else case.variable.name
    return Proof(METHOD, tuple(f"{name} = {x}" for x in gaps))


def nicest_difference(answer: Pieces, expected: Pieces, places: Places) -> Rational | None:
    """Return the nicest point where two functions differ: a small integer off the kinks, else the simplest number."""
    for x in FIRST:
        if places.holds(x) and x not in answer.breaks and x not in expected.breaks:
            values = answer.at(x), expected.at(x)
            if None not in values and values[0] != values[1]:
                return x
    return first_difference(answer, expected, places)


def _gaps(functions: Sequence[tuple[Pieces, Pieces]], places: Places) -> list[Rational] | None:
    """Return the single points of the domain where a side has no value; None where there are whole intervals."""
    single: set[Rational] = set()
    for pair in functions:
        for f in pair:
            if f.continuous:
                continue
            if any(piece is None and places.meets(low, high) for low, high, piece in f.open_pieces()):
                return None
            single.update(x for x, value in zip(f.breaks, f.values, strict=True) if value is None and places.holds(x))
    return sorted(single)


def _point(
    case: LineCase,
    trees: tuple[Node, Node],
    functions: Sequence[tuple[Pieces, Pieces]],
    failing: int,
    place: Rational,
) -> Point:
    """Return a difference as evidence, once the trees themselves were evaluated there.

    Raises AssertionError where pieces and values contradict each other: a bug of ours, never a verdict.
    """
    pairs = _pairs(case.spare(), trees, both=False, at=place)
    assert isinstance(pairs, list), "shapes do not depend on the point"
    seen = [(as_pieces(answer).at(place), as_pieces(expected).at(place)) for answer, expected in pairs]
    assert seen == [(a.at(place), e.at(place)) for a, e in functions], "the pieces and the values contradict each other"
    return Point(case.place(place), *_shown(seen, failing), METHOD)


def _shown(values: Sequence[tuple[Rational | None, Rational | None]], failing: int) -> tuple[Value, Value]:
    """Return both sides as evidence shows them: all entries, or the one that fails where there are many."""
    left, right = values[failing]
    assert left is not None, "the answer has a value where it fails"
    assert right is not None, "what is expected has a value where the answer fails"
    apart = shown_apart(left, right)
    assert apart is not None, "exact numbers that differ can be told apart"
    if not 1 < len(values) <= MAX_SHOWN:
        return apart
    sides = [(shown_number(answer), shown_number(expected)) for answer, expected in values]
    sides[failing] = apart
    return tuple(answer for answer, _ in sides), tuple(expected for _, expected in sides)


def shown_number(value: Rational | None) -> Value:
    """Return an exact number, or that there is none, as evidence shows it."""
    return Undefined("it has no value there") if value is None else shown(value)


def equal_at(statement: Equal, case: LineCase, place: Rational) -> Evidence | bool:
    """Return how both sides differ at a point, or whether they agree there."""
    pairs = _pairs(case, (as_tuple(statement.answer), as_tuple(statement.expected)), both=False, at=place)
    if not isinstance(pairs, list):
        return pairs
    seen = [(as_number(answer), as_number(expected)) for answer, expected in pairs]
    for number, (answer, expected) in enumerate(seen):
        if None not in (answer, expected) and answer != expected:
            return Point(case.place(place), *_shown(seen, number), "exact evaluation")
    return all(None not in pair for pair in seen)
