"""Sums of monomials with coefficients, and what is left out: an error of the order of some monomials.

A coefficient is a constant, or rough: a factor of known sign between two positive numbers, of which no more is known.
Two rough terms of different signs may cancel, so they become an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from grader.evidence.errors import DeclinedError
from grader.evidence.families.growth.constants import ONE as UNIT
from grader.evidence.families.growth.constants import Constant, rational
from grader.evidence.families.growth.monomials import ONE, Monomial, atom
from grader.records import dataclass, field

MAX_TERMS = 120  # terms of a series


@dataclass(frozen=True, slots=True)
class Rough:
    """A factor of which the sign is known, and that it lies between two positive bounds."""

    sign_: int

    def sign(self) -> int:
        """Return the sign."""
        return self.sign_


Coefficient = Constant | Rough


@dataclass(frozen=True, slots=True)
class Series:
    """`terms` in any order, none with the coefficient 0, and `errors`: what is left out is bounded by their sum."""

    terms: Mapping[Monomial, Coefficient] = field(default_factory=dict)
    errors: frozenset[Monomial] = frozenset()

    @property
    def constant(self) -> Constant | None:
        """Return the value of a series that is an exact constant."""
        if self.errors or len(self.terms) > 1:
            return None
        if not self.terms:
            return rational(0)
        found = self.terms.get(ONE)
        return found if isinstance(found, Constant) else None

    def __add__(self, other: Series) -> Series:
        """Return the sum."""
        return summed((self, other))

    def __neg__(self) -> Series:
        """Return the opposite."""
        return Series({one: opposite(by) for one, by in self.terms.items()}, self.errors)

    def __mul__(self, other: Series) -> Series:
        """Return the product."""
        if self is ONE_SERIES or other is ONE_SERIES:
            return other if self is ONE_SERIES else self
        products = [
            Series({one * two: times(by, factor)})
            for one, by in self.terms.items()
            for two, factor in other.terms.items()
        ]
        if len(products) > MAX_TERMS * 10:
            raise DeclinedError("an expansion has too many terms", "max_terms")
        mine, others = (*self.terms, *self.errors), (*other.terms, *other.errors)
        errors = {one * two for one in self.errors for two in others} | {
            one * two for one in mine for two in other.errors
        }
        return summed([*products, Series({}, frozenset(errors))])

    def scaled(self, monomial: Monomial, by: Coefficient) -> Series:
        """Return the product with one term."""
        terms = {one * monomial: times(factor, by) for one, factor in self.terms.items()}
        return Series(terms, frozenset(one * monomial for one in self.errors))


def opposite(by: Coefficient) -> Coefficient:
    """Return the opposite of a coefficient."""
    return Rough(-by.sign_) if isinstance(by, Rough) else -by


def times(one: Coefficient, other: Coefficient) -> Coefficient:
    """Return the product of two coefficients."""
    if isinstance(one, Constant) and isinstance(other, Constant):
        return one * other
    return Rough(one.sign() * other.sign())


def summed(parts: Iterable[Series]) -> Series:
    """Return the sum of several series."""
    terms: dict[Monomial, Coefficient] = {}
    errors: set[Monomial] = set()
    for part in parts:
        errors |= part.errors
        for one, by in part.terms.items():
            _add(terms, errors, one, by)
    if len(terms) + len(errors) > MAX_TERMS:
        raise DeclinedError("an expansion has too many terms", "max_terms")
    return Series(terms, frozenset(errors))


def _add(terms: dict[Monomial, Coefficient], errors: set[Monomial], one: Monomial, by: Coefficient) -> None:
    before = terms.get(one)
    if before is None:
        terms[one] = by
    elif isinstance(before, Constant) and isinstance(by, Constant):
        total = before + by
        if total.parts:
            terms[one] = total
        else:
            del terms[one]
    elif before.sign() == by.sign():
        terms[one] = Rough(by.sign())
    else:
        del terms[one]
        errors.add(one)


def of_constant(value: Constant) -> Series:
    """Return a constant as a series."""
    return Series({ONE: value}) if value.parts else Series()


def of_size(name: str) -> Series:
    """Return a size as a series."""
    return Series({atom(name): UNIT})


def rough_sum(monomials: Iterable[Monomial]) -> Series:
    """Return what is between two multiples of a sum of monomials."""
    return Series(dict.fromkeys(monomials, Rough(1)))


ONE_SERIES = of_constant(UNIT)
