"""Sums and products over the entries of arrays: are all indices in range, and what do their terms stand for?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from grader.evidence.arrays.grids import ShapeError
from grader.evidence.arrays.of_any_size.sizes import ONE, Size, minus, size_of, surely_from_zero
from grader.evidence.errors import UnclearError
from grader.evidence.families.matrices.words.table import Table
from grader.evidence.signs import Sign
from grader.language.domains import INTEGER, NON_NEGATIVE, POSITIVE, REAL
from grader.language.tree import Bind, Cases, Index, Mul, Node, Num, Relation, Sym, rebuild, substitute, symbols, walk

NONE: Size = ()
LESS: Size = (((), Fraction(-1)),)
Ends = Mapping[str, tuple[Node, Node]]  # of the indices


class NoEntryError(ShapeError):
    """A sum over more indices than there are entries."""


def range_of(node: Bind, arrays: Iterable[str]) -> tuple[Node, Node]:
    """Return the ends of a sum or product; raises UnclearError for another binder, and for ends with arrays in them."""
    if node.kind not in {"sum", "prod", "max", "min"} or node.low is None or node.high is None:
        raise UnclearError("a binder over arrays that is no sum, product, maximum or minimum", final=True)
    if (symbols(node.low) | symbols(node.high)) & frozenset(arrays):
        raise UnclearError("a sum whose bounds depend on arrays", final=True)
    if node.kind in {"max", "min"} and not has_terms((node.low, node.high)):
        raise UnclearError("a maximum or minimum that may be over no entries", final=True)
    return node.low, node.high


def has_terms(ends: tuple[Node, Node]) -> bool:
    """Return whether a range surely has an index."""
    try:
        return surely_from_zero(minus(size_of(ends[1]), size_of(ends[0])))
    except UnclearError:
        return False


def abstract(node: Node, table: Table, ends: Ends, sign: Callable[[Node], Sign]) -> Node:
    """Return a term with symbols for entries, sums, products and indices; what a symbol stands for has the range in it.

    A sum or product of positive numbers is positive, one of numbers that are not negative is not negative.
    """
    match node:
        case Index(Sym(name), indices):
            named: dict[str, Node] = {var: Sym(f"index[{place}]") for place, var in enumerate(ends)}
            places = tuple(substitute(index, named) for index in indices)
            return table.symbol("entry", (name, places, tuple(ends.values())), table.domains.get(name, REAL))
        case Sym(name) if name in ends:
            return table.symbol("index", (list(ends).index(name), tuple(ends.values())), INTEGER)
        case Bind(_, body, var, low, high) if low is not None and high is not None:
            inner = sign(abstract(body, table, {**ends, var: (low, high)}, sign))  # an extremum has the sign, too
            is_above = inner is Sign.POSITIVE and has_terms((low, high))
            domain = POSITIVE if is_above else NON_NEGATIVE if inner.within(Sign.NON_NEGATIVE) else REAL
            return table.symbol("total", (node, tuple(ends.items())), domain)
        case _:
            return rebuild(node, lambda child: abstract(child, table, ends, sign))


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
        slope = _slope(high, var)
        if slope not in (NONE, ONE, LESS):
            raise UnclearError("an index that may be out of range", final=True)
        low = substitute(low, {var: last if slope == LESS else first})
        high = substitute(high, {var: first if slope == LESS else last})
    if not surely_from_zero(minus(size_of(low), ONE)) or not surely_from_zero(minus(size, size_of(high))):
        raise UnclearError("an index that may be out of range", final=True)


def require_few_indices(node: Bind, shapes: Mapping[str, tuple[Size, ...]]) -> None:
    """Raise ShapeError where a sum runs over more indices than an array in it has entries, from wherever one counts.

    Terms that a factor or a condition may take out are no reason.
    """
    if node.low is None or node.high is None or _may_vanish(node):
        return
    for part in walk(node.body):
        if isinstance(part, Index) and isinstance(part.base, Sym) and part.base.name in shapes:
            for index, size in zip(part.indices, shapes[part.base.name], strict=False):
                _require_few(index, size, node)


def _require_few(index: Node, size: Size, node: Bind) -> None:
    assert node.low is not None
    assert node.high is not None
    try:
        if _slope(index, node.var) not in (ONE, LESS):
            return
        is_more = surely_from_zero(minus(minus(size_of(node.high), size_of(node.low)), size))
    except UnclearError:
        return
    if is_more:
        raise NoEntryError(f"the index {node.var} runs over more values than there are entries")


def _may_vanish(node: Bind) -> bool:
    """Return whether a summand may leave out its first or its last term: by a condition, or by a factor that is 0."""
    parts = list(walk(node.body))
    if any(isinstance(part, Cases | Relation) for part in parts):
        return True
    factors = [factor for part in parts if isinstance(part, Mul) for factor in part.factors]
    return any(
        end is not None and _is_zero(substitute(factor, {node.var: end}))
        for factor in factors
        if node.var in symbols(factor) and not any(isinstance(part, Index) for part in walk(factor))
        for end in (node.low, node.high)
    )


def _is_zero(tree: Node) -> bool:
    try:
        return size_of(tree) == NONE
    except UnclearError:
        return False


def _slope(index: Node, var: str) -> Size | None:
    """Return by how much an index grows where the symbol grows by 1; None where that differs."""
    if var not in symbols(index):
        return NONE
    zero, one, two = (size_of(substitute(index, {var: Num(Fraction(value))})) for value in (0, 1, 2))
    return minus(one, zero) if minus(two, one) == minus(one, zero) else None
