"""Sums of waves over whole turns: the n numbers cos(2 pi j k / n + b) of n following k add up to 0, and so do sines.

They are the real and imaginary parts of e^(ib) times the powers of w = e^(2 pi i j / n), and (w^n - 1) / (w - 1) = 0
where w is not 1, that is where n does not divide j; here 0 < |j| < n.
"""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.calculus.integrals.polynomials import linear
from grader.evidence.calculus.integrals.terms import ZERO, Term
from grader.evidence.calculus.sums.frame import Frame, form_of, is_same, minus, number, plus
from grader.evidence.errors import DeclinedError
from grader.evidence.trees.linear import Affine
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Call, Const, Div, Mul, Neg, Node


def wave_sum(term: Term, frame: Frame) -> Node:
    """Return 0 for the sum of a wave over as many turns as the index of its term says."""
    match term.factors:
        case (Call("cos" | "sin", (angle,)),) if not term.power and not term.exponents:
            found = linear(angle, frame.var)
        case _:
            raise DeclinedError
    if found is None or not frame.has_value(found[1]):
        raise DeclinedError
    turns, count = turns_of(found[0])
    if turns.denominator != 1:
        raise DeclinedError
    length = plus(minus(frame.high, frame.low), number(1))
    if not is_same(count, length) or not turns or not frame.is_least(length, int(abs(turns)) + 1):
        raise DeclinedError
    return ZERO


def turns_of(slope: Node) -> tuple[Fraction, Affine]:
    """Return j and n where the slope is 2 pi j / n, for a rational number j."""
    scale, pis, below = _factors(slope)
    if pis != 1 or len(below) != 1:
        raise DeclinedError
    return scale / 2, form_of(below[0])


def _factors(node: Node) -> tuple[Fraction, int, list[Node]]:
    """Return a product as number * pi^power / (rest)."""
    value = literal(node)
    if value is not None:
        return value, 0, []
    match node:
        case Const("pi"):
            return Fraction(1), 1, []
        case Neg(arg):
            scale, pis, below = _factors(arg)
            return -scale, pis, below
        case Mul(parts):
            found = [_factors(part) for part in parts]
            scale = Fraction(1)
            for part in found:
                scale *= part[0]
            return scale, sum(part[1] for part in found), [den for part in found for den in part[2]]
        case Div(num, den):
            scale, pis, below = _factors(num)
            return scale, pis, [*below, den]
        case _:
            raise DeclinedError
