"""Germs, and their arithmetic: sums of exp(P) S with a polar part P and a series S, for h -> 0+.

`more`: a further part of smaller order than every power of h may stand beside the sum (the tail of erf, say).
`wild`: and a bounded part of which nothing else is known (a sine of what grows).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from grader.evidence.calculus.limits.coefficients import ONE, ZERO, Judge, number, plus, times
from grader.evidence.calculus.limits.series import (
    NEVER,
    Series,
    Term,
    added,
    composed,
    constant,
    logarithm,
    multiplied,
    order_for,
    raised,
    taylor,
    trimmed,
)
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import range_of
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Call, Neg, Node

Polar = dict[Term, Node]  # negative powers of h, and of log h beside them
Group = tuple[Polar, Series]


@dataclass(frozen=True)
class Germ:
    """A sum of exp(P) S; `more`: and something smaller than every power."""

    groups: tuple[Group, ...]
    more: bool = False
    wild: bool = False

    @property
    def plain(self) -> Series:
        """Return the part without an exponential scale."""
        return next((series for polar, series in self.groups if not polar), Series({}))


@dataclass(frozen=True)
class Germs:
    """The arithmetic of germs, of which some powers of h are kept; all raise `DeclinedError` where it is not known."""

    judge: Judge
    width: int

    def direction(self, polar: Polar) -> int:
        """Return whether an exponent tends to infinity or minus infinity."""
        lead = largest(polar)
        return near_zero(self.judge.sign(polar[lead]), lead)

    def plus(self, a: Germ, b: Germ) -> Germ:
        """Return a + b."""
        groups = list(a.groups)
        for polar, series in b.groups:
            for place, (known, other) in enumerate(groups):
                if self._same(known, polar):
                    groups[place] = known, trimmed(added(other, series), self.judge, self.width)
                    break
            else:
                groups.append((polar, series))
        kept = tuple(group for group in groups if group[1].terms or group[1].cut < NEVER)
        return Germ(kept, a.more or b.more, a.wild or b.wild)

    def _same(self, a: Polar, b: Polar) -> bool:
        return a.keys() == b.keys() and all(self.judge.is_zero(plus(a[key], Neg(b[key]))) for key in a)

    def times(self, a: Germ, b: Germ) -> Germ:
        """Return a b."""
        for first, second in ((a, b), (b, a)):
            if first.more and any(polar and self.direction(polar) > 0 for polar, _ in second.groups):
                raise DeclinedError
        total = Germ((), a.more or b.more)
        if a.wild or b.wild:
            total = self._beside_wild(a, b)
        for polar, series in a.groups:
            for other, factor in b.groups:
                joined = {key: plus(polar.get(key, ZERO), other.get(key, ZERO)) for key in polar.keys() | other.keys()}
                joined = {key: value for key, value in joined.items() if not self.judge.is_zero(value)}
                product = trimmed(multiplied(series, factor), self.judge, self.width)
                total = self.plus(total, Germ(((joined, product),)))
        return total

    def _beside_wild(self, a: Germ, b: Germ) -> Germ:
        """Return what the bounded parts of two germs leave of their product, beside that of the known parts."""
        left = Germ((), more=True)
        for first, second in ((a, b), (b, a)):
            if first.wild and not all(self._is_bounded(group) for group in second.groups):
                raise DeclinedError
            lows = [series.low for polar, series in second.groups if not polar]
            if first.wild and (second.wild or any(low <= 0 for low in lows)):
                left = Germ((), wild=True)
            elif first.wild and lows:  # what is bounded times what vanishes
                left = self.plus(left, plain(Series({}, min(lows) / 2)))
        return left

    def _is_bounded(self, group: Group) -> bool:
        polar, series = group
        if polar:
            return self.direction(polar) < 0
        return series.low >= 0 and not any(power <= 0 and logs for power, logs in series.terms)

    def dominant(self, germ: Germ) -> tuple[Group, bool]:
        """Return the group that grows fastest, and whether anything else was left out."""
        if germ.wild:
            raise DeclinedError
        groups = list(germ.groups)
        if not groups:
            raise DeclinedError
        best = groups[0]
        for group in groups[1:]:
            gap = {key: plus(group[0].get(key, ZERO), Neg(best[0].get(key, ZERO))) for key in group[0] | best[0]}
            gap = {key: value for key, value in gap.items() if not self.judge.is_zero(value)}
            if gap and self.direction(gap) > 0:
                best = group
        if not best[1].terms or (germ.more and best[0] and self.direction(best[0]) < 0):
            raise DeclinedError
        return best, len(groups) > 1 or germ.more

    def sign(self, germ: Germ) -> int:
        """Return the sign that a germ has near the point."""
        (_, series), _ = self.dominant(germ)
        lead = largest(series.terms)
        return near_zero(self.judge.sign(series.terms[lead]), lead)

    def power(self, germ: Germ, exponent: Fraction) -> Germ:
        """Return a power of a germ of which one group is larger than all others."""
        (polar, series), rest = self.dominant(germ)
        if rest and polar and self.direction(polar) * exponent > 0:
            raise DeclinedError  # what is left out may be large
        scaled = {key: times(value, number(exponent)) for key, value in polar.items()}
        return Germ(((scaled, raised(series, exponent, self.judge, self.width)),), rest)

    def quotient(self, num: Germ, den: Germ) -> Germ:
        """Return a quotient, both sides of which are first divided by the exponential that dominates the divisor."""
        (polar, _), rest = self.dominant(den)
        if rest and polar:
            scale = Germ((({key: Neg(value) for key, value in polar.items()}, constant(ONE)),))
            num, den = self.times(num, scale), self.times(den, scale)
        return self.times(num, self.power(den, Fraction(-1)))

    def tame(self, germ: Germ) -> tuple[Series, bool]:
        """Return the part without exponential scale, where all other parts are smaller than every power."""
        if germ.wild or any(polar and self.direction(polar) > 0 for polar, _ in germ.groups):
            raise DeclinedError
        return germ.plain, germ.more or any(polar for polar, _ in germ.groups)

    def split(self, germ: Germ) -> tuple[Node | None, Series, bool]:
        """Return the value at the point and the rest, a series of positive order; raises `DeclinedError`."""
        series, rest = self.tame(germ)
        if series.cut <= 0 or any(power < 0 or (power == 0 and logs) for power, logs in series.terms):
            raise DeclinedError
        small = Series({key: value for key, value in series.terms.items() if key[0] > 0}, series.cut)
        return series.terms.get((Fraction(0), 0)), small, rest

    def logarithm(self, germ: Germ) -> Germ:
        """Return the logarithm of a positive germ."""
        (polar, series), rest = self.dominant(germ)
        result = added(Series(dict(polar)), logarithm(series, self.judge, self.width))
        return Germ((({}, trimmed(result, self.judge, self.width)),), rest)

    def exponential(self, germ: Germ) -> Germ:
        """Return the exponential of a germ; what grows or is infinite in it becomes the scale."""
        series, rest = self.tame(germ)
        polar = {key: value for key, value in series.terms.items() if key[0] < 0}
        if series.cut <= 0 or any(power == 0 and logs not in {0, 1} for power, logs in series.terms):
            raise DeclinedError
        if rest and polar and self.direction(polar) > 0:
            raise DeclinedError
        logs = series.terms.get((Fraction(0), 1), ZERO)
        shift = literal(logs)
        if shift is None:
            return self._small_power(logs, series)
        start = series.terms.get((Fraction(0), 0))
        small = Series({key: value for key, value in series.terms.items() if key[0] > 0}, series.cut)
        inner = composed(taylor("exp", order_for(small, self.width)), small, self.judge, self.width)
        outer = Series({(shift, 0): ONE if start is None else Call("exp", (start,))})
        return Germ(((polar, multiplied(outer, inner)),), rest)

    def _small_power(self, exponent: Node, series: Series) -> Germ:
        """Return h^c times something bounded, for an exponent c that is at least a positive number."""
        least = range_of(exponent, self.judge.setting, self.judge.budget).bounds()[0]
        if least is None or least <= 0 or any(power < 0 for power, _ in series.terms):
            raise DeclinedError
        return plain(Series({}, least))


def largest(terms: Collection[Term]) -> Term:
    """Return the powers of h and of log h in the term that is the largest for h -> 0."""
    return min(terms, key=lambda term: (term[0], -term[1]))


def near_zero(sign: int, term: Term) -> int:
    """Return the sign of a term for h -> 0, where log h is negative, from that of its coefficient."""
    return -sign if term[1] % 2 else sign


def plain(series: Series) -> Germ:
    """Return a series as a germ."""
    return Germ((({}, series),))
