"""A line cut at roots, interval, root, interval, …: on which cells a polynomial has one of some signs, as bits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grader.evidence.signs.ranges import Sign
from grader.evidence.signs.roots import Repeated, Root, in_order

Condition = tuple[Repeated, Sign]  # a polynomial by its roots has one of the signs


def ends_of(conditions: Iterable[Condition]) -> list[Root]:
    """Return the roots of all polynomials from left to right."""
    return in_order(list({root: None for (_, found), _ in conditions for root in found}))


def everywhere(roots: Sequence[Root]) -> int:
    """Return the bits of all cells."""
    return (2 << 2 * len(roots)) - 1


def cells(conditions: Iterable[Condition], roots: Sequence[Root]) -> int:
    """Return the bits of the cells on which all conditions hold; every root of theirs is among `roots`."""
    holds = everywhere(roots)
    for repeated, allowed in conditions:
        holds &= _cells(repeated, allowed, roots)
    return holds


def _cells(repeated: Repeated, allowed: Sign, roots: Sequence[Root]) -> int:
    sign, own = repeated
    if not own:
        return everywhere(roots) if sign & allowed else 0
    bits, here = 0, 1
    for root in roots:
        times = own.get(root, 0)
        if sign & allowed:
            bits |= here
        if (Sign.ZERO if times else sign) & allowed:
            bits |= 2 * here
        if times % 2:
            sign = 5 - sign  # the negative bit for the positive one, and back
        here *= 4
    return bits | here if sign & allowed else bits


def chosen(bits: int, roots: Sequence[Root]) -> list[bool]:
    """Return whether each cell is among some bits."""
    return [bool(bits >> index & 1) for index in range(2 * len(roots) + 1)]
