"""Angles: expressions r pi^k x + b in one unknown, with a rational number r."""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from flint import fmpq_poly

from grader.evidence.budget import ExceededError
from grader.evidence.trees.build import fraction
from grader.evidence.trees.linear import Constant, with_constants
from grader.evidence.trees.rational import rational_function
from grader.language.tree import ZERO, Const, Node, Num, Sym, substitute, symbols
from grader.records import dataclass

PI = Const("pi")


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
    form = with_constants(node, {name}, (Sym(name),))
    slope = None if form is None else multiple_of_pi(form.coefficients.get(Sym(name), Constant(ZERO)).tree)
    if slope is None or not slope[0]:
        return None
    shift = substitute(node, {name: Num(Fraction(0))})
    return None if symbols(shift) else Angle(*slope, shift)


def multiple_of_pi(node: Node) -> tuple[Fraction, int] | None:
    """Return r and k of a constant r pi^k, None for other trees."""
    try:
        found = rational_function(node, PI)
    except ExceededError:
        return None
    if found is None or not (_is_monomial(found.num) and _is_monomial(found.den)):
        return None
    factor = found.num.leading_coefficient() / found.den.leading_coefficient()
    return fraction(factor), max(int(found.num.degree()), 0) - int(found.den.degree())


def _is_monomial(polynomial: fmpq_poly) -> bool:
    degree = polynomial.degree()
    return degree < 1 or polynomial == fmpq_poly([0] * int(degree) + [polynomial[degree]])


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
