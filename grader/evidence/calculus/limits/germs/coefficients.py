"""Coefficients of series: trees of constants and parameters, with numbers folded and zeros proved."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from grader.claims.statements import Setting
from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError, NoValueError
from grader.evidence.numbers.evaluator import Context
from grader.evidence.numbers.look import see
from grader.evidence.numbers.places.points import Place, points
from grader.evidence.oracle import prove_equal, sign_of
from grader.evidence.signs import Sign
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ZERO, Add, Div, Mul, Node, children
from grader.records import dataclass
from grader.verdict import Proof

MAX_BITS = 200  # of a coefficient
MAX_NODES = 300  # of a coefficient
BITS = 128  # of the first look


class OpenSignError(DeclinedError):
    """A series depends on a sign that is not known."""

    def __init__(self, number: Node) -> None:
        self.number = number
        super().__init__()


def judge(setting: Setting, budget: Budget) -> Judge:
    """Return a judge who looks at the first point of the domain before proving anything."""
    place = next(points(setting.variables, setting.assume, Context(budget, setting.conventions)), None)
    return Judge(setting, budget, place)


def plus(a: Node, b: Node) -> Node:
    """Return a + b."""
    x, y = literal(a), literal(b)
    if x is not None and y is not None:
        return number_tree(_small(x + y))
    if x == 0:
        return b
    return a if y == 0 else _short(Add((a, b)))


def times(a: Node, b: Node) -> Node:
    """Return a b."""
    x, y = literal(a), literal(b)
    if x is not None and y is not None:
        return number_tree(_small(x * y))
    if 0 in (x, y):
        return ZERO
    if x == 1:
        return b
    return a if y == 1 else _short(Mul((a, b)))


def over(a: Node, b: Node) -> Node:
    """Return a / b for a b that is not 0."""
    x, y = literal(a), literal(b)
    if x is not None and y is not None:
        return number_tree(_small(x / y))
    if isinstance(a, Mul) and b in a.factors:
        place = a.factors.index(b)
        rest: Node = reduce(times, (*a.factors[:place], *a.factors[place + 1 :]))
        return rest
    return a if y == 1 else _short(Div(a, b))


def _short(tree: Node) -> Node:
    """Return a tree; raises `DeclinedError` where it has many nodes, each counted as often as it would be written."""
    waiting, count = [tree], 0
    while waiting:
        count += 1
        if count > MAX_NODES:
            raise DeclinedError(limit="max_nodes")
        waiting.extend(children(waiting.pop()))
    return tree


def _small(value: Fraction) -> Fraction:
    if value.numerator.bit_length() + value.denominator.bit_length() > MAX_BITS:
        raise DeclinedError(limit="max_bits")
    return value


@dataclass(frozen=True)
class Judge:
    """Tells which coefficients are 0 and what signs they have, for all values of the parameters."""

    setting: Setting
    budget: Budget
    place: Place | None

    def is_zero(self, value: Node) -> bool:
        """Return whether a coefficient is 0 for all parameters; False says nothing."""
        known = literal(value)
        if known is not None:
            return known == 0
        if self._differs_from_zero(value):
            return False
        return isinstance(prove_equal(value, ZERO, self.setting, self.budget), Proof)

    def _differs_from_zero(self, value: Node) -> bool:
        """Return whether a coefficient is surely not 0 at the first point of the domain."""
        if self.place is None:
            return False
        found = see(Context(self.budget, self.setting.conventions), value, self.place, BITS)
        return not isinstance(found, NoValueError) and bool(found != 0)

    def sign(self, value: Node) -> int:
        """Return 1 or -1; raises `DeclinedError` where a coefficient may be 0 or have both signs."""
        known = literal(value)
        if known is not None and known != 0:
            return 1 if known > 0 else -1
        sign = sign_of(value, self.setting, self.budget)
        if sign is Sign.POSITIVE:
            return 1
        if sign is Sign.NEGATIVE:
            return -1
        raise OpenSignError(value)

    def require_nonzero(self, value: Node) -> None:
        """Raise `DeclinedError` where a coefficient may be 0."""
        known = literal(value)
        if known is None:
            if sign_of(value, self.setting, self.budget).value & Sign.ZERO:
                raise DeclinedError
        elif known == 0:
            raise DeclinedError
