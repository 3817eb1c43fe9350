"""Whole numbers a + b n for a size n >= 1: ends of ranges of indices, and how they are ordered."""

from __future__ import annotations

from typing import NamedTuple

from grader.evidence.errors import DeclinedError
from grader.evidence.families.piecewise.sized.ring import Quotient, Ring


class Affine(NamedTuple):
    """a + b n, first what counts for large n."""

    slope: int
    start: int

    def plus(self, number: int) -> Affine:
        """Return the sum with a number."""
        return Affine(self.slope, self.start + number)

    def minus(self, other: Affine) -> Affine:
        """Return a difference."""
        return Affine(self.slope - other.slope, self.start - other.start)

    def added(self, other: Affine) -> Affine:
        """Return a sum."""
        return Affine(self.slope + other.slope, self.start + other.start)

    @property
    def is_never_negative(self) -> bool:
        """Whether it is at least 0 for every n >= 1."""
        return self.slope >= 0 and self.slope + self.start >= 0


ONE = Affine(0, 1)


def affine(ring: Ring, value: Quotient, size: str) -> Affine | None:
    """Return a quotient as a whole number plus a whole multiple of the size; None where it is none."""
    if not value.den.is_constant():
        return None
    order = ring.orders.get(size, 1)
    place = ring.place(size) if size in ring.gens else None
    found = {0: 0, order: 0}
    for powers, coefficient in value.num.to_dict().items():
        whole = coefficient / value.den.leading_coefficient()
        degree = 0 if place is None else powers[place]
        if sum(powers) != degree or degree not in found or whole.q != 1:
            return None
        found[degree] = int(whole.p)
    return Affine(found[order], found[0]) if order else Affine(0, found[0])


def of_affine(ring: Ring, value: Affine, size: str) -> Quotient:
    """Return a + b n as a quotient."""
    if not value.slope:
        return ring.constant(value.start)
    return ring.plus(ring.times(ring.constant(value.slope), ring.gen(size)), ring.constant(value.start))


def needed(ring: Ring, value: Quotient, size: str) -> Affine:
    """Return what `affine` does; raises DeclinedError where there is nothing."""
    found = affine(ring, value, size)
    if found is None:
        raise DeclinedError
    return found
