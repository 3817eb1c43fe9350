"""Small integer points of R^n, the smallest first: what a person would try."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice, product

from flint import fmpq

FEW = 100  # small integer points that are looked at
REACH = {1: 6, 2: 3, 3: 2, 4: 1}  # coordinates of the small integer points, by the number of variables


@lru_cache(maxsize=64)
def lattice(count: int) -> tuple[tuple[fmpq, ...], ...]:
    """Return small integer points of R^count, the smallest first."""
    reach = REACH.get(count)
    if reach is not None:
        rows: Iterable[Sequence[int]] = product(range(-reach, reach + 1), repeat=count)
    else:
        rows = chain([[0] * count], _sparse(count))
    unique = {tuple(row): None for row in islice(rows, 4 * FEW)}
    ordered = sorted(unique, key=lambda row: (max(map(abs, row)), sum(map(abs, row)), tuple(-x for x in row)))
    return tuple(tuple(map(fmpq, row)) for row in ordered[:FEW])


def _sparse(count: int) -> Iterator[Sequence[int]]:
    """Yield points with one or two coordinates that are not 0, and some without a 0."""
    for value in (1, -1):
        yield [value] * count
        yield [value if place % 2 else -value for place in range(count)]
        yield [value * (place % 3 - 1) for place in range(count)]
    for value in (1, -1, 2, -2):
        for place in range(count):
            yield [value if place == other else 0 for other in range(count)]
    for first in range(count - 1):
        for signs in ((1, 1), (1, -1)):
            row = [0] * count
            row[first], row[first + 1] = signs
            yield row
