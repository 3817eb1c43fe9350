"""Products of arrays whose size is a letter, written out as sums over one index.

`w^T relu(u x + b)` with entries by a rule becomes `sum_{i=1}^n w_i relu(u_i x + b_i)`: what is read has the same value
for every size, and where the shapes are not seen to fit nothing is read.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce

from grader.language.tree import (
    ONE,
    ZERO,
    Add,
    Array,
    ArrayMul,
    Bind,
    Call,
    Cases,
    Div,
    Index,
    Mul,
    Neg,
    Node,
    Num,
    Relation,
    Sym,
    Transpose,
    rebuild,
    substitute,
)
from grader.records import dataclass

AT = Sym("unit]")  # the index of all sums that are made here; no text can spell it
ENTRYWISE = frozenset({"relu", "abs"})


class UnfitError(Exception):
    """Arrays whose shapes are not seen to fit together."""


@dataclass(frozen=True)
class Rule:
    """A vector: its entry at `AT`, which counts from 1, and how many entries it has; `is_row` once transposed."""

    entry: Node
    count: Node
    is_row: bool = False


def without_arrays(tree: Node) -> Node:
    """Return a number's tree with sums in the place of products of arrays; raises UnfitError."""
    found = _read(tree)
    if isinstance(found, Rule):
        raise UnfitError
    return found


def _read(tree: Node) -> Node | Rule:
    match tree:
        case Bind("array", body, var, low, high) if low is not None and high is not None:
            place: Node = AT if low == ONE else Add((AT, low, Neg(ONE)))
            entry = without_arrays(substitute(body, {var: place}))
            return Rule(entry, high if low == ONE else Add((high, Neg(low), ONE)))
        case Array(items) if items:
            return _listed([without_arrays(item) for item in items])
        case Call("ones" | "zeros" as name, (count,)):
            return Rule(ONE if name == "ones" else ZERO, count)
        case Index(base, (place,)):
            return _entry(_read(base), place)
        case _:
            return _calculated(tree)


def _calculated(tree: Node) -> Node | Rule:
    """Return what arithmetic and functions make of vectors and numbers."""
    match tree:
        case Transpose(arg):
            return _turned(_read(arg))
        case Add(terms):
            return _each([_read(term) for term in terms], Add)
        case ArrayMul("hadamard", factors):
            return _each([_read(factor) for factor in factors], Mul)
        case Mul(factors):
            return reduce(_product, [_read(factor) for factor in factors])
        case Div(num, den):
            below = without_arrays(den)
            return _mapped(_read(num), lambda above: Div(above, below))
        case Neg(arg):
            return _mapped(_read(arg), Neg)
        case Call("dot", (left, right)):
            return _product(_turned(_read(left)), _read(right))
        case Call(name, (arg,)) if name in ENTRYWISE:
            return _mapped(_read(arg), lambda inner: Call(name, (inner,)))
        case _:
            return rebuild(tree, without_arrays)


def _listed(items: list[Node]) -> Rule:
    """Return a list by cases of the index."""
    numbered = [(item, Num(Fraction(place))) for place, item in enumerate(items, 1)]
    branches = tuple((item, Relation(("=",), (AT, place))) for item, place in numbered[:-1])
    return Rule(Cases(branches, items[-1]) if branches else items[-1], numbered[-1][1])


def _mapped(found: Node | Rule, change: Callable[[Node], Node]) -> Node | Rule:
    return Rule(change(found.entry), found.count, found.is_row) if isinstance(found, Rule) else change(found)


def _turned(found: Node | Rule) -> Node | Rule:
    return Rule(found.entry, found.count, not found.is_row) if isinstance(found, Rule) else found


def _each(parts: list[Node | Rule], joined: Callable[[tuple[Node, ...]], Node]) -> Node | Rule:
    """Return what goes entry by entry, of numbers alone or of vectors alone that have one size."""
    rules = [part for part in parts if isinstance(part, Rule)]
    if not rules:
        return joined(tuple(part for part in parts if not isinstance(part, Rule)))
    first = rules[0]
    if len(rules) < len(parts) or any((one.count, one.is_row) != (first.count, first.is_row) for one in rules):
        raise UnfitError
    return Rule(joined(tuple(one.entry for one in rules)), first.count, first.is_row)


def _product(left: Node | Rule, right: Node | Rule) -> Node | Rule:
    """Return a product: numbers scale, a row times a column is a sum."""
    if isinstance(left, Rule) and isinstance(right, Rule):
        if not left.is_row or right.is_row or left.count != right.count:
            raise UnfitError
        return Bind("sum", Mul((left.entry, right.entry)), AT.name, ONE, left.count)
    if isinstance(left, Rule):
        return _product(right, left)
    return _mapped(right, lambda factor: Mul((left, factor)))


def _entry(found: Node | Rule, place: Node) -> Node:
    """Return an entry of a vector; one by number is not seen to be there."""
    if not isinstance(found, Rule) or isinstance(place, Num):
        raise UnfitError
    return substitute(found.entry, {AT.name: place})
