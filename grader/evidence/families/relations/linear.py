"""Systems of linear equations and inequalities over the rationals: a solution, or a proof that there is none.

Equations are eliminated by substitution, inequalities by Fourier and Motzkin's method (Schrijver, Theory of linear
and integer programming, section 12.2), which is exact and fast for the few variables of a formula.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Literal

from flint import fmpq

from grader.evidence.budget import Budget, ExceededError
from grader.evidence.trees.simplest import simplest

MAX_ROWS = 600  # inequalities at any time

Variable = Hashable
Rational = fmpq
ZERO = fmpq(0)


@dataclass(frozen=True, slots=True)
class Row:
    """`sum of coefficient * variable + constant` is 0, not negative or positive."""

    coefficients: Mapping[Variable, Rational]
    constant: Rational
    op: Literal["=", ">=", ">"]


def solution(rows: list[Row], budget: Budget) -> dict[Variable, Rational] | None:
    """Return a solution of a system, None where there is none; raises ExceededError where it grows too large."""
    rows = list(rows)
    equal: list[tuple[Variable, Row]] = []
    while (row := next((row for row in rows if row.op == "=" and row.coefficients), None)) is not None:
        rows.remove(row)
        name = min(row.coefficients, key=str)
        equal.append((name, row))
        rows = [_substituted(other, name, row) for other in rows]
        budget.spend(len(rows) + 1)
    steps: list[tuple[Variable, list[Row]]] = []
    while names := {name for row in rows for name in row.coefficients}:
        name = min(names, key=lambda one: (_growth(rows, one), str(one)))
        here = [row for row in rows if name in row.coefficients]
        steps.append((name, here))
        rows = [row for row in rows if name not in row.coefficients] + _crossed(here, name)
        budget.spend(len(rows) + 1)
        if len(rows) > MAX_ROWS:
            raise ExceededError("max_terms")
    if not all(_is_true(row) for row in rows):
        return None
    return _found(equal, steps)


def _is_true(row: Row) -> bool:
    if row.op == "=":
        return bool(row.constant == ZERO)
    return bool(row.constant > ZERO or (row.op == ">=" and row.constant == ZERO))


def _growth(rows: list[Row], name: Variable) -> int:
    signs = [bool(row.coefficients[name] > ZERO) for row in rows if name in row.coefficients]
    return sum(signs) * (len(signs) - sum(signs))


def _combined(a: Row, b: Row, scale: Rational, op: Literal["=", ">=", ">"]) -> Row:
    """Return a + scale b."""
    found = dict(a.coefficients)
    for name, value in b.coefficients.items():
        total = found.get(name, ZERO) + scale * value
        if total == ZERO:
            found.pop(name, None)
        else:
            found[name] = total
    return Row(found, a.constant + scale * b.constant, op)


def _substituted(row: Row, name: Variable, equation: Row) -> Row:
    value = row.coefficients.get(name)
    return row if value is None else _combined(row, equation, -value / equation.coefficients[name], row.op)


def _crossed(rows: list[Row], name: Variable) -> list[Row]:
    """Return what follows of the other variables: each lower bound is below each upper one."""
    lower = [row for row in rows if row.coefficients[name] > ZERO]
    upper = [row for row in rows if row.coefficients[name] < ZERO]
    if len(lower) * len(upper) > MAX_ROWS:
        raise ExceededError("max_terms")
    return [
        _combined(a, b, -a.coefficients[name] / b.coefficients[name], ">" if ">" in (a.op, b.op) else ">=")
        for a in lower
        for b in upper
    ]


def _found(equal: list[tuple[Variable, Row]], steps: list[tuple[Variable, list[Row]]]) -> dict[Variable, Rational]:
    values: dict[Variable, Rational] = {}
    for name, rows in reversed(steps):
        values[name] = _between(rows, name, values)
    for name, row in reversed(equal):
        rest = sum((c * values.setdefault(v, ZERO) for v, c in row.coefficients.items() if v != name), row.constant)
        values[name] = -rest / row.coefficients[name]
    return values


def _between(rows: list[Row], name: Variable, values: dict[Variable, Rational]) -> Rational:
    """Return a simple number that satisfies all rows once the other variables have values."""
    low, high = None, None
    low_closed = high_closed = True
    for row in rows:
        lead = row.coefficients[name]
        rest = sum((c * values.setdefault(v, ZERO) for v, c in row.coefficients.items() if v != name), row.constant)
        bound, closed = -rest / lead, row.op == ">="
        if lead > ZERO and (low is None or bound > low or (bound == low and not closed)):
            low, low_closed = bound, closed
        if lead < ZERO and (high is None or bound < high or (bound == high and not closed)):
            high, high_closed = bound, closed
    for value in (fmpq(n) for n in (0, 1, -1, 2, -2, 3)):
        above = low is None or value > low or (low_closed and value == low)
        if above and (high is None or value < high or (high_closed and value == high)):
            return value
    if low is not None and low == high:
        return low
    return simplest(low, high)
