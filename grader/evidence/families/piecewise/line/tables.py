"""Arrays of numbers and piecewise-linear functions, with the same rules of shape as arrays of trees have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product as pairs_of

from grader.evidence.arrays.grids import (
    Layout,
    ShapeError,
    common_shape,
)
from grader.evidence.arrays.products import product_layout, product_sides
from grader.evidence.budget import Budget
from grader.evidence.errors import DeclinedError
from grader.evidence.families.piecewise.line.linear.apply import product
from grader.evidence.families.piecewise.line.linear.pieces import Item, Rational, as_number
from grader.evidence.families.piecewise.line.linear.sums import combinations, scaled, total
from grader.records import dataclass


@dataclass(frozen=True, slots=True)
class Table(Layout):
    """Numbers and functions in row-major order."""

    items: tuple[Item, ...]


Entry = Item | Table  # a number, a function, or an array of them


def mapped(change: Callable[[Item], Item], entry: Entry) -> Entry:
    """Return an entry with a function applied to each item."""
    if isinstance(entry, Table):
        return Table(entry.shape, tuple(change(item) for item in entry.items), entry.side)
    return change(entry)


def literal(items: Sequence[Entry]) -> Table:
    """Return a list of entries as an array; raises ShapeError where rows differ in length."""
    tables = [item for item in items if isinstance(item, Table)]
    if not tables:
        return Table((len(items),), tuple(plain(items)))
    if len({item.shape if isinstance(item, Table) else () for item in items}) != 1:
        raise ShapeError("The rows of an array differ in length.")
    return Table((len(items), *tables[0].shape), tuple(entry for table in tables for entry in table.items))


def added(terms: Sequence[Entry], budget: Budget) -> Entry:
    """Return a sum; an array of one entry counts as a number beside numbers. Raises ShapeError, DeclinedError."""
    tables = [term for term in terms if isinstance(term, Table)]
    if not tables:
        return total(plain(terms), budget)
    if len(tables) < len(terms):
        if any(len(table.items) != 1 for table in tables):
            raise DeclinedError
        return total([term.items[0] if isinstance(term, Table) else term for term in terms], budget)
    first = common_shape(tables, "sum")
    columns = zip(*(table.items for table in tables), strict=True)
    return Table(first.shape, tuple(total(column, budget) for column in columns), first.side)


def plain(entries: Sequence[Entry]) -> list[Item]:
    """Return the entries that are no arrays."""
    return [entry for entry in entries if not isinstance(entry, Table)]


def number_of(entry: Entry) -> Rational | None:
    """Return the number that an entry is everywhere; None for arrays and other functions."""
    return None if isinstance(entry, Table) else as_number(entry)


def entrywise(op: str, factors: Sequence[Entry], budget: Budget) -> Entry:
    """Return a Hadamard or an outer product."""
    tables = [factor for factor in factors if isinstance(factor, Table)]
    if len(tables) < len(factors):
        return multiplied(factors, budget)
    if op == "hadamard":
        first = common_shape(tables, "entrywise product")
        items = list(tables[0].items)
        for table in tables[1:]:
            items = [_product(*pair, budget) for pair in zip(items, table.items, strict=True)]
        return Table(first.shape, tuple(items), first.side)
    if len(tables) != 2 or not all(table.is_flat for table in tables):
        raise DeclinedError
    left, right = tables
    made = tuple(_product(*pair, budget) for pair in pairs_of(left.items, right.items))
    return Table((*left.shape, *right.shape), made)


def multiplied(factors: Sequence[Entry], budget: Budget) -> Entry:
    """Return an ordinary product: of numbers, a number and an array, or matrices."""
    result = factors[0]
    for factor in factors[1:]:
        result = _times(result, factor, budget)
    return result


def _times(left: Entry, right: Entry, budget: Budget) -> Entry:
    if not isinstance(right, Table):
        return mapped(lambda item: _product(item, right, budget), left)
    if isinstance(left, Table):
        return _matrix_product(left, right, budget)
    return mapped(lambda item: _product(left, item, budget), right)


def _product(left: Item, right: Item, budget: Budget) -> Item:
    for one, other in ((left, right), (right, left)):
        factor = as_number(one)
        if factor is not None:
            return scaled(other, factor)
    return product(left, right, budget)


def _matrix_product(left: Table, right: Table, budget: Budget) -> Entry:
    left, right = product_sides(left, right)
    numbers = _all_numbers(left.items)
    if numbers is not None:
        inner = left.matrix_shape()[1]
        rows = [numbers[i : i + inner] for i in range(0, len(numbers), inner)]
        columns = [combinations(rows, column, budget) for column in zip(*right.rows(), strict=True)]
        items: list[Item] = [item for row in zip(*columns, strict=True) for item in row]
    else:
        items = _by_columns(left, right, budget)
    if len(items) == 1:
        return items[0]  # one entry counts as a number
    shape, side = product_layout(left, right)
    return Table(shape, tuple(items), side)


def _by_columns(left: Table, right: Table, budget: Budget) -> list[Item]:
    """Return the entries of a product whose right factor holds the numbers, or of two arrays of functions."""
    rows, columns = left.rows(), list(zip(*right.rows(), strict=True))
    numbers = _all_numbers(right.items)
    if numbers is not None:
        width = len(columns)
        weights = [numbers[j::width] for j in range(width)]
        return [item for row in rows for item in combinations(weights, row, budget)]
    return [
        total([_product(*pair, budget) for pair in zip(row, column, strict=True)], budget)
        for row in rows
        for column in columns
    ]


def _all_numbers(items: Sequence[Item]) -> list[Rational] | None:
    found = [number for item in items if (number := as_number(item)) is not None]
    return found if len(found) == len(items) else None
