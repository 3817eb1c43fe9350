"""Values of an expression at many points, for drawings: nothing is decided by them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from flint import arb, fmpq

from grader.claims.statements import Setting
from grader.evidence.arrays.grids import Grid, ShapeError
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.errors import NoValueError, UnclearError
from grader.evidence.numbers.look import STEPS, see
from grader.evidence.precision import own_precision
from grader.evidence.question.prepare import prepare
from grader.language.tree import Node


@own_precision
def samples(
    tree: Node, setting: Setting, points: Sequence[Mapping[str, Fraction]], budget: Budget
) -> list[float | None]:
    """Return the values of a real scalar expression at points, None where it has none, or the budget is spent."""
    found: list[float | None] = []
    try:
        case, (entry,) = prepare([tree], setting, budget)
        if not isinstance(entry, Grid) and not case.is_complex:
            for point in points:
                place = {name: fmpq(value.numerator, value.denominator) for name, value in point.items()}
                found.append(_near(see(case.context, entry, place, STEPS[0])))
    except (ExceededError, ShapeError, UnclearError):
        pass
    return found + [None] * (len(points) - len(found))


def _near(value: fmpq | arb | NoValueError) -> float | None:
    if isinstance(value, NoValueError):
        return None
    near = float(arb(value).mid())
    return near if math.isfinite(near) else None
