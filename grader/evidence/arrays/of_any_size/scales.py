"""Numbers beside arrays in a sum: which terms are numbers, of those that stand beside a vector."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from grader.evidence.trees.build import product_of
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.polynomials import literal
from grader.language.tree import ONE as UNIT
from grader.language.tree import (
    Add,
    Apply,
    Array,
    ArrayMul,
    Bind,
    Call,
    Const,
    Derivative,
    Div,
    Index,
    Mul,
    Neg,
    Node,
    Pow,
    Sym,
    Transpose,
    Tup,
)

PLAIN = (Add, Bind, Call, Const, Div, Index, Mul, Neg, Pow, Sym)
MADE = frozenset({Apply, Array, ArrayMul, Derivative, Transpose, Tup})  # kinds of what may be an array by itself
INNER = ("ones", "I")


def is_plain(term: Node) -> bool:
    """Return whether a term is made of letters, functions and sums: `x^T y` may be meant as another product."""
    facts = facts_of(term)
    return isinstance(term, PLAIN) and facts.kinds.isdisjoint(MADE) and facts.constants.isdisjoint(INNER)


def holds_no_array(term: Node, shapes: Mapping[str, object]) -> bool:
    """Return whether a term is a number because no array stands in it, or only below a sum, an index or a norm."""
    match term:
        case Bind() | Index() | Call("norm" | "mean" | "dot"):
            return True
        case Neg(arg):
            return holds_no_array(arg, shapes)
        case Mul(parts) | Add(parts):
            return all(holds_no_array(part, shapes) for part in parts)
        case Div(num, den):
            return holds_no_array(num, shapes) and holds_no_array(den, shapes)
        case _:
            return facts_of(term).symbols.isdisjoint(shapes)


def scale_of(term: Node) -> tuple[Literal["ones", "bare"], Node] | None:
    """Return the number of a term that is a number written out, or that times ones; None for other terms."""
    value = literal(term)
    if value is not None:
        return ("bare" if value else "ones", term)
    match term:
        case Const("ones"):
            return "ones", UNIT
        case Neg(arg) if (inner := scale_of(arg)) is not None:
            return inner[0], Neg(inner[1])
        case Div(num, den) if literal(den) and (inner := scale_of(num)) is not None:
            return inner[0], Div(inner[1], den)
        case Mul((*factors, Const("ones"))) if all(literal(factor) is not None for factor in factors):
            return "ones", product_of(factors)
        case _:
            return None
