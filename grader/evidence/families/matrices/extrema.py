"""Maxima and minima of entries get their ranges: `max_i x_i`, `max(x)` and `norm(x, oo)` run over all entries of x."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grader.evidence.trees.features import facts_of
from grader.language.tree import (
    ONE,
    Add,
    Bind,
    BindKind,
    Call,
    Const,
    Div,
    Index,
    Mul,
    Neg,
    Node,
    Sym,
    rebuild,
    symbols,
    walk,
)
from grader.records import replace

EXTREMA = frozenset({"max", "min"})
CALLS = EXTREMA | {"norm"}


def with_ranges(tree: Node, shapes: Mapping[str, tuple[Node, ...]]) -> Node:
    """Return a tree with the ranges of maxima and minima that count entries of arrays of one size."""
    facts = facts_of(tree)
    if Bind not in facts.kinds and facts.calls.isdisjoint(CALLS):
        return tree
    tree = rebuild(tree, lambda child: with_ranges(child, shapes))
    match tree:
        case Bind(kind, body, var, None, None) if kind in EXTREMA:
            sizes = set(_counted(body, var, shapes))
            return replace(tree, low=ONE, high=sizes.pop()) if len(sizes) == 1 else tree
        case Call("max" | "min" as name, (array,)):
            return _over_entries(name, array, shapes, False) or tree
        case Call("norm", (array, Const("oo"))):
            return _over_entries("max", array, shapes, True) or tree
        case _:
            return tree


def _over_entries(kind: BindKind, array: Node, shapes: Mapping[str, tuple[Node, ...]], is_norm: bool) -> Bind | None:
    """Return the extremum of the entries of a vector, or of their moduli; None where they are not plainly known."""
    index = f"{kind}[]"  # no text can spell it
    entry = _entry(array, Sym(index), shapes)
    sizes = {shapes[name][0] for name in symbols(array) & shapes.keys()}
    if entry is None or len(sizes) != 1:
        return None
    return Bind(kind, Call("abs", (entry,)) if is_norm else entry, index, ONE, sizes.pop())


def _entry(node: Node, index: Node, shapes: Mapping[str, tuple[Node, ...]]) -> Node | None:
    """Return an entry of a vector that vectors make by sums, multiples and moduli; None for any other."""
    match node:
        case Sym(name) if len(shapes.get(name, ())) == 1:
            return Index(node, (index,))
        case Add(parts):
            entries = [_entry(part, index, shapes) for part in parts]
            return None if None in entries else Add(tuple(entry for entry in entries if entry))
        case Mul(factors):
            arrays = [place for place, factor in enumerate(factors) if not symbols(factor).isdisjoint(shapes)]
            entry = _entry(factors[arrays[0]], index, shapes) if len(arrays) == 1 else None
            return entry and Mul(tuple(entry if place in arrays else one for place, one in enumerate(factors)))
        case Div(above, below) if symbols(below).isdisjoint(shapes):
            entry = _entry(above, index, shapes)
            return entry and Div(entry, below)
        case Neg(arg) | Call("abs", (arg,)):
            entry = _entry(arg, index, shapes)
            return entry and (Neg(entry) if isinstance(node, Neg) else Call("abs", (entry,)))
        case _:
            return None


def _counted(body: Node, var: str, shapes: Mapping[str, tuple[Node, ...]]) -> Iterator[Node]:
    """Yield the sizes of arrays in whose places an index stands by itself."""
    for part in walk(body):
        match part:
            case Index(Sym(name), indices) if name in shapes and len(indices) == len(shapes[name]):
                yield from (size for index, size in zip(indices, shapes[name], strict=True) if index == Sym(var))
