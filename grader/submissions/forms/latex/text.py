"""The text of a LaTeX document with its places: lines, groups in braces, what nothing closes; its macros."""

from __future__ import annotations

import re
from bisect import bisect_left

from grader.submissions.forms.blocks import Unread
from grader.submissions.forms.latex.comments import NOTHING
from grader.submissions.forms.latex.macros import Macro, is_plain_name, macro_of
from grader.submissions.forms.latex.signs import BLANK, BLANKS, ENDS, HEAD, TOKEN
from grader.submissions.forms.spans import brace_ends, first_from
from grader.submissions.limits import BLOCK_CHARACTERS
from grader.verdict import Source
from grader.wording import file_notices


class LatexText:
    """A document without comments. `odd` is what was odd in it by line, `macros` those it defines by name."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.odd: list[tuple[int, str]] = []
        self.macros: dict[str, Macro] = {}
        self.defined: dict[str, int] = {}  # the places behind the definitions of these
        self.left_open: list[Unread] = []  # what may stand in headings that nothing closes
        self.lists = self.failed = 0
        self.comments: dict[int, str] = {}  # what is commented out, by lines
        self.counters: dict[int, int] = {}  # the last numbers of lists, by their depth
        self.breaks = [match.start() for match in re.finditer("\n", text)]
        self.braces = brace_ends(text)
        self.ends = sorted(match.start() for signs in (BLANK, ENDS) for match in signs.finditer(text))
        self.heads = [match.start() for match in HEAD.finditer(text)]
        self.hopeless: dict[str, int] = {}  # up to where nothing closes what stands verbatim, by its name

    def line(self, place: int) -> int:
        """Return the number of the line of a place."""
        return bisect_left(self.breaks, place) + 1

    def source(self, place: int) -> Source:
        """Return where a block begins that stands at a place or behind blanks."""
        while place < len(self.text) and (self.text[place].isspace() or self.text[place] == NOTHING):
            place += 1
        return Source(self.file, self.line(place))

    def say(self, place: int, message: str) -> None:
        """Keep what is odd at a place."""
        self.odd.append((self.line(place), message))

    def definitions(self, start: int, stop: int) -> None:
        """Take down the macros that a preamble defines, and the files that it asks for."""
        for match in TOKEN.finditer(self.text, start, stop):
            if match["define"]:
                self.define(match, stop)
            elif match["input"]:
                self.refuse(match)

    def paragraph_end(self, match: re.Match[str], stop: int) -> int:
        """Return where the paragraph ends, at a blank line or a heading."""
        return first_from(self.ends, match.end(), min(stop, match.end() + BLOCK_CHARACTERS))

    def group(self, place: int, stop: int) -> tuple[str, int] | None:
        """Return what stands in the braces that open at a place, and the place after them; None where none close."""
        match = BLANKS.match(self.text, place, stop)
        place = match.end() if match else place
        end = self.braces.get(place, stop)
        return None if end >= stop else (self.text[place + 1 : end].replace(NOTHING, ""), end + 1)

    def verbatim_end(self, name: str, place: int, stop: int) -> int:
        """Return the place after the end of what stands verbatim, -1 where none is."""
        if self.hopeless.get(name, -1) >= stop:
            return -1
        closed = re.compile(rf"\\end\{{{name}\*?\}}").search(self.text, place, stop)
        if closed is None:
            self.hopeless[name] = stop
        return closed.end() if closed else -1

    def refuse(self, match: re.Match[str]) -> int:
        r"""Say that a file is not followed; return the place after its name."""
        name = self.group(match.end(), len(self.text))
        self.say(match.start(), file_notices.NEVER_FOLLOWED_FILE_HOLDS.format(value=match["input"]))
        return name[1] if name else match.end()

    def define(self, match: re.Match[str], stop: int) -> int:
        """Take down a macro's name; return the place after its definition."""
        name = re.compile(r"\s*\{?\s*\\([A-Za-z]+|.)\s*\}?").match(self.text, match.end(), stop)
        if name is None:
            return match.end()
        options = re.compile(r"(?:\s*\[[^\[\]]*\]|#\d|\s*=)*").match(self.text, name.end(), stop)
        place = options.end() if options else name.end()
        body = self.group(place, stop)
        behind = body[1] if body else place
        is_known = name[1] in self.macros
        if (is_known or body is None or not is_plain_name(name[1], body[0])) and not (
            is_known and match["define"] == "providecommand"
        ):
            macro = macro_of(match["define"], options[0] if options else "", body[0] if body else None)
            self._define(name[1], macro, match.start(), behind)
        return behind

    def _define(self, name: str, macro: Macro, start: int, behind: int) -> None:
        """Keep what a macro stands for; nobody knows what that is where it is used between two definitions of it."""
        before = self.macros.get(name, macro)
        used = re.compile(rf"\\{re.escape(name)}(?![A-Za-z])") if before != macro else None
        if used is not None and used.search(self.text, self.defined[name], start):
            macro = Macro(0, None)
        self.macros[name], self.defined[name] = macro, behind
