"""Logarithms, exponentials, powers and factorials of series, by their leading terms.

A series whose leading term l dominates is l (1 + r) with r tending to 0, so log, powers and reciprocals are expanded in
r up to a depth; factorials by Stirling's series. Sources: van der Hoeven, *Transseries and Real Differential Algebra*,
2006; NIST DLMF 5.11.1 (Stirling).
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial

from grader.evidence.errors import DeclinedError
from grader.evidence.families.growth.constants import ONE as UNIT
from grader.evidence.families.growth.constants import PI, Constant, rational
from grader.evidence.families.growth.monomials import ONE, Monomial, exponential
from grader.evidence.families.growth.order import Order
from grader.evidence.families.growth.series import (
    ONE_SERIES,
    Coefficient,
    Rough,
    Series,
    of_constant,
    rough_sum,
    summed,
    times,
)
from grader.records import dataclass

HALF = rational(Fraction(1, 2))
MAX_POWER = 12  # natural exponents of sums that are written out
PRODUCT = 8  # steps that a product of two terms costs
MAX_FACTORIAL = 200  # factorials of numbers that are written out


@dataclass(frozen=True)
class Lead:
    """The term that dominates a series, and the quotient of the rest by it, which tends to 0."""

    monomial: Monomial
    by: Coefficient
    rest: Series


@dataclass(frozen=True)
class Analysis:
    """What is done with series in an order; expansions have `depth` terms."""

    order: Order
    depth: int

    # Leading terms.

    def lead(self, series: Series) -> Lead | None:
        """Return the term that is of greater order than all others and than the errors, None where there is none."""
        top = self.order.largest([*series.terms, *series.errors])
        if top is None or top not in series.terms or top in series.errors:
            return None
        by = series.terms[top]
        others = Series({one: factor for one, factor in series.terms.items() if one != top}, series.errors)
        inverse = by.inverse() if isinstance(by, Constant) else by
        return Lead(top, by, self.pruned(others.scaled(top.power(rational(-1)), inverse)))

    def pruned(self, series: Series) -> Series:
        """Return a series without terms and errors that are of no greater order than another error."""
        errors = list(series.errors)
        if not errors:
            return series
        kept: list[Monomial] = []
        for one in errors:
            if not any(self._covers(other, one) for other in kept):
                kept = [*(other for other in kept if not self._covers(one, other)), one]
        terms = {one: by for one, by in series.terms.items() if not any(self._covers(error, one) for error in kept)}
        return Series(terms, frozenset(kept))

    def _covers(self, error: Monomial, other: Monomial) -> bool:
        return error == other or self.order.trend(other / error) == "small"

    def positive(self, series: Series) -> list[Monomial] | None:
        """Return monomials whose sum is of the order of a series that is positive in the end; None where unclear."""
        series = self.pruned(series)
        good = [one for one, by in series.terms.items() if by.sign() > 0]
        bad = [*(one for one in series.terms if one not in good), *series.errors]
        close = [one for one in bad if not good or not self.order.is_less(one, good)]
        return good if good and (not close or self._is_outweighed(series, close, good)) else None

    def _is_outweighed(self, series: Series, bad: list[Monomial], good: list[Monomial]) -> bool:
        """Return whether terms are at most others, one by one, that have greater factors."""
        left = {one: factor for one in good if isinstance(factor := series.terms[one], Constant)}
        for one in bad:
            by = series.terms.get(one)
            if not isinstance(by, Constant):
                return False
            room = (other for other, factor in left.items() if (factor + by).sign() > 0)
            top = next((other for other in room if self.order.relation(one, other) == "at most"), None)
            if top is None:
                return False
            left[top] = left[top] + by
        return True

    # Functions.

    def power(self, series: Series, exponent: Constant) -> Series | None:
        """Return a power of a series; None where no term dominates."""
        if series is ONE_SERIES:
            return series
        whole = exponent.rational
        if not series.errors and len(series.terms) == 1:
            ((one, factor),) = series.terms.items()
            if isinstance(factor, Constant) and (factor is UNIT or whole is not None):
                return Series({one.power(exponent): UNIT if factor is UNIT else factor.power(whole or Fraction(0))})
        if len(series.terms) > 1 and whole is not None and whole.denominator == 1 and 0 <= whole <= MAX_POWER:
            return self._multiplied(series, int(whole))
        lead = self.lead(series)
        if lead is None:
            return None
        if isinstance(lead.by, Constant):
            by: Coefficient = _raised(lead.by, exponent)
        elif lead.by.sign() > 0:
            by = lead.by
        else:
            raise DeclinedError("a power of what is negative")
        factors = [Fraction(1)]
        if whole is not None:
            for number in range(self.depth):
                factors.append(factors[-1] * (whole - number) / (number + 1))
        expanded = self._expanded(lead.rest, [rational(one) for one in factors])
        return expanded.scaled(lead.monomial.power(exponent), by)

    def _multiplied(self, series: Series, count: int) -> Series:
        found = ONE_SERIES
        for _ in range(count):
            self.order.budget.spend(PRODUCT * len(found.terms) * len(series.terms))
            found = self.pruned(found * series)
        return found

    def inverse(self, series: Series) -> Series | None:
        """Return the reciprocal of a series; None where no term dominates."""
        return self.power(series, rational(-1))

    def log(self, series: Series) -> Series:
        """Return the logarithm of a series that is positive in the end."""
        value = series.constant
        if value is not None:
            return of_constant(value.log())
        lead = self.lead(series)
        if lead is None:
            return self._log_of_sum(series)
        if lead.by.sign() < 0:
            raise DeclinedError("a logarithm of what is negative")
        start = Series(dict(lead.monomial.log()))
        own = of_constant(lead.by.log()) if isinstance(lead.by, Constant) else Series({}, frozenset({ONE}))
        factors = [Fraction(0), *(Fraction((-1) ** (number + 1), number) for number in range(1, self.depth + 1))]
        return self.pruned(summed((start, own, self._expanded(lead.rest, [rational(one) for one in factors]))))

    def _log_of_sum(self, series: Series) -> Series:
        """Return the order of the logarithm of a sum: the greatest of the terms' logarithms, but for a constant."""
        terms = self.positive(series)
        if terms is None:
            raise DeclinedError("the sign of an argument of a logarithm is not known")
        found: set[Monomial] = set()
        for term in terms:
            for one, by in term.log().items():
                if by.sign() < 0:
                    raise DeclinedError("the logarithm of a quotient of sizes")
                found.add(one)
        return rough_sum(found)

    def exp(self, series: Series) -> Series:
        """Return the exponential of a series, which must be known but for a bounded error."""
        large: dict[Monomial, Constant] = {}
        small: dict[Monomial, Coefficient] = {}
        factor: Coefficient = rational(1)
        for one, by in series.terms.items():
            match self.order.trend(one):
                case "large" if isinstance(by, Constant):
                    large[one] = by
                case "one":
                    factor = times(factor, _exp_of(by))
                case "small":
                    small[one] = by
                case _:
                    raise DeclinedError("a factor in an exponent is not known")
        errors = set()
        for one in series.errors:
            trend = self.order.trend(one)
            if trend in {"large", "unknown"}:
                raise DeclinedError("an exponent is not known closely enough")
            if trend == "one":
                factor = Rough(factor.sign())
            else:
                errors.add(one)
        factors = [rational(Fraction(1, factorial(number))) for number in range(self.depth + 1)]
        expanded = self._expanded(Series(small, frozenset(errors)), factors)
        return expanded.scaled(exponential(large), factor)

    def _expanded(self, rest: Series, factors: list[Constant]) -> Series:
        """Return the sum of factors times powers of a series that tends to 0, with the error of what follows."""
        if not rest.terms and not rest.errors:
            return of_constant(factors[0])
        found, raised = of_constant(factors[0]), ONE_SERIES
        for factor in factors[1:]:
            raised = self.pruned(raised * rest)
            found = found + raised * of_constant(factor)
        beyond = rational(len(factors))
        left_out = frozenset(one.power(beyond) for one in (*rest.terms, *rest.errors))
        return self.pruned(found + Series({}, left_out))

    def factorial(self, series: Series) -> Series:
        """Return the factorial by Stirling's series: log s! = s log s - s + log(2 pi s)/2 + O(1/s)."""
        value = series.constant
        if value is not None:
            number = value.rational
            if number is None or number.denominator != 1 or not 0 <= number <= MAX_FACTORIAL:
                raise DeclinedError("a factorial of this number")
            return of_constant(rational(factorial(int(number))))
        lead = self.lead(series)
        if lead is None or lead.by.sign() < 0 or self.order.trend(lead.monomial) != "large":
            raise DeclinedError("a factorial of a sum that no term dominates")
        log = self.log(series)
        constant = of_constant(HALF * (PI + PI).log())
        error = Series({}, frozenset({lead.monomial.power(rational(-1))}))
        return self.exp(self.pruned(summed((series * log, -series, log * of_constant(HALF), constant, error))))

    def powers_of(self, base: Series, exponent: Series) -> Series:
        """Return base^exponent = exp(exponent log base)."""
        return self.exp(self.pruned(exponent * self.log(base)))

    def rounded(self, series: Series) -> Series:
        """Return an integer next to a series: the same, but for an error of at most 1."""
        return self.pruned(series + Series({}, frozenset({ONE})))


def _raised(base: Constant, exponent: Constant) -> Coefficient:
    value = exponent.rational
    if value is not None:
        return base.power(value)
    return rational(1) if base.rational == 1 else _positive(base)


def _positive(base: Constant) -> Rough:
    if base.sign() <= 0:
        raise DeclinedError("a power of what is negative")
    return Rough(1)


def _exp_of(by: Coefficient) -> Coefficient:
    found = by.exp() if isinstance(by, Constant) else None
    return Rough(1) if found is None else found
