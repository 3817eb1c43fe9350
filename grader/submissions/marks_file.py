"""`marks.csv`: the marks that people give, read from whatever a spreadsheet made of it, and rows added to it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from grader.marking.texts.written_down import plain_text
from grader.records import dataclass
from grader.submissions.mark_rows import MarkRow, ReadRow
from grader.submissions.model import Level, Notice
from grader.submissions.spreadsheets import (
    OLD_ENCODING,
    UNCLOSED,
    Record,
    Sheet,
    TableError,
    encoded,
    folded,
    guarded,
    read_sheet,
    unguarded,
)
from grader.verdict import HandMark, Source

NAME = "marks.csv"
COLUMNS = ("student", "problem", "claim", "answer", "read_as", "score", "remark", "by", "date")
NEEDED = ("student", "problem", "claim", "answer", "score")
BOM = b"\xef\xbb\xbf"  # by which spreadsheets know UTF-8
UNFINISHED = ".part"  # ends the name of a file that is being written
_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")  # what is read is not what is shown
SHOWN_SCORE = 40  # characters of a score that a message repeats

Row = Mapping[str, str]

_DECIMAL = re.compile(r"(?P<whole>\d{1,9})(?:(?P<point>[.,])(?P<places>\d{1,9}))?", re.ASCII)
_FRACTION = re.compile(r"(\d{1,9})\s*/\s*(\d{1,9})", re.ASCII)
_DATE_LIKE = re.compile(r"\d+([-/.:]\d+){2}|.*\d.*[a-z]{3,}|[a-z]{3,}.*\d.*", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """What a row is about, filled or not, and its line; `has_score`: how it is filled, if it is."""

    student: str
    problem: str
    claim: str
    answer: str
    line: int
    is_filled: bool
    has_score: bool = False


@dataclass(frozen=True)
class MarksFile:
    """What a marks file holds: the filled rows that can be read, what every row is about, and what is wrong.

    `rows` are those with a score, `readings` those with `read_as`; a row may be both.
    """

    rows: tuple[MarkRow, ...] = ()
    readings: tuple[ReadRow, ...] = ()
    places: tuple[Place, ...] = ()
    notices: tuple[Notice, ...] = ()


class _Reader:
    """Reads the rows of one table. A row with a fault is not applied, and the fault is kept with its place."""

    def __init__(self, table: Sheet, name: str) -> None:
        self.name = name
        self.rows: list[MarkRow] = []
        self.readings: list[ReadRow] = []
        self.places: list[Place] = []
        self.notices: list[Notice] = []
        for fault in table.faults:
            self._say(fault.line, "error", f"{fault.message}; this line is not read")
        if not table.records:
            self._say(0, "warning", f"the file is empty; expected the columns {', '.join(COLUMNS)}")
            return
        if table.encoding == OLD_ENCODING:
            self._say(0, "warning", f"this is not UTF-8, and is read as {OLD_ENCODING}; save it as CSV in UTF-8")
        self.head = [folded(cell.text) for cell in table.records[0]]
        if self._is_fine(table.records[0][0].line):
            for record in table.records[1:]:
                self._read(record)

    def _say(self, line: int, level: Level, message: str) -> None:
        self.notices.append(Notice(self.name, line, level, message))

    def _is_fine(self, line: int) -> bool:
        lacking = [column for column in NEEDED if column not in self.head]
        if lacking:
            some = "columns are" if len(lacking) > 1 else "column is"
            self._say(line, "error", f"the {some} missing: {', '.join(lacking)}; no row of this file is applied")
        twice = sorted({column for column in self.head if column in COLUMNS and self.head.count(column) > 1})
        if twice:
            self._say(line, "error", f"the column {twice[0]} stands twice; no row of this file is applied")
        return not lacking and not twice

    def _read(self, record: Record) -> None:
        line = record[0].line
        if any(cell.text.strip() for cell in record[len(self.head) :]):
            why = f"{len(record)} cells stand under {len(self.head)} columns"
            self._say(line, "error", f"{why}; the row is not applied (quote a text that holds the separator)")
            return
        turned = [column for column, cell in zip(self.head, record, strict=False) if _TURNED.search(cell.text)]
        if turned and turned != ["answer"]:
            why = f"column {turned[0]}: a control in it changes the order of the signs that are shown"
            self._say(line, "error", f"{why}; the row is not applied")
            return
        cells = {column: unguarded(cell.text) for column, cell in zip(self.head, record, strict=False)}
        texts = {column: cells.get(column, "").strip() for column in COLUMNS}
        texts |= {column: plain_text(cells.get(column, "")) for column in ("answer", "read_as")}
        student, problem, claim, answer = (texts[column] for column in COLUMNS[:4])
        is_filled = bool(texts["score"] or texts["read_as"])
        self.places.append(Place(student, problem, claim, answer, line, is_filled, bool(texts["score"])))
        if texts["read_as"]:
            typed = (texts["read_as"], texts["by"], texts["date"])
            remark = "" if texts["score"] else texts["remark"]  # beside a score it is said with that
            self._reading(claim, ReadRow(student, problem, answer, *typed, Source(self.name, line), remark), line)
        if texts["score"]:
            self._fill(texts, line)
        elif texts["remark"] and not texts["read_as"]:
            self._say(line, "note", "column score: nothing stands here, so the row and its remark are not applied")

    def _reading(self, claim: str, row: ReadRow, line: int) -> None:
        if claim:
            said = "column read_as: an answer is read as a whole, so that column claim must be empty"
            self._say(line, "error", f"{said}; what stands in read_as is not applied")
        else:
            self.readings.append(row)

    def _fill(self, texts: Row, line: int) -> None:
        try:
            score = self._score(texts["score"], line)
        except ValueError as error:
            self._say(line, "error", f"column score: {error}; the row is not applied")
            return
        claim, remark, by, date = (texts[column] for column in ("claim", "remark", "by", "date"))
        mark = HandMark(score, claim, remark, by, date, Source(self.name, line))
        self.rows.append(MarkRow(texts["student"], texts["problem"], texts["answer"], mark))

    def _score(self, text: str, line: int) -> Fraction:
        """Return a score; raises ValueError."""
        if decimal := _DECIMAL.fullmatch(text):
            whole, places = decimal["whole"], decimal["places"] or ""
            if decimal["point"] == ",":
                if len(places) == 3:
                    raise ValueError(f"`{text}` may be {whole}{places} or {whole}.{places}; write it with a point")
                self._say(line, "note", f"column score: `{text}` is read as {whole}.{places}")
            return Fraction(f"{whole}.{places or 0}")
        if (fraction := _FRACTION.fullmatch(text)) and int(fraction[2]):
            return Fraction(int(fraction[1]), int(fraction[2]))
        raise ValueError(_no_score(text))


def _no_score(text: str) -> str:
    shown = text if len(text) <= SHOWN_SCORE else f"{text[:SHOWN_SCORE]}…"
    if text.endswith("%"):
        return f"`{shown}` is a percentage; expected points, such as 2, 2.5 or 2/3"
    if re.match(r"[-−]\s*\d", text):
        return f"`{shown}` is negative; expected points, such as 2, 2.5 or 2/3"
    hint = " (a spreadsheet may have made a date of it)" if _DATE_LIKE.fullmatch(text) else ""
    return f"`{shown}` is no score{hint}; expected points, such as 2, 2.5 or 2/3"


def read_marks(data: bytes, name: str) -> MarksFile:
    """Return what a marks file holds; all that is wrong with it is in its notices, none of it is raised."""
    try:
        reader = _Reader(read_sheet(data, COLUMNS), name)
    except TableError as error:
        return MarksFile(notices=(Notice(name, 0, "error", f"cannot be read: {error}; no row of it is applied"),))
    notices = sorted(reader.notices, key=lambda notice: notice.line)
    return MarksFile(tuple(reader.rows), tuple(reader.readings), tuple(reader.places), tuple(notices))


# Adding rows.


def add_rows(path: Path, rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Add rows at the end of a marks file, or make one with these columns; what stands in it stays, byte by byte.

    The separator, the encoding, the line ends and the order of columns of the file are kept; columns that it does not
    have are left out. Raises TableError where the file cannot take rows, OSError.
    """
    path = path.resolve()  # what a link leads to is replaced, not the link
    before = path.read_bytes() if path.exists() else b""
    part = path.with_name(path.name + UNFINISHED)
    after = extended(before, rows, columns)
    try:
        part.write_bytes(after)
        if path.exists():
            shutil.copymode(path, part)
        if (path.read_bytes() if path.exists() else b"") != before:
            raise TableError("it was changed in this moment; try again")
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def extended(before: bytes, rows: Sequence[Row], columns: Sequence[str]) -> bytes:
    """Return the bytes of a marks file with rows added. Raises TableError."""
    table = read_sheet(before, COLUMNS)
    if not table.records and table.faults:
        raise TableError("its first line cannot be read")
    if not table.records:
        head, start = list(columns), [tuple(columns)]
        before, table = BOM, Sheet((), ())
    else:
        head, start = [folded(cell.text) for cell in table.records[0]], []
        lacking = [column for column in NEEDED if column not in head]
        if lacking:
            raise TableError(f"it lacks the columns {', '.join(lacking)}")
        if any(fault.message == UNCLOSED for fault in table.faults):
            raise TableError("a quotation mark in it is not closed, and would swallow what is added")
    cells = [tuple(guarded(plain_text(row.get(column, "")), table.separator) for column in head) for row in rows]
    return before + encoded([*start, *cells], table)
