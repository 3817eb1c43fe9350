"""HTML taken apart into tags and texts, in time proportional to its length: no tag reaches beyond the next `<`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal

from grader.records import dataclass
from grader.submissions.forms.html.elements import (
    NEVER,
)

_ATTRIBUTES = r"(?>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)"
_TAG = re.compile(
    r"(?P<comment><!--)|<[!?][^<>]*>"
    rf"|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]{{0,40}})(?P<attributes>(?:[\s/]{_ATTRIBUTES})?)>"
)
_ATTRIBUTE = re.compile(r"([A-Za-z][\w-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")


@dataclass(frozen=True, slots=True)
class Token:
    """A tag or a stretch of text; `line` is where it begins."""

    kind: Literal["begin", "end", "text", "comment"]
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
    """Yield tags, texts and comments in order; declarations and what is no text are left out."""
    place, line = 0, 1
    hopeless: set[str] = set()
    while match := _TAG.search(text, place):
        if match.start() > place:
            yield Token("text", text[place : match.start()], line)
        line += text.count("\n", place, match.start())
        name = (match["name"] or "").casefold()
        stop = match.end()
        closing = "-->" if match["comment"] else f"</{name}" if name in NEVER and not match["end"] else ""
        if closing and closing not in hopeless:
            found = re.compile(re.escape(closing), re.IGNORECASE).search(text, stop)
            hopeless |= set() if found else {closing}
            stop = found.end() if found else stop
            if found and not match["comment"]:
                stop = text.find(">", stop) + 1 or len(text)
            if found and name == "script" and "math/" in match["attributes"]:
                yield Token("begin", name, line, "/")  # a formula that a program would set
            if found and match["comment"]:
                yield Token("comment", text[match.end() : found.start()], line)
        elif name and name not in NEVER:
            yield Token("end" if match["end"] else "begin", name, line, match["attributes"])
        line += text.count("\n", match.start(), stop)
        place = stop
    if place < len(text):
        yield Token("text", text[place:], line)
