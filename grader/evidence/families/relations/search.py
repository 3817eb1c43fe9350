"""Points at which exactly one of two conditions holds: on the domain, on solutions, on the borders of inequalities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from flint import fmpq

from grader.evidence.budget import ExceededError
from grader.evidence.errors import UndefinedError
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.look import STEPS, shown_place
from grader.evidence.numbers.places.points import Place, Told, contains, points
from grader.evidence.question.prepare import Case
from grader.evidence.question.told import told_at
from grader.language.tree import ZERO, Div, Node, Pow, Relation, symbols, walk
from grader.records import replace
from grader.verdict import Point, Truth

FIRST = 3  # points of the domain looked at before a proof is tried
TRIED = 12  # points of the domain, and of each border
MAX_BORDERS = 12  # borders that are looked at
CROSSED = 3  # of them, together with either condition
MAX_STEPS = 40_000  # steps of looking at all of them

METHOD = "evaluation of both"


def different_at(case: Case, first: Node, second: Node, place: Place, most: int = STEPS[1]) -> Point | None:
    """Return a point as evidence where exactly one condition holds there; undefined ones do not hold."""
    told = [_holds(case, condition, place, most) for condition in (first, second)]
    if None in told or told[0] == told[1]:
        return None
    again = [_holds(case, condition, place, STEPS[2]) for condition in (first, second)]
    assert again == told, "two looks at a condition contradict each other"
    return Point(shown_place(place), Truth(bool(told[0])), Truth(bool(told[1])), METHOD)


def _holds(case: Case, condition: Node, place: Place, most: int) -> bool | None:
    told = told_at(case, condition, place, most)
    if isinstance(told, UndefinedError):
        return False
    return told if isinstance(told, bool) else None


def are_clear(case: Case, first: Node, second: Node, place: Place) -> bool:
    """Return whether it is certain at a place whether each condition holds."""
    most = case.budget.limits.max_precision
    return all(_holds(case, condition, place, most) is not None for condition in (first, second))


def first_points(case: Case, first: Node, second: Node) -> Point | None:
    """Return a counterexample among the nicest points of the domain."""
    for place in islice(points(case.variables, case.setting.assume, case.context), FIRST):
        if (point := different_at(case, first, second, place)) is not None:
            return point
    return None


def border_points(case: Case, first: Node, second: Node) -> Point | None:
    """Return a counterexample on solutions of the conditions and on the borders of their inequalities and domains."""
    context = Context(case.budget.share(2, MAX_STEPS), case.context.conventions)
    case = replace(case, context=context)
    try:
        return _on_borders(case, first, second)
    except ExceededError:
        return None


def _on_borders(case: Case, first: Node, second: Node) -> Point | None:
    told, seen = Told(), set[tuple[Any, ...]]()
    for conditions in _crossed(first, second):
        assume = (*case.setting.assume, *conditions)
        for place in points(case.variables, assume, case.context, TRIED, told):
            key = tuple(place.values())
            if key not in seen and (point := different_at(case, first, second, place)) is not None:
                return point
            seen.add(key)
    return None


def _crossed(first: Node, second: Node) -> list[tuple[Node, ...]]:
    """Return what holds where to look: nothing, a condition, a border, a condition and a border."""
    borders = [one for one in islice(dict.fromkeys(_borders(first, second)), MAX_BORDERS) if one not in (first, second)]
    crossed = [border for border in borders if isinstance(border, Relation)][:CROSSED]
    alone: list[tuple[Node, ...]] = [(), *((node,) for node in dict.fromkeys((first, second, *borders)))]
    return alone + [(first, border) for border in crossed] + [(second, border) for border in crossed]


def _borders(*conditions: Node) -> Iterator[Node]:
    for condition in conditions:
        for node in walk(condition):
            match node:
                case Relation(ops, operands):
                    for op, left, right in zip(ops, operands, operands[1:], strict=False):
                        if op in {"=", "!=", "<", "<=", ">", ">="}:
                            yield Relation(("=",), (left, right))
                case Div(_, den) | Pow(den, _) if symbols(den):
                    yield Relation(("=",), (den, ZERO))


def at_places(case: Case, first: Node, second: Node, places: Sequence[Place]) -> Point | None:
    """Return a counterexample among places that were computed; symbols they lack are given nice values."""
    for known in places:
        for filler in (fmpq(1), fmpq(0), fmpq(2), fmpq(-1)):
            place = {variable.name: known.get(variable.name, filler) for variable in case.variables}
            if contains(case.variables, case.setting.assume, place, case.context):
                point = different_at(case, first, second, place)
                if point is not None:
                    return point
    return None
