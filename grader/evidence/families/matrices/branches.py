"""Arrays by cases: sums of the arrays, each times 1 where its condition is the first that holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.evidence.errors import UnclearError
from grader.evidence.families.matrices.words.values import Several, Value
from grader.language.tree import ONE, ZERO, Cases, Node, rebuild

if TYPE_CHECKING:
    from grader.evidence.families.matrices.build import Builder


def by_cases(builder: Builder, node: Cases) -> Value:
    """Return a number by cases, or a sum of arrays; 0 beside arrays is the array of zeros.

    Raises UnclearError where an array may have no value, for only that of the case that applies must have one.
    """
    before = len(builder.partial) + len(builder.inverted)
    parts = [*(value for value, _ in node.branches), *([] if node.otherwise is None else [node.otherwise])]
    values = [builder.build(part) for part in parts]
    if not any(isinstance(value, Several) for value in values):
        return builder.noted(rebuild(node, builder.scalar))
    if len(builder.partial) + len(builder.inverted) > before:
        raise UnclearError("arrays by cases that may have no value", final=True)
    conditions = [builder.scalar(condition) for _, condition in node.branches]
    return builder.sum([builder.times(_chosen(builder, place, conditions, node.otherwise is None), value)
                        for place, value in enumerate(values) if value != ZERO])  # fmt: skip


def _chosen(builder: Builder, place: int, conditions: list[Node], is_open: bool) -> Node:
    """Return 1 where the condition at a place, or none where it is behind all, is the first that holds, 0 elsewhere.

    Where none may hold, and there is no other case, it has no value.
    """
    ones = tuple((ONE if here == place else ZERO, condition) for here, condition in enumerate(conditions))
    rest = None if is_open else ONE if place == len(conditions) else ZERO
    return builder.noted(Cases(ones, rest))
