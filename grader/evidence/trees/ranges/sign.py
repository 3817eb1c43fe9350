"""Signs that a quantity may have, as a set of bits, and what they are of products, negatives and powers."""

from __future__ import annotations

from enum import IntEnum


class Sign(IntEnum):
    """The signs that a quantity may have, as a set: bit 1 negative, bit 2 zero, bit 4 positive."""

    NEGATIVE = 1
    ZERO = 2
    NON_POSITIVE = 3
    POSITIVE = 4
    NONZERO = 5
    NON_NEGATIVE = 6
    UNKNOWN = 7

    def within(self, other: Sign) -> bool:
        """Whether every sign of this set is one of the other."""
        return self & ~other == 0


NEGATIVE, ZERO, POSITIVE = Sign.NEGATIVE.value, Sign.ZERO.value, Sign.POSITIVE.value
ANY = NEGATIVE | ZERO | POSITIVE
# The signs by their bits; the contradiction says nothing.
SIGNS = (Sign.UNKNOWN, *(Sign(bits) for bits in range(1, 8)))

# The bits of the negative of what has some bits, and of the product of what has some bits and others.
FLIPPED = tuple(
    (bits & ZERO) | POSITIVE * bool(bits & NEGATIVE) | NEGATIVE * bool(bits & POSITIVE) for bits in range(8)
)
PRODUCTS = tuple(
    tuple(
        ((a | b) & ZERO) | (b & ~ZERO) * bool(a & POSITIVE) | (FLIPPED[b] & ~ZERO) * bool(a & NEGATIVE)
        for b in range(8)
    )
    for a in range(8)
)


def raised(bits: int, exponent: int) -> int:
    """Return the signs of an integer power."""
    if exponent % 2:
        return bits
    return bits & ZERO | (POSITIVE if bits & ~ZERO else 0)
