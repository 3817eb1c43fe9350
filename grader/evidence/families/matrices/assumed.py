"""What is assumed of numbers that arrays give: `norm(x) = 1` says that the symbol of x^T x is 1.

The symbols have at every point what is assumed there, so whatever follows for all symbols is true for the arrays.
What has no normal form, or not everywhere a value, is left out: a proof needs less.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.evidence.errors import UnclearError
from grader.evidence.families.matrices.build import Builder
from grader.language.tree import Node, Relation, symbols
from grader.records import replace


def assumed_of_numbers(builder: Builder, conditions: Iterable[Node]) -> Iterator[Node]:
    """Yield the conditions on declared arrays that compare numbers, with the symbols of a builder's table."""
    for part in conditions:
        if isinstance(part, Relation) and symbols(part) & builder.shapes.keys():
            found = _compared(builder, part)
            if found is not None:
                yield found


def _compared(builder: Builder, part: Relation) -> Relation | None:
    apart = replace(builder, partial=[], inverted=[], gradients=[], partials=[])
    try:
        sides = [apart.build(side) for side in part.operands]
    except UnclearError:
        return None
    numbers = tuple(side for side in sides if isinstance(side, Node))
    return replace(part, operands=numbers) if len(numbers) == len(sides) and not apart.partial else None
