"""Powers of numbers and of square matrices with small exponents, as products of words."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from grader.evidence.errors import UnclearError
from grader.evidence.families.matrices.functions import inverse
from grader.evidence.families.matrices.words.values import Value, literal
from grader.evidence.trees.polynomials import literal as exact
from grader.language.tree import Call, Div, Neg, Node, Num, Pow

if TYPE_CHECKING:
    from grader.evidence.families.matrices.build import Builder

MAX_POWER = 16  # of a matrix


def power(builder: Builder, base: Value, exp: Node) -> Value:
    """Return a power of a number or of a square matrix."""
    value = exact(exp)
    exp = literal(value) if value is not None and value.denominator == 1 and value >= 0 else exp
    if isinstance(base, Call) and base.name == "sqrt" and isinstance(exp, Num) and exp.value > 1:
        return _root_power(builder, base.args[0], exp.value)
    if isinstance(base, Node):
        return builder.noted(Pow(base, builder.scalar(exp)))
    if exp == Neg(Num(Fraction(1))):
        return inverse(builder, base)
    if base.height != base.width or base.is_flat:
        raise UnclearError("a power of an array", final=True)
    if value is not None and value.denominator == 1 and -MAX_POWER <= value < 0:
        return power(builder, inverse(builder, base), Num(-value))
    if not (isinstance(exp, Num) and exp.value.denominator == 1 and 1 <= exp.value <= MAX_POWER):
        raise UnclearError("this power of a matrix is not written out", final=True)
    result: Value = base
    for _ in range(int(exp.value) - 1):
        result = builder.multiplied(result, base)
    return result


def _root_power(builder: Builder, radicand: Node, exponent: Fraction) -> Node:
    """Return a power of a square root, where the root is defined, which is noted: it has slopes at 0, too."""
    half = exponent / 2
    if half == 1:
        return radicand
    ratio = Div(Num(Fraction(half.numerator)), Num(Fraction(half.denominator)))
    return builder.noted(Pow(radicand, Num(half) if half.denominator == 1 else ratio))
