"""HTML becomes blocks: headings, paragraphs, lists, tables, code. Nothing is run, loaded or rendered.

The text is taken apart here rather than by the standard library's parser, whose time grows with the square of a text
of tags that nothing closes: no tag reaches beyond the next `<`.
"""

from __future__ import annotations

import re
from html import unescape

from grader.records import dataclass
from grader.submissions.forms.blocks import Block, Unread
from grader.submissions.forms.html.elements import CELLS, HEADINGS, LISTS, MARKS, PARAGRAPHS, PICTURES, VOID
from grader.submissions.forms.html.hidden import Hidden
from grader.submissions.forms.html.mathml import MathML
from grader.submissions.forms.html.page import Page
from grader.submissions.forms.html.tokens import Token, tokens_of
from grader.verdict import Source
from grader.wording import file_notices

_SAID = re.compile(r"\w")
_EXPORTED = re.compile(r"\s*(?:\[(?:if|end)|/?[\w-]*(?:Fragment|react)\b|/?\$|/?ko\b)")  # what programs write
_ANCHOR = " \t\r\n\f\xa0¶§#🔗"  # what a link to a heading shows, and blanks


def read_html(text: str, file: str) -> tuple[Block, ...]:
    """Return the blocks of a document."""
    reader = _Reader(Page(file), Hidden.of(text))
    for token in tokens_of(text):
        reader.take(token)
    return reader.finished()


@dataclass
class _Skipped:
    """An element that is passed over: its name, how many of them are open, why, where, and what it holds."""

    name: str
    why: str
    line: int
    depth: int = 1
    holds: bool = False
    heads: bool = False


