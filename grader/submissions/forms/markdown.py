"""Markdown becomes blocks. A library tells blocks apart; texts are taken from the source, where no sign is lost."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from grader.submissions.forms.blocks import Block, Code, Formula, Heading, Listing, Prose, Table, Unread
from grader.submissions.forms.spans import environment_end
from grader.submissions.limits import BLOCK_CHARACTERS
from grader.verdict import Source

FAILED = "formulas that nothing closes"
MAX_FAILED = 20  # formulas that nothing closes; after so many, what looks like one is a paragraph
MAX_NESTING = 20  # lists and quotations inside each other; deeper ones are not looked into


def read_markdown(text: str, file: str, first: int = 1) -> tuple[Block, ...]:
    """Return the blocks of a text; `first` is the number of its first line in the file.

    HTML is not looked into, and nothing is rendered. What stands deeper than the library looks is left out by it,
    so the depth is one that only a hostile text reaches.
    """
    lines = text.split("\n")
    tokens = _parser().parse(text)
    blocks = _Reader(lines, file, first).blocks(tokens)
    deep = next((token for token in tokens if token.level >= MAX_NESTING - 2), None)
    if deep:
        said = f"what stands in more than {MAX_NESTING // 2} lists and quotations inside each other"
        blocks.append(Unread(said, "…", Source(file, (deep.map or [0])[0] + first)))
    return tuple(blocks)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    parser.enable("table").disable(["code", "inline", "reference"])
    ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "table"]}
    parser.block.ruler.before("fence", "formula", _formula, ends)
    return parser


_OPENING = re.compile(
    r"\$\$|\\\[|\\begin\{(?:equation|align|alignat|flalign|gather|eqnarray|multline|displaymath)\*?\}"
)


def _formula(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a displayed formula that begins a line as one block, whatever its lines look like as Markdown."""
    begin = state.bMarks[start] + state.tShift[start]
    match = _OPENING.match(state.src, begin)
    if match is None:
        return False
    if state.env.get(FAILED, 0) > MAX_FAILED:
        return False
    limit = min(state.eMarks[end - 1], begin + BLOCK_CHARACTERS)
    stop = _closed(state.src[begin:limit], len(match[0]))
    stop = stop + begin if stop >= 0 else stop
    state.env[FAILED] = state.env.get(FAILED, 0) + (stop < 0)
    line = start
    while line < end - 1 and state.eMarks[line] < stop:
        line += 1
    if stop < 0 or state.src[stop : state.eMarks[line]].strip(" \t.,;:"):
        return False
    if not silent:
        state.line = line + 1
        token = state.push("formula", "", 0)
        token.content, token.map = state.src[begin:stop], [start, state.line]
    return True


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


_ENDING = re.compile(r"\$\$|\\.|\n[ \t]*\n {0,3}#{1,6}[ \t]", re.DOTALL)


class _Reader:
    """Turns the library's tokens into blocks."""

    def __init__(self, lines: list[str], file: str, first: int) -> None:
        self.lines, self.file, self.first = lines, file, first

    def source(self, token: Token) -> Source:
        return Source(self.file, (token.map or [0])[0] + self.first)

    def raw(self, token: Token) -> str:
        start, stop = token.map or [0, 0]
        return "\n".join(self.lines[start:stop]).strip("\n")

    def blocks(self, tokens: list[Token]) -> list[Block]:
        found: list[Block] = []
        position = 0
        while position < len(tokens):
            stop = _closing(tokens, position)
            block = self.block(tokens[position : stop + 1])
            found += [block] if block else []
            position = stop + 1
        return found

    def block(self, tokens: list[Token]) -> Block | None:
        """Return one block from the tokens that make it up."""
        token, source = tokens[0], self.source(tokens[0])
        match token.type:
            case "heading_open" if token.markup in {"-", "="} and re.search(r"[=$\\]", tokens[1].content):
                return Prose(tokens[1].content, source)  # a line below an answer, drawn as a rule
            case "heading_open":
                return Heading(tokens[1].content, int(token.tag[1:]), source)
            case "paragraph_open":
                return Prose(tokens[1].content, source)
            case "formula":
                return Formula(_inner(token.content), source)
            case "fence":
                return Code(token.content, source)
            case "bullet_list_open" | "ordered_list_open":
                return self.listing(tokens)
            case "table_open":
                return self.table(tokens)
            case "html_block":
                return _html(self.raw(token), source)
            case "blockquote_open":
                return Unread("a quotation", self.raw(token), source)
            case _:
                return None

    def listing(self, tokens: list[Token]) -> Listing:
        """Return a list with its items."""
        items, marks = [], []
        position = 1
        while position < len(tokens) - 1:
            stop = _closing(tokens, position)
            items.append(tuple(self.blocks(tokens[position + 1 : stop])))
            marks.append(f"{tokens[position].info}{tokens[position].markup}" if tokens[position].info else "")
            position = stop + 1
        return Listing(tuple(items), tuple(marks), self.raw(tokens[0]), self.source(tokens[0]))

    def table(self, tokens: list[Token]) -> Table:
        """Return a table by its cells."""
        rows: list[list[str]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(token.content)
        return Table(tuple(map(tuple, rows)), self.raw(tokens[0]), self.source(tokens[0]))


def _closing(tokens: list[Token], position: int) -> int:
    """Return the place of the token that closes the one at `position`."""
    depth = 0
    for place in range(position, len(tokens)):
        depth += tokens[place].nesting
        if depth <= 0:
            return place
    return len(tokens) - 1


def _inner(text: str) -> str:
    """Return a displayed formula without its delimiters; an environment keeps them, for it says what its rows are."""
    return text if text.startswith("\\begin") else text[2:-2]


def _html(text: str, source: Source) -> Unread | None:
    """Return what HTML stands for: a comment says nothing, all else may have been meant as an answer."""
    if re.fullmatch(r"\s*(?:<!--.*?-->\s*)+", text, re.DOTALL):
        return Unread("an HTML comment", text, source, lost=False)
    return Unread("HTML", text, source)
