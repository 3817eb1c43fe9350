"""Answers that mean the same: one place of a tree written another way.

Every rule holds wherever both sides have values, for numbers and for arrays of any shape; what two matrices do not
obey is not used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grader.language.tree import (
    MIRRORED,
    TWO,
    Add,
    Bind,
    Div,
    Index,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    SetOf,
    SetOp,
    Transpose,
)
from grader.marking.probes.places import Changed, everywhere

FRACTION = "a number as a fraction"


def rewrites(tree: Node) -> Iterator[Changed]:
    """Yield what was rewritten with the rewritten tree, each once, in the order of the places."""
    return everywhere(tree, _others, _is_written)


def _is_written(parent: Node, place: int, said: str) -> bool:
    """Whether somebody may write a change so: no fractions in indices and in the bounds of sums."""
    return said != FRACTION or place == 0 or not isinstance(parent, Index | Bind)


def _others(node: Node) -> Iterator[Changed]:
    for rule in RULES:
        yield from rule(node)


def _of_sums(node: Node) -> Iterator[Changed]:
    match node:
        case Add(terms):
            yield "terms in another order", Add(terms[::-1])
            yield "a minus before the sum", Neg(Add(tuple(_negated(term) for term in terms)))
        case Neg(Add(terms)):
            yield "a minus taken in", Add(tuple(_negated(term) for term in terms))
        case Transpose(Add(terms)):
            yield "a transpose taken in", Add(tuple(Transpose(term) for term in terms))


def _of_products(node: Node) -> Iterator[Changed]:
    match node:
        case Mul((*before, Add(terms))):
            yield "multiplied out", Add(tuple(Mul((*before, term)) for term in terms))
        case Mul((Add(terms), *after)):
            yield "multiplied out", Add(tuple(Mul((term, *after)) for term in terms))
        case Div(Add(terms), den):
            yield "a fraction taken apart", Add(tuple(Div(term, den) for term in terms))
        case Div(num, den) if not isinstance(den, Num):
            yield "twice above and below", Div(Mul((TWO, num)), Mul((TWO, den)))
        case Pow(base, Num(value)) if value == TWO.value:
            yield "a square as a product", Mul((base, base))


def _of_numbers(node: Node) -> Iterator[Changed]:
    if isinstance(node, Num):
        yield FRACTION, Div(Num(2 * node.value), TWO)


def _of_sets(node: Node) -> Iterator[Changed]:
    match node:
        case SetOf(items) if len(items) > 1:
            yield "members in another order", SetOf(items[::-1])
        case SetOp("union" | "intersection" as op, args):
            yield "sets in another order", SetOp(op, args[::-1])
        case Relation((op,), (a, b)) if op in MIRRORED:
            yield "sides swapped", Relation((MIRRORED[op],), (b, a))


RULES: tuple[Callable[[Node], Iterator[Changed]], ...] = (_of_sums, _of_products, _of_numbers, _of_sets)


def _negated(node: Node) -> Node:
    return node.arg if isinstance(node, Neg) else Neg(node)