@dataclass
class _Reader:
    """Takes tags and texts, and tells the page what they are."""

    page: Page
    hidden: Hidden
    skipped: _Skipped | None = None
    math: MathML | None = None
    unclosed: Token | None = None

    def finished(self) -> tuple[Block, ...]:
        """Return all blocks; what nothing closes holds all that follows, headings too."""
        blocks = self.page.finished()
        rest = self.unclosed
        if rest is None and (self.math is not None or self.skipped is not None):
            rest = Token("unclosed", "…", self.page.line if self.skipped is None else self.skipped.line, "element")
        if rest is not None:
            is_comment = not rest.attributes
            what = file_notices.COMMENT_NEVER_CLOSED if is_comment else file_notices.SOMETHING_NOTHING_CLOSES
            blocks.append(Unread(what, rest.name, Source(self.page.file, rest.line), open="unanswered"))
        return tuple(blocks)

    def take(self, token: Token) -> None:
        """Take a tag or a text."""
        if token.kind == "unclosed":
            self.unclosed = token
        elif token.kind == "comment":
            self.comment(token)
        elif self.skipped is not None:
            self.skip(self.skipped, token)
        elif self.math is not None:
            self.formula(self.math, token)
        elif token.kind == "text":
            self.text(token)
        elif token.kind == "title":
            self.title(token)
        elif token.kind == "begin":
            self.begin(token)
            if self.skipped is None and not token.is_closed:
                self.hidden.begin(token)
        else:
            self.hidden.end(token.name)
            self.end(token.name)

    def skip(self, skipped: _Skipped, token: Token) -> None:
        """Pass over an element with all that stands in it; what is hidden and holds nothing is nothing."""
        if token.kind == "text":
            skipped.holds = skipped.holds or bool(unescape(token.name).strip(_ANCHOR))
            return
        if token.kind == "title":
            return
        skipped.holds = skipped.holds or token.name in PICTURES
        skipped.heads = skipped.heads or token.name in HEADINGS
        if token.name == skipped.name:
            skipped.depth += 1 if token.kind == "begin" else -1
        if not skipped.depth:
            self.skipped = None
            if skipped.holds:
                self.page.lost(skipped.why, skipped.line, heads=skipped.heads)

    def comment(self, token: Token) -> None:
        """Keep a comment: one that stands by itself as a block, one with words within a text as it is typed there."""
        page = self.page
        if self.math is not None or self.skipped is not None:
            return
        if (page.words or page.inside) and page.inside not in {*HEADINGS, "pre"}:
            if not _SAID.search(token.name) or _EXPORTED.match(token.name):
                return
            if page.words:
                page.write(f"<!--{token.name}-->", token.line)
            elif page.inside == "li" or page.inside in CELLS:
                page.ahead += f"<!--{token.name}-->"
        elif not page.inside:
            said = Unread(file_notices.COMMENT, token.name, Source(page.file, token.line), lost=False)
            page.blocks.append(said)

    def title(self, token: Token) -> None:
        """Keep that a title stands where none belongs: behind what a reader sees."""
        page = self.page
        is_shown = page.inside or page.words or any(not isinstance(one, Unread) or one.lost for one in page.blocks)
        if token.name.strip() and is_shown:
            page.lost(file_notices.ELEMENT_NOT_SHOWN, token.line)

    def formula(self, math: MathML, token: Token) -> None:
        """Take what stands in a formula of MathML."""
        match token.kind:
            case "text":
                math.text(unescape(token.name))
            case "begin" if not token.is_closed:
                math.failed = math.failed or bool(self.hidden.why(token))
                math.begin(token.name)
            case "begin":
                math.failed = math.failed or token.name != "mspace"
            case "end":
                written = math.end(token.name)
                if written is not None or token.name == "math":
                    self.math = None
                    if math.failed or written is None:
                        self.page.lost(file_notices.FORMULA_MATHML, token.line)
                    else:
                        self.page.write(f"${' '.join(written.split())}$", token.line)

    def text(self, token: Token) -> None:
        """Take a text; in a block of code its blanks count."""
        text = unescape(token.name)
        if self.page.inside == "pre":
            self.page.write(text, token.line)
            return
        shown = re.sub(r"\s+", " ", text)
        if shown.strip():
            lead = token.name[: len(token.name) - len(token.name.lstrip())]
            self.page.write(shown, token.line + lead.count("\n"))
        elif self.page.words:
            self.page.words.append(" ")

    # tags

    def begin(self, token: Token) -> None:
        """Begin an element."""
        name, page = token.name, self.page
        if why := self.hidden.why(token):
            self.pass_over(token, why)
        elif name in PICTURES or page.is_deep:
            self.picture(token)
        elif name == "math":
            self.math = MathML()
            self.math.begin(name)
        elif page.inside == "pre" and name not in {"br", "input"}:
            return  # nothing is set in a block of code
        elif name in HEADINGS or name in {"pre", "blockquote", "table"}:
            page.enter(name, token.line)
        elif name in LISTS:
            self.listing(token)
        elif name == "li" or name in CELLS or name == "tr":
            page.part(token)
        elif name == "br":
            page.write("\n", token.line)
        elif name == "input":
            self.field(token)
        elif name in PARAGRAPHS:
            page.flush() if page.inside not in {*HEADINGS, *CELLS} else page.write(" ", token.line)
        elif name in MARKS:
            page.mark(name, token.line)

    def pass_over(self, token: Token, why: str) -> None:
        """Begin what is never looked into, with why: said at once, or where it ends if it may hold nothing."""
        if token.name in VOID or token.is_closed:
            self.page.lost(why, token.line)
        else:
            self.skipped = _Skipped(token.name, why, token.line)

    def picture(self, token: Token) -> None:
        """Take a picture: what cannot be read, or a formula as learning platforms set it."""
        kind = token.attribute("class") or ""
        shown = token.attribute("data-equation-content") if token.name == "img" and "equation_image" in kind else None
        if shown and "$" not in shown:
            self.page.write(f"${shown}$", token.line)
            return
        self.pass_over(token, f"`<{token.name}>`")
        if self.skipped is not None:
            self.skipped.holds = True

    def listing(self, token: Token) -> None:
        """Begin a list, with the number of its first item."""
        start = token.attribute("start") or ""
        number = int(start) if start.isdecimal() and len(start) < 4 else 1
        kind = (token.attribute("type") or "1") if token.name == "ol" else ""
        self.page.enter(token.name, token.line, kind, number)

    def field(self, token: Token) -> None:
        """Take a field of a form: a box that is ticked or not, or what is never looked into."""
        if (token.attribute("type") or "").casefold() in {"checkbox", "radio"}:
            self.page.write("[x] " if token.attribute("checked") is not None else "[ ] ", token.line)
        elif (token.attribute("type") or "").casefold() != "hidden":
            self.page.lost(file_notices.FIELD_FORM, token.line)

    def end(self, name: str) -> None:
        """End an element; an end without a beginning ends nothing but a paragraph."""
        if name in MARKS:
            self.page.unmark(name)
        elif any(frame.tag == name for frame in self.page.frames[1:]):
            while self.page.inside != name:
                self.page.leave(self.page.inside)
            self.page.leave(name)
        elif name in PARAGRAPHS and self.page.inside not in {*HEADINGS, *CELLS, "pre"}:
            self.page.flush()
