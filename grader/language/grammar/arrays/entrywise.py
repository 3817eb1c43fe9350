"""Quotients and powers of vectors where `*` is between entries: `m / (sqrt(v) + eps)` and `g^2` go entry by entry.

They have no other meaning for vectors. A number beside a vector in such a formula stands for itself at each entry.
"""

from __future__ import annotations

from collections.abc import Iterable

from grader.language.grammar.arrays.arrays import Dims, dims_of, holds_array
from grader.language.names.functions import FUNCTIONS
from grader.language.names.lexicon import Lexicon
from grader.language.tree import (
    ONE,
    Add,
    ArrayMul,
    Bind,
    Call,
    Div,
    Index,
    Mul,
    Neg,
    Node,
    Num,
    Pow,
    Sym,
    rebuild,
    symbols,
    walk,
)

_INDICES = ("i", "j", "k", "l", "m", "n", "r", "s")


MAX_FACTORS = 4  # of an entrywise product that a power is written out as


def by_entries(node: Node, lexicon: Lexicon, *, is_part: bool = False) -> Node:
    """Return a tree in which the largest parts that hold a quotient by a vector, or a power of one, are arrays.

    Within another formula, `diag(s - s^2)`, small powers are entrywise products where no number stands beside a vector.
    """
    if not any(_is_entrywise(part, lexicon) for part in walk(node)):
        return node
    dims = _length(node, lexicon)
    if not dims:
        return rebuild(node, lambda child: by_entries(child, lexicon, is_part=True))
    if is_part and (product := _as_product(node, lexicon)) is not None:
        return product
    used = symbols(node) | symbols(dims[0])
    index = next(name for name in (*_INDICES, "_i") if name not in used and lexicon.declared(name) is None)
    return Bind("array", _entry(node, Sym(index), lexicon), index, ONE, dims[0])


def _as_product(node: Node, lexicon: Lexicon) -> Node | None:
    """Return a vector with its small powers as entrywise products; None where a number or a quotient stands there."""
    match node:
        case Pow(base, Num(value)) if value.denominator == 1 and 2 <= value <= MAX_FACTORS:
            inner = _as_product(base, lexicon)
            return None if inner is None else ArrayMul("hadamard", (inner,) * int(value))
        case Add(parts) | ArrayMul("hadamard", parts):
            found = [_as_product(part, lexicon) if _length(part, lexicon) else None for part in parts]
            kept = tuple(part for part in found if part is not None)
            if len(kept) < len(parts):
                return None
            return Add(kept) if isinstance(node, Add) else ArrayMul("hadamard", kept)
        case Neg(part):
            inner = _as_product(part, lexicon)
            return None if inner is None else Neg(inner)
        case _:
            return None if any(_is_entrywise(part, lexicon) for part in walk(node)) else node


def _is_entrywise(node: Node, lexicon: Lexicon) -> bool:
    match node:
        case Div(_, vector) | Pow(vector, _):
            return bool(_length(vector, lexicon))
        case _:
            return False


def _length(node: Node, lexicon: Lexicon) -> Dims | None:
    """Return the dimensions of a vector that is worked out entry by entry, none for a number; None for other arrays."""
    match node:
        case Add(parts) | ArrayMul("hadamard", parts):
            return _common(_length(part, lexicon) for part in parts)
        case Mul(parts):
            found = [_length(part, lexicon) for part in parts]
            if None not in found:
                return _common(found) if sum(map(bool, found)) < 2 else None
        case Neg(part) | Pow(part, _):
            return _length(part, lexicon)
        case Div(over, under):
            return _common((_length(over, lexicon), _length(under, lexicon)))
        case Call(name, (part,)) if name in FUNCTIONS and not FUNCTIONS[name].arrays:
            return _length(part, lexicon)
    if not holds_array(node, lexicon):
        return ()
    dims = dims_of(node, lexicon)
    return dims if dims is not None and len(dims) < 2 else None


def _common(found: Iterable[Dims | None]) -> Dims | None:
    lengths = set(found) - {()}
    return lengths.pop() if len(lengths) == 1 else None if lengths else ()


def _entry(node: Node, index: Sym, lexicon: Lexicon) -> Node:
    """Return the entry at an index of a vector that is worked out entry by entry; a number is its own."""
    if not _length(node, lexicon):
        return node
    match node:
        case Pow(base, exponent):
            return Pow(_entry(base, index, lexicon), exponent)
        case ArrayMul("hadamard", parts):
            return Mul(tuple(_entry(part, index, lexicon) for part in parts))
        case Mul(parts) if any(_length(part, lexicon) is None for part in parts):  # a matrix stands there
            return Index(node, (index,))
        case Add() | Neg() | Div() | Mul():
            return rebuild(node, lambda part: _entry(part, index, lexicon))
        case Call(name, (part,)) if name in FUNCTIONS and not FUNCTIONS[name].arrays:
            return Call(name, (_entry(part, index, lexicon),))
        case _:
            return Index(node, (index,))
