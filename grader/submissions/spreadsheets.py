"""Tables that people keep in spreadsheets: CSV in any encoding, with any separator, each cell with its place.

A line that cannot be parsed costs only itself: the next one is read as if nothing had happened.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterator

from grader.records import dataclass, replace

TABLE_BYTES = 20_000_000  # of one table
SEPARATORS = (",", ";", "\t", "|")
QUOTE = '"'
UNCLOSED = "a quotation mark is not closed"
_HINT = re.compile(r"sep=(?P<separator>[,;\t|])(\r\n|\n|\r|\Z)", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n|\n|\r")
_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
OLD_ENCODING = "cp1252"  # what spreadsheets write where they do not write Unicode


class TableError(Exception):
    """A table that cannot be read or written at all; the message says why."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, and the line that it begins in."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class BadLine(Exception):  # noqa: N818 it is a result, and raised only within this module
    """A line that cannot be parsed, and why."""

    line: int
    message: str


Record = tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """The records of a table, the first one its head, and how it is written, to be kept where rows are added.

    `encoding` is one of Python's names; `newline` ends the records; `is_ended` says whether it ends the last one.
    """

    records: tuple[Record, ...]
    faults: tuple[BadLine, ...]
    separator: str = ","
    newline: str = "\r\n"
    encoding: str = "utf-8"
    is_ended: bool = True


def read_sheet(data: bytes, known: Collection[str]) -> Sheet:
    """Return a table; by the names of columns that are `known`, its separator is found. Raises TableError."""
    if len(data) > TABLE_BYTES:
        raise TableError(f"{len(data):,} bytes are more than the {TABLE_BYTES:,} allowed (limit TABLE_BYTES)")
    text, encoding = decoded(data)
    return replace(parsed(text, known), encoding=encoding)


