"""Trees near a point: sums of exp(P) S with a polar part P and a series S, for h -> 0+.

`more`: a further part of smaller order than every power of h may stand beside the sum (the tail of erf, say).
`wild`: and a bounded part of which nothing else is known (a sine of what grows).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce

from grader.evidence.calculus.limits import stirling
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
from grader.evidence.functions.formulas import definition
from grader.evidence.functions.questions import EDGED, LIPSCHITZ
from grader.evidence.oracle import defined_everywhere, range_of
from grader.evidence.trees.polynomials import literal
from grader.language.tree import (
    Add,
    Call,
    Const,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    symbols,
)

MAX_PRODUCT = 12  # natural exponents that are multiplied out
INFINITY = Const("oo")
TWO = Num(Fraction(2))
TURN = Mul((TWO, Const("pi")))

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


@dataclass
class Expansion:
    """The expansion of trees near one point."""

    var: str
    point: Node
    side: int
    judge: Judge
    width: int
    known: dict[int, tuple[Node, Germ]] = field(default_factory=dict)

    def limit(self, tree: Node) -> Node:
        """Return the limit of a tree; raises `DeclinedError`."""
        total: Node = ZERO
        germ = self.of(tree)
        if germ.wild:
            raise DeclinedError
        for polar, series in germ.groups:
            if polar:
                if self.direction(polar) > 0:
                    raise DeclinedError
                continue
            if series.cut <= 0:
                raise DeclinedError
            for (power, logs), value in series.terms.items():
                if power < 0 or (power == 0 and logs > 0):
                    raise DeclinedError
                if power == 0 and logs == 0:
                    total = plus(total, value)
        return total

    def of(self, node: Node) -> Germ:
        """Return the germ of a tree."""
        found = self.known.get(id(node))
        if found is None:
            self.judge.budget.spend(4)
            found = (node, self._of(node))
            self.known[id(node)] = found
        return found[1]

    def _of(self, node: Node) -> Germ:
        if self.var not in symbols(node):
            if not defined_everywhere(node, self.judge.setting, self.judge.budget):
                raise DeclinedError
            return _plain(constant(node))
        match node:
            case Sym():
                return _plain(self._variable())
            case Neg(arg):
                return self._times(_plain(constant(Neg(ONE))), self.of(arg))
            case Add(terms):
                return reduce(self._plus, map(self.of, terms))
            case Mul(factors):
                return reduce(self._times, map(self.of, factors))
            case Div(num, den):
                return self._quotient(self.of(num), self.of(den))
            case Pow(base, exponent):
                return self._raised(base, exponent)
            case Call(name, args):
                return self._raised(args[0], Div(ONE, args[1])) if name == "root" else self._call(name, *args)
            case _:
                raise DeclinedError

    def _variable(self) -> Series:
        if self.point in (INFINITY, Neg(INFINITY)):
            return Series({(Fraction(-1), 0): ONE if self.point == INFINITY else Neg(ONE)})
        step = {(Fraction(1), 0): number(Fraction(self.side))}
        return Series(step if self.point == ZERO else {(Fraction(0), 0): self.point, **step})

    def direction(self, polar: Polar) -> int:
        """Return whether an exponent tends to infinity or minus infinity."""
        lead = largest(polar)
        return near_zero(self.judge.sign(polar[lead]), lead)

    def _plus(self, a: Germ, b: Germ) -> Germ:
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

    def _times(self, a: Germ, b: Germ) -> Germ:
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
                total = self._plus(total, Germ(((joined, product),)))
        return total

    def _beside_wild(self, a: Germ, b: Germ) -> Germ:
        """Return what the bounded parts of two germs leave of their product, beside that of the known parts."""
        left = Germ((), more=True)
        for first, second in ((a, b), (b, a)):
            if first.wild and not all(self._is_bounded(group) for group in second.groups):
                raise DeclinedError
            plain = [series.low for polar, series in second.groups if not polar]
            if first.wild and (second.wild or any(low <= 0 for low in plain)):
                left = Germ((), wild=True)
            elif first.wild and plain:  # what is bounded times what vanishes
                left = self._plus(left, _plain(Series({}, min(plain) / 2)))
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

    def _power(self, germ: Germ, exponent: Fraction) -> Germ:
        (polar, series), rest = self.dominant(germ)
        if rest and polar and self.direction(polar) * exponent > 0:
            raise DeclinedError  # what is left out may be large
        scaled = {key: times(value, number(exponent)) for key, value in polar.items()}
        return Germ(((scaled, raised(series, exponent, self.judge, self.width)),), rest)

    def _quotient(self, num: Germ, den: Germ) -> Germ:
        """Return a quotient, both sides of which are first divided by the exponential that dominates the divisor."""
        (polar, _), rest = self.dominant(den)
        if rest and polar:
            scale = Germ((({key: Neg(value) for key, value in polar.items()}, constant(ONE)),))
            num, den = self._times(num, scale), self._times(den, scale)
        return self._times(num, self._power(den, Fraction(-1)))

    def _raised(self, base: Node, exponent: Node) -> Germ:
        power = literal(exponent)
        if power is not None and power.denominator == 1 and 0 < power <= MAX_PRODUCT:
            return self._of(Mul((base,) * int(power)) if power > 1 else base)
        if power is not None:
            return self._power(self.of(base), power)
        if base == Const("e"):
            return self._exponential(self.of(exponent))
        return self._exponential(self._times(self.of(exponent), self._logarithm(self.of(base))))

    def _call(self, name: str, arg: Node, *others: Node) -> Germ:
        is_counted = name in stirling.COUNTED and self._grows(arg)
        rewritten = stirling.by_factorials(name, (arg, *others)) if is_counted else None
        if rewritten is None and not others:
            rewritten = definition(name, arg)
        if rewritten is not None:
            return self.of(rewritten)
        if others:
            raise DeclinedError
        inner = self.of(arg)
        match name:
            case "exp":
                return self._exponential(inner)
            case "log":
                return self._logarithm(inner)
            case "sqrt":
                return self._power(inner, Fraction(1, 2))
            case "abs":
                return self._absolute(inner)
            case "sin" | "cos":
                return self._circle(name, inner)
            case "floor" | "ceil":
                return self._step(name, inner)
            case "factorial":
                return self._factorial(arg)
            case "arctan" | "erf":
                return self._bounded(name, inner)
            case _:
                return self._continuous(name, inner)

    def _absolute(self, germ: Germ) -> Germ:
        """Return the absolute value: by the sign near the point, or as something as small where that is not seen."""
        try:
            return germ if self.sign(germ) > 0 else self._times(_plain(constant(Neg(ONE))), germ)
        except DeclinedError:
            series, _ = self._tame(germ)
            if series.terms or series.cut <= 0:
                raise
        small = _plain(Series({}, series.cut)) if series.cut < NEVER else Germ(())
        return Germ(small.groups, more=True)

    def sign(self, germ: Germ) -> int:
        """Return the sign that a germ has near the point."""
        (_, series), _ = self.dominant(germ)
        lead = largest(series.terms)
        return near_zero(self.judge.sign(series.terms[lead]), lead)

    def _logarithm(self, germ: Germ) -> Germ:
        (polar, series), rest = self.dominant(germ)
        result = added(Series(dict(polar)), logarithm(series, self.judge, self.width))
        return Germ((({}, trimmed(result, self.judge, self.width)),), rest)

    def _tame(self, germ: Germ) -> tuple[Series, bool]:
        """Return the part without exponential scale, where all other parts are smaller than every power."""
        if germ.wild or any(polar and self.direction(polar) > 0 for polar, _ in germ.groups):
            raise DeclinedError
        return germ.plain, germ.more or any(polar for polar, _ in germ.groups)

    def _exponential(self, germ: Germ) -> Germ:
        series, rest = self._tame(germ)
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
        return _plain(Series({}, least))

    def _step(self, name: str, germ: Germ) -> Germ:
        """Return floor or ceiling: constant near the point on this side, or less than 1 off what grows."""
        if not germ.wild and germ.plain.low < 0:
            return self._plus(germ, Germ((), wild=True))
        start, small, rest = self._split(germ)
        value = Fraction(0) if start is None else literal(start)
        if value is None or rest:
            raise DeclinedError
        below = value.numerator // value.denominator
        if value.denominator == 1 and small.terms:
            below -= self.sign(_plain(small)) < 0
            return _plain(constant(number(Fraction(below + (name == "ceil")))))
        if value.denominator == 1 and small.cut < NEVER:
            raise DeclinedError
        return _plain(constant(number(Fraction(below + (name == "ceil" and value.denominator > 1)))))

    def _grows(self, node: Node) -> bool:
        """Return whether a tree tends to infinity as a power of the variable."""
        germ = self.of(node)
        if germ.wild or germ.more or any(polar for polar, _ in germ.groups) or germ.plain.low >= 0:
            return False
        return not any(logs for _, logs in germ.plain.terms) and self.sign(germ) > 0

    def _factorial(self, arg: Node) -> Germ:
        """Return the factorial of what tends to infinity; elsewhere it has values at single points."""
        if not self._grows(arg):
            raise DeclinedError
        germ = self.of(arg)
        fall = _plain(constant(Neg(ONE)))
        exponent = self._times(germ, self._plus(self._logarithm(germ), fall))
        root = self._power(self._times(_plain(constant(TURN)), germ), Fraction(1, 2))
        inverse = self._power(germ, Fraction(-1)).plain
        rest = composed(stirling.COEFFICIENTS, inverse, self.judge, self.width)
        return reduce(self._times, (self._exponential(exponent), root, _plain(rest)))

    def _split(self, germ: Germ) -> tuple[Node | None, Series, bool]:
        """Return the value at the point and the rest, a series of positive order; raises `DeclinedError`."""
        series, rest = self._tame(germ)
        if series.cut <= 0 or any(power < 0 or (power == 0 and logs) for power, logs in series.terms):
            raise DeclinedError
        small = Series({key: value for key, value in series.terms.items() if key[0] > 0}, series.cut)
        return series.terms.get((Fraction(0), 0)), small, rest

    def _circle(self, name: str, germ: Germ) -> Germ:
        if not germ.wild and germ.plain.terms and germ.plain.low < 0:
            return Germ((), wild=True)
        start, small, rest = self._split(germ)
        count = order_for(small, self.width)
        cosine, sine = (composed(taylor(kind, count), small, self.judge, self.width) for kind in ("cos", "sin"))
        if start is None:
            return Germ((({}, cosine if name == "cos" else sine),), rest)
        first: Node = Call("cos", (start,))
        second: Node = Call("sin", (start,))
        if name == "sin":
            first, second = second, first
        else:
            second = Neg(second)
        total = added(multiplied(constant(first), cosine), multiplied(constant(second), sine))
        return Germ((({}, trimmed(total, self.judge, self.width)),), rest)

    def _bounded(self, name: str, germ: Germ) -> Germ:
        """Return arctan or erf, also of what grows without bound."""
        grows = any(polar and self.direction(polar) > 0 for polar, _ in germ.groups)
        if not grows and germ.plain.low >= 0:
            return self._continuous(name, germ)
        sign = number(Fraction(self.sign(germ)))
        if name == "erf":
            return Germ((({}, constant(sign)),), more=True)
        inverse = self._continuous("arctan", self._power(germ, Fraction(-1)))
        return self._plus(
            _plain(constant(times(sign, Div(Const("pi"), TWO)))), self._times(_plain(constant(Neg(ONE))), inverse)
        )

    def _continuous(self, name: str, germ: Germ) -> Germ:
        """Return the value at the point, up to the order of what is added to the argument."""
        start, small, rest = self._split(germ)
        if name == "arctan" and start is None:
            return Germ(
                (({}, composed(taylor(name, order_for(small, self.width)), small, self.judge, self.width)),), rest
            )
        value = Call(name, (ZERO if start is None else start,))
        if name not in LIPSCHITZ | EDGED or not defined_everywhere(value, self.judge.setting, self.judge.budget):
            raise DeclinedError
        if name in EDGED:
            self._require_inside(name, germ)
        cut = min(small.low, small.cut) / (2 if name in EDGED else 1)
        return Germ((({}, Series({(Fraction(0), 0): value}, cut)),), rest)

    def _require_inside(self, name: str, germ: Germ) -> None:
        """Raise `DeclinedError` where an argument may leave the domain of a function near the point."""
        one, minus = _plain(constant(ONE)), _plain(constant(Neg(ONE)))
        gaps = [self._plus(germ, minus)]
        if name != "arcosh":
            gaps = [self._plus(one, germ), self._plus(one, self._times(minus, germ))]
        if any(self.sign(gap) < 0 for gap in gaps):
            raise DeclinedError


def largest(terms: Collection[Term]) -> Term:
    """Return the powers of h and of log h in the term that is the largest for h -> 0."""
    return min(terms, key=lambda term: (term[0], -term[1]))


def near_zero(sign: int, term: Term) -> int:
    """Return the sign of a term for h -> 0, where log h is negative, from that of its coefficient."""
    return -sign if term[1] % 2 else sign


def _plain(series: Series) -> Germ:
    return Germ((({}, series),))
