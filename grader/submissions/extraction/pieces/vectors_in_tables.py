"""Vectors whose entries stand in the cells of a table: `| | unit 1 | unit 2 |`, and below it `| w | 1 | 1 |`.

A row for each field and a column for each entry, or the other way round. The heads must count the entries: below
`attempt 1` and `attempt 2`, or `before` and `after`, stand other things.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.language.tree import Num
from grader.problems.question import Question
from grader.submissions.extraction.pieces.rows_said import entry_in
from grader.submissions.extraction.words.vocabulary import undecorated
from grader.submissions.forms.blocks import Table
from grader.submissions.ledger.matching import find_field

# What the entries of weights are called, each with its number.
_COUNTED = (
    "unit|neuron|node|entry|component|coordinate|hidden|index|relu|einheit|knoten|eintrag|komponente|unité|neurone|nœud|"
    "composante|unidad|neurona|nodo|componente|coordenada|unità|entrada|componente|eenheid|component|[a-z]"
)
_COUNTER = re.compile(
    rf"[\s$\\({{]*(?P<word>{_COUNTED})?s?(?:\s+(?:no|nr)\.?)?[\s_.#\\({{]*(?P<number>\d)[\s$)}}]*", re.IGNORECASE
)
_CORNER = re.compile(rf"\W*(?:(?:{_COUNTED}|parameter|layer|weight|field|name|variable|größe)s?)?\W*", re.IGNORECASE)


def vectors_in(question: Question, table: Table) -> dict[str, str]:
    """Return the vector that a table gives each field of a question; nothing unless it does so for all of them."""
    sizes = {_size(question, name) for name in question.fields}
    if len(question.fields) < 2 or len(sizes) != 1 or None in sizes:
        return {}
    rows = [tuple(undecorated(cell).strip() for cell in row) for row in table.rows if any(map(str.strip, row))]
    if len({len(row) for row in rows}) != 1:
        return {}
    return _by_rows(question, rows) or _by_rows(question, list(zip(*rows, strict=True)))


def _size(question: Question, name: str) -> int | None:
    """Return how many entries a field has, None where it is no vector of one known size."""
    shape = question.fields[name].domain.shape
    size = shape[0] if len(shape) == 1 else None
    return int(size.value) if isinstance(size, Num) else None


def _by_rows(question: Question, rows: Sequence[tuple[str, ...]]) -> dict[str, str]:
    """Return the vectors of rows that begin with the names of fields, below a head that counts their entries."""
    head, *body = rows
    names = [find_field(question, row[0]) for row in body]
    if sorted(filter(None, names)) != sorted(question.fields) or len(names) != len(question.fields):
        return {}
    size = _size(question, next(iter(question.fields)))
    if len(head) - 1 != size or not _CORNER.fullmatch(head[0]) or not _counts(head[1:]):
        return {}
    cells = [[entry_in(cell) for cell in row[1:]] for row in body]
    if not all(map(all, cells)):
        return {}
    return {name: f"[{', '.join(row)}]" for name, row in zip(names, cells, strict=True) if name}


def _counts(heads: Sequence[str]) -> bool:
    """Whether heads are the numbers of entries in order, all with the same word or none."""
    found = [_COUNTER.fullmatch(head) for head in heads]
    said = {(match["word"] or "").casefold() if match else None for match in found}
    numbers = [int(match["number"]) for match in found if match]
    return len(said) == 1 and None not in said and numbers == list(range(1, len(heads) + 1))
