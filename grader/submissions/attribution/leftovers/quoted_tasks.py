"""Quotations that name no problem where others are prompts of the sheet: below them may stand any other answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grader.submissions.attribution.structure.section import Section
from grader.submissions.forms.blocks import Block, Unread
from grader.submissions.forms.content import is_content, raw
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.wording import writing_notices


def keep_below_quotations(ledger: Ledger, blocks: Iterable[Block], found: Sequence[Section]) -> None:
    """Keep open what has no answer where something stands below a quotation that may be a prompt in other words.

    So it is in a document of which quotations are heads: these are no blocks of its sections any more.
    """
    left = [(one, place) for one in found for place, block in enumerate(one.blocks) if _is_quotation(block)]
    if not left or len(left) >= sum(map(_is_quotation, blocks)):
        return
    for section, place in left:
        below = [one for one in section.blocks[place + 1 :] if is_content(one) and not _is_quotation(one)]
        if below:
            said = writing_notices.UNPLACED_MARK.format(shown=clipped(raw([section.blocks[place]])))
            ledger.stray(Stray("", raw(below), below[0].source, said))


def _is_quotation(block: Block) -> bool:
    return isinstance(block, Unread) and bool(block.inner)
