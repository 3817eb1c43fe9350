"""Functions that are strictly monotone where they are defined: domain, range and inverse."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache

from grader.evidence.functions.formulas import filled, formula
from grader.evidence.functions.row import Interval
from grader.evidence.functions.table import REALS
from grader.language.tree import ZERO, Call, Div, Node, Num, Pow
from grader.records import dataclass

Bounds = tuple[Node | None, Node | None]


@dataclass(frozen=True, slots=True)
class Monotone:
    """A monotone function: where it is defined, its range, whether ends of both belong, and its inverse."""

    inverse: Callable[[Node], Node]
    domain: Bounds = (None, None)
    range: Bounds = (None, None)
    closed: bool = False  # whether finite ends of domain and range belong
    falls: bool = False


def monotone_of(name: str) -> Monotone:
    """Return what a function is on the interval on which its row tells the inverse."""
    facts = REALS[name]
    domain, falls = (
        (facts.domain[0], facts.domain == facts.falls)
        if facts.inverse_on.is_line
        else (facts.inverse_on, facts.inverse_on in facts.falls)
    )
    (values,) = facts.range
    closed = any((domain.low_closed, domain.high_closed, values.low_closed, values.high_closed))
    return Monotone(lambda value: filled(facts.inverse, value, value), _bounds(domain), _bounds(values), closed, falls)


def _bounds(span: Interval) -> Bounds:
    low, high = (None if end is None else formula(end.text) for end in (span.low, span.high))
    return low, high


@cache
def monotone(name: str) -> Monotone | None:
    """Return a strictly monotone function of one number; None where it is none, or its inverse is not known."""
    facts = REALS.get(name)
    return monotone_of(name) if facts is not None and facts.is_strictly_monotone and facts.inverse else None


def odd_root(degree: int) -> Monotone:
    """Return the power of an odd degree as a function of the reals onto themselves."""
    return Monotone(lambda value: Call("root", (value, Num(Fraction(degree)))))


def even_root(degree: int) -> Monotone:
    """Return the power of an even degree on the numbers that are not negative."""

    def inverse(value: Node) -> Node:
        return Call("sqrt", (value,)) if degree == 2 else Call("root", (value, Num(Fraction(degree))))

    return Monotone(inverse, (ZERO, None), (ZERO, None), closed=True)


def power_of_root(degree: int) -> Monotone:
    """Return the root of a degree: its inverse is the power."""
    raised = Monotone(lambda value: Pow(value, Num(Fraction(degree))))
    if degree % 2:
        return raised
    return Monotone(raised.inverse, (ZERO, None), (ZERO, None), closed=True)


def exponential(base: Node, falls: bool) -> Monotone:
    """Return the powers of a positive base other than 1."""
    below = Call("log", (base,))
    return Monotone(lambda value: Div(Call("log", (value,)), below), range=(ZERO, None), falls=falls)
