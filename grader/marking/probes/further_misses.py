"""Answers that are further off, for those with few places to slip at: numbers, lists of numbers, single letters."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from grader.language.tree import (
    ONE,
    Add,
    Apply,
    Array,
    Call,
    Cases,
    Div,
    Interval,
    Logic,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Relation,
    SetOf,
    SetOp,
    Space,
    Sym,
    Tup,
    symbols,
)
from grader.marking.probes.places import Changed, with_item

COUNTS = (2, 3, 10)  # factors, and terms, that are too many


def further_misses(tree: Node) -> Iterator[Changed]:
    """Yield what was changed with the changed tree: of lists in each entry and as a whole; nothing for conditions."""
    match tree:
        case Array(()) | Tup(()):  # the shape of a number
            return
        case Array(items) | Tup(items):
            yield from _of_list(tree, items)
        case Relation() | Logic() | Interval() | SetOf() | SetOp() | Space() | Cases():
            return
        case _:
            yield from _off(tree)


def _of_list(tree: Array | Tup, items: tuple[Node, ...]) -> Iterator[Changed]:
    kind = type(tree)
    if not any(isinstance(item, Array) for item in items):
        yield "an entry lost", kind(items[1:])
        yield "an entry lost", kind(items[:-1])
        yield "an entry too many", kind((*items, items[-1]))
        yield "an entry too many", kind((Num(Fraction(0)), *items))
    if items[::-1] != items:
        yield "the other way round", kind(items[::-1])
    for place, item in enumerate(items):
        yield from ((said, kind(with_item(items, place, other))) for said, other in further_misses(item))


def _off(tree: Node) -> Iterator[Changed]:
    """Yield a number or a formula with a factor, a term, a sign or a power too many."""
    known = _value(tree)
    if known is not None:
        others = (known + 2, known - 2, *(known * count for count in COUNTS), known**2, known / 2, -known,
                  known + Fraction(1, 2), known - Fraction(1, 2), known + 10, known + 7, known + 100)  # fmt: skip
        for value in dict.fromkeys(others):
            if value != known:
                yield f"another number than {known}", _number(value)
        return
    if not symbols(tree):  # what it is may be 0, which a factor leaves as it is
        yield from (("a term too many", Add((tree, Num(Fraction(count))))) for count in range(1, 13))
        return
    for count in COUNTS:
        factor = Num(Fraction(count))
        yield "a factor too many", Mul((factor, tree))
        yield "a divisor too many", Div(tree, factor)
    for count in (1, 2, 3):
        yield "a term too many", Add((tree, Num(Fraction(count))))
    yield "a term too many", Add((tree, Neg(ONE)))
    yield "a sign too many", tree.arg if isinstance(tree, Neg) else Neg(tree)
    yield "a power too many", Pow(tree, Num(Fraction(2)))
    yield "upside down", Div(ONE, tree)
    if isinstance(tree, Call | Sym | Apply):
        yield "an exponential too many", Call("exp", (tree,))
        yield "a number for a formula", Num(Fraction(0))
        yield "a number for a formula", ONE


def _value(tree: Node) -> Fraction | None:
    match tree:
        case Num(value):
            return value
        case Neg(Num(value)):
            return -value
        case Div(Num(top), Num(bottom)) if bottom:
            return top / bottom
        case _:
            return None


def _number(value: Fraction) -> Node:
    top, bottom = Num(Fraction(abs(value.numerator))), Num(Fraction(value.denominator))
    size = top if bottom == ONE else Div(top, bottom)
    return Neg(size) if value < 0 else size
