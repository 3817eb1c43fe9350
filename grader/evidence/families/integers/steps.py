"""Sums of floors, ceilings and remainders of one variable with rational slopes, compared exactly on one period.

Let P be a number such that each argument of a floor grows by an integer from x to x + P. Then each such function f has
f(x + P) = f(x) + P g for a rational g, its growth, inner functions first. Two of them with one growth are equal where
they are equal on [0, P): on the finitely many intervals there, on which both are linear, and at their ends.
For an integer variable they are compared at 0, …, P - 1, for an integer P.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, gcd, lcm

from flint import fmpq

from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.method import Agreement
from grader.evidence.numbers.look import look
from grader.evidence.numbers.points import Place, contains
from grader.evidence.question.question import Question, refuted_at
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Add, Call, Div, Mul, Neg, Node, Num, Sym
from grader.verdict import Evidence, Proof

MAX_PIECES = 500
MAX_PERIOD = 500  # integers
Line = tuple[Fraction, Fraction]  # slope and value at 0


def over_one_period(question: Question) -> Evidence | Agreement | None:
    """Return a decision between sums of floors of one variable, None for others."""
    case = question.case
    if len(case.variables) != 1:
        return None
    (variable,) = case.variables
    whole = variable.domain.is_integer
    found = stairs_difference(question.answer, question.expected, variable.name, whole, case.budget)
    if found is None or found is True:
        return Agreement(Proof("one period")) if found else None
    place: Place = {variable.name: fmpq(found.numerator, found.denominator)}
    if not contains(case.variables, case.setting.assume, place, case.context):
        return None
    return refuted_at(question, place, look(case.context, question.answer, question.expected, place))


def stairs_difference(left: Node, right: Node, name: str, whole: bool, budget: Budget) -> Fraction | bool | None:
    """Return True where two functions of a symbol agree everywhere, a point at which they differ, or None."""
    try:
        growths: list[Fraction] = []
        if _growth(left, name, growths) != _growth(right, name, growths):
            return None
        period = Fraction(lcm(*(growth.denominator for growth in growths)))
        if not whole:  # a shorter one: each floor then steps numbers of times without a common divisor
            period /= gcd(*(int(growth * period) for growth in growths)) or 1
        place = (_first_integer if whole else _first_place)(left, right, period, budget)
    except DeclinedError:
        return None
    return True if place is None else place


def _growth(node: Node, name: str, growths: list[Fraction]) -> Fraction:
    """Return a function's growth; those of all arguments of floors are added to the list."""
    match node:
        case Num():
            return Fraction(0)
        case Sym() if node.name == name:
            return Fraction(1)
        case Neg(arg):
            return -_growth(arg, name, growths)
        case Add(parts):
            return sum((_growth(part, name, growths) for part in parts), Fraction(0))
        case Mul() | Div():
            scale, rest = _scaled(node)
            return scale * _growth(rest, name, growths) if rest is not None else Fraction(0)
        case Call("floor" | "ceil", (arg,)):
            growths.append(_growth(arg, name, growths))
            return growths[-1]
        case Call("mod", (arg, divisor)) if (by := literal(divisor)) is not None and by > 0:
            growths.append(_growth(arg, name, growths) / by)
            return Fraction(0)
        case _:
            raise DeclinedError


def _scaled(node: Node) -> tuple[Fraction, Node | None]:
    """Return a product or quotient as a number times a tree, None for 1; raises `DeclinedError` for others."""
    if isinstance(node, Div):
        below = literal(node.den)
        if not below:
            raise DeclinedError
        return 1 / below, node.num
    assert isinstance(node, Mul)
    scale, rest = Fraction(1), []
    for factor in node.factors:
        value = literal(factor)
        if value is None:
            rest.append(factor)
        else:
            scale *= value
    if len(rest) > 1:
        raise DeclinedError
    return scale, rest[0] if rest else None


def _line(node: Node, inside: Fraction, constant: bool = False) -> Line:
    """Return the line that a function is on an interval around a point where no floor steps; at a point if constant."""
    match node:
        case Num(value):
            return Fraction(0), value
        case Sym():
            return (Fraction(0), inside) if constant else (Fraction(1), Fraction(0))
        case Neg(arg):
            slope, start = _line(arg, inside, constant)
            return -slope, -start
        case Add(parts):
            lines = [_line(part, inside, constant) for part in parts]
            return sum((line[0] for line in lines), Fraction(0)), sum((line[1] for line in lines), Fraction(0))
        case Mul() | Div():
            scale, rest = _scaled(node)
            slope, start = (Fraction(0), Fraction(1)) if rest is None else _line(rest, inside, constant)
            return scale * slope, scale * start
        case Call(name, (arg, *more)):
            slope, start = _line(arg, inside, constant)
            value = slope * inside + start
            if name != "mod":
                return Fraction(0), Fraction(floor(value) if name == "floor" else ceil(value))
            by = literal(more[0]) or Fraction(1)
            return slope, start - by * floor(value / by)
        case _:
            raise DeclinedError


def _value(node: Node, place: Fraction) -> Fraction:
    return _line(node, place, constant=True)[1]


def _first_integer(left: Node, right: Node, period: Fraction, budget: Budget) -> Fraction | None:
    if period > MAX_PERIOD:
        raise DeclinedError
    for number in range(int(period)):
        budget.spend(1)
        if _value(left, Fraction(number)) != _value(right, Fraction(number)):
            return Fraction(number)
    return None


def _first_place(left: Node, right: Node, period: Fraction, budget: Budget) -> Fraction | None:
    knots = [Fraction(0), period]
    for tree in (left, right):
        for arg, by in _arguments(tree):
            knots = _refined(arg, by, knots)
    for low, high in pairwise(knots):
        budget.spend(1)
        if _value(left, low) != _value(right, low):
            return low
        if _line(left, (low + high) / 2) != _line(right, (low + high) / 2):
            return _apart(left, right, low, high)
    return None


def _apart(left: Node, right: Node, low: Fraction, high: Fraction) -> Fraction:
    """Return a point of an interval on which both are linear, but not the same line."""
    middle = (low + high) / 2
    return middle if _value(left, middle) != _value(right, middle) else (low + middle) / 2


def _arguments(node: Node) -> Iterator[tuple[Node, Fraction]]:
    """Yield u and c for all that steps where u / c is an integer, inner ones first."""
    match node:
        case Neg(arg):
            yield from _arguments(arg)
        case Add(parts) | Mul(parts):
            for part in parts:
                yield from _arguments(part)
        case Div(num, _):
            yield from _arguments(num)
        case Call(_, (arg, *more)):
            yield from _arguments(arg)
            yield arg, (literal(more[0]) if more else None) or Fraction(1)
        case _:
            return


def _refined(arg: Node, by: Fraction, knots: list[Fraction]) -> list[Fraction]:
    """Return the knots with those points in between at which arg / by is an integer."""
    found: list[Fraction] = []
    for low, high in pairwise(knots):
        found.append(low)
        slope, start = (part / by for part in _line(arg, (low + high) / 2))
        if slope:
            ends = sorted((slope * low + start, slope * high + start))
            numbers = range(floor(ends[0]) + 1, ceil(ends[1]))
            if len(numbers) + len(found) > MAX_PIECES:
                raise DeclinedError
            found += sorted((number - start) / slope for number in numbers)
    return [*found, knots[-1]]
