"""HTML becomes blocks: headings, paragraphs, lists, tables, code. Nothing is run, loaded or rendered.

The text is taken apart here rather than by the standard library's parser, whose time grows with the square of a text
of tags that nothing closes: no tag reaches beyond the next `<`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from grader.submissions.forms.blocks import Block, Code, Heading, Listing, Prose, Table, Unread
from grader.submissions.forms.content import raw
from grader.submissions.forms.elements import (
    CELLS,
    HEADINGS,
    LISTS,
    MARKS,
    PARAGRAPHS,
    PICTURES,
    VOID,
    list_mark,
)
from grader.submissions.forms.html_tokens import Token, tokens_of
from grader.submissions.forms.mathml import MathML
from grader.verdict import Source
from grader.wording import file_notices

MAX_DEPTH = 60  # elements inside each other that are looked into
_PROMPT = re.compile(r"(?:In|Out)\s*\[[\d *]*\]:?")  # what an exported notebook writes beside its cells
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])", re.IGNORECASE
)


def read_html(text: str, file: str) -> tuple[Block, ...]:
    """Return the blocks of a document."""
    reader = _Reader(file)
    for token in tokens_of(text):
        reader.take(token)
    return reader.finished()


@dataclass
class _Frame:
    """An element that is open: the blocks in it, the items of a list with their marks, the rows of a table."""

    tag: str
    line: int
    blocks: list[Block] = field(default_factory=list)
    items: list[tuple[Block, ...]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    kind: str = ""
    number: int = 1


@dataclass
class _Reader:
    """Turns tags and texts into blocks. `words` is the paragraph that is being read, `line` where it began."""

    file: str
    frames: list[_Frame] = field(default_factory=lambda: [_Frame("", 1)])
    words: list[str] = field(default_factory=list)
    line: int = 0
    tags: list[tuple[str, int]] = field(default_factory=list)
    skipped: tuple[str, int] | None = None
    math: MathML | None = None
    after_math: bool = False

    @property
    def blocks(self) -> list[Block]:
        return self.frames[-1].blocks

    def finished(self) -> tuple[Block, ...]:
        """Return all blocks; what is still open ends here."""
        while len(self.frames) > 1:
            self.leave(self.frames[-1].tag)
        self.flush()
        if self.math is not None or self.skipped is not None:
            self.lost(file_notices.SOMETHING_NOTHING_CLOSES, self.line)
        return tuple(self.blocks)

    def take(self, token: Token) -> None:
        """Take a tag or a text."""
        if self.skipped is not None:
            self.skip(token)
        elif self.math is not None:
            self.formula(token)
        elif token.kind == "text":
            self.text(token)
        elif token.kind == "begin":
            self.begin(token)
        else:
            self.end(token.name)

    def skip(self, token: Token) -> None:
        """Pass over an element with all that stands in it."""
        assert self.skipped
        name, depth = self.skipped
        if token.kind != "text" and token.name == name:
            depth += 1 if token.kind == "begin" else -1
        self.skipped = (name, depth) if depth else None

    def formula(self, token: Token) -> None:
        """Take what stands in a formula of MathML."""
        assert self.math
        match token.kind:
            case "text":
                self.math.text(unescape(token.name))
            case "begin" if not token.attributes.rstrip().endswith("/"):
                self.math.begin(token.name)
            case "begin":
                self.math.failed = self.math.failed or token.name != "mspace"
            case "end":
                written = self.math.end(token.name)
                if written is not None or token.name == "math":
                    if self.math.failed or written is None:
                        self.lost(file_notices.FORMULA_MATHML, token.line)
                    else:
                        self.write(f"${' '.join(written.split())}$", token.line)
                    self.math, self.after_math = None, True

    # text

    def text(self, token: Token) -> None:
        """Take a text; in a block of code its blanks count."""
        text = unescape(token.name)
        if self.frames[-1].tag == "pre":
            self.write(text, token.line)
            return
        shown = re.sub(r"\s+", " ", text)
        if shown.strip():
            self.after_math = False
            lead = token.name[: len(token.name) - len(token.name.lstrip())]
            self.write(shown, token.line + lead.count("\n"))
        elif self.words:
            self.words.append(" ")

    def write(self, text: str, line: int) -> None:
        if not self.words:
            self.line = line
        self.words.append(text)

    def flush(self) -> str:
        """End the paragraph; return its text, and keep it as one where it stands in no heading and no cell."""
        while self.tags:
            self.unmark(self.tags[-1][0])
        text = "".join(self.words)
        self.words = []
        tag = self.frames[-1].tag
        if tag == "pre":
            return text
        text = "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
        is_kept = text and tag not in {*HEADINGS, *CELLS} and not _PROMPT.fullmatch(text)
        if is_kept and tag not in LISTS and tag != "table":
            self.blocks.append(Prose(text, Source(self.file, self.line)))
        elif is_kept:
            self.blocks.append(Unread(file_notices.TEXT_BETWEEN_ITEMS_LIST, text, Source(self.file, self.line)))
        return text

    def start(self) -> None:
        """Begin a block: it ends a heading, and what stands before it in a cell is a paragraph there."""
        tag = self.frames[-1].tag
        if tag in HEADINGS:
            self.leave(tag)
        text = self.flush()
        if tag in CELLS and text:
            self.blocks.append(Prose(text, Source(self.file, self.line)))

    def lost(self, what: str, line: int, text: str = "…") -> None:
        """Keep that something stands here which is not read."""
        source = Source(self.file, line)
        if self.frames[-1].tag in {*HEADINGS, *CELLS, "pre"}:
            self.write(f"<{what}>", line)  # no formula is read beside it
            return
        self.flush()
        self.blocks.append(Unread(what, text, source))

    # tags

    def begin(self, token: Token) -> None:
        """Begin an element."""
        name = token.name
        if self.is_hidden(token) or name in PICTURES or name == "math" or len(self.frames) > MAX_DEPTH:
            self.special(token)
        elif self.frames[-1].tag == "pre" and name not in {"br", "input"}:
            return  # nothing is set in a block of code
        elif name in HEADINGS or name in {"pre", "blockquote"}:
            self.start()
            self.frames.append(_Frame(name, token.line))
        elif name in LISTS or name == "table":
            self.start()
            start = token.attribute("start") or ""
            number = int(start) if start.isdecimal() and len(start) < 4 else 1
            kind = (token.attribute("type") or "1") if name == "ol" else ""
            self.frames.append(_Frame(name, token.line, kind=kind, number=number))
        elif name == "li" or name in CELLS or name == "tr":
            self.part(token)
        elif name == "br":
            self.write("\n", token.line)
        elif name == "input":
            self.field(token)
        elif name in PARAGRAPHS:
            self.flush() if self.frames[-1].tag not in {*HEADINGS, *CELLS} else self.write(" ", token.line)
        elif name in MARKS and len(self.tags) < MAX_DEPTH:
            self.write("", token.line)
            self.tags.append((name, len(self.words)))
            self.words.append("")

    def is_hidden(self, token: Token) -> bool:
        if token.name in VOID or not token.attributes.strip():
            return False
        style = token.attribute("style") or ""
        return token.attribute("hidden") is not None or _HIDDEN.search(style) is not None

    def special(self, token: Token) -> None:
        """Begin what is never looked into, or a formula."""
        kind = token.attribute("class") or ""
        shown = token.attribute("data-equation-content") if token.name == "img" and "equation_image" in kind else None
        if shown and "$" not in shown:
            self.write(f"${shown}$", token.line)  # a formula as learning platforms set it
        elif token.name == "math" and not self.is_hidden(token):
            self.math = MathML()
            self.math.begin("math")
        else:
            what = file_notices.ELEMENT_NOT_SHOWN if self.is_hidden(token) else f"`<{token.name}>`"
            self.lost(what, token.line)
            if token.name not in VOID and not token.attributes.rstrip().endswith("/"):
                self.skipped = (token.name, 1)

    def part(self, token: Token) -> None:
        """Begin an item of a list, a row or a cell of a table."""
        inside = ("li",) if token.name == "li" else ("td", "th") if token.name in CELLS else ("td", "th", "tr")
        if self.frames[-1].tag in inside:
            self.leave(self.frames[-1].tag)
        self.start()
        holder = self.frames[-1]
        if token.name == "li" and holder.tag in LISTS:
            value = token.attribute("value") or ""
            holder.number = int(value) if value.isdecimal() and len(value) < 4 else holder.number
            holder.marks.append(list_mark(holder.kind, holder.number))
            holder.number += 1
            self.frames.append(_Frame("li", token.line))
        elif token.name == "tr" and holder.tag == "table":
            holder.rows.append([])
        elif token.name in CELLS and holder.tag == "table":
            holder.rows = holder.rows or [[]]
            self.frames.append(_Frame(token.name, token.line))

    def field(self, token: Token) -> None:
        """Take a field of a form: a box that is ticked or not, or what is never looked into."""
        if (token.attribute("type") or "").casefold() in {"checkbox", "radio"}:
            self.write("[x] " if token.attribute("checked") is not None else "[ ] ", token.line)
        elif (token.attribute("type") or "").casefold() != "hidden":
            self.lost(file_notices.FIELD_FORM, token.line)

    def end(self, name: str) -> None:
        """End an element; an end without a beginning ends nothing but a paragraph."""
        if name in MARKS:
            self.unmark(name)
        elif any(frame.tag == name for frame in self.frames[1:]):
            while self.frames[-1].tag != name:
                self.leave(self.frames[-1].tag)
            self.leave(name)
        elif name in PARAGRAPHS and self.frames[-1].tag not in {*HEADINGS, *CELLS, "pre"}:
            self.flush()

    def unmark(self, name: str) -> None:
        """End what is set bold, raised, lowered or struck out; what holds nothing sets nothing."""
        if not any(tag == name for tag, _ in self.tags):
            return
        while True:
            tag, place = self.tags.pop()
            inner = "".join(self.words[place + 1 :])
            if inner.strip():
                before, after = MARKS[tag]
                lead = " " if inner[0].isspace() and tag not in {"sub", "sup"} else ""
                tail = " " if inner[-1].isspace() else ""
                self.words[place:] = [lead + before + inner.strip() + after + tail]
            if tag == name:
                return

    def leave(self, tag: str) -> None:
        """End the innermost element, and keep the block that it is."""
        text = self.flush()
        frame = self.frames.pop()
        source = Source(self.file, frame.line)
        match tag:
            case "pre" if text.strip():
                self.blocks.append(Code(text.strip("\n"), source))
            case "blockquote" if frame.blocks:
                self.blocks.append(Unread(file_notices.QUOTATION, raw(frame.blocks), source))
            case "li":
                self.frames[-1].items.append(tuple(frame.blocks))
            case "td" | "th":
                holder = self.frames[-1]
                is_deep = len(frame.blocks) > 1 or not all(isinstance(block, Prose) for block in frame.blocks)
                holder.kind = "deep" if is_deep else holder.kind
                holder.rows[-1].append(" ".join(f"{raw(frame.blocks)}\n{text}".split()))
            case "table":
                self.table(frame, source)
            case _ if tag in LISTS:
                self.listing(frame, source)
            case _ if tag in HEADINGS:
                title = " ".join(text.split()).removesuffix("¶").strip()
                self.blocks.extend([Heading(title, HEADINGS[tag], source)] if title else [])
                self.blocks.extend(frame.blocks)

    def listing(self, frame: _Frame, source: Source) -> None:
        if frame.items:
            shown = "\n".join(
                f"{mark or '-'} {raw(list(item))}" for item, mark in zip(frame.items, frame.marks, strict=True)
            )
            self.blocks.append(Listing(tuple(frame.items), tuple(frame.marks), shown, source))
        self.blocks.extend(frame.blocks)

    def table(self, frame: _Frame, source: Source) -> None:
        rows = tuple(tuple(row) for row in frame.rows if row)
        shown = "\n".join(" | ".join(row) for row in rows)
        if frame.kind == "deep":
            self.blocks.append(Unread(file_notices.TABLE_MORE_THAN_LINE, shown, source))
        elif len(rows) == 1 == len(rows[0]):
            self.blocks.extend([Prose(rows[0][0], source)] if rows[0][0] else [])
        elif rows:
            self.blocks.append(Table(rows, shown, source))
        self.blocks.extend(frame.blocks)
