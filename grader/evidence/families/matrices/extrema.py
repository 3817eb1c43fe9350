"""Maxima and minima of entries get their ranges: `max_i x_i` and `max(x)` run over all entries of x."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grader.evidence.trees.features import facts_of
from grader.language.tree import ONE, Bind, Call, Index, Node, Sym, rebuild, walk
from grader.records import replace

EXTREMA = frozenset({"max", "min"})


def with_ranges(tree: Node, shapes: Mapping[str, tuple[Node, ...]]) -> Node:
    """Return a tree with the ranges of maxima and minima that count entries of arrays of one size."""
    facts = facts_of(tree)
    if Bind not in facts.kinds and facts.calls.isdisjoint(EXTREMA):
        return tree
    tree = rebuild(tree, lambda child: with_ranges(child, shapes))
    match tree:
        case Bind(kind, body, var, None, None) if kind in EXTREMA:
            sizes = set(_counted(body, var, shapes))
            return replace(tree, low=ONE, high=sizes.pop()) if len(sizes) == 1 else tree
        case Call("max" | "min" as name, (Sym(array),)) if len(shapes.get(array, ())) == 1:
            index = f"{name}[]"  # no text can spell it
            return Bind(name, Index(Sym(array), (Sym(index),)), index, ONE, shapes[array][0])
        case _:
            return tree


def _counted(body: Node, var: str, shapes: Mapping[str, tuple[Node, ...]]) -> Iterator[Node]:
    """Yield the sizes of arrays in whose places an index stands by itself."""
    for part in walk(body):
        match part:
            case Index(Sym(name), indices) if name in shapes and len(indices) == len(shapes[name]):
                yield from (size for index, size in zip(indices, shapes[name], strict=True) if index == Sym(var))
