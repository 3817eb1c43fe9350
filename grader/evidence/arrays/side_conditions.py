"""Parts of arrays that a result leaves out: an array has a value only where all its entries have one.

A part p that may have no value stands on as the factor p^0, which is 1 wherever p has a value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.evidence.trees.properties.total import is_total_there
from grader.language.tree import ONE, ZERO, Add, Call, Const, Div, Mul, Neg, Node, Num, Pow, Sym, children


def where_defined(result: Node, dropped: Iterable[Node]) -> Node:
    """Return a tree with the value of `result` where all the dropped trees have values, and none elsewhere."""
    known = set(_partial(result))
    missing = dict.fromkeys(part for tree in dropped for part in _partial(tree) if part not in known)
    return Mul((result, *(Pow(part, ZERO) for part in missing))) if missing else result


def _partial(tree: Node) -> Iterator[Node]:
    """Yield parts such that a tree has a value where all of them have one; a shared part is looked at once."""
    waiting, seen = [tree], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        match node:
            case Num() | Sym() | Const():
                continue
            case Neg() | Add() | Mul():
                waiting.extend(reversed(children(node)))
            case Div() | Pow() | Call() if is_total_there(node):
                waiting.extend(reversed(children(node)))
            case Div(num, den):
                yield Div(ONE, den)
                waiting.append(num)
            case _:
                yield node
