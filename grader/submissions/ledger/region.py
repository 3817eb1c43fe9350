"""What attribution hands to extraction: blocks that were written for one question."""

from __future__ import annotations

from grader.problems.question import Question
from grader.records import dataclass
from grader.submissions.forms.blocks import Block, Heading

OTHER_SHEET = "\ue001"  # before a head that names another sheet than the one that is set
ABOVE_ALL = "\ue002"  # before a paragraph that stands above all problems


@dataclass(frozen=True)
class Region:
    """The blocks that stand at one place of a document and were written for a question, in order.

    `heads` are the heads above it, that of its problem last, `within` those between its problem's head and its
    own mark. `field`: the one field that they are for, where the place names one. `later` is the code below heads of
    no problem further down. Every block has its own source.
    """

    question: Question
    blocks: tuple[Block, ...]
    field: str | None = None
    heads: tuple[Heading, ...] = ()
    within: tuple[Heading, ...] = ()
    later: tuple[Block, ...] = ()
