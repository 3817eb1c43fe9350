"""Blocks that stand lower in their file than their reader knew."""

from __future__ import annotations

from collections.abc import Iterable

from grader.records import replace
from grader.submissions.forms.blocks import Block, Listing, Unread


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
