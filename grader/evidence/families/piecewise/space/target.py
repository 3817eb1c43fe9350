"""A condition about forms on a region: refuted by the first point that is confirmed, or proved by the solver."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from flint import fmpq

from grader.evidence.families.piecewise.space.bounds import MAX_BOXES, Confirm, bounded
from grader.evidence.families.piecewise.space.conditions import negated
from grader.evidence.families.piecewise.space.encoding import Encoding
from grader.evidence.families.piecewise.space.forms import Condition
from grader.evidence.families.piecewise.space.region import FormValues, Region, mentioned_in
from grader.evidence.numbers.places.points import Place
from grader.evidence.numbers.places.simpler import simplified
from grader.evidence.solver.solver import Query, Truth
from grader.records import dataclass, field
from grader.verdict import Evidence, Point, Proof, Unknown
from grader.wording import undecided_reasons

METHOD = "piecewise-linear"
SOLVER = "solver"
FEW_KINKS = 12  # up to which the solver is the faster way


@dataclass(frozen=True)
class Target:
    """A condition that must hold on a region; `confirm` looks again, another way, at a point where it fails.

    `beside` are further points, where the condition certainly fails.
    """

    condition: Condition
    confirm: Confirm
    beside: Callable[[], Iterator[Sequence[fmpq]]] = field(default=lambda: iter(()))


def settle(region: Region, target: Target) -> Evidence:
    """Return evidence for or against a target."""
    if target.condition is True:
        return Proof(METHOD)
    if (point := searched(region, target)) is not None:
        return point
    found = bounded(region, target.condition, target.confirm, 1 if _is_small(region) else MAX_BOXES)
    return found or solved(region, target)


def _is_small(region: Region) -> bool:
    """Whether the solver is the faster way: there are few kinks."""
    return len(region.linear.atoms.made) <= FEW_KINKS


def searched(region: Region, target: Target) -> Point | None:
    """Return a counterexample among small points and beside kinks, those off the kinks first."""
    values = FormValues(region.linear.atoms, mentioned_in(target.condition))
    names = region.names
    late: list[Place] = []
    beside = (dict(zip(names, point, strict=True)) for point in target.beside())
    for place in chain(region.candidates(), beside):
        if (numbers := _numbers(place, names)) is None:
            continue
        values.place(numbers)
        if values.truth(target.condition):
            continue
        if values.on_kink:
            late.append(place)
        elif (point := target.confirm(_simplified(region, target, place))) is not None:
            return point
    return next((point for place in late if (point := target.confirm(place)) is not None), None)


def _numbers(place: Place, names: Sequence[str]) -> list[fmpq] | None:
    """Return the coordinates of a point, None where one is no rational number."""
    found = [value for name in names if isinstance(value := place[name], fmpq)]
    return found if len(found) == len(names) else None


def solved(region: Region, target: Target) -> Evidence:
    """Return the solver's proof, or a model that was confirmed."""
    query, encoding = opened(region)
    query.add(encoding.condition(negated(target.condition)))
    found = query.check()
    if found == "unsat":
        return Proof(SOLVER)
    if found == "unknown":
        return Unknown(undecided_reasons.SOLVER_FOUND_NEITHER_PROOF, "max_solver_steps")
    tried = 0
    for place in query.models([query.every(encoding.off_kinks)]):
        tried += 1
        model = {name: place[name] for name in region.names}
        if region.contains(model) and (point := target.confirm(_simplified(region, target, model))) is not None:
            return point
    return Unknown(undecided_reasons.NONE_MODELS_SOLVER_CONFIRMED.format(tried=tried))


def _simplified(region: Region, target: Target, place: Place) -> Place:
    """Return a point where a goal fails, off the kinks like a given one, with simpler coordinates."""
    values = FormValues(region.linear.atoms, mentioned_in(target.condition))
    names = region.names

    def fails(point: Place) -> bool:
        numbers = _numbers(point, names)
        if numbers is None:
            return False
        values.place(numbers)
        return not values.truth(target.condition)

    if not fails(place):
        return place
    on_kink = values.on_kink
    return simplified(place, lambda point: fails(point) and values.on_kink <= on_kink and region.contains(point))


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
