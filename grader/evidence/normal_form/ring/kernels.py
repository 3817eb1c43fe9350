"""The data of the tower: elements, kernels, relations, ranges, and what survives a restart."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from grader.evidence.trees.ranges.ranges import ANY, NON_NEGATIVE, POSITIVE, Range, between
from grader.language.tree import Node
from grader.records import dataclass, field

Poly = fmpq_mpoly


Rational = fmpq
Factors = tuple[Rational, tuple[tuple[Poly, int], ...]]  # a constant, and irreducible primitive factors with exponents


class RestartError(Exception):
    """A kernel needs a finer unit or more room: the tower must be built again."""


@dataclass(slots=True, eq=False)
class Element:
    """num / den, with an upper bound of the bits of a coefficient. Never changed once it is made."""

    num: Poly
    den: Poly
    bits: int


EVERYTHING = ANY
ABOVE_ZERO = POSITIVE
FROM_ZERO = NON_NEGATIVE
UNIT_RANGE = between(-1, 1)


Label: TypeAlias = tuple[str | int | Node, ...]


@dataclass(eq=False)
class Kernel:
    """A generator. `args` are polynomials of earlier kernels, `label` what tells it from others with the same ones.

    `unit` divides the argument (exp, cos) or exponent.
    """

    kind: str
    args: tuple[Poly, ...]
    index: int
    gen: Poly
    element: Element  # the generator
    range: Range
    unit: int = 1
    nonzero: bool = False
    label: Label = ()
    ground: bool = field(default=False, init=False)  # a constant
    real: bool = field(default=True, init=False)
    integer: bool = field(default=False, init=False)
    bound: bool = field(default=False, init=False)  # depends on a bound variable
    hint: int = field(default=0, init=False)


@dataclass(slots=True, eq=False)
class Relation:
    """poly = 0, with leading term a product of powers: `lead` holds (place among the ring's generators, power)."""

    poly: Poly
    lead: tuple[tuple[int, int], ...]


class Ring(NamedTuple):
    """Polynomials over Q in so many generators, the smallest first."""

    context: fmpq_mpoly_ctx
    gens: tuple[Poly, ...]
    one: Poly
    nil: Poly


@cache
def ring_of(size: int) -> Ring:
    """Return the ring with so many generators."""
    context = fmpq_mpoly_ctx.get([f"k{number}" for number in range(size)], Ordering.lex)
    return Ring(context, context.gens()[::-1], context.constant(1), context.constant(0))


@lru_cache(maxsize=1024)
def number(size: int, top: int, bottom: int) -> Element:
    """Return a rational number as an element of the ring with so many generators."""
    value = fmpq(top, bottom)
    ring = ring_of(size)
    return Element(ring.context.constant(value), ring.one, int(value.height_bits()))


@lru_cache(maxsize=1024)
def involution(size: int, index: int) -> Relation:
    """Return s^2 = 1 for a generator of the ring with so many."""
    ring = ring_of(size)
    return Relation(ring.gens[index] ** 2 - 1, ((size - 1 - index, 2),))


@lru_cache(maxsize=1024)
def unit_circle(size: int, cosine: int, sine: int) -> Relation:
    """Return s^2 + c^2 = 1 for two generators of the ring with so many, s the larger one."""
    ring = ring_of(size)
    return Relation(ring.gens[sine] ** 2 + ring.gens[cosine] ** 2 - 1, ((size - 1 - sine, 2),))


@dataclass(slots=True)
class Plan:
    """What survives a restart: the number of kernels, and units by hint."""

    size: int = 8
    units: dict[tuple[str, int], int] = field(default_factory=dict)
    restarts: int = 0
