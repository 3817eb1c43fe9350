"""Cuts a block of YAML that cannot be read as a whole into its entries, line by line."""

from __future__ import annotations

import re

from grader.problems.texts.located import Text
from grader.problems.texts.source import BREAK
from grader.records import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole lines of a file, from character `start` to `stop`; `line_offset` lines stand before them.

    An entry of a block has a `key`, an item of a list none; `body` are the lines of its value where these
    are a block of their own. `blanks` are the places of dashes to be read as blanks.
    """

    start: int
    stop: int
    line_offset: int
    column: int = 1
    key: Text | None = None
    body: Stretch | None = None
    blanks: tuple[int, ...] = ()

    def text(self, source: str) -> str:
        """Return the characters of the stretch, with blanks for the dashes."""
        text, done = "", self.start
        for place in self.blanks:
            if done <= place < self.stop:
                text, done = f"{text}{source[done:place]} ", place + 1
        return text + source[done : self.stop]

    @property
    def place(self) -> tuple[int, int]:
        """Line and column of the first character, from 1."""
        return self.line_offset + 1, self.column


KEY = re.compile(
    r"""(?:(?P<quoted>'[^']*(?:''[^']*)*'|"[^"\\]*(?:\\.[^"\\]*)*")[ \t]*"""
    r"""|(?P<plain>(?!-[ \t])[^\s'"#\[\]{},|>@`%&*!][^\n\r]*?)):(?=[ \t\r\n]|$)"""
)
ITEM = re.compile(r"-(?=[ \t\r\n]|$)")
EMPTY = re.compile(r"[ \t]*(?:#[^\n\r]*)?[\r\n]*$")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    stop: int
    number: int  # from 0
    indent: int
    text: str


def _lines(source: str, whole: Stretch) -> list[_Line]:
    """Return the lines of a stretch that hold more than blanks, comments and document marks."""
    found, start, number = [], whole.start, whole.line_offset
    ends = [match.end() for match in BREAK.finditer(source, whole.start, whole.stop)]
    content, offset = whole.text(source), whole.start
    for stop in [*ends, whole.stop]:
        text = content[start - offset : stop - offset]
        if not EMPTY.match(text) and text.rstrip() not in {"---", "..."}:
            found.append(_Line(start, stop, number, len(text) - len(text.lstrip(" ")), text))
        start, number = stop, number + 1
    return found


def stretches(source: str, whole: Stretch) -> list[Stretch]:
    """Return the entries of a block, none where its lines show no block. Lines between entries belong to the first.

    Keys, or dashes where the first line has one, count only at the indentation of that line, and nothing may stand
    further left.
    """
    lines = _lines(source, whole)
    if not lines or any(line.indent < lines[0].indent for line in lines):
        return []
    indent = lines[0].indent
    begins = ITEM if ITEM.match(lines[0].text, indent) else KEY
    starts = [number for number, line in enumerate(lines) if line.indent == indent and begins.match(line.text, indent)]
    if not starts or starts[0] != 0:
        return []
    groups = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return [_entry(group, whole.blanks) for group in groups]


def _entry(lines: list[_Line], blanks: tuple[int, ...]) -> Stretch:
    first, stop = lines[0], lines[-1].stop
    column = first.indent + 1
    item = ITEM.match(first.text, first.indent)
    if item:
        body = Stretch(first.start, stop, first.number, blanks=(*blanks, first.start + first.indent))
        return Stretch(first.start, stop, first.number, column, body=body, blanks=blanks)
    match = KEY.match(first.text, first.indent)
    assert match
    typed = match["quoted"] or match["plain"].rstrip()
    key = Text(_unquoted(typed), first.number + 1, column, "plain", typed)
    body_lines = lines[1:] if EMPTY.match(first.text, match.end()) else []
    value = Stretch(body_lines[0].start, stop, body_lines[0].number) if body_lines else None
    return Stretch(first.start, stop, first.number, column, key=key, body=value, blanks=blanks)


def _unquoted(key: str) -> str:
    if key.startswith("'"):
        return key[1:-1].replace("''", "'")
    return key[1:-1] if key.startswith('"') else key
