"""Trees become quotients of series: the way in of all that is compared here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from grader.evidence.errors import DeclinedError
from grader.evidence.families.growth.analysis import HALF, Analysis
from grader.evidence.families.growth.constants import ONE as UNIT
from grader.evidence.families.growth.constants import PI, Constant, E, rational
from grader.evidence.families.growth.monomials import ONE
from grader.evidence.families.growth.series import (
    ONE_SERIES,
    Series,
    of_constant,
    of_size,
    rough_sum,
    summed,
)
from grader.language.tree import Add, Bind, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym
from grader.records import dataclass, field

CLASSES = frozenset({"O", "Theta", "Omega", "o", "omega"})
MAX_CHOSEN = 12  # of a binomial coefficient that is written out
WAVES = frozenset({"sin", "cos", "tanh", "sign", "sigmoid"})  # bounded


@dataclass(frozen=True, slots=True)
class Quotient:
    """A quotient of two series; the denominator is 1 unless no term of it dominates."""

    num: Series
    den: Series = ONE_SERIES


@dataclass
class Reader:
    """Reads trees over sizes. `sums` has the sums over an index."""

    analysis: Analysis
    sums: Callable[[Reader, Bind], Series]
    values: dict[str, Series] = field(default_factory=dict)
    known: dict[Node, Quotient] = field(default_factory=dict)

    def read(self, tree: Node) -> Quotient:
        """Return a tree as a quotient of series; declines what is not read."""
        if tree not in self.known:
            self.analysis.order.budget.spend()
            self.known[tree] = self._read(tree)
        return self.known[tree]

    def series(self, tree: Node) -> Series:
        """Return a tree as a series; declines where it is a quotient by a sum of which no term dominates."""
        found = self.read(tree)
        if found.den != ONE_SERIES:
            raise DeclinedError("a quotient by a sum of which no term dominates")
        return found.num

    def _read(self, tree: Node) -> Quotient:
        match tree:
            case Num(value):
                return Quotient(of_constant(rational(value)))
            case Sym(name):
                return Quotient(self.values[name] if name in self.values else of_size(name))
            case Const("pi" | "e" as name):
                return Quotient(of_constant(PI if name == "pi" else E))
            case Neg(arg):
                found = self.read(arg)
                return Quotient(-found.num, found.den)
            case Add(terms):
                return self._sum([self.read(term) for term in terms])
            case Mul(factors):
                return self._product([self.read(factor) for factor in factors])
            case Div(num, den):
                return self._product([self.read(num), self._power(self.read(den), rational(-1))])
            case Pow(base, exponent):
                return self._raised(base, exponent)
            case Call(name, args):
                return self._call(name, args)
            case Bind(kind="sum" | "prod"):
                return Quotient(self.sums(self, tree))
            case _:
                raise DeclinedError("this is not compared as growth")

    # Arithmetic.

    def _sum(self, parts: Sequence[Quotient]) -> Quotient:
        if all(part.den == ONE_SERIES for part in parts):
            return Quotient(self.analysis.pruned(summed(part.num for part in parts)))
        total = parts[0]
        for part in parts[1:]:
            total = Quotient(total.num * part.den + part.num * total.den, total.den * part.den)
        return total

    def _product(self, parts: Sequence[Quotient]) -> Quotient:
        num, den = ONE_SERIES, ONE_SERIES
        for part in parts:
            num, den = self.analysis.pruned(num * part.num), self.analysis.pruned(den * part.den)
        return Quotient(num, den)

    def _power(self, found: Quotient, exponent: Constant) -> Quotient:
        if not found.num.terms and not found.num.errors and exponent.sign() < 0:
            raise DeclinedError("a division by 0")
        num, den = self._raise(found.num, exponent), self._raise(found.den, exponent)
        return self._product([num, Quotient(den.den, den.num)])

    def _raise(self, series: Series, exponent: Constant) -> Quotient:
        found = self.analysis.power(series, exponent)
        if found is not None:
            return Quotient(found)
        terms = self.analysis.positive(series)
        if terms is None:
            raise DeclinedError("the sign of a sum is not known")
        if exponent.rational == -1:
            return Quotient(ONE_SERIES, series)
        raised = rough_sum(term.power(exponent if exponent.sign() > 0 else -exponent) for term in terms)
        return Quotient(raised) if exponent.sign() > 0 else Quotient(ONE_SERIES, raised)

    def _raised(self, base: Node, exponent: Node) -> Quotient:
        above = self.series(exponent)
        value = above.constant
        if value is not None:
            return self._power(self.read(base), value)
        below = self.series(base)
        if below.constant == UNIT:
            return Quotient(ONE_SERIES)
        return Quotient(self.analysis.powers_of(below, above))

    def _rough(self, found: Quotient) -> Quotient:
        """Return what O, Theta and the others stand for within a formula: the same but for a factor; of 0 it is 0."""
        if not found.num.terms and not found.num.errors:
            return found
        terms = self.analysis.positive(found.num)
        if terms is None:
            raise DeclinedError("a class of what is not positive")
        return Quotient(rough_sum(terms), found.den)

    # Functions.

    def _call(self, name: str, args: tuple[Node, ...]) -> Quotient:
        if name in {"O", "Theta"}:
            return self._rough(self.read(args[0]))
        if name in CLASSES:
            raise DeclinedError("a class of what grows less, or more, within a formula")
        if name in {"max", "min"}:
            return self._extremum(name, [self.read(arg) for arg in args])
        if name in {"sqrt", "cbrt"}:
            return self._power(self.read(args[0]), HALF if name == "sqrt" else rational(Fraction(1, 3)))
        if name == "root":
            return self._power(self.read(args[0]), self._constant(args[1]).inverse())
        if name in WAVES:
            self.series(args[0])
            return Quotient(Series({}, frozenset({ONE})))
        rule = _FUNCTIONS.get(name)
        if rule is None:
            raise DeclinedError(f"`{name}` is not compared as growth")
        return Quotient(rule(self.analysis, [self.series(arg) for arg in args]))

    def _constant(self, tree: Node) -> Constant:
        value = self.series(tree).constant
        if value is None:
            raise DeclinedError("a number that depends on a size")
        return value

    def _extremum(self, name: str, parts: Sequence[Quotient]) -> Quotient:
        """Return a maximum as the sum, and a minimum as the reciprocal of the sum of reciprocals."""
        found = parts[0]
        for part in parts[1:]:
            found = self._greater(found, part) if name == "max" else self._less(found, part)
        return found

    def _greater(self, one: Quotient, other: Quotient) -> Quotient:
        if one.den == other.den == ONE_SERIES:
            exact = self._dominant(one.num, other.num)
            if exact is not None:
                return Quotient(exact[0])
        return self._sum([self._positive(part) for part in (one, other)])

    def _less(self, one: Quotient, other: Quotient) -> Quotient:
        if one.den == other.den == ONE_SERIES:
            exact = self._dominant(one.num, other.num)
            if exact is not None:
                return Quotient(exact[1])
        sums = [self._positive(part) for part in (one, other)]
        total = self._sum([Quotient(part.den, part.num) for part in sums])
        return Quotient(total.den, total.num)

    def _dominant(self, one: Series, other: Series) -> tuple[Series, Series] | None:
        """Return the greater and the less of two series where that is known, as they are."""
        if one == other:
            return one, other
        lead = self.analysis.lead(one + -other)
        if lead is None:
            return None
        return (one, other) if lead.by.sign() > 0 else (other, one)

    def _positive(self, found: Quotient) -> Quotient:
        tops, downs = self.analysis.positive(found.num), self.analysis.positive(found.den)
        if tops is None or downs is None:
            raise DeclinedError("the sign of an argument of a maximum is not known")
        return Quotient(rough_sum(tops), found.den if found.den == ONE_SERIES else rough_sum(downs))


Rule = Callable[[Analysis, list[Series]], Series]


def _log(analysis: Analysis, args: list[Series]) -> Series:
    found = analysis.log(args[0])
    if len(args) == 1:
        return found
    base = args[1].constant
    if base is None:
        raise DeclinedError("a logarithm to a base that depends on a size")
    return found * of_constant(base.log().inverse())


def _binomial(analysis: Analysis, args: list[Series]) -> Series:
    above, below = args
    value = below.constant
    count = None if value is None else value.rational
    if count is not None and count.denominator == 1 and 0 <= count <= MAX_CHOSEN:
        found = ONE_SERIES
        for number in range(int(count)):
            factor = above + of_constant(rational(-number))
            found = analysis.pruned(found * factor) * of_constant(rational(Fraction(1, number + 1)))
        return found
    num = analysis.factorial(above)
    den = analysis.factorial(below) * analysis.factorial(analysis.pruned(above + -below))
    inverse = analysis.inverse(den)
    if inverse is None:
        raise DeclinedError("a binomial coefficient of sizes of which none dominates")
    return analysis.pruned(num * inverse)


def _absolute(analysis: Analysis, args: list[Series]) -> Series:
    lead = analysis.lead(args[0])
    if args[0] == Series():
        return args[0]
    if lead is None:
        raise DeclinedError("the sign of an absolute value is not known")
    return args[0] if lead.by.sign() > 0 else -args[0]


_FUNCTIONS: Mapping[str, Rule] = {
    "exp": lambda analysis, args: analysis.exp(args[0]),
    "log": _log,
    "factorial": lambda analysis, args: analysis.factorial(args[0]),
    "gamma": lambda analysis, args: analysis.factorial(args[0] + of_constant(rational(-1))),
    "floor": lambda analysis, args: analysis.rounded(args[0]),
    "ceil": lambda analysis, args: analysis.rounded(args[0]),
    "binom": _binomial,
    "abs": _absolute,
    "mod": lambda analysis, args: Series({}, frozenset(args[1].terms) | args[1].errors),
}
