"""Recurrences of hypergeometric sums: p F(n, k) + q F(n + 1, k) = G(n, k + 1) - G(n, k) with G = R F for a rational R.

By D. Zeilberger's algorithm ("The method of creative telescoping", 1991) with R. W. Gosper's normal form, as in
Petkovšek, Wilf and Zeilberger, A = B, chapters 5 and 6. What is found is a candidate: the identity is proved elsewhere.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_mpoly

from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.families.induction.ratios import Ratio, Ring, ratio
from grader.language.tree import Node
from grader.records import dataclass

MAX_DEGREE = 4  # of the unknown polynomial in k
MAX_GAP = 12  # between zeros in k of numerator and denominator


@dataclass(frozen=True)
class Recurrence:
    """p and q, without k, and R, as trees."""

    before: Node
    after: Node
    certificate: Node


def recurrence(term: Node, index: str, bound: str, letters: tuple[str, ...], budget: Budget) -> Recurrence | None:
    """Return the recurrence of first order that a sum of a term satisfies, or None."""
    ring = Ring((index, bound, *letters))
    try:
        along, up = ring.step(term, index), ring.step(term, bound)
        a, b, c = _gosper_form(ring, index, along * ratio(up.den, ring.moved(up.den, index)), budget)
        for degree in range(MAX_DEGREE + 1):
            if (found := _solved(ring, (a, b, c), up, degree, budget)) is not None:
                return found
    except DeclinedError:
        return None
    return None


def _gosper_form(ring: Ring, index: str, step: Ratio, budget: Budget) -> tuple[fmpq_mpoly, fmpq_mpoly, fmpq_mpoly]:
    """Return polynomials a, b and c with step = a(k) / b(k) c(k + 1) / c(k), where a(k) and b(k + h) share no zero."""
    a, b, c = step.num, step.den, ring.one.num
    for gap in range(MAX_GAP + 1):
        budget.spend(20)
        while (common := a.gcd(ring.moved(b, index, gap))).total_degree() > 0 and _depends(ring, common, index):
            a, b = a // common, b // ring.moved(common, index, -gap)
            for step_back in range(1, gap + 1):
                c *= ring.moved(common, index, -step_back)
    return a, b, c


def _depends(ring: Ring, poly: fmpq_mpoly, index: str) -> bool:
    return bool(poly.degrees()[ring.names.index(index)])


def _solved(
    ring: Ring, form: tuple[fmpq_mpoly, fmpq_mpoly, fmpq_mpoly], up: Ratio, degree: int, budget: Budget
) -> Recurrence | None:
    """Solve a(k) x(k + 1) - b(k - 1) x(k) = c(k) (p d(k) + q u(k)) for p, q and a polynomial x of this degree."""
    a, b, c = form
    index = ring.names[0]
    gen, behind = ring.gens[index].num, ring.moved(b, index, -1)
    columns = [a * (gen + 1) ** power - behind * gen**power for power in range(degree + 1)]
    columns += [-c * up.den, -c * up.num]
    rows = _rows(ring, columns)
    budget.spend(20 * len(rows) * len(columns))
    found = _kernel(ring, rows, len(columns))
    if found is None or not found[-1].num:
        return None
    zero = ring.constant(Fraction(0))
    x = sum((value * ring.gens[index].power(power) for power, value in enumerate(found[:-2])), start=zero)
    certificate = x * ratio(behind, c * up.den)
    return Recurrence(*(ring.tree(part) for part in (found[-2], found[-1], certificate)))


def _rows(ring: Ring, columns: list[fmpq_mpoly]) -> list[list[Ratio]]:
    """Return the coefficients of the columns, a row for each power of k."""
    parts: list[dict[int, dict[tuple[int, ...], fmpq]]] = []
    for column in columns:
        own: dict[int, dict[tuple[int, ...], fmpq]] = {}
        for powers, value in column.terms():
            own.setdefault(int(powers[0]), {})[(0, *powers[1:])] = value
        parts.append(own)
    most = max((power for own in parts for power in own), default=0)
    one = ring.one.num
    return [[Ratio(ring.context.from_dict(own.get(power, {})), one) for own in parts] for power in range(most + 1)]


def _kernel(ring: Ring, rows: list[list[Ratio]], width: int) -> list[Ratio] | None:
    """Return a vector that all rows are orthogonal to, with 1 at the last place that is free; None where only 0 is."""
    pivots: dict[int, list[Ratio]] = {}
    for given in rows:
        rest = _reduced(given, pivots)
        place = next((column for column in range(width) if rest[column].num), None)
        if place is None:
            continue
        row = [value.over(rest[place]) for value in rest]
        pivots = {column: _without(other, row, place) for column, other in pivots.items()} | {place: row}
    free = max((column for column in range(width) if column not in pivots), default=None)
    if free is None:
        return None
    zero = ring.constant(Fraction(0))
    return [ring.one if column == free else zero - pivots[column][free] if column in pivots else zero
            for column in range(width)]  # fmt: skip


def _reduced(row: list[Ratio], pivots: dict[int, list[Ratio]]) -> list[Ratio]:
    for column, other in pivots.items():
        row = _without(row, other, column)
    return row


def _without(row: list[Ratio], other: list[Ratio], place: int) -> list[Ratio]:
    factor = row[place]
    return row if not factor.num else [value - factor * more for value, more in zip(row, other, strict=True)]
