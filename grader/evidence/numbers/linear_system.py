"""Systems of linear equations and inequalities over the rationals: a solution, or a proof that there is none.

Equations are eliminated by substitution, inequalities by Fourier and Motzkin's method (Schrijver, Theory of linear
and integer programming, section 12.2), which is exact and fast for the few variables of a formula.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import Literal

from flint import fmpq

from grader.evidence.budget import Budget, ExceededError
from grader.evidence.trees.ranges.simplest import simplest
from grader.records import dataclass

MAX_CONSTRAINTS = 600  # inequalities at any time
FEW = 16  # inequalities among which nobody looks for the strongest

Variable = Hashable
Op = Literal["=", ">=", ">"]
ZERO = fmpq(0)


@dataclass(frozen=True, slots=True)
class Constraint:
    """`sum of coefficient * variable + constant` is 0, not negative or positive; no coefficient is 0."""

    coefficients: Mapping[Variable, fmpq]
    constant: fmpq
    op: Op

    @property
    def holds(self) -> bool:
        """Whether it holds where it has no variables."""
        if self.op == "=":
            return self.constant == ZERO
        return self.constant > ZERO or (self.op == ">=" and self.constant == ZERO)


def infeasible(constraints: Iterable[Constraint], budget: Budget, most: int = MAX_CONSTRAINTS) -> bool:
    """Return whether constraints surely have no common solution; a system that grows too large perhaps has one."""
    try:
        return _eliminated(constraints, budget, most) is None
    except ExceededError as error:
        if error.limit == "max_terms":
            return False
        raise


def solution(constraints: Iterable[Constraint], budget: Budget) -> dict[Variable, fmpq] | None:
    """Return a solution of a system, None where there is none; raises ExceededError where it grows too large."""
    steps = _eliminated(constraints, budget, MAX_CONSTRAINTS)
    if steps is None:
        return None
    values: dict[Variable, fmpq] = {}
    for name, rows in reversed(steps):
        values[name] = _between(rows, name, values)
    return values


def connected(constraints: Sequence[Constraint], variables: Collection[Variable]) -> list[Constraint]:
    """Return the constraints that share variables with `variables`, directly or through others."""
    names = set(variables)
    found: list[Constraint] = []
    rest = list(constraints)
    while near := [row for row in rest if not names.isdisjoint(row.coefficients)]:
        found += near
        rest = [row for row in rest if names.isdisjoint(row.coefficients)]
        for row in near:
            names.update(row.coefficients)
    return found


_Steps = list[tuple[Variable, list[Constraint]]]


def _eliminated(constraints: Iterable[Constraint], budget: Budget, most: int) -> _Steps | None:
    """Return each variable with the constraints on it and on those after it; None for a contradiction."""
    rows = list(constraints)
    steps: _Steps = []
    while (equation := next((row for row in rows if row.op == "=" and row.coefficients), None)) is not None:
        rows.remove(equation)
        name = min(equation.coefficients, key=str)
        steps.append((name, [equation]))
        rows = [_substituted(row, name, equation) for row in rows]
        budget.spend(len(rows) + 1)
    texts: dict[Variable, str] = {}
    while True:
        if not all(row.holds for row in rows if not row.coefficients):
            return None
        rows = [row for row in rows if row.coefficients]
        rows = _strongest(rows) if len(rows) > FEW else rows
        if not rows:
            return steps
        if len(rows) > most:
            raise ExceededError("max_terms")
        for name in _cheapest(rows, texts):
            here = [row for row in rows if name in row.coefficients]
            if not here:
                continue
            steps.append((name, here))
            rows = [row for row in rows if name not in row.coefficients] + _crossed(here, name, most)
            budget.spend(len(rows) + 1)


def _strongest(rows: Iterable[Constraint]) -> list[Constraint]:
    """Return the strongest of the inequalities that bound one form from below."""
    best: dict[frozenset[tuple[Variable, fmpq]], tuple[tuple[fmpq, bool], Constraint]] = {}
    for row in rows:
        scale = abs(next(iter(row.coefficients.values())))
        form = frozenset((name, value / scale) for name, value in row.coefficients.items())
        bound = row.constant / scale, row.op != ">"
        if form not in best or bound < best[form][0]:
            best[form] = bound, row
    return [row for _, row in best.values()]


def _cheapest(rows: list[Constraint], texts: dict[Variable, str]) -> list[Variable]:
    """Return the variable without which the fewest inequalities are left; of several, the first by name.

    Those that are bounded from one side only go at once, with all that speaks of them. `texts` keeps names as texts.
    """
    counts: dict[Variable, list[int]] = {}
    for row in rows:
        for name, value in row.coefficients.items():
            counts.setdefault(name, [0, 0])[value > ZERO] += 1
    least = min([below * above for below, above in counts.values()])
    found = [name for name, (below, above) in counts.items() if below * above == least]
    if len(found) == 1:
        return found
    texts.update([(name, str(name)) for name in found if name not in texts])
    return sorted(found, key=texts.__getitem__) if least == 0 else [min(found, key=texts.__getitem__)]


def _combined(a: Constraint, b: Constraint, scale: fmpq, op: Op) -> Constraint:
    """Return a + scale b."""
    found = dict(a.coefficients)
    for name, value in b.coefficients.items():
        total = found.get(name, ZERO) + scale * value
        if total == ZERO:
            found.pop(name, None)
        else:
            found[name] = total
    return Constraint(found, a.constant + scale * b.constant, op)


def _substituted(row: Constraint, name: Variable, equation: Constraint) -> Constraint:
    value = row.coefficients.get(name)
    return row if value is None else _combined(row, equation, -value / equation.coefficients[name], row.op)


def _crossed(rows: list[Constraint], name: Variable, most: int) -> list[Constraint]:
    """Return what follows of the other variables: each lower bound is below each upper one."""
    lower = [row for row in rows if row.coefficients[name] > ZERO]
    upper = [row for row in rows if row.coefficients[name] < ZERO]
    if len(lower) * len(upper) > most:
        raise ExceededError("max_terms")
    return [
        _combined(a, b, -a.coefficients[name] / b.coefficients[name], ">" if ">" in (a.op, b.op) else ">=")
        for a in lower
        for b in upper
    ]


def _between(rows: list[Constraint], name: Variable, values: dict[Variable, fmpq]) -> fmpq:
    """Return a simple number that satisfies all rows once the other variables have values; without rows on them, 0."""
    low, high = None, None
    low_closed = high_closed = True
    for row in rows:
        lead = row.coefficients[name]
        rest = sum((c * values.setdefault(v, ZERO) for v, c in row.coefficients.items() if v != name), row.constant)
        bound, closed = -rest / lead, row.op != ">"
        if row.op == "=":
            return bound
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
