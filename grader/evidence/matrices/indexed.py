"""Sums and products over the entries of arrays: are all indices in range, and where are the terms defined?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from grader.evidence.matrices.sizes import ONE, Size, minus, size_of, surely_from_zero
from grader.evidence.matrices.table import Table
from grader.evidence.novalue import UnclearError
from grader.evidence.total import is_total_there
from grader.language.domains import Domain
from grader.language.tree import Bind, Derivative, Index, Node, Num, Sym, children, rebuild, substitute, symbols

INTEGER = Domain(base="integer", text="integer")
Ends = Mapping[str, tuple[Node, Node]]  # of the indices


def partial_terms(node: Bind, shapes: Mapping[str, tuple[Size, ...]], table: Table, ends: Ends) -> Iterator[Node]:
    """Yield what may be undefined in a sum over entries, with a symbol for each entry, or for all that are alike.

    Raises UnclearError where an index may be out of range, or where whole arrays stand in the sum.
    """
    if node.kind not in {"sum", "prod"} or node.low is None or node.high is None:
        raise UnclearError("a binder over arrays that is no sum or product", final=True)
    for end in (node.low, node.high):
        if symbols(end) & shapes.keys():
            raise UnclearError("a sum whose bounds depend on arrays", final=True)
    inner = {**ends, node.var: (node.low, node.high)}
    yield from _partial(node.body, shapes, table, inner)


def _partial(node: Node, shapes: Mapping[str, tuple[Size, ...]], table: Table, ends: Ends) -> Iterator[Node]:
    match node:
        case Index(Sym(name), indices) if name in shapes:
            require_all_inside(indices, shapes[name], ends)
        case Index() | Derivative():
            raise UnclearError("an entry or a derivative of an expression of arrays", final=True)
        case Sym(name) if name in shapes:
            raise UnclearError("sums over entries and other arrays in one expression", final=True)
        case Bind():
            yield from partial_terms(node, shapes, table, ends)
        case _:
            if not is_total_there(node):
                yield _abstract(node, table, ends)
            for child in children(node):
                yield from _partial(child, shapes, table, ends)


def _abstract(node: Node, table: Table, ends: Ends) -> Node:
    """Return a term with symbols for entries and indices; the range is part of what a symbol stands for."""
    match node:
        case Index(Sym(name), indices):
            named: dict[str, Node] = {var: Sym(f"index[{place}]") for place, var in enumerate(ends)}
            places = tuple(substitute(index, named) for index in indices)
            return table.symbol("entry", (name, places, tuple(ends.values())), table.domains[name])
        case Sym(name) if name in ends:
            return table.symbol("index", (list(ends).index(name), tuple(ends.values())), INTEGER)
        case Bind():
            raise UnclearError("where a sum in a function is defined is not settled", final=True)
        case _:
            return rebuild(node, lambda child: _abstract(child, table, ends))


def require_all_inside(indices: tuple[Node, ...], shape: tuple[Size, ...], ends: Ends) -> None:
    """Raise UnclearError where indices do not name one entry that surely exists."""
    if len(indices) != len(shape):
        raise UnclearError("a row or column of an array", final=True)
    for index, size in zip(indices, shape, strict=True):
        _require_inside(index, size, ends)


def _require_inside(index: Node, size: Size, ends: Ends) -> None:
    """Raise UnclearError where an index may be smaller than 1 or greater than the size."""
    low, high = index, index
    for var, (first, last) in reversed(list(ends.items())):
        low, high = substitute(low, {var: first}), substitute(high, {var: last})
    moving = [var for var in ends if var in symbols(index)]
    slopes = all(_slope(index, var) == ONE for var in moving)
    if not slopes or not surely_from_zero(minus(size_of(low), ONE)) or not surely_from_zero(minus(size, size_of(high))):
        raise UnclearError("an index that may be out of range", final=True)


def _slope(index: Node, var: str) -> Size:
    """Return by how much an index grows where the symbol grows by 1 from 0; exact for sums."""
    zero, one, two = (size_of(substitute(index, {var: Num(Fraction(value))})) for value in (0, 1, 2))
    return minus(one, zero) if minus(two, one) == minus(one, zero) else ()
