"""Markdown of headings, displayed formulas and paragraphs only: told apart line by line, as the library does it.

A text without a list, table, quotation, code or HTML takes a fraction of the library's time so. Where a displayed
formula ends, the reader with the library asks here as well.
"""

from __future__ import annotations

import re
from itertools import accumulate

from grader.submissions.forms.blocks import Block, Formula, Heading, Prose
from grader.submissions.forms.spans import environment_end
from grader.submissions.limits import BLOCK_CHARACTERS
from grader.verdict import Source

MAX_FAILED = 20  # formulas that nothing closes; after so many, what looks like one is a paragraph
INDENTED = 3  # blanks before a line that ends a paragraph; behind more of them it goes on
OPENING = re.compile(r"\$\$|\\\[|\\begin\{(?:equation|align|alignat|flalign|gather|eqnarray|multline|displaymath)\*?\}")
_HEADING = re.compile(r"[ \t]*(?P<level>#{1,6})(?![^ \t])(?P<title>.*)")
_ENDING = re.compile(r"\$\$|\\.|\n[ \t]*\n {0,3}#{1,6}[ \t]", re.DOTALL)


class Displays:
    """Looks for displayed formulas in a text. `failed`: how many of them nothing closes, as far as it was looked."""

    def __init__(self, text: str) -> None:
        self.text, self.failed = text, 0

    def end(self, begin: int, limit: int) -> int | None:
        """Return the place behind a formula that begins a line at a place, None where more stands on its last line."""
        match = OPENING.match(self.text, begin) if self.text.startswith(("$", "\\"), begin) else None
        if match is None or self.failed > MAX_FAILED:
            return None
        stop = begin + _closed(self.text[begin : min(limit, begin + BLOCK_CHARACTERS)], len(match[0]))
        if stop < begin:
            self.failed += 1
            return None
        last = self.text.find("\n", stop)
        return None if self.text[stop : last if last >= 0 else len(self.text)].strip(" \t.,;:") else stop


def _closed(source: str, inside: int) -> int:
    """Return the place after what closes a displayed formula, -1 where nothing does before a heading."""
    if source.startswith("\\begin"):
        return environment_end(source, 0)
    closing = "$$" if source.startswith("$$") else "\\]"
    for match in _ENDING.finditer(source, inside):
        if match[0] == closing:
            return match.end()
        if match[0].startswith("\n"):
            return -1
    return -1


def inner(text: str) -> str:
    """Return a displayed formula without its delimiters; an environment keeps them, for it says what its rows are."""
    return text if text.startswith("\\begin") else text[2:-2]


class PlainReader:
    """Tells the blocks of one text apart; `first` is the number of its first line in the file."""

    def __init__(self, text: str, file: str, first: int) -> None:
        self.text, self.file, self.first = text, file, first
        self.lines = text.split("\n")
        self.starts = [0, *accumulate(len(line) + 1 for line in self.lines)]
        self.displays = Displays(text)

    def blocks(self) -> list[Block]:
        """Return the blocks in order."""
        found: list[Block] = []
        line = 0
        while line < len(self.lines):
            if not self.lines[line].strip(" \t"):
                line += 1
                continue
            block, line = self.block(line, Source(self.file, line + self.first))
            found.append(block)
        return found

    def block(self, line: int, source: Source) -> tuple[Block, int]:
        """Return the block that begins with a line, and the line behind it."""
        if (stop := self.display(line)) is not None:
            begin = self.begin(line)
            return Formula(inner(self.text[begin:stop]), source), line + 1 + self.text.count("\n", begin, stop)
        if heading := _HEADING.match(self.lines[line]):
            return Heading(_title(heading["title"]), len(heading["level"]), source), line + 1
        stop = line + 1
        while stop < len(self.lines) and not self.ends(stop):
            stop += 1
        return Prose("\n".join(self.lines[line:stop]).strip(), source), stop

    def ends(self, line: int) -> bool:
        """Whether a paragraph ends before a line."""
        text = self.lines[line].lstrip(" \t")
        if not text:
            return True
        blanks = self.lines[line][: len(self.lines[line]) - len(text)].expandtabs(INDENTED + 1)
        if text[0] not in "#$\\" or len(blanks) > INDENTED:
            return False
        return _HEADING.match(text) is not None or self.display(line) is not None

    def begin(self, line: int) -> int:
        """Return the place of the first sign of a line."""
        return self.starts[line + 1] - 1 - len(self.lines[line].lstrip(" \t"))

    def display(self, line: int) -> int | None:
        """Return the place behind the displayed formula that a line begins with, None where it begins with none."""
        return self.displays.end(self.begin(line), len(self.text))


def _title(text: str) -> str:
    """Return what stands in a heading, without the signs that may close it."""
    text = text.rstrip(" \t")
    opened = text.rstrip("#")
    return (opened if opened[-1:] in {" ", "\t"} else text).strip()
