"""What the headings, lines, items and rows of a document begin with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.submissions.forms.blocks import Block, Heading, Listing, Prose, Table
from grader.submissions.forms.content import raw

CHARACTERS = 40  # of an item without a paragraph that show how it begins


def beginnings(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield headings and lines, those of items with their marks, and the first cells of rows."""
    for block in blocks:
        match block:
            case Heading(title=title):
                yield title
            case Prose(text=text):
                yield from text.split("\n")
            case Table(rows=rows):
                yield from (row[0] for row in rows if row)
            case Listing(items=items, marks=marks):
                for item, mark in zip(items, marks, strict=True):
                    head = item[0] if item else None
                    text = head.text if isinstance(head, Prose) else raw(list(item))[:CHARACTERS]
                    yield from (f"{mark} {text}" if mark else text).split("\n")
