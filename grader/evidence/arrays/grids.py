"""Grids of scalar trees: arrays of known shape, and whether their shapes fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from grader.evidence.errors import UnclearError
from grader.evidence.trees.build import factors_of, sum_of
from grader.language.tree import Mul, Node
from grader.records import dataclass, replace

Shape = tuple[int, ...]
FREE = frozenset({"free", "turned"})
COLUMN_BESIDE_ROW = "whether an entrywise product of a column and a row is meant is not settled"


class ShapeError(Exception):
    """Shapes that do not fit; `text` says which. A named reason, not a bug."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Layout:
    """Entries in row-major order. `side` says how a flat list stands: free, or as a column or a row.

    A flat list that was written out and transposed is `turned`: a row in products, free otherwise.
    """

    shape: Shape
    items: tuple[Any, ...]
    side: str = "free"

    @property
    def is_flat(self) -> bool:
        """Whether the grid has one index."""
        return len(self.shape) == 1

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the rows of a matrix; a flat grid is a column unless it is a row."""
        height, width = self.matrix_shape()
        return [self.items[i * width : (i + 1) * width] for i in range(height)]

    def matrix_shape(self) -> tuple[int, int]:
        """Return height and width; a flat grid is a column unless it is a row."""
        if len(self.shape) == 2:
            return self.shape[0], self.shape[1]
        if len(self.shape) > 2:
            raise UnclearError("products of arrays with more than two indices are not decided", final=True)
        return (1, self.shape[0]) if self.side in {"row", "turned"} else (self.shape[0], 1)


@dataclass(frozen=True, slots=True)
class Grid(Layout):
    """Scalar trees in row-major order."""

    items: tuple[Node, ...]


Entry = Node | Grid
AnyLayout = TypeVar("AnyLayout", bound=Layout)


def shape_text(shape: Shape) -> str:
    """Return a shape in the usual notation: `(2, 1)`, `(3)`."""
    return f"({', '.join(map(str, shape))})"


def common_shape(grids: Sequence[AnyLayout], what: str) -> AnyLayout:
    """Return a grid with the common shape; flat lists fit columns and rows. Raises ShapeError."""
    known = max(grids, key=lambda grid: (len(grid.shape), grid.side not in FREE))
    for grid in grids:
        if not fits(grid, known):
            raise ShapeError(
                f"The shapes {shape_text(known.shape)} and {shape_text(grid.shape)} do not fit together in the {what}."
            )
    return known


def fits(given: Layout, wanted: Layout) -> bool:
    """Return whether a grid has the shape of another; a flat list without orientation fits every vector."""
    if given.shape == wanted.shape:
        return given.side in FREE or wanted.side in FREE or given.side == wanted.side
    if given.is_flat and len(wanted.shape) == 2:
        allowed = {"column": (1,), "row": (0,)}.get(given.side, (0, 1))
        return any(wanted.shape[axis] == 1 for axis in allowed) and len(given.items) == len(wanted.items)
    if wanted.is_flat and len(given.shape) == 2:
        return given.shape == wanted.matrix_shape() or (
            wanted.side == "turned" and given.shape == (len(wanted.items), 1)
        )
    return False


def transpose(entry: Entry) -> Entry:
    """Return a transposed array; a flat list becomes a row, a number stays itself."""
    return entry if isinstance(entry, Node) else transposed(entry)


def transposed(grid: AnyLayout) -> AnyLayout:
    """Return a transposed array; a flat list becomes a row."""
    if grid.is_flat:
        return replace(grid, side={"row": "column", "free": "turned", "turned": "free"}.get(grid.side, "row"))
    columns = zip(*grid.rows(), strict=True)
    items = tuple(item for column in columns for item in column)
    return replace(grid, shape=(grid.shape[1], grid.shape[0]), items=items, side="free")


def offset(grid: Layout, places: tuple[int, ...]) -> int:
    """Return where an entry stands among the items. Raises ShapeError where there is none, UnclearError for a row."""
    if len(places) != len(grid.shape):
        raise UnclearError("a row or column of an array", final=True)
    if not all(1 <= place <= size for place, size in zip(places, grid.shape, strict=True)):
        raise ShapeError(f"An array of shape {shape_text(grid.shape)} has no entry {shape_text(places)}.")
    result = 0
    for place, size in zip(places, grid.shape, strict=True):
        result = result * size + place - 1
    return result


def times(left: Node, right: Node) -> Node:
    """Return a product, flat as the parser makes it."""
    first = factors_of(left)
    return Mul((*first, right))


def total(terms: list[Node]) -> Node:
    """Return a sum of one or more terms."""
    return sum_of(terms)
