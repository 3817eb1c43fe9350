"""Org becomes Markdown as far as its headings go: `* Problem 2`, and below it `** a`, are no items of a list."""

from __future__ import annotations

import re

_KEYWORD = re.compile(r"(?i)#\+(?:title|author|date|options|language|startup|subtitle|email):[^\n]*(?:\n|\Z)")
_BLOCK = re.compile(r"(?mi)^[ \t]*#\+begin")
_HEADING = re.compile(r"(?m)^\*{1,6}[ \t]+(?=\S)")
_TITLE = re.compile(r"(?mi)^#\+title:[ \t]*")
_PERSON = re.compile(r"(?mi)^#\+(?=(?:author|date|email):)")


def without_org(text: str) -> str:
    """Return a text with headings of Markdown, where a first line such as `#+TITLE: …` says that they are Org's.

    One with blocks of its own, `#+begin_src`, is left as it is.
    """
    if _KEYWORD.match(text) is None or _BLOCK.search(text):
        return text
    text = _HEADING.sub(lambda match: "#" * len(match[0].strip()) + " ", text)
    return _PERSON.sub("", _TITLE.sub("# ", text))
