r"""Letters that nothing declares and that stand with one index only: a in `\sum_{k=0}^{n} a_k a_{n-k}` is any sequence.

A sequence is a function of its index: what holds for all functions holds for its values at the integers, and where two
sides differ for a function they differ for the sequence of its values. Indices that are sums are put in one order, so
that `a_{n+1}` and `a_{1+n}` are one name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from grader.errors import AnswerError
from grader.evidence.trees.features import facts_of
from grader.evidence.trees.linear import collected
from grader.language.domains import Domain
from grader.language.names import Names
from grader.language.printing import show
from grader.language.reader import read
from grader.language.tree import Add, Apply, Index, Mul, Neg, Node, Num, Sym, rebuild, substitute, symbols, walk

Trees = tuple[Node, Node]
_SUMMED = re.compile(r"(.*)_\{([^{}]*[+-][^{}]*)\}")  # a name such as `a_{n+1}`
_COUNTING = re.compile(r"[a-z]")  # a letter of an index that counts
_ARITHMETIC = (Add, Mul, Neg, Num, Sym)


def with_ordered_indices(trees: Trees, known: Mapping[str, Domain]) -> Trees:
    """Return trees in which sums in the indices of names that nothing declares are written in one order."""
    names = {name for tree in trees for name in facts_of(tree).symbols if "{" in name} - known.keys()
    found = {name: _ordered(name) for name in names}
    other: dict[str, Node] = {name: Sym(ordered) for name, ordered in found.items() if ordered != name}
    return (substitute(trees[0], other), substitute(trees[1], other)) if other else trees


def _ordered(name: str) -> str:
    found = _SUMMED.fullmatch(name)
    if found is None:
        return name
    index = ",".join(map(_ordered_part, found[2].split(",")))
    return f"{found[1]}_{index}" if index.isalnum() else f"{found[1]}_{{{index}}}"


def _ordered_part(text: str) -> str:
    """Return an index with its letters before its number; itself where it is no sum of counting letters and numbers.

    A difference of numbers or of capitals, `W_{1-2}`, `E_{C-H}`, is a dash, and no letter may cancel.
    """
    tree = _arithmetic(text)
    if tree is None or not symbols(tree) or not all(map(_COUNTING.fullmatch, symbols(tree))):
        return text
    ordered = collected(tree)
    return show(ordered).replace(" ", "") if symbols(ordered) == symbols(tree) else text


def _arithmetic(text: str) -> Node | None:
    """Return the tree of an index that is made of numbers and letters by sums and products; None for others."""
    try:
        readings = read(text, Names(free=True), "expression")
    except AnswerError:
        return None
    trees = [one.tree for one in readings]
    plain = len(trees) == 1 and all(isinstance(node, _ARITHMETIC) for node in walk(trees[0]))
    return trees[0] if plain else None


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
    if found := _SUMMED.fullmatch(name):
        return _arithmetic(found[2])
    return Sym(index) if len(index) == 1 else None
