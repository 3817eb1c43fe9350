"""Antiderivatives over t^4 + p t^2 + s^2 without rational factors: (t^2 + m t + s) (t^2 - m t + s) with m^2 = 2 s - p.

1 over it is ((t + m)/(t^2 + m t + s) - (t - m)/(t^2 - m t + s)) / (2 s m), and t^2 over it is
(t/(t^2 - m t + s) - t/(t^2 + m t + s)) / (2 m). What is odd in t is a function of t^2.
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from flint import fmpq_poly

from grader.evidence.budget import Budget
from grader.evidence.calculus.integrals.antiderivatives.rationals import (
    rational_antiderivative,
    small_function,
    tree_of,
)
from grader.evidence.calculus.integrals.integrands.polynomials import rational
from grader.evidence.calculus.integrals.integrands.terms import total
from grader.evidence.trees.build import fraction
from grader.language.tree import TWO, Add, Call, Div, Mul, Neg, Node, Pow, Sym, substitute

SQUARE = "square[]"  # t^2; no text can spell it


def over_quartic(node: Node, var: str, budget: Budget) -> Node | None:
    """Return the antiderivative of a proper quotient by such a polynomial, None for any other tree."""
    found = small_function(node, var, budget)
    if found is None:
        return None
    common = found.num.gcd(found.den)
    lead = fmpq_poly([(found.den // common)[(found.den // common).degree()]])
    num, den = found.num // common // lead, found.den // common // lead
    if den.degree() != 4 or num.degree() > 3 or den[1] or den[3] or len(den.factor()[1]) > 1:
        return None
    middle, root = fraction(den[2]), _root(fraction(den[0]))
    if root is None or abs(middle) >= 2 * root:
        return None
    parts = [_even(num, middle, root, var)]
    if num[1] or num[3]:
        above, below = fmpq_poly([num[1], num[3]]), fmpq_poly([den[0], den[2], 1])
        odd = rational_antiderivative(Div(tree_of(above, SQUARE), tree_of(below, SQUARE)), SQUARE, budget)
        if odd is None:
            return None
        parts.append(Div(substitute(odd, {SQUARE: Pow(Sym(var), TWO)}), TWO))
    return total(parts)


def _root(value: Fraction) -> Fraction | None:
    """Return the rational root of a positive number, None where there is none."""
    if value <= 0:
        return None
    root = Fraction(isqrt(value.numerator), isqrt(value.denominator))
    return root if root**2 == value else None


def _even(num: fmpq_poly, middle: Fraction, root: Fraction, var: str) -> Node:
    """Return the antiderivative of (a + b t^2) over the polynomial."""
    a, b = fraction(num[0]), fraction(num[2])
    m, s, t = Call("sqrt", (rational(2 * root - middle),)), rational(root), Sym(var)
    width = Call("sqrt", (rational(2 * root + middle),))
    above, below = (Add((Pow(t, TWO), sign(Mul((m, t))), s)) for sign in (lambda part: part, Neg))
    log = Call("log", (Div(above, below),))
    arcs = [Call("arctan", (Div(Add((Mul((TWO, t)), sign(m))), width),)) for sign in (lambda part: part, Neg)]
    return total([
        Mul((rational((a / root - b) / 4), Div(log, m))),
        Mul((rational((a / root + b) / 2), Div(Add(tuple(arcs)), width))),
    ])  # fmt: skip
