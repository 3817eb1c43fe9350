"""The page that is being written out of HTML: paragraphs, the elements that are open, the blocks that they become."""

from __future__ import annotations

import re

from grader.records import dataclass, field
from grader.submissions.forms.blocks import Block, Code, Heading, Listing, Prose, Table, Unread
from grader.submissions.forms.content import raw
from grader.submissions.forms.html.elements import CELLS, HEADINGS, LISTS, MARKS, STRUCK, list_mark
from grader.submissions.forms.html.tokens import Token
from grader.verdict import Source
from grader.wording import file_notices

MAX_DEPTH = 60  # elements inside each other that are looked into
# A fraction that is set by raising and lowering, `<sup>5</sup>/<sub>8</sub>`, with nothing before it to be raised.
_FRACTION = re.compile(r"(?<![\w)\]}.'’])\^\{([^{}]{1,40})\}[/⁄]_\{([^{}]{1,40})\}(?![\w^({])")
_PROMPT = re.compile(r"(?:In|Out)\s*\[[\d *]*\]:?")  # what an exported notebook writes beside its cells


@dataclass
class Frame:
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
class Page:
    """What was read of a page so far. `words` is the paragraph that is being read, `line` where it began.

    `struck` are the elements around several blocks that cross these out. `ahead` is the comment that an item or a cell
    begins with: it is kept behind what stands there.
    """

    file: str
    frames: list[Frame] = field(default_factory=lambda: [Frame("", 1)])
    words: list[str] = field(default_factory=list)
    line: int = 0
    tags: list[tuple[str, int]] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    ahead: str = ""

    @property
    def inside(self) -> str:
        """The tag of the innermost element that is open."""
        return self.frames[-1].tag

    @property
    def is_deep(self) -> bool:
        """Whether as many elements are open as are looked into."""
        return len(self.frames) > MAX_DEPTH

    @property
    def blocks(self) -> list[Block]:
        """The blocks of the innermost element that is open."""
        return self.frames[-1].blocks

    def finished(self) -> list[Block]:
        """Return all blocks; what is still open ends here."""
        while len(self.frames) > 1:
            self.leave(self.inside)
        self.flush()
        return self.blocks

    # paragraphs

    def write(self, text: str, line: int) -> None:
        """Write in the paragraph."""
        if not self.words:
            self.line = line
        self.words.append(text)

    def flush(self) -> str:
        """End the paragraph; return its text, and keep it as one where it stands in no heading and no cell."""
        crossed = [tag for tag, place in self.tags if tag in STRUCK and not "".join(self.words[:place]).strip()]
        while self.tags:
            self.unmark(self.tags[-1][0])
        self.struck += crossed
        text = "".join(self.words)
        self.words = []
        tag = self.inside
        if tag == "pre":
            return text
        text = _FRACTION.sub(r"((\1)/(\2))", text) if "_{" in text and "^{" in text else text
        if self.ahead and text.strip():
            text, self.ahead = f"{text} {self.ahead}", ""
        text = "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
        is_kept = text and tag not in {*HEADINGS, *CELLS} and not _PROMPT.fullmatch(text)
        if is_kept and self.struck:
            self.blocks.append(Unread(file_notices.ELEMENT_STRUCK, text, Source(self.file, self.line)))
        elif is_kept and tag not in LISTS and tag != "table":
            self.blocks.append(Prose(text, Source(self.file, self.line)))
        elif is_kept:
            self.blocks.append(Unread(file_notices.TEXT_BETWEEN_ITEMS_LIST, text, Source(self.file, self.line)))
        return text

    def start(self) -> None:
        """Begin a block: it ends a heading, and what stands before it in a cell is a paragraph there."""
        tag = self.inside
        if tag in HEADINGS:
            self.leave(tag)
        text = self.flush()
        if tag in CELLS and text:
            self.blocks.append(Prose(text, Source(self.file, self.line)))

    def lost(self, what: str, line: int, *, heads: bool = False) -> None:
        """Keep that something stands here which is not read; `heads`: headings stand in it, perhaps of problems."""
        source = Source(self.file, line)
        last = next((word for word in reversed(self.words[-3:]) if word), " ")
        is_within = not last[-1].isspace()  # `2<span hidden>0</span>x` is no two texts
        if self.inside in {*HEADINGS, *CELLS, "pre"} or is_within:
            self.write(f"<{what}>", line)  # no formula is read beside it
            return
        self.flush()
        self.blocks.append(Unread(what, "…", source, open="unanswered" if heads else "own"))

    def mark(self, name: str, line: int) -> None:
        """Begin what is set bold, raised, lowered or struck out."""
        if len(self.tags) < MAX_DEPTH:
            self.write("", line)
            self.tags.append((name, len(self.words)))
            self.words.append("")

    def unmark(self, name: str) -> None:
        """End what is set bold, raised, lowered or struck out; what holds nothing sets nothing."""
        if not any(tag == name for tag, _ in self.tags):
            if name in self.struck:
                self.flush()
                self.struck.remove(name)
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

    # elements

    def enter(self, name: str, line: int, kind: str = "", number: int = 1) -> None:
        """Begin an element that holds blocks."""
        self.start()
        self.frames.append(Frame(name, line, kind=kind, number=number))

    def part(self, token: Token) -> None:
        """Begin an item of a list, a row or a cell of a table."""
        inside = ("li",) if token.name == "li" else ("td", "th") if token.name in CELLS else ("td", "th", "tr")
        if self.inside in inside:
            self.leave(self.inside)
        self.start()
        holder = self.frames[-1]
        if token.name == "li" and holder.tag in LISTS:
            value = token.attribute("value") or ""
            holder.number = int(value) if value.isdecimal() and len(value) < 4 else holder.number
            holder.marks.append(list_mark(holder.kind, holder.number))
            holder.number += 1
            self.frames.append(Frame("li", token.line))
        elif token.name == "tr" and holder.tag == "table":
            holder.rows.append([])
        elif token.name in CELLS and holder.tag == "table":
            holder.rows = holder.rows or [[]]
            if any((token.attribute(name) or "1").strip() != "1" for name in ("rowspan", "colspan")):
                holder.kind = "deep"  # what stands in which column is not told by the order of the cells
            self.frames.append(Frame(token.name, token.line))

    def leave(self, tag: str) -> None:
        """End the innermost element, and keep the block that it is."""
        text = self.flush()
        self.ahead = ""
        frame = self.frames.pop()
        source = Source(self.file, frame.line)
        first = len(self.blocks)
        self.keep(tag, frame, text, source)
        if self.struck and (crossed := self.blocks[first:]):
            self.blocks[first:] = [Unread(file_notices.ELEMENT_STRUCK, raw(crossed), source)]

    def keep(self, tag: str, frame: Frame, text: str, source: Source) -> None:
        """Keep the block that an element is."""
        match tag:
            case "pre" if text.strip():
                self.blocks.append(Code(text.strip("\n"), source))
            case "blockquote" if frame.blocks:
                self.blocks.append(Unread(file_notices.QUOTATION, raw(frame.blocks), source, inner=tuple(frame.blocks)))
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

    def listing(self, frame: Frame, source: Source) -> None:
        """Keep a list."""
        if frame.items:
            shown = "\n".join(
                f"{mark or '-'} {raw(list(item))}" for item, mark in zip(frame.items, frame.marks, strict=True)
            )
            self.blocks.append(Listing(tuple(frame.items), tuple(frame.marks), shown, source))
        self.blocks.extend(frame.blocks)

    def table(self, frame: Frame, source: Source) -> None:
        """Keep a table; with one cell it is a paragraph."""
        rows = tuple(tuple(row) for row in frame.rows if row)
        shown = "\n".join(" | ".join(row) for row in rows)
        if frame.kind == "deep":
            self.blocks.append(Unread(file_notices.TABLE_MORE_THAN_LINE, shown, source))
        elif len(rows) == 1 == len(rows[0]):
            self.blocks.extend([Prose(rows[0][0], source)] if rows[0][0] else [])
        elif rows:
            self.blocks.append(Table(rows, shown, source))
        self.blocks.extend(frame.blocks)
