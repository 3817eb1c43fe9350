"""Arrays that an answer wrote out: their shapes and entries, as far as they can be seen without deciding anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product
from math import prod

from grader.language.tree import (
    Add,
    Array,
    ArrayMul,
    Call,
    Const,
    Div,
    Index,
    Mul,
    Neg,
    Node,
    Num,
    Sym,
    Transpose,
    Tup,
    walk,
)
from grader.records import dataclass
from grader.wording import reasons

Shape = tuple[int, ...]
MAX_ENTRIES = 1_000_000  # entries of an array that is written out
WHOLE_ARRAYS = frozenset({"norm", "softmax", "logsumexp", "tr", "det", "inv", "diag", "grad", "cross"}) | {
    *("ones", "zeros", "eye"),
}


class MisshapenError(Exception):
    """An array whose rows differ in length, or terms whose shapes differ; `text` says so."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The entries of an array in row-major order; a number has the shape ()."""

    shape: Shape
    items: tuple[Node, ...]

    @property
    def is_flat(self) -> bool:
        """Whether it is a list without orientation."""
        return len(self.shape) == 1

    def rows(self) -> tuple[tuple[Node, ...], ...]:
        """Return the rows of a matrix."""
        height, width = self.shape
        return tuple(self.items[number * width : (number + 1) * width] for number in range(height))


def written(tree: Node, shapes: Mapping[str, Shape | None]) -> Matrix | None:
    """Return an array written out, None where its shape is not seen; `shapes` are those of the declared arrays.

    Raises MisshapenError where rows or terms differ in shape.
    """
    match tree:
        case Array(items) | Tup(items) if items and all(is_numeral(item) for item in items):
            return Matrix((len(items),), items)
        case Array(items) | Tup(items) if items:  # a vector is also written `(1, 2)`
            return _stacked([written(item, shapes) for item in items])
        case Transpose(arg):
            inner = written(arg, shapes)
            return None if inner is None else _transposed(inner)
        case Neg(arg):
            return _each(written(arg, shapes), Neg)
        case Div(num, den) if not has_arrays(den, shapes):
            return _each(written(num, shapes), lambda item: Div(item, den))
        case Mul(factors):
            return _product(factors, shapes) if has_arrays(tree, shapes) else Matrix((), (tree,))
        case Add(terms):
            return _sum(terms, shapes) if has_arrays(tree, shapes) else Matrix((), (tree,))
        case Sym(name) if name in shapes:
            shape = shapes[name]
            return None if shape is None else _entries(name, shape)
        case Call("ones" | "zeros" | "eye" as name, args):
            return _constant(name, args)
        case _:
            return None if has_arrays(tree, shapes) else Matrix((), (tree,))


def _constant(name: str, args: tuple[Node, ...]) -> Matrix | None:
    """Return an array of ones or zeros, or the identity, whose sizes are numbers."""
    sizes = [int(arg.value) for arg in args if isinstance(arg, Num) and arg.value.denominator == 1]
    shape = tuple(sizes * 2 if name == "eye" else sizes)
    if len(sizes) < len(args) or prod(shape) > MAX_ENTRIES:
        return None
    places = product(*map(range, shape))
    entries = (len(set(place)) == 1 if name == "eye" else name == "ones" for place in places)
    return Matrix(shape, tuple(Num(Fraction(entry)) for entry in entries))


def is_numeral(tree: Node) -> bool:
    """Return whether a tree is a rational number written out, such as 2, -0.5 or -1/3."""
    inner = tree.arg if type(tree) is Neg else tree
    if type(inner) is Div and type(inner.num) is Num and type(inner.den) is Num:
        return inner.den.value != 0
    return type(inner) is Num


def has_arrays(tree: Node, shapes: Mapping[str, Shape | None]) -> bool:
    """Return whether arrays occur in a tree, even if it is a number."""
    return any(
        isinstance(node, Array | ArrayMul | Transpose | Tup)
        or (isinstance(node, Sym) and node.name in shapes)
        or (isinstance(node, Call) and node.name in WHOLE_ARRAYS)
        or (isinstance(node, Const) and node.name in {"I", "ones"})
        for node in walk(tree)
    )


def _stacked(items: list[Matrix | None]) -> Matrix | None:
    known = [item for item in items if item is not None]
    if len(known) < len(items):
        return None
    if len({item.shape for item in known}) > 1:
        raise MisshapenError(reasons.ROWS_DIFFER_LENGTH)
    entries = tuple(entry for item in known for entry in item.items)
    return Matrix((len(known), *known[0].shape), entries)


def _transposed(matrix: Matrix) -> Matrix | None:
    """Return a transposed matrix; a flat list has no orientation and stays itself."""
    if len(matrix.shape) < 2:
        return matrix
    if len(matrix.shape) > 2:
        return None
    height, width = matrix.shape
    return Matrix((width, height), tuple(item for column in zip(*matrix.rows(), strict=True) for item in column))


def _each(matrix: Matrix | None, change: Callable[[Node], Node]) -> Matrix | None:
    return None if matrix is None else Matrix(matrix.shape, tuple(change(item) for item in matrix.items))


def _product(factors: tuple[Node, ...], shapes: Mapping[str, Shape | None]) -> Matrix | None:
    """Return an array times numbers; products of arrays are not written out."""
    arrays = [factor for factor in factors if has_arrays(factor, shapes)]
    if len(arrays) != 1:
        return None
    scale = tuple(factor for factor in factors if factor is not arrays[0])
    return _each(written(arrays[0], shapes), lambda item: Mul((*scale, item)))


def _sum(terms: tuple[Node, ...], shapes: Mapping[str, Shape | None]) -> Matrix | None:
    known = [written(term, shapes) for term in terms]
    found = [matrix for matrix in known if matrix is not None]
    if len(found) < len(known):
        return None
    if len({matrix.shape for matrix in found}) > 1:
        return None
    columns = zip(*(matrix.items for matrix in found), strict=True)
    return Matrix(found[0].shape, tuple(Add(column) for column in columns))


def _entries(name: str, shape: Shape) -> Matrix | None:
    size = 1
    for length in shape:
        size *= length
    if size > MAX_ENTRIES:
        return None
    places = product(*(range(1, length + 1) for length in shape))
    entries = (Index(Sym(name), tuple(Num(Fraction(number)) for number in place)) for place in places)
    return Matrix(shape, tuple(entries))


def shape_text(shape: Shape) -> str:
    """Return a shape in the usual notation, `(2, 1)`; a number has none."""
    return f"({', '.join(map(str, shape))})"
