"""Values of calculations with numbers alone, as the terms of sums with dots mostly are."""

from __future__ import annotations

from fractions import Fraction
from math import prod

from grader.language.tree import Add, Div, Mul, Neg, Node, Num, Pow

MAX_EXPONENT = 64  # of a power that is worked out


def calculated(node: Node) -> Fraction | None:
    """Return the value of a calculation with numbers; None of any other, and of what is undefined."""
    match node:
        case Num(value):
            return value
        case Neg(part):
            return calculated(Mul((Num(Fraction(-1)), part)))
        case Add(parts) | Mul(parts):
            found = [one for part in parts if (one := calculated(part)) is not None]
            if len(found) < len(parts):
                return None
            return prod(found, start=Fraction(1)) if isinstance(node, Mul) else sum(found, Fraction(0))
        case Div(over, under):
            top, bottom = calculated(over), calculated(under)
            return top / bottom if top is not None and bottom else None
        case Pow(base, exponent):
            return _power(calculated(base), calculated(exponent))
        case _:
            return None


def _power(base: Fraction | None, exponent: Fraction | None) -> Fraction | None:
    if base is None or exponent is None or exponent.denominator != 1 or abs(exponent) > MAX_EXPONENT:
        return None
    if base == 0 and exponent <= 0:
        return None
    return Fraction(base) ** int(exponent)
