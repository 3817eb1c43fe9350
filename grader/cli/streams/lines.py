"""A stream of JSON Lines: one object read, one written, in order, each flushed; a bad line gets an error object."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import BinaryIO

from grader.cli import exits
from grader.cli.output import put
from grader.isolation.pool import error_code
from grader.problems.complaints import IS_RESERVED, RESERVED
from grader.problems.texts.jsontext import read_json
from grader.problems.texts.located import Damaged, Located, MappingNode, Text, duplicates
from grader.records import dataclass, field
from grader.reports.result_json import Document, error_body, identified

LINE_BYTES = 1_000_000  # bytes of one line; a longer one is not read
ID_CHARACTERS = 1_000  # characters of an id

NO_ID = "null"


class LineError(Exception):
    """A line that cannot be used: a short code, a sentence for whoever wrote it, and where it stands."""

    def __init__(self, code: str, message: str, column: int | None = None) -> None:
        self.code = code
        self.message = message
        self.column = column
        super().__init__(message)


@dataclass(frozen=True)
class Line:
    """One line that is a JSON object of known keys: its values by key, and the id as JSON spells it."""

    id: str
    values: Mapping[str, Located] = field(default_factory=dict)

    def text(self, key: str) -> Text | Damaged:
        """Return the value of a key that must be a text; numbers are the text typed. Raises LineError."""
        value = self.need(key)
        if not isinstance(value, (Text, Damaged)):
            raise LineError("bad-line", f"`{key}`: expected a text", value.column)
        return value

    def need(self, key: str) -> Located:
        """Return the value of a key that must be there. Raises LineError."""
        if key not in self.values:
            raise LineError("bad-line", f"the key `{key}` is missing")
        return self.values[key]


Answered = tuple[Document, int]  # what is written for a line, and the exit code that it asks for


def serve(keys: Collection[str], answer: Callable[[Line], Answered]) -> int:
    """Answer every line of standard input; return the exit code.

    The code is the most telling that a line asked for: some failed, then not correct, then done. Bad lines are
    answered with an error object, which is no failure of the run.
    """
    codes = {exits.DONE}
    for number, raw in _raw_lines(sys.stdin.buffer):
        known = NO_ID
        try:
            line = _line(raw, keys)
            known = line.id
            body, code = answer(line)
            codes.add(code)
        except LineError as error:
            known = _id_of(raw)
            body = error_body(error.code, error.message, number, error.column)
        except Exception as error:
            body = error_body("internal", f"the grader itself failed ({error_code(error)})", number, None)
            codes.add(exits.OPEN)
        put(identified(known, body))
    return max(codes)


def _raw_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line that is not blank with its number; None for one that is too long, whose rest is skipped."""
    number = 0
    while raw := stream.readline(LINE_BYTES + 1):
        number += 1
        is_long = len(raw) > LINE_BYTES
        while len(raw) > LINE_BYTES and not raw.endswith(b"\n"):
            raw = stream.readline(LINE_BYTES + 1)
            if not raw:
                break
        if is_long:
            yield number, None
        elif raw.strip():
            yield number, raw.rstrip(b"\r\n")


def _line(raw: bytes | None, keys: Collection[str]) -> Line:
    root = _object(raw)
    for _, _, later in duplicates(root):
        raise LineError("bad-line", f"the key `{later.value}` stands twice", later.column)
    for entry in root.entries:
        if entry.key.value == RESERVED:
            raise LineError("bad-line", IS_RESERVED, entry.key.column)
        if entry.key.value not in keys:
            expected = ", ".join(f"`{key}`" for key in keys)
            raise LineError("bad-line", f"unknown key `{entry.key.value}`; expected {expected}", entry.key.column)
    values = {entry.key.value: entry.value for entry in root.entries}
    return Line(_id(values.get("id")), values)


def _object(raw: bytes | None) -> MappingNode:
    if raw is None:
        raise LineError("too-long", f"the line is longer than {LINE_BYTES} bytes (limit LINE_BYTES)")
    read = read_json(raw, "")
    for fault in read.faults:
        raise LineError("bad-json", fault.message, fault.column or None)
    if not isinstance(read.root, MappingNode):
        raise LineError("bad-line", "expected an object in braces")
    return read.root


def _id(node: Located | None) -> str:
    """Return an id as it goes back: a text, a number with the digits that were typed, or `null`."""
    if node is None:
        return NO_ID
    if not isinstance(node, Text) or len(node.raw) > ID_CHARACTERS or node.raw in {"true", "false"}:
        column = node.column
        raise LineError("bad-line", f"`id`: expected a text or a number of at most {ID_CHARACTERS} characters", column)
    return node.raw if node.style == "plain" else json.dumps(node.value, ensure_ascii=False)


def _id_of(raw: bytes | None) -> str:
    """Return the id of a bad line where it can be made out."""
    try:
        return _id(_object(raw).get("id"))
    except LineError:
        return NO_ID
