r"""Letters that nothing declares and that stand with one index only: a in `\sum_{k=0}^{n} a_k a_{n-k}` is any sequence.

A sequence is a function of its index: what holds for all functions holds for its values at the integers, and where two
sides differ for a function they differ for the sequence of its values.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from grader.language.domains import Domain
from grader.language.tree import Apply, Index, Node, Num, Sym, rebuild, symbols, walk

Trees = tuple[Node, Node]


def as_functions(trees: Trees, known: Mapping[str, Domain]) -> tuple[Trees, dict[str, int]] | None:
    """Return trees with each sequence as a function, and those functions with one argument; None without any."""
    names = {
        node.base.name
        for tree in trees
        for node in walk(tree)
        if isinstance(node, Index) and isinstance(node.base, Sym) and len(node.indices) == 1
    }
    names = {name for name in names if not any(one == name or one.startswith(f"{name}_") for one in known)}
    left, right = _called(trees[0], names), _called(trees[1], names)
    left_over = {name.partition("_")[0] for name in symbols(left) | symbols(right)}
    if not names or left_over & names:
        return None
    return (left, right), dict.fromkeys(names, 1)


def _called(node: Node, names: set[str]) -> Node:
    """Return a tree with the entries of sequences as values of functions; a letter by itself stays."""
    match node:
        case Index(Sym(name), (index,)) if name in names:
            return Apply(name, (_called(index, names),))
        case Sym(name) if (place := _index(name, names)) is not None:
            return Apply(name.partition("_")[0], (place,))
        case _:
            return rebuild(node, lambda child: _called(child, names))


def _index(name: str, names: set[str]) -> Node | None:
    """Return the index of a name that is a letter of sequences with a number or a letter below."""
    letter, _, index = name.partition("_")
    if letter not in names or not index:
        return None
    if index.isascii() and index.isdigit():
        return Num(Fraction(index))
    return Sym(index) if len(index) == 1 else None
