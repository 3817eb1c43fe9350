"""Products of arrays of known shape: how flat lists stand in them, and why a product is not defined; entrywise ones."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from grader.evidence.arrays.grids import (
    COLUMN_BESIDE_ROW,
    AnyLayout,
    Grid,
    Layout,
    Shape,
    ShapeError,
    common_shape,
    shape_text,
)
from grader.evidence.budget import Budget
from grader.evidence.errors import UnclearError
from grader.language.tree import Mul
from grader.records import replace


def product_sides(left: AnyLayout, right: AnyLayout) -> tuple[AnyLayout, AnyLayout]:
    """Return the factors of a matrix product as they stand in it: flat lists as rows or columns. Raises ShapeError."""
    left, right = _as_row(left), _as_row(right)
    if left.is_flat and left.side != "row" and right.side != "row" and (right.is_flat or left.side == "free"):
        left = replace(left, side="row")  # a flat list on the left stands as a row
    if right.is_flat and right.side == "free" and left.matrix_shape()[1] == 1 and len(right.items) != 1:
        right = replace(right, side="row")
    if left.matrix_shape()[1] != right.matrix_shape()[0]:
        shapes = f"{shape_text(left.matrix_shape())} and {shape_text(right.matrix_shape())}"
        raise ShapeError(f"A product of arrays of shapes {shapes} is not defined.")
    return left, right


def _as_row(grid: AnyLayout) -> AnyLayout:
    return replace(grid, side="row") if grid.side == "turned" else grid


def product_layout(left: Layout, right: Layout) -> tuple[Shape, str]:
    """Return the shape and the side of a matrix product of two factors as `product_sides` returns them."""
    (height, _), (_, width) = left.matrix_shape(), right.matrix_shape()
    if right.is_flat and width == 1:
        return (height,), "column"
    if left.is_flat and height == 1:
        return (width,), "row"
    return (height, width), "free"


def entrywise(op: str, grids: Sequence[Grid], budget: Budget) -> Grid:
    """Return the entrywise product of arrays, or the outer product of two vectors."""
    if op == "hadamard":
        if {grid.side for grid in grids if grid.is_flat} >= {"column", "row"}:
            raise UnclearError(COLUMN_BESIDE_ROW, final=True)
        first = common_shape(grids, "entrywise product")
        columns = zip(*(grid.items for grid in grids), strict=True)
        return Grid(first.shape, tuple(Mul(entries) for entries in columns), first.side)
    if len(grids) != 2 or not all(grid.is_flat for grid in grids):
        raise UnclearError("outer products are of two vectors", final=True)
    left, right = grids
    budget.spend(len(left.items) * len(right.items))
    return Grid((*left.shape, *right.shape), tuple(Mul(pair) for pair in product(left.items, right.items)))
