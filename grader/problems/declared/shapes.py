"""The shape of a definition, as far as its formula shows it; sizes are trees, so that letters may stand for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from grader.language.names.functions import FUNCTIONS
from grader.language.tree import (
    ONE,
    Add,
    Apply,
    Array,
    ArrayMul,
    Bind,
    Call,
    Cases,
    Const,
    Div,
    Index,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    Transpose,
)

Shape = tuple[Node, ...]
_UNSIZED = (Const("I"), Const("ones"))
NUMBERS = frozenset({"norm", "tr", "det", "max", "min", "logsumexp", "dot", "rank"})  # functions that give a number
ALIKE = frozenset({"softmax", "inv", "cross"})  # functions that give an array like their first argument


def shape_of(tree: Node, shapes: Mapping[str, Shape | None]) -> Shape | None:
    """Return the shape of a formula, () for a number; None where it does not show."""
    match tree:
        case Sym(name):
            return shapes.get(name, ())
        case Neg(arg) | Pow(arg, _) | Div(arg, _) | Apply(args=(arg,)):
            return shape_of(arg, shapes)
        case Add(parts) | ArrayMul("hadamard", parts):
            return _common(shape_of(part, shapes) for part in parts)
        case Mul(factors):
            return _product([*_of_factors(factors, shapes)])
        case ArrayMul("outer", (left, right)):
            return _joined(shape_of(left, shapes), shape_of(right, shapes))
        case Transpose(arg):
            return _transposed(shape_of(arg, shapes))
        case Array(items) if items:
            return _joined((Num(Fraction(len(items))),), shape_of(items[0], shapes))
        case Index(base, indices):
            whole = shape_of(base, shapes)
            return None if whole is None else whole[len(indices) :]
        case Call(name, args):
            return _called(name, args, shapes)
        case Bind(body=body):
            return shape_of(body, shapes)
        case Cases(branches=((first, _), *_)):
            return shape_of(first, shapes)
        case _:
            return None if tree in _UNSIZED else ()


def _of_factors(factors: Iterable[Node], shapes: Mapping[str, Shape | None]) -> Iterator[Shape | None]:
    """Yield the shapes of factors; ones behind a matrix have the size that fits."""
    before: Shape | None = ()
    for factor in factors:
        shape = shape_of(factor, shapes)
        if before and len(before) == 2 and _is_ones(factor):
            shape = before[-1:]
        before = shape or before
        yield shape


def _is_ones(tree: Node) -> bool:
    return tree == Const("ones") or (isinstance(tree, Div) and tree.num == Const("ones") and isinstance(tree.den, Num))


def _common(shapes: Iterable[Shape | None]) -> Shape | None:
    found = list(shapes)
    return None if None in found else next((shape for shape in found if shape), ())


def _joined(left: Shape | None, right: Shape | None) -> Shape | None:
    return None if left is None or right is None else (*left, *right)


def _transposed(shape: Shape | None) -> Shape | None:
    """Return the shape of a transpose; a vector becomes a row."""
    return (ONE, *shape) if shape and len(shape) == 1 else shape and shape[::-1]


def _product(factors: list[Shape | None]) -> Shape | None:
    """Return the shape of a product from left to right: numbers only scale, neighbouring sizes fall out."""
    result: Shape = ()
    for shape in factors:
        if shape is None:
            return None
        if len(result) == 1 and shape[:-1] == (ONE,):
            result = (*result, shape[-1])  # a vector times a row
        elif result and shape:
            result = (*result[:-1], *shape[1:])
            result = () if result == (ONE,) else result
        else:
            result = result or shape
    return result


def _called(name: str, args: tuple[Node, ...], shapes: Mapping[str, Shape | None]) -> Shape | None:
    if name in NUMBERS:
        return ()
    if name == "grad":
        return shape_of(args[-1], shapes)
    if name in {"ones", "zeros", "eye"}:
        return args * 2 if name == "eye" else args
    if name in ALIKE or not (name in FUNCTIONS and FUNCTIONS[name].arrays):
        return _common(shape_of(arg, shapes) for arg in args)
    return None
