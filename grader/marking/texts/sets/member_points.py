r"""Members of a set of points in other notations: `\binom{1}{0}`, `(1, 0)^T`, `-(2, 1)`, `5 (3/5, 4/5)`, `(6, 8)/2`.

Where all members that are expected are lists of numbers, each member is worked out entry by entry as such a list.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.language.reader import Reading
from grader.language.tree import Add, Array, Call, Div, Mul, Neg, Node, SetOf, Transpose, Tup, walk
from grader.problems.question import Question
from grader.records import replace


def with_points(question: Question, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Return readings with their members as lists; a member that cannot be worked out stays as it is."""
    if not _are_points(question.accepted):
        return readings
    return tuple(dict.fromkeys(replace(one, tree=_with_lists(one.tree)) for one in readings))


def _are_points(accepted: Sequence[Node]) -> bool:
    """Whether all that is expected are sets of lists of numbers."""
    members = [one for tree in accepted for one in (tree.items if isinstance(tree, SetOf) else (tree,))]
    return bool(members) and all(isinstance(one, Tup) and not any(map(_is_list, one.items)) for one in members)


def _with_lists(tree: Node) -> Node:
    if not isinstance(tree, SetOf):
        return tree
    return SetOf(tuple(Tup(found) if (found := _entries(one)) is not None else one for one in tree.items))


def _is_list(tree: Node) -> bool:
    return isinstance(tree, Tup | Array) or (isinstance(tree, Call) and tree.name == "binom")


def _has_list(tree: Node) -> bool:
    return any(map(_is_list, walk(tree)))


def _entries(tree: Node) -> tuple[Node, ...] | None:
    """Return the entries of a list, or of what is calculated with lists; None for anything else."""
    match tree:
        case Call("binom", args) | Tup(args):
            return tuple(args)
        case Array(items):
            return _of_array(items)
        case Transpose(arg):
            return _entries(arg)
        case Neg(arg):
            return _each(_entries(arg), Neg)
        case Div(above, below):
            return None if _has_list(below) else _each(_entries(above), lambda one: Div(one, below))
        case Mul(factors):
            return _of_product(factors)
        case Add(terms):
            return _of_sum(terms)
        case _:
            return None


def _of_array(items: tuple[Node, ...]) -> tuple[Node, ...] | None:
    rows = [one.items if isinstance(one, Array) else None for one in items]
    if all(row is None for row in rows):
        return items
    if len(rows) == 1 and rows[0] is not None:
        return rows[0]
    column = [row[0] for row in rows if row is not None and len(row) == 1]
    return tuple(column) if len(column) == len(rows) else None


def _of_product(factors: tuple[Node, ...]) -> tuple[Node, ...] | None:
    held = [place for place, one in enumerate(factors) if _has_list(one)]
    if len(held) != 1:
        return None
    rest = factors[: held[0]] + factors[held[0] + 1 :]
    return _each(_entries(factors[held[0]]), lambda one: Mul((*rest, one)))


def _of_sum(terms: tuple[Node, ...]) -> tuple[Node, ...] | None:
    lists = [found for term in terms if (found := _entries(term)) is not None]
    if len(lists) != len(terms) or len({len(one) for one in lists}) != 1:
        return None
    return tuple(Add(each) for each in zip(*lists, strict=True))


def _each(entries: tuple[Node, ...] | None, change: Callable[[Node], Node]) -> tuple[Node, ...] | None:
    return None if entries is None else tuple(map(change, entries))
