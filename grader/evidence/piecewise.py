"""Piecewise-linear functions of one variable, read from trees: relu, abs, max, min, steps and cases, exactly.

A complete way of deciding equality of such functions: `first_difference` finds the simplest point where two of them
differ, or proves with None that there is none.
"""

from __future__ import annotations

from collections.abc import Mapping

from flint import fmpq

from grader.evidence.budget import Budget
from grader.evidence.differences import first_difference, first_gap
from grader.evidence.polyline import (
    NIL,
    ONE,
    Line,
    NotLinearError,
    Pieces,
    Rational,
    check,
    combined,
    cut,
    line,
    merged,
    refined,
    signs,
    union,
)
from grader.language.tree import Add, Call, Cases, Const, Div, Logic, Mul, Neg, Node, Num, Pow, Relation, Sym

__all__ = ["Pieces", "first_difference", "first_gap", "pieces"]

MAX_DEPTH = 200
MAX_EXPONENT = 200
NOWHERE = Pieces((), (None,), ())
LEAKY_SLOPE = fmpq(1, 100)
ALLOWED = {"=": (0,), "!=": (-1, 1), "<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1)}


def pieces(tree: Node, var: str, conventions: Mapping[str, Node], budget: Budget) -> Pieces | None:
    """Return a tree as a piecewise-linear function of `var`, None where it is not seen to be one.

    Coefficients are rational numbers. `conventions` give values at jumps (`H(0)`, `sign(0)`); without one the function
    has no value there. Raises `ExceededError` beyond `max_pieces` or `max_steps`.
    """
    try:
        return _Reader(var, conventions, budget).read(tree)
    except NotLinearError:
        return None


class _Reader:
    def __init__(self, var: str, conventions: Mapping[str, Node], budget: Budget) -> None:
        self.var = var
        self.conventions = conventions
        self.budget = budget
        self.depth = 0

    def read(self, node: Node) -> Pieces:
        """Return the pieces of a tree; raises `NotLinearError`."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NotLinearError
        self.budget.spend()
        found = self._read(node)
        self.depth -= 1
        return found

    def _read(self, node: Node) -> Pieces:
        match node:
            case Num(value):
                return line(NIL, fmpq(value.numerator, value.denominator))
            case Sym(name) if name == self.var:
                return line(ONE, NIL)
            case Neg(arg):
                return self.scaled(self.read(arg), -ONE)
            case Add(terms):
                return self._sum([self.read(term) for term in terms])
            case Mul(factors):
                return self._product([self.read(factor) for factor in factors])
            case Div(num, den):
                return combined(
                    self.read(num), cut(self.read(den), self.budget), _line_quotient, _quotient, self.budget
                )
            case Pow(base, exponent):
                return self._power(self.read(base), self.read(exponent))
            case Call(name, args):
                return self._call(name, [self.read(arg) for arg in args])
            case Cases(branches, otherwise):
                return self._cases(branches, otherwise)
            case _:
                raise NotLinearError

    def add(self, f: Pieces, g: Pieces) -> Pieces:
        """Return f + g."""
        return combined(f, g, lambda a, b: (a[0] + b[0], a[1] + b[1]), lambda a, b: a + b, self.budget)

    def scaled(self, f: Pieces, factor: Rational) -> Pieces:
        """Return a multiple of f."""
        return merged(
            list(f.breaks),
            [None if a is None else (a[0] * factor, a[1] * factor) for a in f.lines],
            [None if v is None else v * factor for v in f.values],
        )

    def _sum(self, terms: list[Pieces]) -> Pieces:
        """Add in pairs, so that many kinks cost n log n."""
        while len(terms) > 1:
            pairs = [self.add(a, b) for a, b in zip(terms[::2], terms[1::2], strict=False)]
            terms = pairs + terms[len(pairs) * 2 :]
        return terms[0]

    def _product(self, factors: list[Pieces]) -> Pieces:
        total = factors[0]
        for factor in factors[1:]:
            total = combined(total, factor, _line_product, lambda a, b: a * b, self.budget)
        return total

    def _power(self, base: Pieces, exponent: Pieces) -> Pieces:
        if exponent.breaks or exponent.lines[0] is None:
            raise NotLinearError
        slope, value = exponent.lines[0]
        if slope != NIL or value.q != 1 or abs(value) > fmpq(MAX_EXPONENT):
            raise NotLinearError
        power = int(value.p)
        if power == 1:
            return base
        return merged(
            list(base.breaks),
            [None if a is None else _line_power(a, power) for a in base.lines],
            [None if v is None else _value_power(v, power) for v in base.values],
        )

    def _call(self, name: str, args: list[Pieces]) -> Pieces:
        match name, args:
            case "abs", [f]:
                return self.absolute(f)
            case "relu", [f]:
                return self.leaky(f, NIL)
            case "leaky_relu", [f]:
                return self.leaky(f, LEAKY_SLOPE)
            case "leaky_relu", [f, Pieces((), ((slope, value),), ())] if slope == NIL:
                return self.leaky(f, value)
            case "hardtanh", [f]:
                return self.larger(self.larger(f, line(NIL, -ONE), 1), line(NIL, ONE), -1)
            case (("max" | "min"), [first, _, *_]):
                for other in args[1:]:
                    first = self.larger(first, other, 1 if name == "max" else -1)
                return first
            case "sign", [f]:
                return self.step(f, -ONE, self.convention("sign(0)"))
            case "heaviside", [f]:
                return self.step(f, NIL, self.convention("H(0)"))
            case _:
                raise NotLinearError

    def convention(self, name: str) -> Rational | None:
        """Return the value of a convention, if the setting has it as a number."""
        node = self.conventions.get(name)
        if node is None:
            return None
        return _Reader("", {}, self.budget).read(node).at(NIL)

    def absolute(self, f: Pieces) -> Pieces:
        """Return |f|."""
        return combined(f, signs(f, self.budget), _line_product, lambda a, b: a * b, self.budget)

    def leaky(self, f: Pieces, slope: Rational) -> Pieces:
        """Return f where f > 0, else slope f."""
        half = fmpq(1, 2)
        return self.add(self.scaled(f, (ONE + slope) * half), self.scaled(self.absolute(f), (ONE - slope) * half))

    def larger(self, f: Pieces, g: Pieces, sign: int) -> Pieces:
        """Return the maximum of two functions, or the minimum where `sign` is -1."""
        gap = self.scaled(self.absolute(self.add(f, self.scaled(g, -ONE))), fmpq(sign))
        return self.scaled(self.add(self.add(f, g), gap), fmpq(1, 2))

    def step(self, f: Pieces, low: Rational, at_zero: Rational | None) -> Pieces:
        """Return 1 where f > 0, `low` where f < 0, `at_zero` where f is 0."""
        parts = signs(f, self.budget)
        found = {-1: low, 0: at_zero, 1: ONE}
        lines = [_constant(None if a is None else found[int(a[1].p)]) for a in parts.lines]
        return merged(list(parts.breaks), lines, [None if v is None else found[int(v.p)] for v in parts.values])

    # Conditions are functions with the values 1 and 0.

    def _cases(self, branches: tuple[tuple[Node, Node], ...], otherwise: Node | None) -> Pieces:
        rest = NOWHERE if otherwise is None else self.read(otherwise)
        for value, condition in reversed(branches):
            rest = self._chosen(self.truth(condition), self.read(value), rest)
        return rest

    def _chosen(self, condition: Pieces, value: Pieces, rest: Pieces) -> Pieces:
        breaks = union(union(condition.breaks, value.breaks), rest.breaks)
        check(len(breaks) + 1, self.budget)
        tests, yes, no = (refined(f, breaks) for f in (condition, value, rest))
        lines = [
            None if c is None else a if c[1] == ONE else b
            for c, a, b in zip(tests.lines, yes.lines, no.lines, strict=True)
        ]
        values = [
            None if c is None else a if c == ONE else b
            for c, a, b in zip(tests.values, yes.values, no.values, strict=True)
        ]
        return merged(breaks, lines, values)

    def truth(self, node: Node) -> Pieces:
        """Return a condition as a function that is 1 where it holds and 0 where it does not."""
        match node:
            case Const("true"):
                return line(NIL, ONE)
            case Const("false"):
                return line(NIL, NIL)
            case Relation(ops, operands):
                sides = [self.read(side) for side in operands]
                return self._product([self._compared(*item) for item in zip(sides, ops, sides[1:], strict=False)])
            case Logic("and", args):
                return self._product([self.truth(arg) for arg in args])
            case Logic("or", args):
                return self._not(self._product([self._not(self.truth(arg)) for arg in args]))
            case Logic("not", (arg,)):
                return self._not(self.truth(arg))
            case _:
                raise NotLinearError

    def _compared(self, left: Pieces, op: str, right: Pieces) -> Pieces:
        if op not in ALLOWED:
            raise NotLinearError
        parts = signs(self.add(left, self.scaled(right, -ONE)), self.budget)
        holds = {value: ONE if value in ALLOWED[op] else NIL for value in (-1, 0, 1)}
        lines = [_constant(None if a is None else holds[int(a[1].p)]) for a in parts.lines]
        return merged(list(parts.breaks), lines, [None if v is None else holds[int(v.p)] for v in parts.values])

    def _not(self, condition: Pieces) -> Pieces:
        return self.add(line(NIL, ONE), self.scaled(condition, -ONE))


def _constant(value: Rational | None) -> Line | None:
    return None if value is None else (NIL, value)


def _line_product(a: Line, b: Line) -> Line:
    if a[0] != NIL and b[0] != NIL:
        raise NotLinearError
    return (a[0] * b[1] + b[0] * a[1], a[1] * b[1])


def _line_quotient(a: Line, b: Line) -> Line | None:
    if b[0] != NIL:
        if a[0] * b[1] != a[1] * b[0]:
            raise NotLinearError
        return (NIL, a[0] / b[0])
    return None if b[1] == NIL else (a[0] / b[1], a[1] / b[1])


def _quotient(a: Rational, b: Rational) -> Rational | None:
    return None if b == NIL else a / b


def _line_power(a: Line, power: int) -> Line | None:
    if power == 0:
        return (NIL, ONE)
    if a[0] != NIL:
        raise NotLinearError
    return _constant(_value_power(a[1], power))


def _value_power(value: Rational, power: int) -> Rational | None:
    return None if value == NIL and power < 0 else value**power
