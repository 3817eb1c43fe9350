"""Whether a tree that was read is an array, as far as can be told without computing."""

from __future__ import annotations

from grader.language.grammar.arrays.arrays import dims_of, is_array_of
from grader.language.names import Names
from grader.language.names.lexicon import lexicon_of
from grader.language.tree import Node


def is_array(tree: Node, names: Names) -> bool:
    """Return whether the value of a tree is an array under some names."""
    return is_array_of(tree, lexicon_of(names))


def dimensions(tree: Node, names: Names) -> tuple[Node, ...] | None:
    """Return the dimensions of a tree's value under some names; None where they are not seen at once."""
    return dims_of(tree, lexicon_of(names))
