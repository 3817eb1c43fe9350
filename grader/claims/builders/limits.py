"""Claims that hold in the limit of a parameter.

`a = b` says that a - b tends to 0, `a < b` that a - b tends to a negative number, and so on; `a >> b` says that a - b
grows without bound, which is that exp(b - a) tends to 0.
"""

from __future__ import annotations

from itertools import pairwise

from grader.claims.statements import Setting
from grader.language.tree import ZERO, Add, Bind, Call, Logic, Neg, Node, Relation, RelationOp, symbols
from grader.problems.question import Approach
from grader.records import replace


def limit_of(tree: Node, approach: Approach) -> Node:
    """Return the limit of a tree."""
    if approach.name not in symbols(tree):
        return tree
    return Bind(approach.kind, tree, approach.name, approach.point)


def in_the_limit(condition: Node, approach: Approach) -> Node:
    """Return what a condition says in the limit. It is made of relations by `and`, `or`, `not`."""
    match condition:
        case Relation(ops, operands):
            pairs = pairwise(operands)
            links = tuple(_link(op, *pair, approach) for op, pair in zip(ops, pairs, strict=True))
            return links[0] if len(links) == 1 else Logic("and", links)
        case Logic(op, args):
            return Logic(op, tuple(in_the_limit(arg, approach) for arg in args))
        case _:
            raise ValueError(f"{condition} is no relation")


def without_parameter(setting: Setting, approach: Approach | None) -> Setting:
    """Return the setting of claims in the limit: the parameter has no value there."""
    if approach is None:
        return setting
    return replace(setting, variables=tuple(one for one in setting.variables if one.name != approach.name))


def _link(op: RelationOp, left: Node, right: Node, approach: Approach) -> Node:
    if op in {">>", "<<"}:
        small, large = (right, left) if op == ">>" else (left, right)
        gap = Call("exp", (Add((small, Neg(large))),))
        return Relation(("=",), (limit_of(gap, approach), ZERO))
    if approach.name not in symbols(left) | symbols(right):
        return Relation((op,), (left, right))
    return Relation((op,), (limit_of(Add((left, Neg(right))), approach), ZERO))
