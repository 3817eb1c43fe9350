"""Tables that instructors write or edit in a spreadsheet: CSV with a header, whatever the separator and encoding."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from grader.errors import Diagnostic
from grader.problems.texts.source import SourceError, YamlLimits, decode, read_bytes
from grader.problems.texts.typed import shown
from grader.records import dataclass, field
from grader.submissions.spreadsheets import parsed

LIMITS = YamlLimits(max_bytes=10_000_000)  # of a table
ALIASES = {"e-mail": "email", "mail": "email"}
CLOSE = 0.75  # how alike the name of an unknown column and a known one must be to be taken for a slip


@dataclass(frozen=True)
class Row:
    """One row: its cells by column, without blanks at their ends, and the line that it begins on."""

    line: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """Return a cell, empty where the table has no such column."""
        return self.cells.get(column, "")


@dataclass
class Table:
    """The rows of a table, what is wrong with it, and what may not be as it was meant."""

    file: str
    rows: list[Row] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    warnings: list[Diagnostic] = field(default_factory=list)

    def fault(self, line: int, column: str, message: str) -> None:
        """Add a fault of a cell, or of a whole row where `column` is empty."""
        self.faults.append(Diagnostic(self.file, line, 0, column, message))


def read_table(path: Path, columns: Sequence[str], needed: Sequence[str]) -> Table:
    """Return the table in a file. Only the `needed` ones of its known `columns` must be there; others may be too."""
    return table_from(path.as_posix(), lambda limits: read_bytes(path, path.as_posix(), limits), columns, needed)


def table_from(file: str, load: Callable[[YamlLimits], bytes], columns: Sequence[str], needed: Sequence[str]) -> Table:
    """Return the table in the bytes that `load` returns, or raises SourceError for; `file` is its name."""
    table = Table(file)
    try:
        text = decode(load(LIMITS), table.file, LIMITS)
    except SourceError as error:
        table.faults.append(error.diagnostic)
        return table
    _read(table, text, columns, needed)
    return table


def _read(table: Table, text: str, columns: Sequence[str], needed: Sequence[str]) -> None:
    rows = _rows(table, text, columns)
    line, head = next(rows, (0, []))
    if not head:
        if not table.faults:
            table.fault(0, "", f"the file is empty; {_expected(columns)}")
        return
    names = [_column(cell) for cell in head]
    missing = [name for name in needed if name not in names]
    if missing:
        begins = shown(", ".join(cell.strip() for cell in head))
        lacks = " and ".join(f"`{name}`" for name in missing)
        table.fault(line, "", f"the header has no {lacks}; {_expected(columns)}. This line is {begins}")
        return
    _check_head(table, line, names, columns)
    for line, cells in rows:
        if len(cells) > len(names) and any(cells[len(names) :]):
            table.fault(line, "", f"{len(cells)} cells stand here, under a header of {len(names)}")
        table.rows.append(Row(line, dict(zip(reversed(names), reversed(_filled(cells, len(names))), strict=True))))


def _filled(cells: list[str], size: int) -> list[str]:
    return (cells + [""] * size)[:size]


def _column(cell: str) -> str:
    name = " ".join(cell.casefold().split())
    return ALIASES.get(name, name)


def _expected(columns: Sequence[str]) -> str:
    return f"expected a header such as {','.join(columns)}"


def _check_head(table: Table, line: int, names: list[str], columns: Sequence[str]) -> None:
    for name in columns:
        if names.count(name) > 1:
            table.fault(line, name, "this column stands twice")
    for name in names:
        close = difflib.get_close_matches(name, [one for one in columns if one not in names], 1, CLOSE)
        if name not in columns and close:
            message = f"the column {shown(name)} is not known and left aside; did you mean `{close[0]}`?"
            table.warnings.append(Diagnostic(table.file, line, 0, "", message))


def _rows(table: Table, text: str, columns: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, cells without blanks at their ends, each with its first line."""
    sheet = parsed(text, columns)
    for fault in sheet.faults:
        table.fault(fault.line, "", f"this row cannot be read: {fault.message}")
    for record in sheet.records:
        yield record[0].line, [cell.text.strip().removeprefix("\ufeff") for cell in record]
