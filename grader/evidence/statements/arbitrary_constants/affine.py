"""Trees that are affine in some symbols, as rows: what is free of them, then the factor of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.evidence.trees.build import ONE, ZERO
from grader.language.tree import Add, Div, Mul, Neg, Node, Sym, symbols

Row = tuple[Node, ...]


def affine(tree: Node, names: Sequence[str]) -> Row | None:
    """Return a tree as what is free of some symbols, and the factor of each; None where it is not affine in them."""
    if not symbols(tree) & set(names):
        return (tree, *(ZERO for _ in names))
    match tree:
        case Sym(name):
            return (ZERO, *(ONE if name == other else ZERO for other in names))
        case Neg(arg):
            return _map(affine(arg, names), _negative)
        case Add(terms):
            return _added([affine(term, names) for term in terms])
        case Div(num, den) if not symbols(den) & set(names):
            return _map(affine(num, names), lambda part: Div(part, den))
        case Mul(factors):
            with_names = [factor for factor in factors if symbols(factor) & set(names)]
            if len(with_names) > 1:
                return None
            others = tuple(factor for factor in factors if factor is not with_names[0])
            return _map(affine(with_names[0], names), lambda part: _product(others, part))
        case _:
            return None


def _product(factors: Row, last: Node) -> Node:
    whole = factors if last == ONE and factors else (*factors, last)
    return whole[0] if len(whole) == 1 else Mul(whole)


def _map(parts: Row | None, change: Callable[[Node], Node]) -> Row | None:
    return None if parts is None else tuple(part if part == ZERO else change(part) for part in parts)


def _negative(part: Node) -> Node:
    return Neg(part)


def _added(rows: Sequence[Row | None]) -> Row | None:
    kept = [row for row in rows if row is not None]
    return tuple(sum_of(column) for column in zip(*kept, strict=True)) if len(kept) == len(rows) else None


def sum_of(parts: Sequence[Node]) -> Node:
    """Return a sum without the terms that are 0."""
    terms = tuple(part for part in parts if part != ZERO)
    return ZERO if not terms else terms[0] if len(terms) == 1 else Add(terms)
