"""A matrix drawn over several lines, of which one also holds its name."""

from __future__ import annotations

import re
from itertools import pairwise

from grader.language.tree import Array
from grader.problems.question import Question

_ENTRY = r"[+−-]?[\w./]+"
_ROW = re.compile(rf"\s*[\[(|]\s*{_ENTRY}(?:[\s,]+{_ENTRY})+\s*[\])|]\s*")


def is_drawn(question: Question, text: str) -> bool:
    """Whether a line with a name and a row, `A = [-5 2]`, stands beside a row alone, where a matrix is asked for.

    Each row by itself is no answer then, and nobody can tell where the rows begin and end.
    """
    if not any(isinstance(part, Array) for tree in question.accepted if isinstance(tree, Array) for part in tree.items):
        return False
    lines = [(_is_named(line), _is_row(line)) for line in text.split("\n")]
    return any((one[0] and other[1]) or (one[1] and other[0]) for one, other in pairwise(lines))


def _is_row(line: str) -> bool:
    return _ROW.fullmatch(line) is not None


def _is_named(line: str) -> bool:
    return "=" in line and _is_row(line.rpartition("=")[2])
