"""All points of a finite domain."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod

from grader.evidence import numbers
from grader.evidence.errors import NoValueError
from grader.evidence.numbers.evaluator import Context, Evaluator
from grader.evidence.numbers.places.domain import finite_values
from grader.evidence.numbers.places.points import Place
from grader.evidence.trees.build import Coordinate
from grader.language.domains import Variable
from grader.language.tree import Node


def all_points(variables: Sequence[Variable], assume: Sequence[Node], context: Context) -> list[Place] | None:
    """Return every point of a finite domain, each once; None where it is infinite, large or not certain."""
    at = Evaluator(context, {})
    most = context.budget.limits.max_points**2
    pools = []
    for variable in variables:
        try:
            pool = finite_values(at, variable.domain, most)
        except NoValueError:
            return None
        if pool is None:
            return None
        pools.append(pool)
    if prod(map(len, pools)) > most:
        return None
    places = [dict(zip((v.name for v in variables), row, strict=True)) for row in product(*pools)]
    return _satisfying(places, assume, context)


def _satisfying(places: list[dict[str, Coordinate]], assume: Sequence[Node], context: Context) -> list[Place] | None:
    if not assume:
        return list(places)
    kept: list[Place] = []
    for place in places:
        at = Evaluator(context, place, 256)
        try:
            known = [numbers.truth.condition_at(at, condition) for condition in assume]
        except NoValueError:
            return None
        if None in known:
            return None
        if all(known):
            kept.append(place)
    return kept
