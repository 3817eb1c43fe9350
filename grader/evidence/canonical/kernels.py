"""The data of the tower: elements, kernels, relations, ranges, and what survives a restart."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from flint import Ordering, fmpq, fmpq_mpoly_ctx

Poly = Any  # a flint.fmpq_mpoly


Rational = Any  # a flint.fmpq


class RestartError(Exception):
    """A kernel needs a finer unit or more room: the tower must be built again."""


class UnsupportedError(Exception):
    """The normal form has no meaning for a construct; the text says which."""


class Element(NamedTuple):
    """num / den, with an upper bound of the bits of a coefficient."""

    num: Poly
    den: Poly
    bits: int


class Range(NamedTuple):
    """Bounds of a kernel's values; None where unbounded."""

    low: Rational | None = None
    high: Rational | None = None
    low_closed: bool = False
    high_closed: bool = False


EVERYTHING = Range()


ABOVE_ZERO = Range(fmpq(0))


FROM_ZERO = Range(fmpq(0), None, True)


UNIT_RANGE = Range(fmpq(-1), fmpq(1), True, True)


@dataclass(slots=True, eq=False)
class Kernel:
    """A generator. `args` are polynomials of earlier kernels; `unit` divides the argument (exp, cos) or exponent."""

    kind: str
    args: tuple[Any, ...]
    index: int
    gen: Poly
    unit: int = 1
    range: Range = EVERYTHING
    ground: bool = False  # a constant
    real: bool = True
    integer: bool = False
    bound: bool = False  # depends on a bound variable
    nonzero: bool = False
    hint: int = 0


@dataclass(slots=True)
class Relation:
    """poly = 0, with leading term a product of powers: `lead` holds (index, power)."""

    poly: Poly
    lead: tuple[tuple[int, int], ...]


@cache
def context(size: int) -> tuple[Any, tuple[Poly, ...]]:
    """Return the context with so many generators, and the generators, smallest first."""
    ring = fmpq_mpoly_ctx.get([f"k{number}" for number in range(size)], Ordering.lex)
    return ring, tuple(reversed(ring.gens()))


@dataclass(slots=True)
class Plan:
    """What survives a restart: the number of kernels, and units by hint."""

    size: int = 8
    units: dict[tuple[str, int], int] = field(default_factory=dict)
    restarts: int = 0
