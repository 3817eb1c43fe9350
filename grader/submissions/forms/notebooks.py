"""Notebooks become blocks: Markdown cells as Markdown, code cells as code. Outputs are never looked at.

The form is JSON with few keys, so no library is needed: those for it bring a validator of schemas with them, and what
is read here is checked here.
"""

from __future__ import annotations

import json
from typing import Any

from grader.submissions.forms.blocks import Block, Code, Unread
from grader.submissions.forms.markdown import read_markdown
from grader.submissions.limits import BLOCKS, DOCUMENT_BYTES
from grader.submissions.model import cell_place
from grader.submissions.opening.characters import UnreadableError, clean
from grader.verdict import Source
from grader.wording import file_notices

OLD = file_notices.NOTEBOOK_OLD_FORM_WITHOUT


def read_notebook(text: str, file: str) -> tuple[tuple[Block, ...], list[tuple[str, str]]]:
    """Return the blocks of a notebook, and what was odd in it by place.

    The place of a block is its cell, as `hw.ipynb, cell 3`, counted from 1 over all cells, and the line in that cell.
    Raises UnreadableError where the file is no notebook.
    """
    cells = _cells(text, file)
    blocks: list[Block] = []
    odd: list[tuple[str, str]] = []
    size = 0
    for number, cell in enumerate(cells, 1):
        place = cell_place(file, number)
        source = _source(cell)
        if source is None:
            odd.append((place, file_notices.NO_CELL_CELL_TYPE))
            blocks.append(Unread(file_notices.CELL_NOT_READABLE, "…", Source(place, 1), open="all"))
            continue
        size += len(source)
        if size > DOCUMENT_BYTES:
            said = file_notices.CELLS_HOLD_MORE_THAN.format(document_bytes=DOCUMENT_BYTES)
            raise UnreadableError(file_notices.TOO_LARGE_READ.format(said=said))
        blocks += _blocks(cell["cell_type"], source, place)
    return tuple(blocks), odd


def _cells(text: str, file: str) -> list[Any]:
    try:
        read = json.loads(text, parse_int=_no_text, parse_float=_no_text, parse_constant=_no_text)
    except json.JSONDecodeError as error:
        raise UnreadableError(
            file_notices.NO_NOTEBOOK_LINE.format(lineno=error.lineno, msg=error.msg), error.lineno
        ) from None
    except RecursionError:
        raise UnreadableError(file_notices.NO_NOTEBOOK_LISTS_MAPPINGS) from None
    cells = read.get("cells") if isinstance(read, dict) else None
    if not isinstance(cells, list):
        raise UnreadableError(
            OLD if isinstance(read, dict) and "worksheets" in read else file_notices.NO_NOTEBOOK_HAS_NO
        )
    if len(cells) > BLOCKS:
        raise UnreadableError(file_notices.HOLDS_CELLS_MORE_THAN.format(count=len(cells), blocks=BLOCKS))
    return cells


def _no_text(_: str) -> None:
    """Return nothing for a number: none is looked at, however long it is, and none is a text."""


def _source(cell: Any) -> str | None:
    """Return the text of a cell, None where the cell is none."""
    if not isinstance(cell, dict) or not isinstance(cell.get("cell_type"), str):
        return None
    match cell.get("source"):
        case str(source):
            return source
        case list(lines) if all(isinstance(line, str) for line in lines):
            return "".join(lines)
        case _:
            return None


def _blocks(kind: str, source: str, place: str) -> list[Block]:
    source = clean(source)
    if not source.strip():
        return []
    match kind:
        case "markdown":
            return list(read_markdown(source, place))
        case "code":
            return [Code(source, Source(place, 1))]
        case _:
            return [Unread(file_notices.CELL_NEITHER_TEXT_NOR, source, Source(place, 1))]
