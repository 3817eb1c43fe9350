"""Exact rational numbers as text, of any size."""

from __future__ import annotations

from fractions import Fraction

DIGITS_AT_ONCE = 4_000  # Python refuses to print integers of more than 4,300 digits in one go
CHUNK = 10**DIGITS_AT_ONCE


def show_number(value: Fraction) -> str:
    """Return an exact rational number as an integer or a fraction: `-2`, `1/3`."""
    sign = "-" if value < 0 else ""
    above, below = digits(abs(value.numerator)), digits(value.denominator)
    return f"{sign}{above}" if value.denominator == 1 else f"{sign}{above}/{below}"


def decimal(value: Fraction) -> str | None:
    """Return a non-negative number as a decimal, `0.5`; None where the decimals have no end."""
    if value.denominator == 1:
        return digits(value.numerator)
    places = decimal_places(value.denominator)
    if places is None:
        return None
    whole, part = divmod(value.numerator * 10**places // value.denominator, 10**places)
    return digits(whole) + (f".{digits(part).zfill(places)}" if places else "")


def decimal_places(denominator: int) -> int | None:
    """Return how many decimal places a reduced fraction has; None where they have no end."""
    counts = []
    for prime in (2, 5):
        count = 0
        while denominator % prime == 0:
            denominator //= prime
            count += 1
        counts.append(count)
    return max(counts) if denominator == 1 else None


def digits(value: int) -> str:
    """Return the decimal digits of a non-negative integer."""
    if value < CHUNK:
        return str(value)
    chunks = []
    while value >= CHUNK:
        value, low = divmod(value, CHUNK)
        chunks.append(str(low).zfill(DIGITS_AT_ONCE))
    return str(value) + "".join(reversed(chunks))
