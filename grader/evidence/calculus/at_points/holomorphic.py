"""Real functions continued to complex boxes, for rigorous integration.

A tree that is made of analytic functions has one holomorphic continuation near each real interval on which it is
defined. It is enclosed over a box, or `DeclinedError` raised where the box may touch a branch cut, a pole, a kink
or a jump. On the real part of a box the continuation is the real function that the contract means: odd roots of
negative numbers are real, |x| is x or -x.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from math import prod

from flint import acb, arb, fmpq

from grader.evidence.budget import Budget
from grader.evidence.calculus.at_points.removable import Removable, removable
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.functions.formulas import definition
from grader.evidence.functions.table import REALS
from grader.evidence.numbers.evaluator import Number
from grader.evidence.trees.build import exact
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Add, Call, Cases, Const, Div, Mul, Neg, Node, Num, Pow, Relation, Sym

MAX_ROOT = 1000  # denominators of literal exponents


class Continuation:
    """Evaluates a tree over complex boxes of its variable; other symbols have real values."""

    __slots__ = ("budget", "known", "name", "slopes", "values")

    def __init__(self, name: str, known: Mapping[str, Number], budget: Budget) -> None:
        self.name = name
        self.known = known
        self.values: dict[str, acb] = {other: acb(value) for other, value in known.items()}
        self.budget = budget
        self.slopes: dict[Node, Removable | None] = {}

    def at(self, node: Node, box: acb) -> acb:
        """Return an enclosure of the continuation over a box of the variable."""
        self.values[self.name] = box
        return self.of(node)

    def of(self, node: Node) -> acb:
        """Return an enclosure over the box that is set; a part without one leaves none, whatever is made of it."""
        self.budget.spend()
        value = self._of(node)
        if not value.is_finite():
            raise DeclinedError
        return value

    def _of(self, node: Node) -> acb:
        match node:
            case Sym():
                return self._symbol(node.name)
            case Num():
                return acb(exact(node))
            case Neg():
                return -self.of(node.arg)
            case Add():
                return sum(map(self.of, node.terms), acb(0))
            case Mul():
                return prod(map(self.of, node.factors), start=acb(1))
            case Div():
                return self._quotient(node)
            case Pow():
                return self._power(node)
            case Call():
                return self._call(node.name, node.args)
            case _:
                return self._other(node)

    def _call(self, name: str, args: tuple[Node, ...]) -> acb:
        if len(args) == 1 and _rule(name) is None and (known := definition(name, args[0])) is not None:
            return self.of(known)
        return _call(name, [self.of(arg) for arg in args])

    def _other(self, node: Node) -> acb:
        match node:
            case Const("pi"):
                return acb.pi()
            case Const("e"):
                return acb(arb.const_e())
            case Cases():
                return self._cases(node)
            case _:
                raise DeclinedError

    def _quotient(self, node: Div) -> acb:
        below = self.of(node.den)
        if not below.contains(0):
            return self.of(node.num) / below
        if node not in self.slopes:
            self.slopes[node] = removable(node, self.name, self.known, self.budget)
        found = self.slopes[node]
        if found is None:
            raise DeclinedError
        before = self.values[self.name]
        self.values[self.name] = before.union(acb(found.place))
        value = self.of(found.value)
        self.values[self.name] = before
        return value

    def _symbol(self, name: str) -> acb:
        value = self.values.get(name)
        if value is None:
            raise DeclinedError
        return value

    def _power(self, node: Pow) -> acb:
        if node.base == Const("e"):
            return self.of(node.exp).exp()
        base = self.of(node.base)
        exponent = literal(node.exp)
        if exponent is None:
            times = self._whole(node.exp)
            if times is not None:
                return base**times
            if not base.real > 0:
                raise DeclinedError
            return (self.of(node.exp) * base.log(analytic=True)).exp()
        if exponent.denominator == 1:
            return base ** int(exponent)
        refuse_above(exponent.denominator, MAX_ROOT, "max_degree")
        return _root(base, exponent.numerator, exponent.denominator)

    def _whole(self, node: Node) -> int | None:
        """Return the value of a symbol that is known to be an integer."""
        value = self.known.get(node.name) if isinstance(node, Sym) else None
        return int(value.p) if isinstance(value, fmpq) and value.q == 1 else None

    def _cases(self, node: Cases) -> acb:
        for value, condition in node.branches:
            if self._holds(condition):
                return self.of(value)
        if node.otherwise is None:
            raise DeclinedError
        return self.of(node.otherwise)

    def _holds(self, condition: Node) -> bool:
        """Return whether an order between numbers holds on the real part of the box, or fails on all of it."""
        if not isinstance(condition, Relation) or not set(condition.ops) <= ORDERS.keys():
            raise DeclinedError
        operands = [self.of(operand) for operand in condition.operands]
        found = True
        for op, left, right in zip(condition.ops, operands, operands[1:], strict=False):
            found = (_sign(right - left) == ORDERS[op]) and found
        return found


ORDERS = {"<": 1, "<=": 1, ">": -1, ">=": -1}


def _sign(z: acb) -> int:
    """Return the sign that a function has on the real part of a box."""
    if z.real > 0:
        return 1
    if z.real < 0:
        return -1
    raise DeclinedError


def _root(z: acb, numerator: int, denominator: int) -> acb:
    """Return z^(p/q), for odd q with real values at negative numbers."""
    if denominator % 2 == 0:
        return _logarithm_power(z, fmpq(numerator, denominator))
    sign = _sign(z)
    value = _logarithm_power(z * sign, fmpq(numerator, denominator))
    return value if numerator % 2 == 0 else value * sign


def _logarithm_power(z: acb, exponent: fmpq) -> acb:
    if exponent == fmpq(1, 2):
        return z.sqrt(analytic=True)
    return (z.log(analytic=True) * acb(exponent)).exp()


def _call(name: str, args: list[acb]) -> acb:
    rule = _rule(name) if len(args) == 1 else None
    if rule is not None:
        return rule(args[0])
    match name, args:
        case (("max" | "min"), [first, *rest]):
            for other in rest:
                greater = _sign(first - other) > 0
                first = first if greater == (name == "max") else other
            return first
        case "log", [z, base]:
            return z.log(analytic=True) / base.log(analytic=True)
        case "leaky_relu", [z, slope]:
            return z if _sign(z) > 0 else z * slope
        case "root", [z, degree]:
            whole = degree.unique_fmpz()
            if whole is None or whole <= 0:
                raise DeclinedError
            refuse_above(int(whole), MAX_ROOT, "max_degree")
            return _root(z, 1, int(whole))
        case _:
            raise DeclinedError


def _inside(region: Callable[[acb], bool], value: Callable[[acb], acb], z: acb) -> acb:
    if not region(z):
        raise DeclinedError
    return value(z)


def _floor(z: acb) -> acb:
    low, high = z.real.lower().floor(), z.real.upper().floor()
    if not (low.is_exact() and low == high and z.real > low):
        raise DeclinedError
    return acb(low)


OWN: dict[str, Callable[[acb], acb]] = {
    "abs": lambda z: z * _sign(z),
    "relu": lambda z: z if _sign(z) > 0 else acb(0),
    "leaky_relu": lambda z: z if _sign(z) > 0 else z / 100,
    "sign": lambda z: acb(_sign(z)),
    "heaviside": lambda z: acb((1 + _sign(z)) // 2),
    "floor": _floor,
    "ceil": lambda z: -_floor(-z),
    "re": lambda z: z,
    "conj": lambda z: z,
    "im": lambda z: acb(0),
    "cbrt": lambda z: _root(z, 1, 3),
}


@cache
def _rule(name: str) -> Callable[[acb], acb] | None:
    """Return how a function of one argument is continued to boxes; None where only its definition may tell."""
    facts = REALS.get(name)
    if facts is None or not facts.continued:
        return OWN.get(name)
    function = getattr(acb, facts.flint)
    match facts.continued:
        case "off its cut":
            return partial(function, analytic=True)
        case "everywhere":
            rule: Callable[[acb], acb] = function
            return rule
        case region:
            return partial(_inside, REGIONS[region], function)


# Where functions continued so are the real function's, though FLINT knows them beyond; some have their cuts there.
REGIONS: dict[str, Callable[[acb], bool]] = {
    "|re| < 1": lambda z: bool(abs(z.real) < 1),
    "|im| < 1": lambda z: bool(abs(z.imag) < 1),
    "re > 1": lambda z: bool(z.real > 1),
    "re > 0": lambda z: bool(z.real > 0),
}
