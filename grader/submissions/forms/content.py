"""What of a section may be an answer: its content without headings and comments, the ticked items of lists."""

from __future__ import annotations

import re

from grader.submissions.forms.blocks import Block, Heading, Listing, Prose, Unread
from grader.wording import file_notices

_BOX = re.compile(r"\s*(?:\[(?P<tick>[ xX]?)\]|(?P<sign>[☐☑☒✓✗]))\s+")


def ticked(block: Block) -> Block:
    """Return a list of boxes (`- [x] yes`) with the items that are ticked; any other block as it is."""
    if not isinstance(block, Listing):
        return block
    heads = [item[0] if item and isinstance(item[0], Prose) else None for item in block.items]
    boxes = [_BOX.match(head.text) if head else None for head in heads]
    if not any(boxes):
        return block
    kept: list[tuple[Block, ...]] = []
    for item, head, box in zip(block.items, heads, boxes, strict=True):
        if head and box and ((box["tick"] or "").strip() or (box["sign"] or "☐") in "☑☒✓"):
            kept.append((Prose(head.text[box.end() :], head.source), *item[1:]))
    if not kept or not all(boxes):
        return Unread(file_notices.LIST_BOXES_NONE_TICKED, block.text, block.source)
    return Listing(tuple(kept), ("",) * len(kept), block.text, block.source)


def is_content(block: Block) -> bool:
    """Whether a block holds something that may be, or may spoil, an answer."""
    return not isinstance(block, Heading) and bool(block.text.strip()) and (not isinstance(block, Unread) or block.lost)


def raw(blocks: list[Block]) -> str:
    """Return what stands in blocks as it was written."""
    if len(blocks) == 1 and not isinstance(blocks[0], Heading):
        return blocks[0].text.strip()
    return "\n\n".join(block.title if isinstance(block, Heading) else block.text for block in blocks).strip()
