"""Binary numbers become fractions: the simplest one that rounds to the number at its own precision."""

from __future__ import annotations

from grader.records import dataclass


@dataclass(frozen=True, slots=True)
class Precision:
    """A binary floating-point form: its bits, and those of its fraction."""

    bits: int
    fraction: int

    @property
    def sign(self) -> int:
        """The bit of the sign."""
        return 1 << (self.bits - 1)

    @property
    def infinity(self) -> int:
        """The pattern of infinity; those above it are no numbers."""
        return ((1 << (self.bits - 1 - self.fraction)) - 1) << self.fraction


PRECISIONS = {
    "float16": Precision(16, 10),
    "bfloat16": Precision(16, 7),
    "float32": Precision(32, 23),
    "float64": Precision(64, 52),
}


def simplest(pattern: int, precision: Precision) -> tuple[int, int] | None:
    """Return numerator and denominator of the simplest fraction that rounds to a number, ties to even.

    That is the one of least denominator, and of least numerator among those; a number that is an integer stands for
    itself. `pattern` are the number's bits; None for infinities and what is no number.
    """
    size = pattern & (precision.sign - 1)
    if size >= precision.infinity:
        return None
    exponent, digits = size >> precision.fraction, size & ((1 << precision.fraction) - 1)
    is_power = digits == 0 and exponent > 1  # the gap below it is half as wide as the one above
    digits += (exponent > 0) << precision.fraction
    power = max(exponent, 1) - (1 << (precision.bits - precision.fraction - 2)) + 1 - precision.fraction
    if power >= 0:
        found = digits << power, 1
    elif not digits & ((1 << -power) - 1):
        found = digits >> -power, 1
    elif is_power:
        found = between(4 * digits - 1, 4 * digits + 2, 4 << -power, ends=True)
    else:
        found = between(2 * digits - 1, 2 * digits + 1, 2 << -power, ends=size & 1 == 0)
    return (-found[0], found[1]) if pattern & precision.sign else found


def between(low: int, high: int, scale: int, ends: bool) -> tuple[int, int]:
    """Return the simplest fraction between low/scale and high/scale, both positive; `ends` included or not.

    The walk down the Stern-Brocot tree, in steps of whole continued-fraction digits, on integers: `low/below` and
    `high/above` are what is left of the two ends.
    """
    below = above = scale
    digits: list[int] = []
    while True:
        whole, rest = divmod(low, below)
        high -= whole * above
        if high > above or (ends and (high == above or not rest)):
            numerator = whole if ends and not rest else whole + 1
            break
        digits.append(whole)
        if not rest:  # an open end: what is left lies between 0 and high/above
            numerator = above // high + 1
            break
        low, below, high, above = above, high, below, rest
    denominator = 1
    for digit in reversed(digits):
        numerator, denominator = digit * numerator + denominator, numerator
    return numerator, denominator
