"""Numbers of SymPy: rational ones, and binary ones as the simplest fractions that round to them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, NoReturn

from grader.language.tree import Div, Neg, Node, Num
from grader.submissions.weights.floats import between


def refuse(what: str) -> NoReturn:
    """Raise ValueError: something has no counterpart."""
    raise ValueError(f"{what} has no counterpart in an answer")


def rational(value: Any) -> Node:
    """Return a rational number."""
    return fraction(Fraction(int(value.p), int(value.q)))


def fraction(value: Fraction) -> Node:
    """Return a fraction as a tree."""
    size = abs(value)
    number = Num(Fraction(size.numerator))
    tree = number if size.denominator == 1 else Div(number, Num(Fraction(size.denominator)))
    return Neg(tree) if value < 0 else tree


def binary(value: Any) -> Node:
    """Return the simplest fraction that rounds to a binary number at its own precision."""
    sign, digits, exponent, _ = value._mpf_
    digits, exponent = int(digits), int(exponent)
    if not digits:
        return fraction(Fraction(0)) if exponent == 0 else refuse(f"`{value}`")
    shift = max(value._prec - digits.bit_length(), 0)
    digits, exponent = digits << shift, exponent - shift
    if exponent >= 0 or digits % (1 << -exponent) == 0:
        size = Fraction(digits) * Fraction(2) ** exponent
    else:
        size = Fraction(*between(2 * digits - 1, 2 * digits + 1, 2 << -exponent, ends=digits % 2 == 0))
    return fraction(-size if sign else size)
