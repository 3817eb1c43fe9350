"""Small trees that deciding builds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from flint import fmpq

from grader.evidence.errors import UnclearError
from grader.language.names.functions import PREDICATES
from grader.language.tree import (
    ONE,
    ZERO,
    Add,
    Call,
    CaptureError,
    Const,
    Div,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Relation,
    RelationOp,
    children,
    substitute,
)

Coordinate: TypeAlias = fmpq | Node  # a number, or a tree such as sqrt(2) from a list of members
NO_NUMBER = Const("no number")  # in the place of infinity beside a number; no text can spell it
OPPOSITE: dict[RelationOp, RelationOp] = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
MINUS_ONE = Neg(ONE)
TRUTHS = frozenset({"true", "false"})


def exact(node: Num) -> fmpq:
    """Return the value of a number as FLINT computes with it, worked out once: the node keeps it."""
    try:
        found: fmpq = node._exact
    except AttributeError:
        node._exact = found = fmpq(*node.value.as_integer_ratio())
    return found


def number_tree(value: fmpq | Fraction | int) -> Node:
    """Return a rational number as a tree."""
    numerator, denominator = int(value.numerator), int(value.denominator)
    top: Node = Num(Fraction(abs(numerator)))
    if denominator != 1:
        top = Div(top, Num(Fraction(denominator)))
    return Neg(top) if numerator < 0 else top


def coordinate_tree(value: Coordinate) -> Node:
    """Return a coordinate of a point as a tree."""
    return value if isinstance(value, Node) else number_tree(value)


def at_place(tree: Node, place: Mapping[str, Coordinate]) -> Node:
    """Return a tree with the coordinates of a point put in."""
    try:
        return substitute(tree, {name: coordinate_tree(value) for name, value in place.items()}) if place else tree
    except CaptureError as error:
        raise UnclearError(str(error), final=True) from error


def minus(left: Node, right: Node) -> Node:
    """Return left - right."""
    return Add((left, Neg(right)))


def times(left: Node, right: Node) -> Node:
    """Return left * right."""
    return Mul((left, right))


def sum_of(terms: Sequence[Node]) -> Node:
    """Return the sum of some terms: 0 of none, one alone as it is."""
    return ZERO if not terms else terms[0] if len(terms) == 1 else Add(tuple(terms))


def product_of(factors: Sequence[Node]) -> Node:
    """Return the product of some factors: 1 of none, one alone as it is."""
    return ONE if not factors else factors[0] if len(factors) == 1 else Mul(tuple(factors))


def factors_of(node: Node) -> tuple[Node, ...]:
    """Return the factors of a product, of another tree itself."""
    return node.factors if isinstance(node, Mul) else (node,)


def quotient_factors(node: Node, side: int = 1) -> Iterator[tuple[Node, int]]:
    """Yield the factors of a product, with 1, and of its divisors, with -1; a sign is a factor -1."""
    match node:
        case Mul(parts):
            for part in parts:
                yield from quotient_factors(part, side)
        case Div(num, den):
            yield from quotient_factors(num, side)
            yield from quotient_factors(den, -side)
        case Neg(arg):
            yield MINUS_ONE, side
            yield from quotient_factors(arg, side)
        case _:
            yield node, side


def conjuncts(condition: Node) -> tuple[Node, ...]:
    """Return the conditions that all must hold for one to hold."""
    return condition.args if isinstance(condition, Logic) and condition.op == "and" else (condition,)


def fraction(value: fmpq) -> Fraction:
    """Return a number of FLINT as one of Python."""
    return Fraction(int(value.p), int(value.q))


def distinct(*trees: Node) -> Iterator[Node]:
    """Yield the nodes of some trees without recursion, each object once however often it is shared."""
    waiting, seen = list(trees), set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield node
            waiting.extend(children(node))


def is_condition(tree: Node) -> bool:
    """Return whether a tree is a condition, not a number."""
    if isinstance(tree, Call):
        return tree.name in PREDICATES
    return isinstance(tree, Relation | Logic) or (isinstance(tree, Const) and tree.name in TRUTHS)


def plain_number(tree: Node) -> Fraction | None:
    """Return the value of a number, or of the negative of one; None for any other tree."""
    match tree:
        case Num(value):
            return value
        case Neg(Num(value)):
            return -value
        case _:
            return None
