"""Matrices that are drawn line by line, `[2 1] ⏎ [3 2]`, `⎡2 1⎤ ⏎ ⎣3 2⎦`.

Only where a matrix is asked for: each line is one row in the same kind of brackets, with as many entries as the others.
"""

from __future__ import annotations

import re

from grader.language.tree import Array, Node
from grader.problems.question import Question

MAX_CHARACTERS = 600  # of a text that is looked into
_NAME = re.compile(r"\s*(?P<name>\\?[A-Za-z]{1,8}(?:\s*\^\s*\{?(?:-1|T)\}?|⁻¹)?\s*=\s*)?(?=[\[(|⎡⎛])")
_PAIRS = ({"[": "]"}, {"(": ")"}, {"|": "|"}, {"⎡": "⎤", "⎢": "⎥", "⎣": "⎦"}, {"⎛": "⎞", "⎜": "⎟", "⎝": "⎠"})
_ENTRY = re.compile(r"[-−+]?(?:[^\s\[\]{}()|,;=<>+*/^·×-]|\([^\s()]*\)|(?<=[^\s])[+*/^·×-](?=[^\s]))+")


def in_brackets(question: Question, text: str) -> str:
    """Return such a matrix as a list of lists behind its name; the text itself where it is none."""
    sizes = {size for tree in question.accepted if (size := _size(tree))}
    if not sizes or len(text) > MAX_CHARACTERS:
        return text
    begins = _NAME.match(text)
    lines = [line.strip() for line in text[begins.end() if begins else 0 :].strip().split("\n")]
    rows = next((found for pair in _PAIRS if (found := _rows(pair, lines))), None)
    if begins is None or rows is None or (len(rows), len(rows[0])) not in sizes:
        return text  # of other sizes a blank may be a product, `[2 x  y]`
    listed = ", ".join(f"[{', '.join(row)}]" for row in rows)
    return f"{begins['name'] or ''}[{listed}]"


def _size(tree: Node) -> tuple[int, int] | None:
    """Return how many rows and columns a matrix has; None for anything else."""
    rows = [row for row in tree.items if isinstance(row, Array)] if isinstance(tree, Array) else []
    columns = {len(row.items) for row in rows}
    is_matrix = isinstance(tree, Array) and 1 < len(rows) == len(tree.items) and len(columns) == 1
    return (len(rows), columns.pop()) if is_matrix else None


def _rows(pair: dict[str, str], lines: list[str]) -> list[list[str]] | None:
    """Return the entries of lines in one kind of brackets, the same number in each and at least two."""
    if len(lines) < 2 or not all(len(one) > 2 and pair.get(one[0]) == one[-1] for one in lines):
        return None
    rows = [one[1:-1].split() for one in lines]
    is_even = len({len(row) for row in rows}) == 1 and len(rows[0]) > 1
    return rows if is_even and all(_ENTRY.fullmatch(one) for row in rows for one in row) else None
