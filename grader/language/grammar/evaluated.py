r"""Sums with dots whose first terms are worked out: `1 + 4 + 9 + … + n^2`, `1 + \frac12 + \frac14 + … + 2^{-n}`.

The last term says the rule: with 0, 1 or 2 in the place of its letter, and the next numbers, it gives the others. Three
terms are wanted, as `1 + 2 + … + 2^n` may be all numbers between.
"""

from __future__ import annotations

from fractions import Fraction
from math import prod

from grader.language.tree import Add, Bind, Div, Mul, Neg, Node, Num, Pow, Sym, substitute, symbols

FEWEST = 3  # terms before the dots
FIRSTS = range(3)  # where the letter may begin
MAX_EXPONENT = 64  # of a power that is worked out


def summed_by_values(given: list[Node], last: Node) -> Node | None:
    """Return the sum of terms of which those before the dots are numbers, by the rule of the last one, if any."""
    values = [_value(term) for term in given]
    letters = symbols(last)
    if len(given) < FEWEST or None in values or len(letters) != 1:
        return None
    (letter,) = letters
    for first in FIRSTS:
        places = (Num(Fraction(first + step)) for step in range(len(given)))
        if all(_value(substitute(last, {letter: place})) == value for place, value in zip(places, values, strict=True)):
            index = "k" if letter != "k" else "j"
            return Bind("sum", substitute(last, {letter: Sym(index)}), index, Num(Fraction(first)), Sym(letter))
    return None


def _value(node: Node) -> Fraction | None:
    """Return the value of a calculation with numbers; None of any other, and of what is undefined."""
    match node:
        case Num(value):
            return value
        case Neg(part):
            return _value(Mul((Num(Fraction(-1)), part)))
        case Add(parts) | Mul(parts):
            found = [one for part in parts if (one := _value(part)) is not None]
            if len(found) < len(parts):
                return None
            return prod(found, start=Fraction(1)) if isinstance(node, Mul) else sum(found, Fraction(0))
        case Div(over, under):
            top, bottom = _value(over), _value(under)
            return top / bottom if top is not None and bottom else None
        case Pow(base, exponent):
            return _power(_value(base), _value(exponent))
        case _:
            return None


def _power(base: Fraction | None, exponent: Fraction | None) -> Fraction | None:
    if base is None or exponent is None or exponent.denominator != 1 or abs(exponent) > MAX_EXPONENT:
        return None
    if base == 0 and exponent <= 0:
        return None
    return Fraction(base) ** int(exponent)
