"""Preimages under powers with a number for an exponent, and under exponentials with a number for a base."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq

from grader.evidence.sets import inverses
from grader.evidence.sets.ends import ZERO, rational
from grader.evidence.sets.lines import Line
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Const, Node, Num, Sym

if TYPE_CHECKING:
    from grader.evidence.sets.preimages.preimages import Preimages


def under_power(solver: Preimages, base: Node, exp: Node, line: Line) -> Line | None:
    """Return where a power has its value in a set, with the unknown in its base or in its exponent; None if open."""
    if solver.depends(exp):
        return _under_exponential(solver, base, exp, line)
    value = literal(exp)
    if value is None or value <= 0:
        return None
    if value.denominator > 1:
        roots = _of_power(solver, Sym(solver.name), value.numerator, line)
        return solver.under(inverses.power_of_root(value.denominator), base, roots)
    return _of_power(solver, base, value.numerator, line)


def _of_power(solver: Preimages, base: Node, degree: int, line: Line) -> Line:
    if degree == 1:
        return solver.preimage(base, line)
    if degree % 2:
        return solver.under(inverses.odd_root(degree), base, line)
    inner = solver.unbent(solver.pulled(inverses.even_root(degree), line))
    return solver.preimage(base, inner)


def _under_exponential(solver: Preimages, base: Node, exp: Node, line: Line) -> Line | None:
    if base == Const("e"):
        return solver.under(inverses.monotone_of("exp"), exp, line)
    value = solver.order.end(base)
    if solver.order.compare(value, ZERO) <= 0:
        return None
    side = solver.order.compare(value, rational(fmpq(1)))
    if side == 0:
        return solver.constant(Num(Fraction(1)), line)
    return solver.under(inverses.exponential(base, falls=side < 0), exp, line)
