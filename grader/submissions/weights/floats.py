"""Binary numbers become fractions: the simplest one that rounds to the number at its own precision."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Precision:
    """A binary floating-point form of IEEE 754: its bits, those of its fraction, the letter `struct` has for it."""

    bits: int
    fraction: int
    letter: str

    def value(self, pattern: int) -> Fraction:
        """Return the number of a pattern without its sign; that of infinity is the power of two that it begins at."""
        exponent, fraction = pattern >> self.fraction, pattern & ((1 << self.fraction) - 1)
        bias = (1 << (self.bits - self.fraction - 2)) - 1
        if exponent:
            fraction += 1 << self.fraction
        power = max(exponent, 1) - bias - self.fraction
        return Fraction(fraction << power) if power >= 0 else Fraction(fraction, 1 << -power)

    @property
    def infinity(self) -> int:
        """The pattern of infinity; those above it are no numbers."""
        return ((1 << (self.bits - 1 - self.fraction)) - 1) << self.fraction

    def pattern(self, number: float) -> int:
        """Return the bits of a number; raises OverflowError where the form has none so large."""
        return int.from_bytes(struct.pack(f">{self.letter}", number), "big")


PRECISIONS = {16: Precision(16, 10, "e"), 32: Precision(32, 23, "f"), 64: Precision(64, 52, "d")}


def simplest(pattern: int, precision: Precision) -> Fraction | None:
    """Return the fraction of least denominator that rounds to a number, ties to even; None for what is no number.

    A number that is an integer stands for itself. `pattern` are the number's bits.
    """
    sign = -1 if pattern >> (precision.bits - 1) else 1
    pattern &= (1 << (precision.bits - 1)) - 1
    if pattern >= precision.infinity:
        return None
    value = precision.value(pattern)
    if value.denominator == 1:
        return sign * value
    low = (precision.value(pattern - 1) + value) / 2
    high = (value + precision.value(pattern + 1)) / 2
    return sign * between(low, high, ends=pattern % 2 == 0)


def between(low: Fraction, high: Fraction, ends: bool) -> Fraction:
    """Return the fraction of least denominator between two positive ones, `ends` included or not.

    The walk down the Stern-Brocot tree, in steps of whole continued-fraction digits.
    """
    digits: list[int] = []
    while True:
        whole = low.numerator // low.denominator
        if ends and low == whole:
            digits.append(whole)
            break
        if whole + 1 < high or (ends and whole + 1 == high):
            digits.append(whole + 1)
            break
        digits.append(whole)
        if low == whole:  # an open end: what is left lies between 0 and high
            digits.append((1 / (high - whole)).__floor__() + 1)
            break
        low, high = 1 / (high - whole), 1 / (low - whole)
    found = Fraction(digits[-1])
    for digit in reversed(digits[:-1]):
        found = digit + 1 / found
    return found
