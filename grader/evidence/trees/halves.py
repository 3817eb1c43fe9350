"""Powers of negative numbers with a half in the exponent, where numbers are complex: (-4)^(1/2) is sqrt(-4), 2i."""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.trees.polynomials import literal
from grader.language.tree import Call, Node, Num, Pow, rebuild

HALF = Fraction(1, 2)


def with_square_roots(node: Node) -> Node:
    """Return a tree with sqrt(b)^k for each b^(k/2) of a negative number b and an odd number k.

    The root of another base may be meant as either of two, as in de Moivre's formula with a half.
    """
    match rebuild(node, with_square_roots):
        case Pow(base, exp) if _is_negative(base) and (exponent := literal(exp)) is not None:
            times = exponent / HALF
            root = Call("sqrt", (base,))
            is_odd = times.denominator == 1 and exponent.denominator != 1
            return (root if times == 1 else Pow(root, Num(times))) if is_odd else Pow(base, exp)
        case other:
            return other


def _is_negative(node: Node) -> bool:
    value = literal(node)
    return value is not None and value < 0
