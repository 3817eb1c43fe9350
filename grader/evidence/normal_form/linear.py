"""Whether strict and weak linear inequalities over the rationals contradict each other: Fourier-Motzkin elimination.

A constraint is (row, strict): sum of row[k] v_k + row[-1] is >= 0, or > 0 where strict. Variables are any hashable
keys, -1 the constant. "Infeasible" is a proof; anything too large counts as feasible.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from flint import fmpq

from grader.evidence.budget import Budget

Row = dict[Hashable, Any]
Constraint = tuple[Row, bool]
CONSTANT = -1
MAX_CONSTRAINTS = 120
NIL = fmpq(0)


def infeasible(constraints: Iterable[Constraint], budget: Budget) -> bool:
    """Return whether the constraints surely have no common solution."""
    rows = list(constraints)
    while True:
        budget.spend(len(rows))
        rows, contradiction = _simplified(rows)
        if contradiction:
            return True
        if len(rows) > MAX_CONSTRAINTS:
            return False
        variable = _cheapest(rows)
        if variable is None:
            return False
        rows = _eliminated(rows, variable)


def connected(constraints: list[Constraint], keys: set[Hashable]) -> list[Constraint]:
    """Return the constraints that share variables with `keys`, directly or through others."""
    keys = set(keys)
    found: list[Constraint] = []
    rest = constraints
    while True:
        near = [item for item in rest if not keys.isdisjoint(item[0])]
        if not near:
            return found
        found += near
        rest = [item for item in rest if keys.isdisjoint(item[0])]
        for row, _ in near:
            keys.update(key for key in row if key != CONSTANT)


def _simplified(rows: list[Constraint]) -> tuple[list[Constraint], bool]:
    best: dict[frozenset[Any], Constraint] = {}
    for row, strict in rows:
        if len(row) <= 1 and (not row or CONSTANT in row):
            value = row.get(CONSTANT, NIL)
            if value < NIL or (strict and value == NIL):
                return [], True
            continue
        scale = abs(next(row[key] for key in row if key != CONSTANT))
        scaled = {key: value / scale for key, value in row.items()}
        direction = frozenset((key, str(value)) for key, value in scaled.items() if key != CONSTANT)
        known = best.get(direction)
        if known is None or (scaled.get(CONSTANT, NIL), not strict) < (known[0].get(CONSTANT, NIL), not known[1]):
            best[direction] = (scaled, strict)
    return list(best.values()), False


def _cheapest(rows: list[Constraint]) -> Hashable | None:
    counts: dict[Hashable, list[int]] = {}
    for row, _ in rows:
        for key, value in row.items():
            if key != CONSTANT:
                counts.setdefault(key, [0, 0])[value > NIL] += 1
    return min(counts, key=lambda key: counts[key][0] * counts[key][1], default=None)


def _eliminated(rows: list[Constraint], variable: Hashable) -> list[Constraint]:
    rest = [item for item in rows if variable not in item[0]]
    above = [item for item in rows if item[0].get(variable, NIL) > NIL]
    below = [item for item in rows if item[0].get(variable, NIL) < NIL]
    if len(above) * len(below) + len(rest) > 4 * MAX_CONSTRAINTS:
        return rest
    for up, up_strict in above:
        for down, down_strict in below:
            rest.append((_combined(up, down, variable), up_strict or down_strict))
    return rest


def _combined(up: Row, down: Row, variable: Hashable) -> Row:
    a, b = -down[variable], up[variable]
    row = {key: value * a for key, value in up.items() if key != variable}
    for key, value in down.items():
        if key != variable:
            row[key] = row.get(key, NIL) + value * b
    return {key: value for key, value in row.items() if value != NIL}
