"""Activations applied to every unit of a layer: a formula in one letter becomes a formula of vectors."""

from __future__ import annotations

from fractions import Fraction

from grader.language.tree import (
    Add,
    Array,
    ArrayMul,
    Call,
    Div,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    substitute,
    symbols,
)
from grader.problems.layers import ACTIVATED

MAX_POWER = 16  # of an activation's input, written out as entrywise products


def activated(formula: Node, units: Node, size: int) -> Node:
    """Return an activation, a formula in `ACTIVATED`, of a number (`size` 1) or of each entry of a vector.

    Raises ValueError where the formula cannot be applied to vectors.
    """
    if size == 1:
        return substitute(formula, {ACTIVATED: units})
    return _vector(formula, units, size)


def _vector(formula: Node, units: Node, size: int) -> Node:
    """Return a formula as a vector of this size."""
    if ACTIVATED not in symbols(formula):
        return Array((formula,) * size)
    match formula:
        case Sym():
            return units
        case Neg(arg):
            return Neg(_vector(arg, units, size))
        case Add(terms):
            return Add(tuple(_vector(term, units, size) for term in terms))
        case Mul(factors):
            return _product(factors, units, size)
        case Div(num, den) if ACTIVATED not in symbols(den):
            return Div(_vector(num, units, size), den)
        case Pow(base, Num(exponent)) if exponent.denominator == 1 and 1 <= exponent <= MAX_POWER:
            inner = _vector(base, units, size)
            return inner if exponent == 1 else ArrayMul("hadamard", (inner,) * int(exponent))
        case Call("max" | "min" as name, (first, *rest)):
            return _extremum(name, [_vector(part, units, size) for part in (first, *rest)])
        case Call(name, (arg, *rest)) if not any(ACTIVATED in symbols(other) for other in rest):
            return Call(name, (_vector(arg, units, size), *rest))
        case _:
            raise ValueError("this activation cannot be applied to each unit")


def _product(factors: tuple[Node, ...], units: Node, size: int) -> Node:
    scale = tuple(factor for factor in factors if ACTIVATED not in symbols(factor))
    vectors = tuple(_vector(factor, units, size) for factor in factors if factor not in scale)
    vector = vectors[0] if len(vectors) == 1 else ArrayMul("hadamard", vectors)
    return Mul((*scale, vector)) if scale else vector


def _extremum(name: str, parts: list[Node]) -> Node:
    """Return the entrywise maximum, a + relu(b - a), or the minimum, a - relu(a - b)."""
    result = parts[0]
    for part in parts[1:]:
        if name == "max":
            result = Add((result, Call("relu", (Add((part, Neg(result))),))))
        else:
            result = Add((result, Neg(Call("relu", (Add((result, Neg(part))),)))))
    return result


def is_supported(formula: Node) -> bool:
    """Return whether an activation can be applied to each unit of a layer."""
    try:
        activated(formula, Array((Num(Fraction(0)), Num(Fraction(0)))), 2)
    except ValueError:
        return False
    return True
