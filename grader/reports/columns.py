"""Plain columns of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.reports.clean import width
from grader.verdict import Outcome

GAP = "  "
Paint = Callable[[Outcome, str], str]


def plain(outcome: Outcome, text: str) -> str:
    """Return `text` as it is: the paint of everything that is not a terminal."""
    del outcome
    return text


Cell = str | tuple[str, Outcome]  # a text, with the outcome that colours it


def laid_out(rows: Sequence[Sequence[Cell]], paint: Paint = plain) -> list[str]:
    """Return one line for each row: the first column flush left, the others flush right, two blanks between."""
    widths = [max(width(_text(cell)) for cell in column) for column in zip(*rows, strict=True)]
    return [_line(row, widths, paint) for row in rows]


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell[0]


def _line(row: Sequence[Cell], widths: Sequence[int], paint: Paint) -> str:
    cells = []
    for column, (cell, size) in enumerate(zip(row, widths, strict=True)):
        blanks = " " * (size - width(_text(cell)))
        shown = cell if isinstance(cell, str) else paint(cell[1], cell[0])
        cells.append(blanks + shown if column else shown + blanks)
    return GAP.join(cells).rstrip()


def table_width(rows: Sequence[Sequence[Cell]]) -> int:
    """Return the number of columns that `laid_out` gives its widest line at most."""
    widths = [max(width(_text(cell)) for cell in column) for column in zip(*rows, strict=True)]
    return sum(widths) + len(GAP) * (len(widths) - 1)
