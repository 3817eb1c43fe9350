"""Amounts: a number of base units with how far it may be off, since the decimals that it is made of may be rounded."""

from __future__ import annotations

import math

from grader.language.units.table import NONE, Dimension
from grader.records import dataclass

MAX_FACTORIAL = 100
NEAR = 1e-9  # how near a whole number a value is in floating point that is one


class NothingSaidError(Exception):
    """Nothing is known of what a text comes to."""


class UnlikeError(Exception):
    """A sum of what has different units."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in base units; `has_number`: a factor of it has no unit, so that one may be missing there."""

    value: float
    apart: float = 0.0
    dimension: Dimension = NONE
    has_number: bool = True

    def plus(self, other: Amount, sign: int) -> Amount:
        """Return a sum. Raises UnlikeError where both have units, and these measure different things."""
        if self.dimension != other.dimension:
            raise NothingSaidError if self.has_number or other.has_number else UnlikeError
        has_number = self.has_number or other.has_number
        return Amount(self.value + sign * other.value, self.apart + other.apart, self.dimension, has_number)

    def negated(self, is_negative: bool) -> Amount:
        """Return an amount with a sign of minus before it, or itself."""
        return Amount(-self.value, self.apart, self.dimension, self.has_number) if is_negative else self

    def times(self, other: Amount) -> Amount:
        """Return a product."""
        apart = abs(self.value) * other.apart + abs(other.value) * self.apart
        dimension = tuple(one + more for one, more in zip(self.dimension, other.dimension, strict=True))
        return Amount(self.value * other.value, apart, dimension, self.has_number or other.has_number)

    def inverse(self) -> Amount:
        """Return one by it."""
        if abs(self.value) <= self.apart:
            raise NothingSaidError
        dimension = tuple(-one for one in self.dimension)
        return Amount(1 / self.value, self.apart / self.value**2, dimension, self.has_number)

    def power(self, exponent: Amount) -> Amount:
        """Return a power; of what has a unit, only a whole one."""
        by = exponent.value
        if not (math.isfinite(by) and math.isfinite(self.value)):
            raise NothingSaidError
        if any(exponent.dimension) or (any(self.dimension) and by != int(by)) or (self.value < 0 and by != int(by)):
            raise NothingSaidError
        if not self.value:
            if by <= 0 or self.apart:
                raise NothingSaidError
            return Amount(0.0)
        found = self.value**by
        apart = abs(by * found / self.value) * self.apart + abs(found * math.log(abs(self.value))) * exponent.apart
        return Amount(found, apart, tuple(int(by) * one for one in self.dimension), self.has_number)

    def factorial(self) -> Amount:
        """Return the factorial of a small whole number."""
        is_whole = math.isfinite(self.value) and self.value == int(self.value)
        if any(self.dimension) or not is_whole or not 0 <= self.value <= MAX_FACTORIAL:
            raise NothingSaidError
        return Amount(float(math.factorial(int(self.value))))

    def rounded(self, *, is_up: bool) -> Amount:
        """Return a number rounded up or down; nothing is said of one that may be on either side of a whole one."""
        whole = round(self.value) if math.isfinite(self.value) else 0
        is_near = abs(self.value - whole) <= NEAR * max(1.0, abs(self.value)) + self.apart
        if any(self.dimension) or not math.isfinite(self.value) or (is_near and self.apart):
            raise NothingSaidError
        return Amount(float(whole if is_near else math.ceil(self.value) if is_up else math.floor(self.value)))

    def in_unit(self, factor: float, dimension: Dimension) -> Amount:
        """Return a number as one of units."""
        if any(self.dimension):
            raise NothingSaidError
        return Amount(self.value * factor, self.apart * abs(factor), dimension, has_number=False)
