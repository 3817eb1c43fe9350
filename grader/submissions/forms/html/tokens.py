"""HTML taken apart into tags and texts, in time proportional to its length: no tag reaches beyond the next `<`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal

from grader.records import dataclass
from grader.submissions.forms.html.elements import PROGRAMS

_ATTRIBUTES = r"(?>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)"
_TAG = re.compile(
    r"(?P<comment><!--)|<[!?][^<>]*>"
    rf"|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{{0,40}})(?P<attributes>(?:[\s/]{_ATTRIBUTES})?)>"
)
_ATTRIBUTE = re.compile(r"([A-Za-z][\w-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")


@dataclass(frozen=True, slots=True)
class Token:
    """A tag or a stretch of text; `line` is where it begins."""

    kind: Literal["begin", "end", "text", "comment", "title", "unclosed"]
    name: str
    line: int
    attributes: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether the tag closes what it begins, as in `<img/>`."""
        return self.attributes.rstrip().endswith("/")

    def attribute(self, name: str) -> str | None:
        """Return an attribute, empty where it has no value, None where the tag does not have it."""
        for match in _ATTRIBUTE.finditer(self.attributes):
            if match[1].casefold() == name:
                return unescape(match[2] or match[3] or match[4] or "")
        return None


def tokens_of(text: str) -> Iterator[Token]:
    """Yield tags, texts, titles and comments in order; declarations and programs are left out.

    The last one is `unclosed` where a comment or a program begins that holds the rest of the text.
    """
    place, line = 0, 1
    while match := _TAG.search(text, place):
        if match.start() > place:
            yield Token("text", text[place : match.start()], line)
        line += text.count("\n", place, match.start())
        name = (match["name"] or "").casefold()
        if match["comment"] or (name in PROGRAMS and not match["end"]):
            inner = _within(match, name)
            if inner is None:
                yield Token("unclosed", text[match.start() :], line, name)
                return
            said, stop = inner
            if match["comment"] or name == "title":
                yield Token("title" if name else "comment", said, line)
            elif name == "script" and "math/" in match["attributes"]:
                yield Token("begin", name, line, "/")  # a formula that a program would set
        else:
            stop = match.end()
            if name and name not in PROGRAMS:
                yield Token("end" if match["end"] else "begin", name, line, match["attributes"])
            elif not name and not _DECLARATION.match(match[0]):
                yield Token("comment", match[0][2:-1].removeprefix("[CDATA[").removesuffix("]]"), line)
        line += text.count("\n", match.start(), stop)
        place = stop
    if place < len(text):
        yield Token("text", text[place:], line)


# Declarations and instructions to programs; browsers take any other `<!…>` and `<?…>` for a comment.
_DECLARATION = re.compile(r"<!doctype\b|<\?(?:xml|import)\b|<!\s*\[?\s*(?:if|endif)\b|<!-?>|<!\s*>", re.IGNORECASE)
_ENDS = {name: re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE) for name in PROGRAMS} | {"": re.compile(r"--!?>")}


def _within(match: re.Match[str], name: str) -> tuple[str, int] | None:
    """Return what stands in a comment, or in an element without tags, and the place behind it; None without an end."""
    start = match.end() if name else match.end() - len("--")  # `<!-->` is a whole comment
    found = _ENDS[name].search(match.string, start)
    return None if found is None else (match.string[match.end() : found.start()], found.end())
