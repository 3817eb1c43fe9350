"""Germs, and their arithmetic: sums of exp(P) S with a polar part P and a series S, for h -> 0+.

`more`: a further part of smaller order than every power of h may stand beside the sum (the tail of erf, say).
`wild`: and parts of which only the size is known, at most exp(P) h^r times a power of log h (a sine of what grows).
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from grader.evidence.calculus.limits.germs.coefficients import Judge, plus, times
from grader.evidence.calculus.limits.germs.series import (
    NEVER,
    Series,
    Term,
    added,
    composed,
    logarithm,
    multiplied,
    order_for,
    raised,
    taylor,
    trimmed,
)
from grader.evidence.errors import DeclinedError
from grader.evidence.oracle import range_of
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ONE, ZERO, Call, Neg, Node
from grader.records import dataclass

Polar = dict[Term, Node]  # negative powers of h, and of log h beside them
Group = tuple[Polar, Series]
Size = tuple[Polar, Fraction]  # P and r of what is at most exp(P) h^r times a power of log h
BOUNDED: tuple[Size, ...] = (({}, Fraction(0)),)


@dataclass(frozen=True)
class Germ:
    """A sum of exp(P) S; `more`: and something smaller than every power; `wild`: and something of these sizes."""

    groups: tuple[Group, ...]
    more: bool = False
    wild: tuple[Size, ...] = ()

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
        return Germ(kept, a.more or b.more, self._sizes(a.wild + b.wild) if a.wild and b.wild else a.wild or b.wild)

    def _sizes(self, sizes: tuple[Size, ...]) -> tuple[Size, ...]:
        """Return the largest of the sizes for each exponential."""
        kept: list[Size] = []
        for polar, power in sizes:
            place = next((place for place, (known, _) in enumerate(kept) if self._same(known, polar)), None)
            if place is None:
                kept.append((polar, power))
            elif power < kept[place][1]:
                kept[place] = polar, power
        return tuple(kept)

    def _same(self, a: Polar, b: Polar) -> bool:
        return a.keys() == b.keys() and all(self.judge.is_zero(plus(a[key], Neg(b[key]))) for key in a)

    def times(self, a: Germ, b: Germ) -> Germ:
        """Return a b."""
        for first, second in ((a, b), (b, a)):
            scales = [polar for polar, _ in (*second.groups, *second.wild) if polar]
            if first.more and any(self.direction(polar) > 0 for polar in scales):
                raise DeclinedError
        total = self._of_sizes(a, b, Germ((), a.more or b.more))
        for polar, series in a.groups:
            for other, factor in b.groups:
                product = trimmed(multiplied(series, factor), self.judge, self.width)
                total = self.plus(total, Germ(((self._joined(polar, other), product),)))
        return total

    def _of_sizes(self, a: Germ, b: Germ, total: Germ) -> Germ:
        """Return a germ with what the parts of which only the size is known leave of a product."""
        sizes = [(one, other) for one in a.wild for other in (*map(_size, b.groups), *b.wild)]
        sizes += [(one, other) for one in map(_size, a.groups) for other in b.wild]
        for (polar, power), (other, more) in sizes:
            total = self.plus(total, self._of_size(self._joined(polar, other), power + more))
        return total

    def _of_size(self, polar: Polar, power: Fraction) -> Germ:
        """Return something of which only the size is known."""
        return Germ((), wild=((polar, power),)) if polar or power <= 0 else plain(Series({}, power))

    def _joined(self, polar: Polar, other: Polar, sign: int = 1) -> Polar:
        """Return P + Q, or P - Q."""
        more = other if sign > 0 else {key: Neg(value) for key, value in other.items()}
        joined = {key: plus(polar.get(key, ZERO), more.get(key, ZERO)) for key in polar.keys() | other.keys()}
        return {key: value for key, value in joined.items() if not self.judge.is_zero(value)}

    def dominant(self, germ: Germ) -> tuple[Group, bool]:
        """Return the group that grows fastest, and whether anything else was left out."""
        groups = list(germ.groups)
        if not groups:
            raise DeclinedError
        best = groups[0]
        for group in groups[1:]:
            gap = self._joined(group[0], best[0], -1)
            if gap and self.direction(gap) > 0:
                best = group
        if not best[1].terms or (germ.more and best[0] and self.direction(best[0]) < 0):
            raise DeclinedError
        for polar, power in germ.wild:
            gap = self._joined(polar, best[0], -1)
            if not gap and power > best[1].low:
                kept = {key: value for key, value in best[1].terms.items() if key[0] < power}
                best = best[0], Series(kept, min(best[1].cut, power))
            elif not gap or self.direction(gap) > 0:
                raise DeclinedError
        return best, len(groups) > 1 or germ.more or bool(germ.wild)

    def _beside(self, germ: Germ, best: Group) -> Germ:
        """Return what a germ is over its largest group, but for 1 and what the group's series tells."""
        total = Germ((), germ.more)
        for polar, power in (*map(_size, germ.groups), *germ.wild):
            gap = self._joined(polar, best[0], -1)
            if gap:
                total = self.plus(total, self._of_size(gap, power - best[1].low))
        return total

    def sign(self, germ: Germ) -> int:
        """Return the sign that a germ has near the point."""
        (_, series), _ = self.dominant(germ)
        lead = largest(series.terms)
        return near_zero(self.judge.sign(series.terms[lead]), lead)

    def power(self, germ: Germ, exponent: Fraction) -> Germ:
        """Return a power of a germ of which one group is larger than all others."""
        (polar, series), rest = self.dominant(germ)
        if germ.more and polar and self.direction(polar) * exponent > 0:
            raise DeclinedError  # what is left out may be large
        scaled = {key: times(value, number_tree(exponent)) for key, value in polar.items()}
        found = Germ(((scaled, raised(series, exponent, self.judge, self.width)),))
        return self.plus(found, self.times(found, self._beside(germ, (polar, series)))) if rest else found

    def quotient(self, num: Germ, den: Germ) -> Germ:
        """Return a quotient."""
        return self.times(num, self.power(den, Fraction(-1)))

    def tame(self, germ: Germ) -> tuple[Series, bool]:
        """Return the part without exponential scale, where all other parts are smaller than every power."""
        if not self.is_told(germ) or any(polar and self.direction(polar) > 0 for polar, _ in germ.groups):
            raise DeclinedError
        return germ.plain, germ.more or bool(germ.wild) or any(polar for polar, _ in germ.groups)

    def is_told(self, germ: Germ) -> bool:
        """Return whether all parts of which only the size is known are smaller than every power."""
        return all(polar and self.direction(polar) < 0 for polar, _ in germ.wild)

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
        found = plain(trimmed(result, self.judge, self.width))
        return self.plus(found, self._beside(germ, (polar, series))) if rest else found

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


def _size(group: Group) -> Size:
    polar, series = group
    return polar, series.low


def largest(terms: Collection[Term]) -> Term:
    """Return the powers of h and of log h in the term that is the largest for h -> 0."""
    return min(terms, key=lambda term: (term[0], -term[1]))


def near_zero(sign: int, term: Term) -> int:
    """Return the sign of a term for h -> 0, where log h is negative, from that of its coefficient."""
    return -sign if term[1] % 2 else sign


def plain(series: Series) -> Germ:
    """Return a series as a germ."""
    return Germ((({}, series),))
