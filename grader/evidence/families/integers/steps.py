"""Sums of floors, ceilings and remainders of one variable with rational slopes, compared exactly on one period.

Let P be a number such that each argument of a floor grows by an integer from x to x + P. Then each such function f has
f(x + P) = f(x) + P g for a rational g, its growth, inner functions first. Two of them with one growth are equal where
they are equal on [0, P): on the finitely many intervals there, on which both are linear, and at their ends.
For an integer variable they are compared at 0, …, P - 1, for an integer P.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from itertools import pairwise
from math import ceil, floor, gcd, lcm
from typing import TypeAlias

from flint import fmpq

from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError, refuse_above
from grader.evidence.method import Agreement
from grader.evidence.numbers.look import look
from grader.evidence.numbers.places.points import Place, contains
from grader.evidence.question.question import Question, refuted_at
from grader.evidence.trees.linear import RationalForm, rational_form, single, summed
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Call, Neg, Node, Sym
from grader.records import dataclass
from grader.verdict import Evidence, Proof

MAX_PIECES = 500  # places where a step may be in one period
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
        sides = _stairs(left, name), _stairs(right, name)
        if _growth(sides[0], growths) != _growth(sides[1], growths):
            return None
        period = Fraction(lcm(*(growth.denominator for growth in growths)))
        if not whole:  # a shorter one: each floor then steps numbers of times without a common divisor
            period /= gcd(*(int(growth * period) for growth in growths)) or 1
        place = (_first_integer if whole else _first_place)(*sides, period, budget)
    except DeclinedError:
        return None
    return True if place is None else place


@dataclass(frozen=True, slots=True, eq=False)
class _Floor:
    """The floor of a linear form of the variable and of floors."""

    arg: _Stairs


_Stairs: TypeAlias = "RationalForm[_Floor | None]"  # None: the variable itself


def _stairs(node: Node, name: str) -> _Stairs:
    """Return a tree as a linear form of a symbol and of floors; raises `DeclinedError`."""
    return rational_form(node, partial(_step, name))


def _step(name: str, node: Node) -> _Stairs:
    match node:
        case Sym() if node.name == name:
            return single(None)
        case Call("floor", (arg,)):
            return _floor(_stairs(arg, name))
        case Call("ceil", (arg,)):
            return _floor(_stairs(Neg(arg), name)).scaled(Fraction(-1))
        case Call("mod", (arg, divisor)) if (by := literal(divisor)) is not None and by > 0:
            inner = _stairs(arg, name)
            return summed([inner, _floor(inner.scaled(1 / by)).scaled(-by)])
        case _:
            raise DeclinedError


def _floor(arg: _Stairs) -> _Stairs:
    return single(_Floor(arg))


def _growth(form: _Stairs, growths: list[Fraction]) -> Fraction:
    """Return a function's growth; those of all arguments of floors are added to the list."""
    total = Fraction(0)
    for atom, coefficient in form.coefficients.items():
        growth = Fraction(1) if atom is None else _growth(atom.arg, growths)
        if atom is not None:
            growths.append(growth)
        total += coefficient * growth
    return total


def _line(form: _Stairs, inside: Fraction) -> Line:
    """Return the line that a function is on an interval around a point where no floor steps."""
    slope, start = Fraction(0), form.constant
    for atom, coefficient in form.coefficients.items():
        if atom is None:
            slope += coefficient
        else:
            start += coefficient * floor(_value(atom.arg, inside))
    return slope, start


def _value(form: _Stairs, place: Fraction) -> Fraction:
    slope, start = _line(form, place)
    return slope * place + start


def _first_integer(left: _Stairs, right: _Stairs, period: Fraction, budget: Budget) -> Fraction | None:
    refuse_above(period, MAX_PERIOD, "max_cases")
    for number in range(int(period)):
        budget.spend(1)
        if _value(left, Fraction(number)) != _value(right, Fraction(number)):
            return Fraction(number)
    return None


def _first_place(left: _Stairs, right: _Stairs, period: Fraction, budget: Budget) -> Fraction | None:
    knots = [Fraction(0), period]
    for form in (left, right):
        for arg in _arguments(form):
            knots = _refined(arg, knots)
    for low, high in pairwise(knots):
        budget.spend(1)
        if _value(left, low) != _value(right, low):
            return low
        if _line(left, (low + high) / 2) != _line(right, (low + high) / 2):
            return _apart(left, right, low, high)
    return None


def _apart(left: _Stairs, right: _Stairs, low: Fraction, high: Fraction) -> Fraction:
    """Return a point of an interval on which both are linear, but not the same line."""
    middle = (low + high) / 2
    return middle if _value(left, middle) != _value(right, middle) else (low + middle) / 2


def _arguments(form: _Stairs) -> Iterator[_Stairs]:
    """Yield the arguments of all floors, inner ones first."""
    for atom in form.coefficients:
        if atom is not None:
            yield from _arguments(atom.arg)
            yield atom.arg


def _refined(arg: _Stairs, knots: list[Fraction]) -> list[Fraction]:
    """Return the knots with those points in between at which the argument is an integer."""
    found: list[Fraction] = []
    for low, high in pairwise(knots):
        found.append(low)
        slope, start = _line(arg, (low + high) / 2)
        if slope:
            ends = sorted((slope * low + start, slope * high + start))
            numbers = range(floor(ends[0]) + 1, ceil(ends[1]))
            refuse_above(len(numbers) + len(found), MAX_PIECES, "max_pieces")
            found += sorted((number - start) / slope for number in numbers)
    return [*found, knots[-1]]
