"""Functions of arrays, written out by entry: norms, softmax, extrema, trace, determinant, inverse."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from flint import fmpq, fmpq_mat

from grader.evidence.arrays.grids import Entry, Grid, ShapeError, fits, shape_text, times, total
from grader.evidence.arrays.side_conditions import where_defined
from grader.evidence.errors import UnclearError
from grader.evidence.trees.build import number_tree
from grader.evidence.trees.polynomials import literal
from grader.language.names.functions import FUNCTIONS, OF_MATRICES
from grader.language.tree import ONE, TWO, ZERO, Add, Call, Const, Div, Neg, Node, Num, Pow, Sym
from grader.records import replace

if TYPE_CHECKING:
    from grader.evidence.arrays.expand import Expander

LARGEST = 4  # rows of a matrix whose determinant or inverse is written out
LARGEST_OF_NUMBERS = 24  # where all entries are rational numbers

FROBENIUS = Sym("F")


def array_call(expander: Expander, name: str, entries: list[Entry]) -> Entry:
    """Return a function applied to arrays; functions of numbers are applied to every entry."""
    if name == "cross":
        return _cross(expander, *entries)
    grid = entries[0]
    if not isinstance(grid, Grid) or (len(entries) > 1 and name not in {"norm", "leaky_relu"}):
        raise UnclearError(f"{name} of an array among other arguments", final=True)
    expander.budget.spend(len(grid.items))
    match name:
        case "norm":
            return _norm(grid, entries[1] if len(entries) > 1 else TWO, is_complex=expander.is_complex)
        case "max" | "min":
            return Call(name, grid.items)
        case "softmax":
            return _softmax(grid)
        case "logsumexp":
            return Call("log", (total([Call("exp", (item,)) for item in grid.items]),))
        case "diag":
            return _diagonal(grid)
        case "tr" | "det" | "inv":
            return _of_square(expander, name, grid)
        case _:
            return _by_entry(name, grid, entries[1:], expander.by_entry)


def _cross(expander: Expander, left: Entry, right: Entry) -> Entry:
    """Return what `×` is between arrays: the cross product of vectors with 3 entries, a product with a number."""
    if not (isinstance(left, Grid) and isinstance(right, Grid)):
        return expander.multiplied(left, right)
    if len(left.items) == len(right.items) == 3 and _is_vector(left) and _is_vector(right):
        if fits(left, right) or fits(right, left):
            a, b = left.items, right.items
            turns = [(1, 2), (2, 0), (0, 1)]
            items = tuple(Add((times(a[i], b[j]), Neg(times(a[j], b[i])))) for i, j in turns)
            return replace(right if left.is_flat and left.side == "free" else left, items=items)
    elif 1 not in (*left.matrix_shape(), *right.matrix_shape()) and left.matrix_shape()[1] == right.matrix_shape()[0]:
        return expander.multiplied(left, right)
    shapes = f"{shape_text(left.shape)} and {shape_text(right.shape)}"
    raise UnclearError(f"what `×` means between arrays of shapes {shapes} is not clear", final=True)


def _by_entry(name: str, grid: Grid, others: list[Entry], settled: frozenset[str]) -> Grid:
    known = FUNCTIONS.get(name)
    rest = tuple(other for other in others if isinstance(other, Node))
    if known is None or known.arrays or (name in OF_MATRICES - settled and len(grid.shape) > 1):
        raise UnclearError(f"{name} of an array of shape {shape_text(grid.shape)}", final=True)
    return Grid(grid.shape, tuple(Call(name, (item, *rest)) for item in grid.items), grid.side)


def _is_vector(grid: Grid) -> bool:
    return grid.is_flat or 1 in grid.shape


def norm_of_number(args: tuple[Node, ...]) -> Node:
    """Return a norm of a number, with or without its order: the absolute value.

    Raises UnclearError for an order below 1, of which the 0 counts the entries that are not 0, and for a letter.
    """
    order = args[1] if len(args) > 1 else TWO
    if order not in (FROBENIUS, Const("oo")) and not (isinstance(order, Num) and order.value >= 1):
        raise UnclearError("a norm of this order is not written out", final=True)
    return Call("abs", args[:1])


def _norm(grid: Grid, order: Entry, *, is_complex: bool) -> Node:
    absolute = tuple(Call("abs", (item,)) for item in grid.items)
    if not _is_vector(grid) and order != FROBENIUS:
        raise UnclearError("several norms of a matrix are in use", final=True)
    if order in (TWO, FROBENIUS):
        squares: list[Node] = [Pow(item, TWO) for item in (absolute if is_complex else grid.items)]
        return Call("sqrt", (total(squares),))
    if order == ONE:
        return total(list(absolute))
    if order == Const("oo"):
        return Call("max", absolute)
    raise UnclearError("a norm of this order is not written out", final=True)


def _softmax(grid: Grid) -> Grid:
    if not _is_vector(grid):
        raise UnclearError("softmax of a matrix needs an axis", final=True)
    powers = [Call("exp", (item,)) for item in grid.items]
    return Grid(grid.shape, tuple(Div(power, total(list(powers))) for power in powers), grid.side)


def _diagonal(grid: Grid) -> Grid:
    if grid.is_flat:
        size = len(grid.items)
        cells = (grid.items[i] if i == j else ZERO for i in range(size) for j in range(size))
        return Grid((size, size), tuple(cells))
    rows, size = grid.rows(), min(grid.matrix_shape())
    first, *others = (rows[i][i] for i in range(size))
    return Grid((size,), (where_defined(first, grid.items), *others), "column")


def _of_square(expander: Expander, name: str, grid: Grid) -> Entry:
    height, width = grid.matrix_shape()
    if height != width:
        raise ShapeError(f"{name} is of square matrices, not of shape {shape_text(grid.shape)}.")
    rows = grid.rows()
    if name == "tr":
        return where_defined(total([rows[i][i] for i in range(height)]), grid.items)
    numbers = [literal(item) for item in grid.items]
    if height > LARGEST and None not in numbers and height <= LARGEST_OF_NUMBERS:
        expander.budget.spend(height**3)
        return _of_numbers(name, height, [number for number in numbers if number is not None])
    if height > LARGEST:
        raise UnclearError(f"{name} of matrices with more than {LARGEST} rows is not written out", final=True)
    return determinant(rows) if name == "det" else _inverse(rows)


def _of_numbers(name: str, size: int, numbers: list[Fraction]) -> Entry:
    """Return a determinant or an inverse of rational numbers; an inverse that does not exist has no value anywhere."""
    matrix = fmpq_mat(size, size, [fmpq(number.numerator, number.denominator) for number in numbers])
    whole = matrix.det()
    if name == "det":
        return number_tree(whole)
    if whole == 0:
        return Grid((size, size), tuple(Div(ONE, ZERO) for _ in numbers))
    return Grid((size, size), tuple(number_tree(entry) for entry in matrix.inv().entries()))


def determinant(rows: list[tuple[Node, ...]]) -> Node:
    """Return a determinant, developed along the first row."""
    if len(rows) == 1:
        return rows[0][0]
    terms = []
    for column, item in enumerate(rows[0]):
        term = times(item, determinant(_minor(rows, 0, column)))
        terms.append(Neg(term) if column % 2 else term)
    return total(terms)


def _minor(rows: list[tuple[Node, ...]], row: int, column: int) -> list[tuple[Node, ...]]:
    return [cells[:column] + cells[column + 1 :] for index, cells in enumerate(rows) if index != row]


def _inverse(rows: list[tuple[Node, ...]]) -> Grid:
    size, whole = len(rows), determinant(rows)
    if size == 1:
        return Grid((1, 1), (Div(ONE, whole),))
    cells: list[Node] = []
    for row in range(size):
        for column in range(size):
            cofactor = determinant(_minor(rows, column, row))
            cells.append(Div(Neg(cofactor) if (row + column) % 2 else cofactor, whole))
    return Grid((size, size), tuple(cells))


def of_scalars(name: str, args: tuple[Node, ...]) -> Node:
    """Return a function of numbers; a norm of a number is its absolute value."""
    if name == "cross":
        return times(*args)
    return norm_of_number(args) if name == "norm" else Call(name, args)
