"""Markdown becomes blocks. A library tells blocks apart; texts are taken from the source, where no sign is lost."""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from grader.submissions.forms.blocks import Block, Code, Formula, Heading, Listing, Prose, Table, Unread
from grader.submissions.forms.framed import FRAME, framed, is_ruled
from grader.submissions.forms.html.block_rule import html_in_one_way
from grader.submissions.forms.html.hidden import without_hidden
from grader.submissions.forms.latex.reader import read_latex
from grader.submissions.forms.moving import moved, without_mark
from grader.submissions.forms.spans import environment_end
from grader.submissions.limits import BLOCK_CHARACTERS
from grader.submissions.problem_words import PROBLEM_WORDS, SHORT_WORDS
from grader.verdict import Source
from grader.wording import file_notices

FAILED = file_notices.FORMULAS_NOTHING_CLOSES
_ENDS = "where formulas end"
MAX_FAILED = 20  # formulas that nothing closes; after so many, what looks like one is a paragraph
MAX_NESTING = 20  # lists and quotations inside each other; deeper ones are not looked into


def read_markdown(text: str, file: str, first: int = 1) -> tuple[Block, ...]:
    """Return the blocks of a text; `first` is the number of its first line in the file.

    HTML is not looked into, and nothing is rendered. What stands deeper than the library looks is left out by it,
    so the depth is one that only a hostile text reaches.
    """
    text = without_hidden(_BULLETS.sub(r"\1* ", _BOXES.sub(r"\1- [ ] ", text)))
    lines = text.split("\n")
    tokens = _parser(_idle(text)).parse(text)
    blocks = _Reader(lines, file, first).blocks(tokens)
    deep = next((token for token in tokens if token.level >= MAX_NESTING - 2), None)
    if deep:
        said = file_notices.MORE_THAN_LISTS_QUOTATIONS.format(value=MAX_NESTING // 2)
        blocks.append(Unread(said, "…", Source(file, (deep.map or [0])[0] + first)))
    return tuple(blocks)


_BULLETS = re.compile(r"(?m)^([ \t]*)[•●▪◦‣■□○][ \t]+(?=\S)")  # of lists, as word processors write them
# Empty boxes and rings before the letter of an option, and no bullets.
_BOXES = re.compile(r"(?m)^([ \t]*)[□○][ \t]+(?=[(\[]?[A-Za-z][)\].:]{0,2}[ \t]*$)")


@cache
def _parser(idle: frozenset[str]) -> MarkdownIt:
    """Return the library's parser without those of its rules that can find nothing in a text."""
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    parser.enable("table").disable(["code", "inline", "reference"])
    ends: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list", "table"]}
    parser.block.ruler.before("fence", "formula", _formula, ends)
    parser.block.ruler.before("formula", "framed", framed, ends)
    parser.block.ruler.at("html_block", html_in_one_way, {"alt": ["paragraph", "reference", "blockquote"]})
    return parser.disable(sorted(idle))


def _idle(text: str) -> frozenset[str]:
    """Return the rules without whose signs a text is, so that no line need be tried by them."""
    return frozenset(rule for rule, sign in _RULES.items() if sign.search(text) is None)


_OPENING = re.compile(
    r"\$\$|\\\[|\\begin\{(?:equation|align|alignat|flalign|gather|eqnarray|multline|displaymath)\*?\}"
)


_RULES = {  # what stands in each text in which a rule finds anything
    "table": re.compile(r"\|"),
    "formula": _OPENING,
    "framed": FRAME,
    "fence": re.compile(r"```|~~~"),
    "blockquote": re.compile(">"),
    "hr": re.compile(r"([-*_])[ \t]*\1[ \t]*\1"),
    "list": re.compile(r"(?:\A|[\r\n])[ \t>]*(?:[-+*]|\d{1,9}[.)])(?=[ \t\r\n]|\Z)"),
    "html_block": re.compile("<"),
    "heading": re.compile("#"),
    "lheading": re.compile(r"[-=][ \t]*(?=[\r\n]|\Z)"),
}


def _formula(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a displayed formula that begins a line as one block, whatever its lines look like as Markdown."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(("$", "\\"), begin):
        return False
    match = _OPENING.match(state.src, begin)
    if match is None:
        return False
    if state.env.get(FAILED, 0) > MAX_FAILED:
        return False
    limit = min(state.eMarks[end - 1], begin + BLOCK_CHARACTERS)
    ends: dict[tuple[int, int], int] = state.env.setdefault(_ENDS, {})
    if (begin, limit) not in ends:  # each is tried for the paragraph above it, too
        stop = _closed(state.src[begin:limit], len(match[0]))
        ends[begin, limit] = stop + begin if stop >= 0 else stop
    stop = ends[begin, limit]
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
            if tokens[position].type == "fence":
                found += self.fence(tokens[position])
            elif tokens[position].type == "blockquote_open":
                found += self.quotation(tokens[position : stop + 1])
            elif above := self.above(tokens[position : stop + 1]):
                found += above
            elif tokens[position].type == "html_block":
                found += _html(self.raw(tokens[position]), self.source(tokens[position]))
            elif block := self.block(tokens[position : stop + 1]):
                found.append(block)
            position = stop + 1
        return found

    def quotation(self, tokens: list[Token]) -> list[Block]:
        """Return a quotation; a box with a title (`> [!note] Q1`) is a heading and what stands below it."""
        inner = self.blocks(tokens[1:-1])
        match inner[:1]:
            case [Prose(text=text, source=source)] if box := _BOX.match(text):
                rest = text[box.end() :].lstrip("\n")
                below = [Prose(rest, Source(source.file, source.line + 1))] if rest.strip() else []
                return [Heading(box[1].strip(), SUMMARY_LEVEL, source), *below, *inner[1:]]
            case _:
                text, source = self.raw(tokens[0]), self.source(tokens[0])
                return [Unread(file_notices.QUOTATION, text, source, inner=tuple(inner))]

    def above(self, tokens: list[Token]) -> list[Block]:
        """Return a heading of several lines, the last of which names a problem, and what stands above that one.

        No line is left empty there: `14`, then `Problem 10` and the line below it.
        """
        token, source = tokens[0], self.source(tokens[0])
        if token.type != "heading_open" or token.markup not in {"-", "="}:
            return []
        text, _, last = tokens[1].content.rpartition("\n")
        if not text or not _NAMES.match(last):
            return []
        place = Source(source.file, source.line + text.count("\n") + 1)
        return [Prose(text, source), Heading(last, int(token.tag[1:]), place)]

    def fence(self, token: Token) -> list[Block]:
        """Return what stands in a fence: text where it says so (`latex`, `markdown`), else code."""
        language, source = token.info.split()[:1], self.source(token)
        if language in (["latex"], ["tex"]):
            return moved(read_latex(token.content, self.file).blocks, source.line)
        if language in (["markdown"], ["md"]) and "```" not in token.content:
            return list(read_markdown(token.content, self.file, source.line + 1))
        return [Code(token.content, source)]

    def block(self, tokens: list[Token]) -> Block | None:
        """Return one block from the tokens that make it up."""
        token, source = tokens[0], self.source(tokens[0])
        match token.type:
            case "heading_open" if is_ruled(token, tokens[1].content, self.lines):
                return Prose(tokens[1].content, source)  # a line below an answer, drawn as a rule
            case "heading_open":
                return Heading(tokens[1].content, int(token.tag[1:]), source)
            case "paragraph_open":
                return Prose(tokens[1].content, source)
            case "formula":
                return Formula(_inner(token.content), source, "\\[" if token.content.startswith("\\[") else "")
            case "bullet_list_open" | "ordered_list_open":
                return self.listing(tokens)
            case "table_open":
                return self.table(tokens)
            case _:
                return None

    def listing(self, tokens: list[Token]) -> Listing:
        """Return a list with its items."""
        items, marks = [], []
        position = 1
        while position < len(tokens) - 1:
            stop = _closing(tokens, position)
            items.append(without_mark(self.blocks(tokens[position + 1 : stop]), self.source(tokens[position])))
            marks.append(f"{tokens[position].info}{tokens[position].markup}" if tokens[position].info else "")
            position = stop + 1
        counted = len(marks) > 1 and marks[0] != "" and len(set(marks)) == 1  # `1.` before every item
        return Listing(tuple(items), tuple(marks), self.raw(tokens[0]), self.source(tokens[0]), counted)

    def table(self, tokens: list[Token]) -> Table:
        """Return a table by its cells."""
        rows: list[list[str]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(token.content)
        return Table(tuple(map(tuple, rows)), self.raw(tokens[0]), self.source(tokens[0]))


_NAMES = re.compile(rf"[\s*_]*(?:{PROBLEM_WORDS}|{SHORT_WORDS})(?![^\W\d_])\.?\s*\d", re.IGNORECASE)
_BOX = re.compile(r"\[![A-Za-z]{1,20}\][-+]?[ \t]*([^\n]*)")


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


_HTML_HEADING = re.compile(r"<(h[1-6]|summary)(?:\s[^<>]*)?>([^<>]*)</\1\s*>", re.IGNORECASE)
_SETTING = re.compile(r"</?(?:p|div|details|center|section|article|br|hr)(?:\s[^<>]*)?/?>", re.IGNORECASE)
SUMMARY_LEVEL = 7  # of what `<summary>` says: deeper than every heading of Markdown


def _html(text: str, source: Source) -> list[Block]:
    """Return what HTML stands for: headings, paragraphs, comments that say nothing; the rest may be an answer."""
    if not _without_comments(text).strip():
        return [Unread(file_notices.COMMENT, text, source, lost=False)]
    if text.lstrip().startswith("<!--") and "-->" not in text:
        return [Unread(file_notices.COMMENT_NEVER_CLOSED, text, source, open="unanswered")]
    found: list[Block] = []
    place = 0
    for heading in [*_HTML_HEADING.finditer(text), None]:
        stop = heading.start() if heading else len(text)
        found += _html_text(text[place:stop], Source(source.file, source.line + text.count("\n", 0, place)))
        if heading:
            level = SUMMARY_LEVEL if heading[1].casefold() == "summary" else int(heading[1][1])
            line = source.line + text.count("\n", 0, heading.start())
            found.append(Heading(heading[2], level, Source(source.file, line)))
            place = heading.end()
    return found


def _without_comments(text: str) -> str:
    kept, place = [], 0
    while (start := text.find("<!--", place)) >= 0 and (stop := text.find("-->", start + 4)) >= 0:
        kept.append(text[place:start])
        place = stop + 3
    return "".join((*kept, text[place:]))


def _html_text(text: str, source: Source) -> list[Block]:
    plain = _SETTING.sub("", text)
    if not plain.strip():
        return []
    if re.search(r"<[a-zA-Z/!]", plain):
        return [Unread("HTML", text, source)]
    line = source.line + plain.count("\n", 0, len(plain) - len(plain.lstrip()))
    return [Prose(plain.strip(), Source(source.file, line))]
