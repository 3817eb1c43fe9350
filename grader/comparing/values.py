"""Sides that give a value a name, `k = 1/3`: what stands behind the sign is compared."""

from __future__ import annotations

from collections.abc import Mapping

from grader.language.domains import Domain
from grader.language.tree import Apply, Logic, Node, Relation, Sym, Tup, symbols, walk


def value_beside(tree: Node, other: Node, domains: Mapping[str, Domain]) -> Node:
    """Return the last member of `k = 1/3`, `(p, q) = (3, 2)`, `f(x) = 2x`, whose names occur nowhere else.

    So a value is compared with a value that was given a name.
    """
    if not isinstance(tree, Relation) or set(tree.ops) != {"="} or isinstance(other, Logic):
        return tree
    first, last = tree.operands[0], tree.operands[-1]
    if isinstance(first, Apply):
        return last if not {first.name} & (applied(last) | applied(other)) else tree
    named = first.items if isinstance(first, Tup) else (first,)
    names = {item.name for item in named if isinstance(item, Sym)}
    elsewhere = symbols(last) | symbols(other) | domains.keys()
    return last if len(names) == len(named) and not names & elsewhere else tree


def of_one_name(left: Node, right: Node, domains: Mapping[str, Domain]) -> tuple[Node, Node] | None:
    """Return the lists in `D = (0, 1)` and `D = (0, 2)`, where one name that nothing else speaks of stands for both."""
    match left, right:
        case Relation(("=",), (Sym(name), Tup() as one)), Relation(("=",), (Sym(other), Tup() as two)):
            if name == other and name not in symbols(one) | symbols(two) | domains.keys():
                return one, two
    return None


def applied(tree: Node) -> set[str]:
    """Return the names of the functions of a tree that nobody knows."""
    return {node.name for node in walk(tree) if isinstance(node, Apply)}
