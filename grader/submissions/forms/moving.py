"""Blocks that stand lower in their file than their reader knew."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.records import replace
from grader.submissions.forms.blocks import Block, Listing, Unread
from grader.verdict import Source


def moved(blocks: Iterable[Block], lines: int) -> list[Block]:
    """Return blocks with their places so many lines lower."""
    found: list[Block] = []
    for block in blocks:
        lower = replace(block, source=replace(block.source, line=block.source.line + lines))
        if isinstance(lower, Listing):
            lower = replace(lower, items=tuple(tuple(moved(item, lines)) for item in lower.items))
        elif isinstance(lower, Unread) and lower.inner:
            lower = replace(lower, inner=tuple(moved(lower.inner, lines)))
        found.append(lower)
    return found


def without_mark(item: list[Block], source: Source) -> tuple[Block, ...]:
    """Return an item; a list that begins on its line, `1) - 3`, is written without the mark before it."""
    match item:
        case [Listing(source=place, text=text) as inner, *rest] if place == source:
            return replace(inner, text=_ITEM.sub("", text, count=1)), *rest
        case _:
            return tuple(item)


_ITEM = re.compile(r"\A[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+")
