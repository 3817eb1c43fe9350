"""Arrays that are written as numbers: `I`, the identity matrix, beside square matrices, and 0 for an array of zeros."""

from __future__ import annotations

from grader.evidence.arrays.grids import Entry, Grid, times
from grader.language.tree import ONE, ZERO, Div, Mul, Neg, Node, Sym, symbols
from grader.records import replace

NAME = "I"


def is_square(entry: Entry) -> bool:
    """Return whether an array is a square matrix with several rows."""
    return isinstance(entry, Grid) and len(entry.shape) == 2 and entry.shape[0] == entry.shape[1] > 1


def multiple_of_identity(tree: Node, like: Grid) -> Grid | None:
    """Return c I as a matrix of the same shape, None for trees of any other form."""
    scale = _scale(tree)
    if scale is None or not is_square(like):
        return None
    rows = range(like.shape[0])
    return Grid(like.shape, tuple(scale if row == column else ZERO for row in rows for column in rows))


def _scale(tree: Node) -> Node | None:
    """Return c where a tree is c I, c free of I; None for others."""
    match tree:
        case Sym(name) if name == NAME:
            return ONE
        case Neg(arg):
            inner = _scale(arg)
            return None if inner is None else Neg(inner)
        case Div(num, den) if NAME not in symbols(den):
            inner = _scale(num)
            return None if inner is None else Div(inner, den)
        case Mul(factors):
            holding = [factor for factor in factors if NAME in symbols(factor)]
            inner = _scale(holding[0]) if len(holding) == 1 else None
            if inner is None:
                return None
            for factor in factors:
                inner = inner if factor is holding[0] else times(factor, inner)
            return inner
        case _:
            return None


def aligned(left: Entry, right: Entry, has_identity: bool) -> tuple[Entry, Entry]:
    """Return two sides, a number as an array where it stands for one: 0, or a multiple of I where I is the identity."""
    if isinstance(left, Grid) and not isinstance(right, Grid):
        right, left = aligned(right, left, has_identity)
        return left, right
    if isinstance(left, Grid) or not isinstance(right, Grid):
        return left, right
    if left == ZERO:
        return replace(right, items=(ZERO,) * len(right.items)), right
    return (multiple_of_identity(left, right) if has_identity else None) or left, right
