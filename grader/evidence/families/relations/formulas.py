"""Formulas: conditions as functions of the signs of base polynomials, and what they can be where some are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from grader.evidence.oracle import Sign
from grader.records import dataclass

Vector = Sequence[int | None]  # the sign -1, 0 or 1 of each base polynomial; None where it is not chosen yet

YES, NO, VOID = 1, 2, 4  # what a formula can be: true, false, undefined; sums of these where signs are not chosen


@dataclass(frozen=True, slots=True)
class Product:
    """The sign of a quotient: a constant's, times those of the base polynomials in `odd`; 0 where one in `even` is."""

    constant: int
    odd: tuple[int, ...] = ()
    even: tuple[int, ...] = ()

    def at(self, vector: Vector) -> int | None:
        """Return the sign where the base polynomials have these signs; None where more of them are needed."""
        sign: int | None = self.constant
        for place in self.odd:
            factor = vector[place]
            if factor == 0:
                return 0
            sign = None if sign is None or factor is None else sign * factor
        for place in self.even:
            factor = vector[place]
            if factor == 0:
                return 0
            sign = sign if factor else None
        return sign


@dataclass(frozen=True, slots=True)
class Atom:
    """A product has one of some signs, wherever the `needed` ones hold; undefined elsewhere."""

    product: Product
    mask: Sign
    needed: tuple[tuple[Product, Sign], ...] = ()


@dataclass(frozen=True, slots=True)
class Junction:
    """`and`, `or`, `not` over formulas."""

    op: Literal["and", "or", "not"]
    parts: tuple[Formula, ...]


Formula = Atom | Junction | bool


def truth(formula: Formula, vector: Vector) -> int:
    """Return what a formula can be at a vector of signs: YES, NO, VOID or a sum of these."""
    match formula:
        case bool():
            return YES if formula else NO
        case Atom(product, mask, needed):
            return _of_atom(
                is_one_of(product.at(vector), mask), [is_one_of(one.at(vector), wanted) for one, wanted in needed]
            )
        case Junction("not", (part,)):
            inner = truth(part, vector)
            return inner & VOID | (YES if inner & NO else 0) | (NO if inner & YES else 0)
        case Junction("or", parts):
            return _joined(parts, vector, YES, NO)
        case Junction(_, parts):
            return _joined(parts, vector, NO, YES)


def _of_atom(known: bool | None, defined: list[bool | None]) -> int:
    if False in defined:
        return VOID
    found = YES + NO if known is None else YES if known else NO
    return found + VOID if None in defined else found


def _joined(parts: tuple[Formula, ...], vector: Vector, settling: int, other: int) -> int:
    """Return what a junction can be: one part settles it; else it is undefined where a part is."""
    some, every = 0, other | VOID
    for part in parts:
        found = truth(part, vector)
        if found == settling:
            return settling
        some, every = some | found, every & found
    return some & (settling | VOID) if not every & other else some


def size_of(formula: Formula) -> int:
    """Return the number of comparisons in a formula."""
    return sum(map(size_of, formula.parts)) if isinstance(formula, Junction) else 1


def is_one_of(sign: int | None, mask: Sign) -> bool | None:
    """Return whether a sign is one of some, None where it is not known."""
    return None if sign is None else bool(mask & (1, 2, 4)[sign + 1])


@dataclass(frozen=True, slots=True)
class Conjugate:
    """The base polynomial at `place` times `other` has the sign of `norm`, wherever the `kernels` are defined."""

    place: int
    other: Product
    norm: Product
    kernels: frozenset[int]

    def allows(self, vector: Vector, dead: frozenset[int]) -> bool:
        """Return whether these signs can occur together."""
        own, other, norm = vector[self.place], self.other.at(vector), self.norm.at(vector)
        if self.kernels & dead or own is None or other is None or norm is None:
            return True
        return own * other == norm
