"""A beginning, or an end, that is several conditions at once, each in a line of its own.

`x + y = 5 ⏎ x - y = 1` begins a system, and `x = 3 ⏎ y = 2` may end it.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.claims.derivations.found import Member, Statement
from grader.claims.derivations.likeness import Ranks, plain, turned
from grader.language.tree import Logic, Node
from grader.records import replace


def conditions_of(tree: Node | None) -> tuple[Node, ...]:
    """Return the conditions that hold at once, `x = 3` and `y = 2`, or `-2 < x` and `x < 2`; none where it is one."""
    parts = None if tree is None else plain(tree, {})
    return parts.args if isinstance(parts, Logic) and parts.op == "and" else ()


def with_start_in_one(found: Sequence[Statement], start: Node | None, arrays: Ranks) -> tuple[Statement, ...]:
    """Return lines in which those that a beginning consists of, in any order and without a sign, are one."""
    wanted = conditions_of(start)
    lines = tuple(found[: len(wanted)])
    if not wanted or len(lines) < len(wanted) or any(one.logic or one.case is not None for one in lines):
        return tuple(found)
    trees = [one.whole.tree for one in lines if one.whole.tree is not None]
    if len(trees) < len(wanted) or not are_all(wanted, trees, arrays):
        return tuple(found)
    text = " and ".join(one.whole.text for one in lines)
    whole = Member("", text, lines[0].line, Logic("and", tuple(trees)))
    return (replace(lines[0], members=(whole,), whole=whole), *found[len(wanted) :])


def are_all(wanted: Sequence[Node], trees: Sequence[Node], arrays: Ranks) -> bool:
    """Whether some conditions are others, one by one, in any order."""
    return are_among(wanted, trees, arrays) and are_among(trees, wanted, arrays)


def are_found(wanted: Node, lines: Sequence[Node], arrays: Ranks) -> bool:
    """Whether each of several conditions stands in some lines, and what the last line says is one of them, or some."""
    parts = [conditions_of(line) or (line,) for line in lines]
    known, asked = [part for some in parts for part in some], conditions_of(wanted)
    return bool(asked) and are_among(asked, known, arrays) and are_among(parts[-1], asked, arrays)


def are_among(some: Sequence[Node], others: Sequence[Node], arrays: Ranks) -> bool:
    """Whether each of some conditions is written like one of the others."""
    known = {_in_one_way(one, arrays) for one in others}
    return all(_in_one_way(one, arrays) in known for one in some)


def _in_one_way(tree: Node, arrays: Ranks) -> Node:
    """Return a condition as it is compared, an equation with its sides in one order."""
    tree = plain(tree, arrays)
    other = turned(tree)
    return tree if other is None else min(tree, other, key=repr)
