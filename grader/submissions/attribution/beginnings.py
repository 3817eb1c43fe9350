"""What the headings, lines, items and rows of a document begin with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.submissions.forms.blocks import Block, Heading, Listing, Prose, Table
from grader.submissions.forms.content import raw

CHARACTERS = 40  # of an item that show how it begins


def beginnings(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield headings and lines, items with their marks, and the first cells of rows."""
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
                    text = raw(list(item))[:CHARACTERS]
                    yield f"{mark} {text}" if mark else text
