"""Angles: expressions r pi^k x + b in one unknown, with a rational number r."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from grader.evidence.trees.polynomials import literal
from grader.language.tree import Add, Const, Div, Mul, Neg, Node, Num, Pow, Sym, substitute, symbols


@dataclass(frozen=True, slots=True)
class Angle:
    """The angle slope pi^power x + shift."""

    slope: Fraction
    power: int
    shift: Node

    @property
    def quarters(self) -> int | None:
        """Return the shift as a number of quarter turns, None where it is no such number."""
        found = multiple_of_pi(self.shift)
        if found is None or found[1] != 1:
            return 0 if found is not None and not found[0] else None
        turns = 2 * found[0]
        return int(turns) if turns.denominator == 1 else None


def angle(node: Node, name: str) -> Angle | None:
    """Return a tree as an angle, None where it is none or its shift has symbols."""
    found = _slope(node, name)
    if found is None or not found[0]:
        return None
    shift = substitute(node, {name: Num(Fraction(0))})
    return None if symbols(shift) else Angle(*found, shift)


def _slope(node: Node, name: str) -> tuple[Fraction, int] | None:
    """Return r and k of r pi^k x + b, None for other trees."""
    if name not in symbols(node):
        return Fraction(0), 0
    match node:
        case Sym():
            return Fraction(1), 0
        case Neg(arg):
            return _times(_slope(arg, name), (Fraction(-1), 0))
        case Add(terms):
            return _sum([_slope(term, name) for term in terms])
        case Mul(factors):
            inner = [factor for factor in factors if name in symbols(factor)]
            others = tuple(factor for factor in factors if factor is not inner[0])
            return _times(_slope(inner[0], name), multiple_of_pi(Mul(others))) if len(inner) == 1 else None
        case Div(num, den) if (below := multiple_of_pi(den)) is not None and below[0]:
            return _times(_slope(num, name), (1 / below[0], -below[1]))
        case _:
            return None


def multiple_of_pi(node: Node) -> tuple[Fraction, int] | None:
    """Return r and k of a constant r pi^k, None for other trees."""
    match node:
        case Const("pi"):
            return Fraction(1), 1
        case Neg(arg):
            return _times(multiple_of_pi(arg), (Fraction(-1), 0))
        case Add(terms):
            return _sum([multiple_of_pi(term) for term in terms])
        case Mul(factors):
            total: tuple[Fraction, int] | None = (Fraction(1), 0)
            for factor in factors:
                total = _times(total, multiple_of_pi(factor))
            return total
        case Div(num, den) if (below := multiple_of_pi(den)) is not None and below[0]:
            return _times(multiple_of_pi(num), (1 / below[0], -below[1]))
        case Pow(Const("pi"), Num(value)) if value.denominator == 1:
            return Fraction(1), int(value)
        case _:
            number = literal(node)
            return None if number is None else (number, 0)


def _times(a: tuple[Fraction, int] | None, b: tuple[Fraction, int] | None) -> tuple[Fraction, int] | None:
    return None if a is None or b is None else (a[0] * b[0], a[1] + b[1])


def _sum(parts: list[tuple[Fraction, int] | None]) -> tuple[Fraction, int] | None:
    known = [part for part in parts if part is not None]
    powers = {power for value, power in known if value}
    if len(known) < len(parts) or len(powers) > 1:
        return None
    return sum((value for value, _ in known), Fraction(0)), powers.pop() if powers else 0


def common_measure(values: list[Fraction]) -> Fraction:
    """Return the greatest number of which all of some numbers are whole multiples."""
    total = Fraction(0)
    for value in values:
        shared = total.denominator * value.denominator
        total = Fraction(
            gcd(int(total * shared), int(value * shared)),
            shared,
        )
    return total
