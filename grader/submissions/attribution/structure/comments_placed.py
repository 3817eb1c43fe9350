"""Comments at the ends of lines belong to what their line says: `a) 4 % wrong`, and below it `b) 5`."""

from __future__ import annotations

from collections.abc import Sequence

from grader.submissions.attribution.structure.section import Section
from grader.submissions.forms.blocks import Block, Unread
from grader.wording import file_notices


def place_comments(found: Sequence[Section]) -> None:
    """Move each comment that stands behind a paragraph of several lines to the section that its own line is in."""
    for place, section in enumerate(found):
        for block in [one for one in section.blocks if _is_comment(one)]:
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
