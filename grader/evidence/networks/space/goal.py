"""A condition about forms on a region: refuted by the first point that is confirmed, or proved by the solver."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from flint import fmpq

from grader.evidence.networks.line.search import simplest
from grader.evidence.networks.space.encoding import Encoding
from grader.evidence.networks.space.forms import Condition
from grader.evidence.networks.space.linear import negated
from grader.evidence.networks.space.region import FormValues, Region, mentioned_in
from grader.evidence.points import Place
from grader.evidence.smt.solver import Query, Truth
from grader.verdict import Evidence, Point, Proof, Unknown

Confirm = Callable[[Place], Point | None]
SMALL = 12  # integers up to this are simple enough
NICE = tuple(fmpq(*pair) for pair in ((1, 1), (-1, 1), (2, 1), (-2, 1), (1, 2), (-1, 2)))
RADII = tuple(fmpq(1, 2**power) for power in (0, 1, 2, 4, 8, 16, 32))  # of what counts as near, relative to a number
METHOD = "piecewise-linear"
SOLVER = "solver"


@dataclass(frozen=True)
class Goal:
    """A condition that must hold on a region; `confirm` looks again, another way, at a point where it fails.

    `beside` are further points, where the condition certainly fails.
    """

    condition: Condition
    confirm: Confirm
    beside: Callable[[], Iterator[Sequence[Any]]] = field(default=lambda: iter(()))


def settle(region: Region, goal: Goal) -> Evidence:
    """Return evidence for or against a goal."""
    if goal.condition is True:
        return Proof(METHOD)
    return searched(region, goal) or solved(region, goal)


def searched(region: Region, goal: Goal) -> Point | None:
    """Return a counterexample among small points and beside kinks, those off the kinks first."""
    values = FormValues(region.linear.atoms, mentioned_in(goal.condition))
    names = region.names
    late: list[Place] = []
    beside = (dict(zip(names, point, strict=True)) for point in goal.beside())
    for place in chain(region.candidates(), beside):
        if not all(hasattr(value, "q") for value in place.values()):
            continue
        values.place([place[name] for name in names])
        if values.truth(goal.condition):
            continue
        if values.on_kink:
            late.append(place)
        elif (point := goal.confirm(place)) is not None:
            return point
    return next((point for place in late if (point := goal.confirm(place)) is not None), None)


def solved(region: Region, goal: Goal) -> Evidence:
    """Return the solver's proof, or a model that was confirmed."""
    query, encoding = opened(region)
    query.add(encoding.condition(negated(goal.condition)))
    found = query.check()
    if found == "unsat":
        return Proof(SOLVER)
    if found == "unknown":
        return Unknown("the solver found neither a proof nor a counterexample", "max_solver_steps")
    tried = 0
    for place in query.models([query.every(encoding.off_kinks)]):
        tried += 1
        model = {name: place[name] for name in region.names}
        if region.contains(model) and (point := goal.confirm(simplified(region, goal, model))) is not None:
            return point
    return Unknown(f"none of {tried} models of the solver was confirmed")


def simplified(region: Region, goal: Goal, place: Place) -> Place:
    """Return a point near a point where a goal fails, off the kinks like it, with simpler coordinates."""
    values = FormValues(region.linear.atoms, mentioned_in(goal.condition))
    names = region.names

    def fails(point: Place) -> bool:
        values.place([point[name] for name in names])
        return not values.truth(goal.condition)

    if not fails(place):
        return place
    on_kink = values.on_kink
    for name in names:
        for simple in _simpler(place[name]):
            nearby = {**place, name: simple}
            if fails(nearby) and values.on_kink <= on_kink and region.contains(nearby):
                place = nearby
                break
    return place


def _simpler(value: fmpq) -> Iterator[fmpq]:
    """Yield small numbers, then numbers near a number, the simplest first."""
    if value.q == 1 and abs(value) <= SMALL:
        return
    yield from NICE
    for radius in RADII:
        found = simplest(value - radius * abs(value), value + radius * abs(value))
        if found != value:
            yield found


def proved(region: Region, conditions: Sequence[Condition]) -> bool:
    """Return whether the solver proves some conditions on a region."""
    open_ones = [condition for condition in conditions if condition is not True]
    if not open_ones:
        return True
    query, encoding = opened(region)
    query.add(query.either([encoding.condition(negated(condition)) for condition in open_ones]))
    return query.check() == "unsat"


def opened(region: Region) -> tuple[Query, Encoding]:
    """Return a query that asserts the region, with the terms of its forms."""
    query = Query(region.case.budget)
    variables = region.case.variables
    terms = [query.integer(v.name) if v.domain.is_integer else query.unknown(v.name) for v in variables]
    encoding = Encoding(query, region.linear.atoms, terms)
    asserted: list[Truth] = [encoding.condition(condition) for condition in region.domain]
    query.add(*asserted)
    encoding.off_kinks.clear()
    return query, encoding
