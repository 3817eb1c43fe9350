"""A matrix that is given row by row: flat lists in lines or displays of their own, with nothing else beside them.

One that is drawn over several lines, of which one also holds its name, is not put together: it is told, and refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from grader.claims.chains import depths
from grader.language.tree import Array, Node
from grader.problems.question import Question
from grader.submissions.extraction.formulas import formulas
from grader.submissions.extraction.pieces.marks import Mark
from grader.submissions.extraction.words.phrases import quiet
from grader.submissions.extraction.words.prompts import Asked
from grader.wording import writing_notices

_ROW = re.compile(r"\s*(?:\\left\s*)?[\[(](?P<entries>[^\[\];]*?)(?:\\right\s*)?[\])]\s*", re.DOTALL)
_NUMBER = r"[-+−]?\d+(?:\.\d+|/\d+)?"
_PRINTED = re.compile(rf"\s*{_NUMBER}(?:[ \t]+{_NUMBER})+\s*")  # numbers with blanks between: `3 -1` is no difference
_OPENED = re.compile(r"\s*(?P<left>[^=]{0,40}?)\s*=\s*")  # a name, with its rows in the lines below
_ENTRY = r"[+−-]?[\w./]+"
_DRAWN = re.compile(rf"\s*[\[(|]\s*{_ENTRY}(?:[\s,]+{_ENTRY})+\s*[\])|]\s*")  # a row of a matrix that is drawn
_INDEXED = re.compile(r"_|\d")  # in the name of a row, which its number puts in place


def rows_of_marks(asked: Asked, marks: Sequence[Mark]) -> str:
    """Return the matrix of which marks are the rows, in their order; empty where they are none, or none is asked for.

    The first row may stand behind the name of the matrix.
    """
    opened = _OPENED.fullmatch(marks[0].text) if marks else None
    if opened and all(map(asked.says, marks[0].words)):
        matrix = rows_of_marks(asked, marks[1:])
        return f"{opened['left']} = {matrix}" if matrix and opened["left"] else matrix
    lines = [mark.line for mark in marks]
    if not _asks_for_matrix(asked.question) or len(marks) < 2 or len(set(lines)) < len(lines):
        return ""
    led = all(word in quiet() or asked.says(word) for word in marks[0].words) and marks[0].before
    if any(mark.kind == "condition" or (mark.words and not (led and mark is marks[0])) for mark in marks):
        return ""
    first = formulas.assignment(marks[0].text)
    if first is not None and _INDEXED.search(first.left.replace("^{-1}", "").replace("^-1", "")):
        return ""
    return _matrix([_entries(first.right if first else marks[0].text), *(_entries(mark.text) for mark in marks[1:])])


def rows_of_lines(question: Question, text: str) -> str:
    """Return the matrix of which the lines of a text are the rows, empty where one is none or none is asked for."""
    lines = [line for line in text.split("\n") if line.strip()]
    return _matrix([_entries(line) for line in lines]) if len(lines) > 1 and _asks_for_matrix(question) else ""


def rows_of_table(question: Question, rows: Sequence[Sequence[str]]) -> str:
    """Return the matrix that the cells of a table are, where it has the shape of the right one; empty elsewhere.

    A cell is a number or a formula without words; heads, and rows that are numbered, make another shape.
    """
    kept = [[entry_in(cell) for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if not _asks_for_matrix(question) or not kept or not all(all(row) for row in kept):
        return ""
    own = (len(kept), len(kept[0]))
    is_whole = all(len(row) == own[1] for row in kept) and own in map(_shape, question.accepted)
    return _matrix(kept) if is_whole else ""


def entry_in(cell: str) -> str:
    """Return the formula in a cell, empty where words or signs of lists and relations stand in it."""
    text = cell.strip().strip("$").removeprefix("\\(").removesuffix("\\)").strip()
    return "" if len(text) > CELL_CHARACTERS or _NO_ENTRY.search(text) else text


CELL_CHARACTERS = 80
_NO_ENTRY = re.compile(r"[=<>≈,;|?&\[\]]|(?<![\\\w])(?!sqrt|frac)[^\W\d_]{3,}")


def doubt_of_rows(question: Question, matrix: str) -> str:
    """Return why a matrix that rows come to is not refuted: its shape is none that is expected; empty where it is.

    `1 000 2 000` may be two numbers, what stands before a row its number, and two matrices may stand in the lines.
    """
    if not matrix:
        return ""
    rows = matrix[matrix.index("[[") + 1 : -1].split("], [")
    own = (len(rows), len(rows[0].split(", ")))
    return "" if own in map(_shape, question.accepted) else writing_notices.OTHER_SHAPE_PRINTED


def _matrix(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of one length as a list of lists; empty where they are no rows."""
    if len({len(row) for row in rows}) != 1 or len(rows[0]) < 2:
        return ""
    lists = [f"[{', '.join(row)}]" for row in rows]
    return f"[{', '.join(lists)}]"


def _asks_for_matrix(question: Question) -> bool:
    """Whether every right answer is a list of rows."""
    trees = question.accepted
    return bool(trees) and all(map(_shape, trees))


def _shape(tree: Node) -> tuple[int, int] | None:
    """Return how many rows and columns an array of rows has, None of anything else."""
    first = tree.items[0] if isinstance(tree, Array) else None
    return (len(tree.items), len(first.items)) if isinstance(tree, Array) and isinstance(first, Array) else None


def _entries(text: str) -> list[str]:
    """Return the entries of a flat list, none where a text is no such list."""
    if _PRINTED.fullmatch(text):
        return text.split()
    match = _ROW.fullmatch(text)
    if match is None or "=" in text:
        return []
    inner = match["entries"]
    depth = depths(inner)
    stops = [-1, *(place for place, sign in enumerate(inner) if sign == "," and not depth[place]), len(inner)]
    entries = [inner[start + 1 : stop].strip() for start, stop in pairwise(stops)]
    return entries if all(entries) else []


def is_drawn(question: Question, text: str) -> bool:
    """Whether a line with a name and a row, `A = [-5 2]`, stands beside a row alone, where a matrix is asked for.

    Each row by itself is no answer then, and nobody can tell where the rows begin and end.
    """
    if not any(isinstance(part, Array) for tree in question.accepted if isinstance(tree, Array) for part in tree.items):
        return False
    lines = [(_is_named(line), _is_row(line)) for line in text.split("\n")]
    return any((one[0] and other[1]) or (one[1] and other[0]) for one, other in pairwise(lines))


def _is_row(line: str) -> bool:
    return _DRAWN.fullmatch(line) is not None


def _is_named(line: str) -> bool:
    return "=" in line and _is_row(line.rpartition("=")[2])
