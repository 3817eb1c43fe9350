"""Reads JSON into the same located nodes as YAML: numbers and words are the text typed, lists are arrays.

What is wrong with one string damages its field; what is wrong with the file's structure is a fault of the file.
"""

from __future__ import annotations

import json
import re

from grader.errors import Diagnostic
from grader.problems.texts.escapes import json_message, swallowed_command
from grader.problems.texts.located import Damaged, Document, Entry, Located, MappingNode, SequenceNode, Text, text_of
from grader.problems.texts.source import BREAK, FORBIDDEN, LIMITS, SourceError, YamlLimits, decode
from grader.records import replace

BLANKS = re.compile("[ \t\n\r]*")
STRING = re.compile(r'"[^"\\\n\r]*(?:\\.[^"\\\n\r]*)*"')
WORD = re.compile(r"[^\s\[\]{},:\"]+")
NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
BAD_ESCAPE = re.compile(r"\\(?:u(?![0-9A-Fa-f]{4})|([^\"\\/bfnrtu]))")


class _StructureError(Exception):
    """The file is not JSON: what was expected, at which character."""

    def __init__(self, message: str, place: int) -> None:
        self.message = message
        self.place = place
        super().__init__(message)


def read_json(source: bytes | str, file: str, limits: YamlLimits = LIMITS) -> Document:
    """Return a JSON file as located nodes; never raises, whatever the bytes."""
    try:
        text = decode(source, file, limits)
    except SourceError as error:
        return Document(None, (error.diagnostic,))
    reader = _Reader(text, limits)
    try:
        return Document(reader.document())
    except _StructureError as error:
        return Document(None, (Diagnostic(file, *reader.line_column(error.place), "", error.message),))


class _Reader:
    """A reader by recursive descent, one method for each rule of the grammar."""

    def __init__(self, source: str, limits: YamlLimits) -> None:
        self.source = source
        self.limits = limits
        self.place = 0
        self.nodes = 0
        self.counted = (0, 1, 0)  # characters up to which line breaks were counted; the line there, and its start

    def document(self) -> Located | None:
        """document: value? end"""
        self._blanks()
        if self.place == len(self.source):
            return None
        node = self._value(0)
        if self.place < len(self.source):
            raise _StructureError("nothing may follow the closing bracket", self.place)
        return node

    def line_column(self, place: int) -> tuple[int, int]:
        """Return line and column, from 1; places are asked for in growing order, or cost a count from the start."""
        done, line, start = self.counted if self.counted[0] <= place else (0, 1, 0)
        for match in BREAK.finditer(self.source, done, place):
            line, start = line + 1, match.end()
        self.counted = (place, line, start)
        return line, place - start + 1

    def _blanks(self) -> None:
        match = BLANKS.match(self.source, self.place)
        assert match
        self.place = match.end()

    def _take(self, character: str, expected: str) -> None:
        if self.source[self.place : self.place + 1] != character:
            found = self.source[self.place : self.place + 1]
            raise _StructureError(f"expected {expected}, not {f'`{found}`' if found else 'the end'}", self.place)
        self.place += 1
        self._blanks()

    def _value(self, depth: int) -> Located:
        """value: object | array | string | number | true | false | null"""
        self.nodes += 1
        if self.nodes > self.limits.max_nodes:
            raise _StructureError(
                f"holds more than {self.limits.max_nodes} texts and lists (limit max_nodes)", self.place
            )
        if depth > self.limits.max_depth:
            message = f"lists and mappings stand more than {self.limits.max_depth} deep (limit max_depth)"
            raise _StructureError(message, self.place)
        match self.source[self.place : self.place + 1]:
            case "{":
                return self._object(depth)
            case "[":
                return self._array(depth)
            case '"':
                return self._string()
            case _:
                return self._word()

    def _object(self, depth: int) -> MappingNode:
        """object: '{' (string ':' value (',' string ':' value)*)? '}'"""
        line, column = self.line_column(self.place)
        self._take("{", "`{`")
        entries: list[Entry] = []
        while self.source[self.place : self.place + 1] != "}" or entries:
            if self.source[self.place : self.place + 1] != '"':
                raise _StructureError("expected a key in double quotes", self.place)
            key = self._string()
            self._take(":", "`:` after a key")
            value = self._value(depth + 1)
            entries.append(_entry(key, value))
            if self.source[self.place : self.place + 1] != ",":
                break
            self._take(",", "`,`")
        self._take("}", "`,` or `}`")
        return MappingNode(tuple(entries), line, column)

    def _array(self, depth: int) -> SequenceNode:
        """array: '[' (value (',' value)*)? ']'"""
        line, column = self.line_column(self.place)
        self._take("[", "`[`")
        items: list[Located] = []
        while self.source[self.place : self.place + 1] != "]" or items:
            items.append(self._value(depth + 1))
            if self.source[self.place : self.place + 1] != ",":
                break
            self._take(",", "`,`")
        self._take("]", "`,` or `]`")
        node = SequenceNode(tuple(items), line, column)
        return replace(node, text=text_of(node))

    def _string(self) -> Text | Damaged:
        """string: a JSON string; one that loses a command, or that JSON rejects, is damaged"""
        start, (line, column) = self.place, self.line_column(self.place)
        match = STRING.match(self.source, start)
        if match is None:
            raise _StructureError("this quotation mark is never closed on its line", start)
        self.place = match.end()
        self._blanks()
        raw = match[0]
        fault = _string_fault(raw)
        return (
            Damaged(fault, line, column, raw)
            if fault
            else Text(json.loads(raw, strict=False), line, column, "double", raw)
        )

    def _word(self) -> Text | Damaged:
        """number, true, false, null: the text typed; NaN and Infinity are damaged"""
        start, (line, column) = self.place, self.line_column(self.place)
        match = WORD.match(self.source, start)
        if match is None:
            raise _StructureError("expected a value", start)
        self.place = match.end()
        self._blanks()
        raw = match[0]
        if NUMBER.fullmatch(raw) or raw in {"true", "false", "null"}:
            return Text(raw, line, column, "plain", raw)
        if raw in {"NaN", "Infinity", "-Infinity"}:
            return Damaged(f"`{raw}` is not JSON and no number", line, column, raw)
        raise _StructureError(f"`{raw[:40]}` is not JSON; a text stands in double quotes", start)


def _entry(key: Text | Damaged, value: Located) -> Entry:
    if isinstance(key, Damaged):
        return Entry(Text(key.raw, key.line, key.column, "plain", key.raw), key)
    return Entry(key, value)


def _string_fault(raw: str) -> str:
    bad = BAD_ESCAPE.search(re.sub(r"\\\\", "  ", raw))
    if bad:
        letters = re.match(r"\\[A-Za-z]*", raw[bad.start() :])
        return json_message(raw, letters[0] if letters and len(letters[0]) > 1 else raw[bad.start() : bad.start() + 2])
    command = swallowed_command(raw)
    if command:
        return json_message(raw, command)
    control = FORBIDDEN.search(raw) or FORBIDDEN.search(json.loads(raw, strict=False))
    return f"the invisible character U+{ord(control[0]):04X} stands here; delete it" if control else ""
