r"""LaTeX becomes blocks: headings, paragraphs, formulas, lists, `\answer{…}`. Nothing is expanded or followed."""

from __future__ import annotations

import re

from grader.records import dataclass, field
from grader.submissions.forms.blocks import Block, Code, Formula, Given, Heading, Listing, Prose, Unread
from grader.submissions.forms.latex.comments import (
    NOTHING,
    VERBATIM,
    comments_of,
    hidden_in,
    without_comments,
    without_unclosed,
)
from grader.submissions.forms.latex.counters import SET, stated_marks
from grader.submissions.forms.latex.dress import cleaned
from grader.submissions.forms.latex.items import Item, items_of
from grader.submissions.forms.latex.macros import Macros
from grader.submissions.forms.latex.own_boxes import with_boxes
from grader.submissions.forms.latex.own_headings import with_headings
from grader.submissions.forms.latex.signs import DISPLAYED, LEVELS, OPTIONS, TOKEN
from grader.submissions.forms.latex.tabular import TABULARS, read_tabular, with_comments
from grader.submissions.forms.latex.text import LatexText
from grader.submissions.forms.spans import brace_ends, closing_place, environment_end, first_from
from grader.submissions.limits import BLOCK_CHARACTERS
from grader.verdict import Source
from grader.wording import file_notices

MAX_FAILED = 50  # things that nothing closes; after so many, what closes is looked for in the same paragraph
MAX_LISTS = 8  # lists inside each other that are looked into


@dataclass
class Running:
    """The blocks of a document, what was odd in it by line, and the macros that it defines by name."""

    blocks: tuple[Block, ...]
    odd: list[tuple[int, str]] = field(default_factory=list)
    macros: Macros = field(default_factory=dict)


def read_latex(text: str, file: str) -> Running:
    r"""Return the blocks of a document: what stands between `\begin{document}` and its end, or all of it."""
    text, unclosed = without_unclosed(text, file) if "{comment" in text else (text, [])
    comments = comments_of(text) if "%" in text or "{comment" in text else []
    text = without_comments(text)
    text = with_boxes(text, brace_ends(text))
    text = with_headings(text, brace_ends(text))
    reader = _Reader(text, file)
    reader.comments = dict(comments)
    begin = re.search(r"\\begin\s*\{document\}", text)
    end = re.search(r"\\end\s*\{document\}", text)
    if begin:
        reader.definitions(0, begin.start())
    stop = end.start() if end else len(text)
    blocks = reader.blocks(begin.end() if begin else 0, stop)
    if end and (behind := text[end.end() :].strip(f" \t\n{NOTHING}")):
        source = reader.source(end.end())
        unclosed.append(Unread(file_notices.AFTER_END, behind, source, lost=False, open="unanswered"))
    first, last = reader.line(begin.end() if begin else 0), reader.line(stop)
    inside = [one for one in comments if first <= one[0] <= last and one[0] in reader.comments]
    said = [Unread(file_notices.COMMENT, text, Source(file, line), lost=False) for line, text in inside]
    said += [*hidden_in((one for one in comments if first <= one[0] <= last), file), *reader.left_open, *unclosed]
    every = sorted([*blocks, *said], key=lambda block: block.source.line) if said else blocks
    return Running(tuple(every), sorted(reader.odd), dict(reader.macros))


# Environments that only place their text: what begins one is a new paragraph, unless a sentence goes on in it.
LAYOUTS = frozenset({"center", "flushleft", "flushright", "quote", "quotation", "minipage", "titlepage"})
# Environments of printed sheets, in which `\question` and `\part` are the headings.
SHEETS = frozenset({"questions", "parts", "subparts", "solution", "solutionorbox", "solutionorlines", "solutionbox"})


_PLACED = re.compile(
    r"\\begin\{solution(?:or)?(?:box|lines)?\}(?:\[[^\]\n]{0,40}\])?"
    rf"|\\(?:begin|end)\{{(?:center|flushleft|flushright|quote|quotation|{'|'.join(sorted(SHEETS))})\}}"
)
_GOES_ON = re.compile(r"[^\S\n]*\n?[^\S\n]*(?:[a-zà-öø-ÿ]|[,;])")


