"""Values as trees of numbers: two arrays are equal for all sizes where the trees of their entries are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.evidence.families.matrices.words.products import total
from grader.evidence.families.matrices.words.table import Table
from grader.evidence.families.matrices.words.values import Several, times
from grader.evidence.families.matrices.words.words import Vector, frame, vectors_in
from grader.language.tree import ONE as UNIT
from grader.language.tree import Node


def entry_tree(table: Table, value: Several, place: int = 0) -> Node:
    """Return an entry of a vector as a tree of the entries of its factors."""
    return total([times(one, vector_tree(table, word[1], place)) for word, one in value.terms.items()])


def vector_tree(table: Table, vector: Vector, place: int) -> Node:
    """Return an entry of one product of factors."""
    result: Node = UNIT
    for factor in vector:
        if factor[0] == "f":
            applied = table.functions[factor[1]]
            (inner,) = applied.args
            assert isinstance(inner, Several)
            result = times(result, applied.of(entry_tree(table, inner, place)))
        else:
            result = times(result, table.entry(factor, place))
    return result


def by_frame(table: Table, value: Several) -> Mapping[tuple[Any, ...], Node]:
    """Return for each product of matrices what stands between them, as a tree of entries at independent indices."""
    found: dict[tuple[Any, ...], list[Node]] = {}
    for word, one in value.terms.items():
        tree = one
        for place, vector in enumerate(vectors_in(word)):
            tree = times(tree, vector_tree(table, vector, place))
        found.setdefault(frame(word), []).append(tree)
    return {key: total(trees) for key, trees in found.items()}
