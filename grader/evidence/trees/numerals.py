"""Trees with the numbers in them worked out: `(6/7 - 2/7)^2` is `16/49`. What has no value stays as it stands."""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.trees.build import number_tree
from grader.evidence.trees.polynomials import literal
from grader.language.tree import Add, Div, Mul, Neg, Node, Num, Pow, rebuild

MOST_BITS = 200  # of a number that is worked out
MAX_POWER = 8  # of a number that is worked out


def worked_out(tree: Node) -> Node:
    """Return a tree with sums, products, quotients and small powers of rational numbers as one number each."""
    if isinstance(tree, Num):
        return tree
    node = rebuild(tree, worked_out)
    value = _value(node)
    return node if value is None or _bits(value) > MOST_BITS else number_tree(value)


def _value(node: Node) -> Fraction | None:
    match node:
        case Add() | Mul() | Div() | Neg():
            return literal(node)
        case Pow(base, Num(power)) if power.denominator == 1 and 0 < power <= MAX_POWER:
            inner = literal(base)
            return None if inner is None else inner ** int(power)
        case _:
            return None


def _bits(value: Fraction) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()