def parsed(text: str, known: Collection[str]) -> Sheet:
    """Return the table that a text holds; by the names of columns that are `known`, its separator is found."""
    hint = _HINT.match(text)
    separator = hint["separator"] if hint else _separator(text, known)
    records: list[Record] = []
    faults: list[BadLine] = []
    for found in _records(text, hint.end() if hint else 0, separator):
        if isinstance(found, BadLine):
            faults.append(found)
        elif any(cell.text.strip() for cell in found):
            records.append(found)
    end = _LINE_END.search(text)
    is_ended = not text or text.endswith(("\n", "\r"))
    return Sheet(tuple(records), tuple(faults), separator, end[0] if end else "\r\n", is_ended=is_ended)


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text of a table, and its encoding. Raises TableError where it is in none that is known."""
    for mark, encoding in _ENCODINGS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding), encoding
    if b"\0" in data[:2]:
        encoding = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
        return _decoded(data, encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decoded(data, OLD_ENCODING), OLD_ENCODING


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TableError(f"byte {error.start + 1} is not {encoding}; save it as CSV in UTF-8") from None


def _separator(text: str, known: Collection[str]) -> str:
    """Return the separator that gives the first record the most names of known columns."""

    def names(separator: str) -> int:
        head = next(_records(text, 0, separator), None)
        return 0 if head is None or isinstance(head, BadLine) else sum(folded(cell.text) in known for cell in head)

    return max(SEPARATORS, key=names)


def folded(name: str) -> str:
    """Return the name of a column, letter case and blanks aside."""
    return name.strip().casefold()


def _records(text: str, start: int, separator: str) -> Iterator[Record | BadLine]:
    """Yield the records, and a fault for each line that is none."""
    line = 1 + _line_ends(text, 0, start)
    while start < len(text):
        try:
            record, stop = _record(text, start, line, separator)
            yield record
        except BadLine as fault:
            yield fault
            end = _LINE_END.search(text, start)
            stop = end.end() if end else len(text)
        line += _line_ends(text, start, stop)
        start = stop


def _line_ends(text: str, start: int, stop: int) -> int:
    return sum(1 for _ in _LINE_END.finditer(text, start, stop))


def _record(text: str, start: int, line: int, separator: str) -> tuple[Record, int]:
    """Return the record that begins at a place, and the place after it. Raises BadLine."""
    cells: list[Cell] = []
    begun = line
    plain = re.compile(rf"[^\r\n{separator}]*")
    while True:
        if text.startswith(QUOTE, start):
            value, stop = _quoted(text, start, begun)
        else:
            match = plain.match(text, start)
            assert match
            value, stop = match[0], match.end()
        cells.append(Cell(value, line))
        line += _line_ends(text, start, stop)
        end = _LINE_END.match(text, stop)
        if stop == len(text) or end:
            return tuple(cells), end.end() if end else stop
        if not text.startswith(separator, stop):
            shown = "a tab" if separator == "\t" else f"`{separator}`"
            raise BadLine(begun, f"after a closing quotation mark stands `{text[stop]}`; expected {shown}")
        start = stop + 1


def _quoted(text: str, start: int, line: int) -> tuple[str, int]:
    """Return the text of a cell in quotation marks, which stand twice inside of it, and the place after it."""
    stop = text.find(QUOTE, start + 1)
    while stop >= 0 and text.startswith(QUOTE, stop + 1):
        stop = text.find(QUOTE, stop + 2)
    if stop < 0:
        raise BadLine(line, UNCLOSED)
    return text[start + 1 : stop].replace(QUOTE * 2, QUOTE), stop + 1


def encoded(rows: Collection[Collection[str]], table: Sheet) -> bytes:
    """Return rows as they are added to a table. Raises TableError where its encoding lacks a character."""
    text = "" if table.is_ended else table.newline
    for row in rows:
        text += table.separator.join(_cell(value, table.separator) for value in row) + table.newline
    try:
        return text.encode(table.encoding)
    except UnicodeEncodeError as error:
        lacking = text[error.start]
        raise TableError(f"its encoding, {table.encoding}, has no `{lacking}`; save it as CSV in UTF-8") from None


def _cell(text: str, separator: str) -> str:
    is_plain = not any(sign in text for sign in (separator, QUOTE, "\n", "\r")) and text == text.strip()
    return text if is_plain else QUOTE + text.replace(QUOTE, QUOTE * 2) + QUOTE


# What a spreadsheet would run or change.

_SPACES = r"[\s\ufeff]*"
_SIGNS = r"[=+\-@\uff1d\uff0b\uff0d\uff20]"
_RISKY = re.compile(rf"'*(?:{_SPACES}{_SIGNS}|[\t\r])")
_DATE = re.compile(r"'*\d+([-/.:]\d+)+\Z", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d+\Z", re.ASCII)


def _formula(separator: str = "") -> str:
    """Return a pattern of what would run in a cell that ends there: a sign, unless it is that of a lone number."""
    return rf"(?={_SIGNS})(?![+-]?\d+(?:[.,/]\d+)?\s*[])}}]*\s*(?:[{separator}\t\r\n]|\Z))"


# What a cell ends at is what it began with; a line begins one whatever separates them, so that neither sign ends it.
_AFTER = f"(?(comma){_formula(',')}|(?(semicolon){_formula(';')}|{_formula()}))"
# A text with `;=1+1` in it becomes a cell `=1+1` where a spreadsheet takes `;` for the separator, and quotation marks
# inside of a cell for signs like others. After a comma only what stands in a table with another separator may do so.
_INNER = {
    ",": re.compile(
        rf"((?:(?P<comma>,(?={_SPACES}'))|(?P<semicolon>;)|[\t\r\n]){_SPACES})(?P<guards>'*){_AFTER}",
    ),
    ";": re.compile(rf"((?:(?P<comma>,)|(?P<semicolon>;)|[\t\r\n]){_SPACES})(?P<guards>'*){_AFTER}"),
}
_INNER_GUARDED = re.compile(rf"((?:(?P<comma>,)|(?P<semicolon>;)|[\t\r\n]){_SPACES})'(?P<guards>'*){_AFTER}")


def guarded(text: str, separator: str = ",") -> str:
    """Return a text that no spreadsheet runs as a formula or turns into a date, whatever it takes for the separator.

    An apostrophe stands before it, or before what would become a cell of its own.
    """
    text = _INNER.get(separator, _INNER[";"]).sub(r"\1'\g<guards>", text)
    return f"'{text}" if _is_guarded(text) else text


def unguarded(text: str) -> str:
    """Return a text without the apostrophes that guard it: `unguarded(guarded(text)) == text`."""
    text = text[1:] if text.startswith("'") and _is_guarded(text) else text
    return _INNER_GUARDED.sub(r"\1\g<guards>", text)


def _is_guarded(text: str) -> bool:
    if _NUMBER.match(text):
        return False
    return bool(_RISKY.match(text) or _DATE.match(text))
