"""Comments at the ends of lines belong to what their line says: `a) 4 % wrong`, and below it `b) 5`."""

from __future__ import annotations

from collections.abc import Sequence

from grader.submissions.attribution.structure.section import Section
from grader.submissions.forms.blocks import Block, Given, Unread
from grader.wording import file_notices


def comments_in(blocks: Sequence[Block]) -> list[Block]:
    """Return the comments among blocks."""
    return [block for block in blocks if _is_comment(block)]


def comments_of(given: Given, blocks: Sequence[Block]) -> list[Block]:
    r"""Return the comments on the lines of `\answer{…}{…}`, and those by themselves between it and the next ones."""
    last = given.source.line + given.text.count("\n")
    others = [one.source.line for one in blocks if isinstance(one, Given)]
    return [one for one in comments_in(blocks) if _speaks_of(one.source.line, given.source.line, last, others)]


def _speaks_of(line: int, first: int, last: int, others: Sequence[int]) -> bool:
    if first <= line <= last or line in others:
        return first <= line <= last
    between = [one for one in others if min(first, line) < one < max(first, line)]
    return not between and first != line


def with_comments(items: Sequence[list[Block]], comments: Sequence[Block]) -> list[list[Block]]:
    """Return items with each comment behind what stands in the last one that begins above it, or on its line."""
    found = [list(item) for item in items]
    starts = [item[0].source.line if item else 0 for item in items]
    for comment in comments:
        begun = [place for place, line in enumerate(starts) if line <= comment.source.line]
        found[begun[-1] if begun else 0].append(comment)
    return found


def place_comments(found: Sequence[Section]) -> None:
    """Move each comment that stands behind a paragraph of several lines to the section that its own line is in."""
    for place, section in enumerate(found):
        for block in comments_in(section.blocks):
            own = next((one for one in reversed(found[: place + 1]) if _begins_before(one, block)), section)
            if own is not section:
                section.blocks = [one for one in section.blocks if one is not block]
                own.blocks.append(block)


def _is_comment(block: Block) -> bool:
    return isinstance(block, Unread) and block.what == file_notices.COMMENT


def _begins_before(section: Section, comment: Block) -> bool:
    """Whether a section begins above a comment, or on its line."""
    first = section.heading or next(iter(section.blocks), None)
    is_here = first is not None and first.source.file == comment.source.file
    return first is not None and is_here and first.source.line <= comment.source.line
