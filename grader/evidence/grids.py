"""Grids of scalar trees: arrays of known shape, and whether their shapes fit."""

from __future__ import annotations

from dataclasses import dataclass

from grader.evidence.novalue import UnclearError
from grader.language.tree import Add, Mul, Node

Shape = tuple[int, ...]


class ShapeError(Exception):
    """Shapes that do not fit; `text` says which. A named reason, not a bug."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Grid:
    """Scalar trees in row-major order. `side` says how a flat list stands: free, or as a column or a row."""

    shape: Shape
    items: tuple[Node, ...]
    side: str = "free"

    @property
    def is_flat(self) -> bool:
        """Whether the grid has one index."""
        return len(self.shape) == 1

    def rows(self) -> list[tuple[Node, ...]]:
        """Return the rows of a matrix; a flat grid is a column unless it is a row."""
        height, width = self.matrix_shape()
        return [self.items[i * width : (i + 1) * width] for i in range(height)]

    def matrix_shape(self) -> tuple[int, int]:
        """Return height and width; a flat grid is a column unless it is a row."""
        if len(self.shape) == 2:
            return self.shape[0], self.shape[1]
        if len(self.shape) > 2:
            raise UnclearError("products of arrays with more than two indices are not decided", final=True)
        return (1, self.shape[0]) if self.side == "row" else (self.shape[0], 1)


Entry = Node | Grid


def shape_text(shape: Shape) -> str:
    """Return a shape in the usual notation: `(2, 1)`, `(3)`."""
    return f"({', '.join(map(str, shape))})"


def common_shape(grids: list[Grid], what: str) -> Grid:
    """Return a grid with the common shape; flat lists fit columns and rows. Raises ShapeError."""
    known = max(grids, key=lambda grid: (len(grid.shape), grid.side != "free"))
    for grid in grids:
        if not fits(grid, known):
            raise ShapeError(
                f"The shapes {shape_text(known.shape)} and {shape_text(grid.shape)} do not fit together in the {what}."
            )
    return known


def fits(given: Grid, wanted: Grid) -> bool:
    """Return whether a grid has the shape of another; a flat list without orientation fits every vector."""
    if given.shape == wanted.shape:
        return "free" in (given.side, wanted.side) or given.side == wanted.side
    if given.is_flat and len(wanted.shape) == 2:
        allowed = {"free": (0, 1), "column": (1,), "row": (0,)}[given.side]
        return any(wanted.shape[axis] == 1 for axis in allowed) and len(given.items) == len(wanted.items)
    if wanted.is_flat and len(given.shape) == 2:
        return given.shape == wanted.matrix_shape()
    return False


def transpose(entry: Entry) -> Entry:
    """Return a transposed array; a flat list becomes a row, a number stays itself."""
    if isinstance(entry, Node):
        return entry
    if entry.is_flat:
        return Grid(entry.shape, entry.items, "column" if entry.side == "row" else "row")
    columns = zip(*entry.rows(), strict=True)
    return Grid((entry.shape[1], entry.shape[0]), tuple(item for column in columns for item in column))


def times(left: Node, right: Node) -> Node:
    """Return a product, flat as the parser makes it."""
    first = left.factors if isinstance(left, Mul) else (left,)
    return Mul((*first, right))


def total(terms: list[Node]) -> Node:
    """Return a sum of one or more terms."""
    return terms[0] if len(terms) == 1 else Add(tuple(terms))