class _Reader(LatexText):
    """Turns a document into blocks."""

    def blocks(self, start: int, stop: int) -> list[Block]:
        """Return the blocks in a stretch of the text."""
        found: list[Block] = []
        written = place = start
        while match := TOKEN.search(self.text, place, stop):
            block, after = self.token(match, stop)
            if block is None and after == match.end() and not self.parts(match, written):
                place = after
                continue
            if match["inline"] or match["verb"]:
                place = after
                continue
            found += self.paragraph(written, match.start())
            found += [block] if block else []
            written = place = max(after, match.end())
        return found + self.paragraph(written, stop)

    def parts(self, match: re.Match[str], written: int) -> bool:
        r"""Whether a paragraph that begins at `written` ends at a sign: `It is not \begin{center} $2x$` goes on."""
        if match["begin"] in LAYOUTS or match["begin"] in SHEETS:
            before = self.text[written : match.start()].replace(NOTHING, "").strip()
            return not before or before[-1] in ".!?}"
        if match["end"] in LAYOUTS or match["end"] in SHEETS:
            return _GOES_ON.match(self.text, match.end()) is None
        return bool(match["blank"] or match["line"] or match["end"])

    def token(self, match: re.Match[str], stop: int) -> tuple[Block | None, int]:
        """Return the block that begins at a sign, if any, and the place after it."""
        match match.lastgroup:
            case "head":
                return self.heading(match, stop)
            case "answer":
                return self.answer(match, stop)
            case "question":
                return self.question(match, stop)
            case "front":
                group = self.group(match.end(), stop)
                said = Unread(file_notices.TITLE, match[0], self.source(match.start()), lost=False)
                return (said, group[1]) if group else (None, match.end())
            case "begin":
                return self.environment(match, stop)
            case "display":
                return self.display(match, stop)
            case "inline":
                end = closing_place(
                    self.text, "$" if match[0] == "$" else "\\)", match.end(), self.paragraph_end(match, stop)
                )
                return None, end if end >= 0 else self.paragraph_end(match, stop)
            case "input":
                return Unread(
                    file_notices.NEVER_FOLLOWED.format(value=match["input"]), match[0], self.source(match.start())
                ), self.refuse(match)
            case "define":
                return None, self.define(match, stop)
            case "verb":
                end = self.text.find(match["verb"], match.end(), stop)
                return None, end + 1 if end >= 0 else match.end()
            case _:
                return None, match.end()

    def heading(self, match: re.Match[str], stop: int) -> tuple[Block, int]:
        level, source = LEVELS[match["head"]], self.source(match.start())
        title = self.group(match.end(), stop)
        if title is None or "\n\n" in title[0]:
            self.say(match.start(), file_notices.BRACE_AFTER_NOT_CLOSED.format(value=match["head"]))
            end = self.text.find("\n", match.end(), stop)
            end = stop if end < 0 else end
            line = self.text[match.end() + 1 : end].replace(NOTHING, "")
            self.left_open.append(Unread(file_notices.HEADING_NOT_CLOSED, line, source))
            return Heading(cleaned(line), level, source), end
        return Heading(cleaned(title[0]), level, source, counted="*" not in match[0]), title[1]

    def question(self, match: re.Match[str], stop: int) -> tuple[Block, int]:
        r"""Return the heading that `\question`, `\part` or `\titledquestion{…}` of a printed sheet is."""
        source, place, title = self.source(match.start()), match.end(), ""
        if match["question"] == "titledquestion" and (group := self.group(place, stop)):
            title, place = group
        points = re.compile(r"\s*\[[^\]\n]{0,40}\]").match(self.text, place, stop)
        level = {"part": LEVELS["subsubsection"], "subpart": LEVELS["paragraph"]}.get(
            match["question"], LEVELS["section"]
        )
        return Heading(cleaned(title), level, source, counted=True), points.end() if points else place

    def answer(self, match: re.Match[str], stop: int) -> tuple[Block, int]:
        """Return an answer that names its problem; two or three pairs of braces follow."""
        parts: list[str] = []
        place = match.end()
        while len(parts) < 3 and (part := self.group(place, stop)):
            parts.append(part[0].strip())
            place = part[1]
        source = self.source(match.start())
        if len(parts) < 2:
            end = self.text.find("\n", match.end(), stop)
            end = stop if end < 0 else end
            error = file_notices.BRACE_AFTER_ANSWER
            name = re.match(r"\{([^{}\n]*)\}\s*(?:\{([^{}\n]*)\})?", self.text[match.end() : end])
            problem, named = (name[1], name[2] or "") if name else ("", "")
            return Given(problem.strip(), named.strip(), self.text[match.start() : end], source, error), end
        if len(parts) == 2 and self.text.startswith("{", place):
            end = self.text.find("\n", place, stop)
            end = stop if end < 0 else end
            error = file_notices.BRACE_AFTER_ANSWER_NOT_CLOSED
            return Given(parts[0], parts[1], self.text[place:end].strip(), source, error), end
        named = parts[1] if len(parts) == 3 else ""
        return Given(cleaned(parts[0]), named, parts[-1], source), place

    def environment(self, match: re.Match[str], stop: int) -> tuple[Block | None, int]:
        name = match["begin"]
        if name in (
            *DISPLAYED.split("|"),
            *VERBATIM.split("|"),
            "itemize",
            "enumerate",
            "description",
            *TABULARS,
        ):
            end = environment_end(self.text, match.start(), stop) if self.failed < MAX_FAILED else -1
            if name in VERBATIM.split("|"):
                end = self.verbatim_end(name, match.end(), stop)
            if end < 0:
                self.failed += 1
                return self.unclosed(match, stop)
            return self.closed(match, end)
        options = re.compile(r"(?:\s*\[[^\]\n]*\])?(?:\{[^{}\n]*\})*").match(self.text, match.end(), stop)
        return None, options.end() if options else match.end()

    def closed(self, match: re.Match[str], end: int) -> tuple[Block | None, int]:
        """Return the block that an environment is; none where nothing stands in it verbatim."""
        name, source = match["begin"], self.source(match.start())
        text = self.text[match.start() : end].replace(NOTHING, "")
        if name in DISPLAYED.split("|"):
            return Formula(text, source), end
        if name in VERBATIM.split("|"):
            inner = self.text[match.end() : self.text.rindex("\\end", match.end(), end)].replace(NOTHING, "")
            return (Code(text, source) if inner.strip() else None), end
        if name in TABULARS:
            inner = self.text[match.end() : self.text.rindex("\\end", match.end(), end)]
            inner = with_comments(inner, self.line(match.end()), self.comments) if self.comments else inner
            return read_tabular(name, inner.replace(NOTHING, ""), text, source), end
        return self.listing(match, self.text.rindex("\\end", match.end(), end), end)

    def unclosed(self, match: re.Match[str], stop: int) -> tuple[Block | None, int]:
        """Say that an environment is not closed; of mathematics the paragraph is lost, a list goes on to its end."""
        name = match["begin"]
        self.say(match.start(), f"`\\begin{{{name}}}` is not closed")
        end = self.paragraph_end(match, stop)
        if name in DISPLAYED.split("|"):
            return Prose(self.text[match.start() : end].replace(NOTHING, ""), self.source(match.start())), end
        if name in VERBATIM.split("|"):
            return Code(self.text[match.start() : end], self.source(match.start())), end
        if name in TABULARS:
            return Unread(file_notices.TABLE, self.text[match.start() : end], self.source(match.start())), end
        end = first_from(self.heads, match.end(), stop)
        return self.listing(match, end, end)

    def listing(self, match: re.Match[str], stop: int, end: int) -> tuple[Block, int]:
        """Return a list: its items are blocks of their own."""
        source, text = self.source(match.start()), self.text[match.start() : end].replace(NOTHING, "")
        if self.lists >= MAX_LISTS:
            return Unread(file_notices.LIST_MORE_THAN_OTHERS.format(max_lists=MAX_LISTS), text, source), end
        self.lists += 1
        options = OPTIONS.match(self.text, match.end(), stop)
        begin = options.end() if options else match.end()
        found = items_of(self.text, begin, stop)
        first = found[0].start if found else stop
        if SET.sub("", self.text[begin:first]).strip(f" \t\n{NOTHING}"):  # text before the first item, or without any
            found.insert(0, Item(begin, begin, first))
        marks = self.marks(match, options[0] if options else "", begin, found)
        items = tuple(tuple(self.item(one)) for one in found)
        self.lists -= 1
        is_counted = match["begin"] == "enumerate" and marks is None
        return Listing(items, tuple(marks or (one.mark for one in found)), text, source, is_counted), end

    def item(self, item: Item) -> list[Block]:
        """Return what stands in an item of a list; a mark with nothing behind it may be what was meant."""
        if item.is_unsure:
            text = self.text[item.start : item.stop].replace(NOTHING, "").strip()
            return [Unread(file_notices.MARK_ALONE, text, self.source(item.start))]
        return self.blocks(item.inside, item.stop)

    def marks(self, match: re.Match[str], options: str, begin: int, found: list[Item]) -> list[str] | None:
        """Return the marks of a list's items, where the document states their numbers and none has one of its own."""
        if match["begin"] != "enumerate" or any(one.mark or one.start == one.inside for one in found):
            return None
        insides = [begin, *(one.inside for one in found)]
        gaps = [self.text[inside : one.start] for inside, one in zip(insides, found, strict=False)]
        return stated_marks(options, gaps, self.lists, self.counters)

    def display(self, match: re.Match[str], stop: int) -> tuple[Block, int]:
        source = self.source(match.start())
        closing = "$$" if match[0] == "$$" else "\\]"
        hopeful = self.failed < MAX_FAILED
        limit = stop
        stop = min(stop, match.end() + BLOCK_CHARACTERS) if hopeful else self.paragraph_end(match, stop)
        end = closing_place(self.text, closing, match.end(), first_from(self.heads, match.end(), stop))
        if end < 0:
            self.failed += 1
            limit = self.paragraph_end(match, limit)
            return Prose(self.text[match.start() : limit].replace(NOTHING, ""), source), limit
        inside = self.text[match.end() : end - len(closing)].replace(NOTHING, "")
        return Formula(inside, Source(self.file, self.line(match.start()))), end

    def paragraph(self, start: int, stop: int) -> list[Block]:
        """Return a stretch of running text as a paragraph, if anything stands there."""
        text = SET.sub("", _PLACED.sub(" ", self.text[start:stop].replace(NOTHING, "")))
        if not text.strip():
            return []
        lead = len(text) - len(text.lstrip())
        opened = text.count("{") - text.count("\\{") - text.count("}") + text.count("\\}")
        if opened > 0:
            self.say(start + lead, file_notices.BRACE_OPENED_HERE)
        cleaned_text = cleaned(text).strip()
        return [Prose(cleaned_text, self.source(start))] if cleaned_text else []
