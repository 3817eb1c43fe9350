"""Monomials of growth: products of powers of sizes and of their iterated logarithms, times exponentials.

`log 0` of a size is itself, `log 1` its logarithm, and so on. A monomial is positive where all sizes are large. These
are the transmonomials of the field of logarithmic-exponential series: every function that is built from sizes with
sums, products, exponentials and logarithms has one as its leading term. Source: van der Hoeven, *Transseries and Real
Differential Algebra*, 2006.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from grader.evidence.families.growth.constants import ONE as UNIT
from grader.evidence.families.growth.constants import Constant, rational
from grader.records import dataclass

K = TypeVar("K")
Atom = tuple[str, int]  # a size, and how often its logarithm is taken


@dataclass(frozen=True, slots=True)
class Monomial:
    """`powers` of iterated logarithms, and the `exponent`: the exponential of a sum of other monomials."""

    powers: frozenset[tuple[Atom, Constant]] = frozenset()
    exponent: frozenset[tuple[Monomial, Constant]] = frozenset()

    def __mul__(self, other: Monomial) -> Monomial:
        """Return the product."""
        if not other.powers and not other.exponent:
            return self
        return Monomial(_added(self.powers, other.powers), _added(self.exponent, other.exponent))

    def power(self, by: Constant) -> Monomial:
        """Return a power."""
        if by.rational == 1:
            return self
        if by.rational == 0:
            return ONE
        return Monomial(
            frozenset((atom, power * by) for atom, power in self.powers),
            frozenset((inner, factor * by) for inner, factor in self.exponent),
        )

    def __truediv__(self, other: Monomial) -> Monomial:
        """Return the quotient."""
        return self * other.power(rational(-1))

    @property
    def sizes(self) -> frozenset[str]:
        """Return the sizes that occur."""
        inner = (monomial.sizes for monomial, _ in self.exponent)
        return frozenset(size for (size, _), _ in self.powers).union(*inner)

    def log(self) -> dict[Monomial, Constant]:
        """Return the logarithm: a sum of monomials with their factors."""
        found = {atom(size, level + 1): power for (size, level), power in self.powers}
        return {**found, **dict(self.exponent)}


def _added(one: frozenset[tuple[K, Constant]], two: frozenset[tuple[K, Constant]]) -> frozenset[tuple[K, Constant]]:
    if not one or not two:
        return one or two
    found = dict(one)
    for key, value in two:
        found[key] = found[key] + value if key in found else value
    return frozenset((key, value) for key, value in found.items() if value.parts)


ONE = Monomial()


def atom(size: str, level: int = 0) -> Monomial:
    """Return a size, or its iterated logarithm."""
    return Monomial(frozenset({((size, level), UNIT)}))


def exponential(terms: Mapping[Monomial, Constant]) -> Monomial:
    """Return the exponential of a sum of monomials; multiples of logarithms become powers."""
    powers: dict[Atom, Constant] = {}
    exponent: dict[Monomial, Constant] = {}
    for monomial, factor in terms.items():
        place = as_atom(monomial)
        if place is not None and place[1] > 0:
            powers[place[0], place[1] - 1] = factor
        else:
            exponent[monomial] = factor
    return Monomial(frozenset(powers.items()), frozenset(exponent.items()))


def as_atom(monomial: Monomial) -> Atom | None:
    """Return the size and the level of a monomial that is one of these alone."""
    if monomial.exponent or len(monomial.powers) != 1:
        return None
    ((place, power),) = monomial.powers
    return place if power == UNIT else None
