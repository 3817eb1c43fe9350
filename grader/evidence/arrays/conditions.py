"""Cases of arrays and equations between arrays, entry by entry.

0 beside arrays is the array of zeros. ShapeError is raised where arrays do not fit, UnclearError where a number stands
beside an array, or another relation than equality between arrays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.evidence.arrays.grids import Entry, Grid, common_shape
from grader.evidence.errors import UnclearError
from grader.language.tree import ZERO, Cases, Logic, Node, Relation
from grader.records import replace

if TYPE_CHECKING:
    from grader.evidence.arrays.expand import Expander


def cases_of(at: Expander, node: Cases) -> Entry:
    """Return cases of arrays as an array of cases; 0 beside arrays is the array of zeros."""
    conditions = [at.scalar(condition) for _, condition in node.branches]
    parts = [*(value for value, _ in node.branches), *([] if node.otherwise is None else [node.otherwise])]
    values = [at.expand(part) for part in parts]
    grids = [value for value in values if isinstance(value, Grid)]
    if not grids:
        numbers = [value for value in values if isinstance(value, Node)]
        rest = None if node.otherwise is None else numbers.pop()
        return Cases(tuple(zip(numbers, conditions, strict=True)), rest)
    if any(value != ZERO for value in values if isinstance(value, Node)):
        raise UnclearError("cases of numbers and of arrays", final=True)
    first = common_shape(grids, "cases")
    at.budget.spend(len(first.items) * len(values))
    zeros = replace(first, items=(ZERO,) * len(first.items))
    columns = zip(*((value if isinstance(value, Grid) else zeros).items for value in values), strict=True)
    entries = []
    for column in columns:
        cases = tuple(zip(column, conditions, strict=False))
        entries.append(Cases(cases, None if node.otherwise is None else column[-1]))
    return replace(first, items=tuple(entries))


def relation_of(at: Expander, node: Relation) -> Node:
    """Return an equation between arrays as equations between their entries, one of which fails where `!=` holds."""
    sides = [side if op in {"in", "notin"} and i else at.expand(side)
             for i, (op, side) in enumerate(zip((node.ops[0], *node.ops), node.operands, strict=True))]  # fmt: skip
    grids = [side for side in sides if isinstance(side, Grid)]
    if not grids:
        return Relation(node.ops, tuple(side for side in sides if isinstance(side, Node)))
    zeros = replace(grids[0], items=(ZERO,) * len(grids[0].items))
    grids = [side if isinstance(side, Grid) else zeros for side in sides if isinstance(side, Grid) or side == ZERO]
    if len(grids) < len(sides) or (node.ops != ("!=",) and set(node.ops) != {"="}):
        raise UnclearError("a relation between arrays other than equality", final=True)
    common_shape(grids, "equation")
    columns = zip(*(grid.items for grid in grids), strict=True)
    parts = tuple(Relation(node.ops, entries) for entries in columns)
    return parts[0] if len(parts) == 1 else Logic("or" if node.ops == ("!=",) else "and", parts)
