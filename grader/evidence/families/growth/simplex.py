"""Linear programs over the rational numbers, solved exactly: is there a point, and can a sum be positive there?

The simplex method with Bland's rule, which never cycles (R. G. Bland, 1977). No double of `numbers.linear_system`:
programs of growth have many columns (one for each ray), of which elimination makes many more inequalities, and ask for
a greatest value and for the least exponents. On the programs of all cases of growth both tell the same, and elimination
takes six times as long; for the few variables of a formula it is the quicker one, and finds simple numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpq

from grader.evidence.budget import Budget
from grader.records import dataclass

ZERO, ONE = fmpq(0), fmpq(1)
MAX_CELLS = 20_000  # rows times columns of a program
Row = list[fmpq]


@dataclass(frozen=True, slots=True)
class Solution:
    """A point of the program, and the value of the objective there: positive where that is possible."""

    values: tuple[fmpq, ...]
    objective: fmpq


def solve(
    rows: Sequence[Sequence[fmpq]], right: Sequence[fmpq], goal: Sequence[fmpq], budget: Budget
) -> Solution | None:
    """Return a point x >= 0 with rows x = right, where goal x > 0 if there is such a one; None where there is none."""
    width = len(goal)
    if budget.is_above((len(rows) + 1) * (width + len(rows) + 1), MAX_CELLS, "max_terms"):
        return None
    table = []
    for number, (row, value) in enumerate(zip(rows, right, strict=True)):
        sign = -ONE if value < 0 else ONE
        own = [ONE if place == number else ZERO for place in range(len(rows))]
        table.append([*(sign * cell for cell in row), *own, sign * value])
    basis = [width + number for number in range(len(rows))]
    artificial = [ZERO] * width + [-ONE] * len(rows)
    if _maximized(table, basis, artificial, width + len(rows), budget) < 0:
        return None
    kept = [number for number, name in enumerate(basis) if name < width or _driven_out(table, basis, number, width)]
    table = [[*table[number][:width], table[number][-1]] for number in kept]
    basis = [basis[number] for number in kept]
    best = _maximized(table, basis, goal, width, budget, stop=ZERO)
    values = [ZERO] * width
    for row, name in zip(table, basis, strict=True):
        values[name] = row[-1]
    return Solution(tuple(values), best)


def _driven_out(table: list[Row], basis: list[int], number: int, width: int) -> bool:
    """Exchange an artificial variable for one of the program's; False where its row says nothing."""
    column = next((place for place in range(width) if table[number][place] != 0), None)
    if column is None:
        return False
    _exchange(table, basis, number, column)
    return True


def _maximized(
    table: list[Row], basis: list[int], goal: Sequence[fmpq], width: int, budget: Budget, stop: fmpq | None = None
) -> fmpq:
    """Return the greatest value of a goal, 1 where it has none; or the first one that is greater than `stop`."""
    while True:
        value = sum((goal[name] * row[-1] for row, name in zip(table, basis, strict=True)), ZERO)
        if stop is not None and value > stop:
            return value
        budget.spend(1 + len(table))
        column = next((place for place in range(width) if _gain(table, basis, goal, place) > 0), None)
        if column is None:
            return value
        ratios = [(row[-1] / row[column], basis[number], number) for number, row in enumerate(table) if row[column] > 0]
        if not ratios:
            return ONE  # grows without bound
        _exchange(table, basis, min(ratios)[2], column)


def _gain(table: list[Row], basis: list[int], goal: Sequence[fmpq], column: int) -> fmpq:
    if column in basis:
        return ZERO
    return goal[column] - sum((goal[name] * row[column] for row, name in zip(table, basis, strict=True)), ZERO)


def _exchange(table: list[Row], basis: list[int], number: int, column: int) -> None:
    pivot = table[number][column]
    table[number] = [cell / pivot for cell in table[number]]
    for other, row in enumerate(table):
        factor = row[column]
        if other != number and factor != 0:
            table[other] = [cell - factor * own for cell, own in zip(row, table[number], strict=True)]
    basis[number] = column
