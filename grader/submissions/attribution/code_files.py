"""Files of code: what stands there under the name of a problem that asks for code; the rest is nobody's answer."""

from __future__ import annotations

from collections.abc import Iterable

from grader.problems.question import Question
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.resolving import named_by_heading
from grader.submissions.forms.blocks import Block, Heading


def asked_for(names: Names, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks of a file under headings that name a question about code."""
    found: list[Block] = []
    counts = False
    for block in blocks:
        if isinstance(block, Heading):
            naming = named_by_heading(names, block.title) if block.title else None
            target = None if naming is None else naming.target
            counts = isinstance(target, Question) and target.kind.written == "code"
        if counts:
            found.append(block)
    return tuple(found)
