"""Quotients of polynomials in the symbols of one question: what its letters, roots and roundings are calculated with.

A positive symbol under a root is a power of one generator: with `sqrt(e)` in a question, e is s^2 for an s > 0. A
rounding, a maximum or the root of a number is a generator of its own, with the conditions that make it what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from math import isqrt, lcm

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from grader.evidence.budget import Budget, ExceededError
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.trees.build import distinct
from grader.evidence.trees.fold import fold
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Call, Div, Mul, Node, Num, Pow, Sym
from grader.records import dataclass, field

PLACE = "unit]"  # the index of units, of which all quotients of a network are; no text can spell it
MAX_TERMS = 2_000  # of a numerator or denominator
MAX_POWER = 40  # of a symbol or a sum, and the root that is taken
MAX_ROOT_BITS = 1_000  # of a number whose root is taken by a float
ROOTS = {"sqrt": 2, "cbrt": 3}
KERNELS = frozenset({"ceil", "floor", "max", "min"})


@dataclass(frozen=True)
class Quotient:
    """num / den, without common factors."""

    num: fmpq_mpoly
    den: fmpq_mpoly

    @property
    def is_zero(self) -> bool:
        """Whether it is 0 everywhere."""
        return self.num.is_zero()

    @property
    def product(self) -> fmpq_mpoly:
        """Return num * den, which has the sign of the quotient wherever the quotient has a value."""
        return self.num * self.den


@dataclass
class Ring:
    """The generators of a question and what is known of them. `positive` are greater than 0 by their domains.

    `orders` are the roots that are taken of positive symbols; `kernels` are calls with generators of their own;
    `divisors` is what was divided by, and so must not vanish.
    """

    names: list[str]
    positive: frozenset[str]
    budget: Budget
    orders: dict[str, int] = field(default_factory=dict)
    kernels: dict[Node, str] = field(default_factory=dict)
    divisors: list[fmpq_mpoly] = field(default_factory=list)

    def collect(self, trees: Iterable[Node]) -> None:
        """Enter the roots, roundings and maxima of some trees; then the generators stand. Raises DeclinedError."""
        for node in distinct(*trees):
            match node:
                case Call(name) if name in KERNELS:
                    self.kernels.setdefault(node, f"{name}[{len(self.kernels)}]")
                case Call() | Pow() if (under := root(node)) is not None:
                    self._enter_root(*under)
                case _:
                    pass
        names = (*self.names, *self.kernels.values())
        self.ring = fmpq_mpoly_ctx.get(names, Ordering.lex)
        self.gens = dict(zip(names, self.ring.gens(), strict=True))
        self.one = self.ring.constant(1)

    def _enter_root(self, base: Node, exponent: Fraction) -> None:
        _, powers = self._monomial(base)
        for name, power in powers.items():
            self.orders[name] = lcm(self.orders.get(name, 1), (power * exponent).denominator)

    def _monomial(self, node: Node) -> tuple[Fraction, dict[str, Fraction]]:
        """Return a positive number times powers of positive symbols; raises DeclinedError for all else."""
        number = literal(node)
        if number is not None and number > 0:
            return number, {}
        match node:
            case Sym(name) if name in self.positive:
                return Fraction(1), {name: Fraction(1)}
            case Mul(factors):
                parts = [self._monomial(factor) for factor in factors]
                return reduce(_times, parts)
            case Div(num, den):
                number, powers = self._monomial(den)
                below = 1 / number, {name: -power for name, power in powers.items()}
                return _times(self._monomial(num), below)
            case Call() | Pow() if (under := root(node)) is not None:
                number, powers = self._monomial(under[0])
                return _root_of(number, under[1]), {name: power * under[1] for name, power in powers.items()}
            case Pow(base, exp) if (power := literal(exp)) is not None and power.denominator == 1:
                number, powers = self._monomial(base)
                return number ** int(power), {name: one * power for name, one in powers.items()}
            case _:
                raise DeclinedError

    # Values

    def constant(self, value: Fraction | fmpq | int) -> Quotient:
        """Return a rational number."""
        return Quotient(self.ring.constant(fmpq(int(value.numerator), int(value.denominator))), self.one)

    def gen(self, name: str) -> Quotient:
        """Return a symbol or a kernel."""
        if name not in self.gens:
            raise DeclinedError
        return Quotient(self.gens[name] ** self.orders.get(name, 1), self.one)

    def read(self, tree: Node) -> Quotient:
        """Return the value of a tree; raises DeclinedError, ExceededError."""
        return fold(tree, _Arithmetic(self), self.budget)

    def total(self, values: Iterable[Quotient]) -> Quotient:
        """Return a sum, 0 of nothing."""
        return reduce(self.plus, values, self.constant(0))

    def plus(self, left: Quotient, right: Quotient) -> Quotient:
        """Return a sum of two."""
        if left.den == right.den:
            return self.reduced(left.num + right.num, left.den)
        return self.reduced(left.num * right.den + right.num * left.den, left.den * right.den)

    def minus(self, left: Quotient, right: Quotient) -> Quotient:
        """Return a difference."""
        return self.plus(left, Quotient(-right.num, right.den))

    def times(self, left: Quotient, right: Quotient) -> Quotient:
        """Return a product."""
        return self.reduced(left.num * right.num, left.den * right.den)

    def over(self, left: Quotient, right: Quotient) -> Quotient:
        """Return a quotient; what is divided by is remembered. Raises DeclinedError where that is 0."""
        if not right.num.is_constant() and right.num not in self.divisors:
            self.divisors.append(right.num)
        return self.over_sign(left, right)

    def over_sign(self, left: Quotient, right: Quotient) -> Quotient:
        """Return a quotient by what has a sign, which is looked at elsewhere, and so is not 0."""
        if right.is_zero:
            raise DeclinedError
        return self.reduced(left.num * right.den, left.den * right.num)

    def reduced(self, num: fmpq_mpoly, den: fmpq_mpoly) -> Quotient:
        """Return num / den without common factors."""
        if len(num) > MAX_TERMS or len(den) > MAX_TERMS:
            raise ExceededError("max_terms")
        self.budget.spend(1 + len(num) * len(den))
        common = num.gcd(den)
        if not common.is_constant():
            num, den = num // common, den // common
        return Quotient(num, den)

    def power_of_root(self, base: Node, exponent: Fraction) -> Quotient:
        """Return a positive number times positive symbols, to a power that is no integer."""
        number, powers = self._monomial(base)
        found = self.constant(_root_of(number, exponent))
        for name, power in powers.items():
            order = power * exponent * self.orders.get(name, 1)
            if name not in self.gens or order.denominator != 1:
                raise DeclinedError
            refuse_above(abs(order), MAX_POWER, "max_degree")
            raised = self.gens[name] ** abs(int(order))
            found = self.times(found, Quotient(raised, self.one) if order > 0 else Quotient(self.one, raised))
        return found

    # Polynomials in one of the generators

    def coefficients(self, value: Quotient, name: str) -> list[Quotient]:
        """Return the coefficients of a polynomial in a generator; raises DeclinedError where it is none."""
        place = self.place(name)
        if value.den.degrees()[place] > 0:
            raise DeclinedError
        parts: dict[int, dict[tuple[int, ...], fmpq]] = {}
        for powers, coefficient in value.num.to_dict().items():
            rest = (*powers[:place], 0, *powers[place + 1 :])
            parts.setdefault(powers[place], {})[rest] = coefficient
        degree = max(parts, default=0)
        return [self.reduced(self.ring.from_dict(parts.get(power, {})), value.den) for power in range(degree + 1)]

    def put_in(self, value: Quotient, name: str, other: Quotient) -> Quotient:
        """Return a polynomial in a generator with something else in its place."""
        found = self.constant(0)
        for coefficient in reversed(self.coefficients(value, name)):
            found = self.plus(self.times(found, other), coefficient)
        return found

    def holds(self, value: Quotient, name: str) -> bool:
        """Return whether a generator occurs in a quotient."""
        place = self.place(name)
        return bool(value.num.degrees()[place] > 0 or value.den.degrees()[place] > 0)

    def place(self, name: str) -> int:
        """Return the number of a generator."""
        return list(self.gens).index(name)


def root(node: Node) -> tuple[Node, Fraction] | None:
    """Return what a root or a power with a literal exponent that is no integer is taken of, and the exponent."""
    match node:
        case Call(name, (arg,)) if name in ROOTS:
            return arg, Fraction(1, ROOTS[name])
        case Call("root", (arg, order)) if (number := literal(order)) is not None and number > 0:
            return arg, 1 / number
        case Pow(base, exp) if (power := literal(exp)) is not None and power.denominator > 1:
            return base, power
        case _:
            return None


def _root_of(number: Fraction, exponent: Fraction) -> Fraction:
    """Return the power of a positive number, where that is rational; raises DeclinedError."""
    if exponent.denominator == 1 or number == 1:
        return number ** int(exponent) if number != 1 else number
    refuse_above(exponent.denominator, MAX_POWER, "max_degree")
    refuse_above(abs(exponent.numerator), MAX_POWER, "max_degree")
    roots = [_exact_root(part, exponent.denominator) for part in (number.numerator, number.denominator)]
    return Fraction(*roots) ** exponent.numerator


def _exact_root(number: int, order: int) -> int:
    found = isqrt(number) if order == 2 else round(number ** (1 / order)) if number.bit_length() < MAX_ROOT_BITS else 0
    if found**order != number:
        raise DeclinedError
    return found


def _times(
    left: tuple[Fraction, Mapping[str, Fraction]], right: tuple[Fraction, Mapping[str, Fraction]]
) -> tuple[Fraction, dict[str, Fraction]]:
    names = left[1].keys() | right[1].keys()
    powers = {name: left[1].get(name, Fraction(0)) + right[1].get(name, Fraction(0)) for name in names}
    return left[0] * right[0], powers


@dataclass(frozen=True)
class _Arithmetic:
    """What arithmetic does to quotients; see `grader.evidence.trees.fold`."""

    ring: Ring

    def number(self, value: Fraction) -> Quotient:
        return self.ring.constant(value)

    def negative(self, value: Quotient) -> Quotient:
        return Quotient(-value.num, value.den)

    def total(self, values: Sequence[Quotient]) -> Quotient:
        return self.ring.total(values)

    def product(self, values: Sequence[Quotient]) -> Quotient:
        return reduce(self.ring.times, values)

    def quotient(self, num: Quotient, den: Quotient) -> Quotient:
        return self.ring.over(num, den)

    def power(self, base: Quotient, exponent: int) -> Quotient:
        if abs(exponent) > MAX_POWER:
            raise ExceededError("max_degree")
        if exponent < 0:
            return self.power(self.ring.over(self.ring.constant(1), base), -exponent)
        return reduce(self.ring.times, [base] * exponent, self.ring.constant(1))

    def other(self, node: Node) -> Quotient:
        match node:
            case Sym(name):
                return self.ring.gen(name)
            case Call() if node in self.ring.kernels:
                return self.ring.gen(self.ring.kernels[node])
            case Num(value):
                return self.ring.constant(value)
            case _ if (under := root(node)) is not None:
                return self.ring.power_of_root(*under)
            case _:
                raise DeclinedError
