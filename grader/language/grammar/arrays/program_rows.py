"""The other orientation of what a program's product makes: `x @ A` has one index, and is a column or a row.

Source: the NumPy manual, `numpy.matmul`: an array of one dimension stands as a row on the left and as a column on the
right, and the dimension is taken away again. In the notation of mathematics a vector is a column.
"""

from __future__ import annotations

import re

from grader.language.grammar.arrays.arrays import dims_of
from grader.language.names import Names
from grader.language.names.lexicon import lexicon_of
from grader.language.tree import ONE, Array, Node, Sym, Transpose

_MULTIPLIED = re.compile(r"@|(?<!\w)(?:dot|matmul)\(")


def as_row(tree: Node, text: str, names: Names) -> Node | None:
    """Return the tree of a program's product with one index as a row, as it is read as a column; None of others."""
    if "\\" in text or _MULTIPLIED.search(text) is None or isinstance(tree, Array | Sym):
        return None
    dims = dims_of(tree, lexicon_of(names))
    return None if dims is None or len(dims) != 1 or dims == (ONE,) else Transpose(tree)
