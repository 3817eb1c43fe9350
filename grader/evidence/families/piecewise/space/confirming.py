"""Counterexamples are looked at again: exactly, on the trees as they were written, apart from any normal form."""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from grader.evidence.families.piecewise.space.scope import truth_at, values_at
from grader.evidence.numbers.look import shown_place
from grader.evidence.numbers.places.points import Place
from grader.evidence.numbers.shown import shown, shown_apart
from grader.evidence.question.prepare import Case
from grader.evidence.question.question import MAX_SHOWN
from grader.language.tree import Logic, Node, Relation
from grader.verdict import Point, Truth, Value

Pairs = Sequence[tuple[Node, Node]]
METHOD = "piecewise-linear"


def difference(case: Case, sides: Pairs, number: int, place: Place) -> Point | None:
    """Return a point where an entry differs; None where a side has no value there.

    Raises AssertionError where the sides are the same: a bug of ours, never a verdict.
    """
    values = values_at(case, sides[number], place)
    if values is None:
        return None
    assert values[0] != values[1], "the normal form and the values contradict each other"
    return _shown(case, sides, number, place, values)


def excess(case: Case, sides: Pairs, number: int, condition: Node, place: Place) -> Point | None:
    """Return a point where an entry is further off than a tolerance, a condition, allows."""
    values = values_at(case, sides[number], place)
    if values is None or truth_at(case, condition, place) is not False:
        return None
    return _shown(case, sides, number, place, values)


def _shown(case: Case, sides: Pairs, number: int, place: Place, values: Sequence[fmpq]) -> Point | None:
    pair: tuple[Value, Value] | None = shown_apart(values[0], values[1])
    if pair is None:
        return None
    if 1 < len(sides) <= MAX_SHOWN:
        whole = values_at(case, [tree for side in sides for tree in side], place)
        if whole is not None:
            pair = tuple(map(shown, whole[::2])), tuple(map(shown, whole[1::2]))
    return Point(shown_place(place), *pair, METHOD)


def failure(case: Case, condition: Node, place: Place) -> Point | None:
    """Return a point where a condition is false, with both sides of the part that fails."""
    if truth_at(case, condition, place) is not False:
        return None
    return Point(shown_place(place), *_sides(case, condition, place), METHOD)


def _sides(case: Case, condition: Node, place: Place) -> tuple[Value, Value]:
    match condition:
        case Logic("and", args):
            failing = next((arg for arg in args if truth_at(case, arg, place) is False), None)
            if failing is not None:
                return _sides(case, failing, place)
        case Logic("iff" | "implies", (first, second)):
            return Truth(truth_at(case, first, place) is True), Truth(truth_at(case, second, place) is True)
        case Relation(ops, operands):
            for op, left, right in zip(ops, operands, operands[1:], strict=False):
                values = values_at(case, (left, right), place)
                if values is not None and truth_at(case, Relation((op,), (left, right)), place) is False:
                    return shown(values[0]), shown(values[1])
        case _:
            pass
    return Truth(False), Truth(True)
