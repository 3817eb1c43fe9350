"""Parts that are told apart by what is written below their problem, where no line or heading names them."""

from __future__ import annotations

from collections.abc import Sequence

from grader.problems.question import Problem
from grader.submissions.extraction.parts.by_line import regions_by_line
from grader.submissions.extraction.parts.by_mark import regions_by_mark
from grader.submissions.extraction.parts.by_symbol import regions_by_symbol
from grader.submissions.extraction.parts.by_topic import regions_by_topic
from grader.submissions.forms.blocks import Block
from grader.submissions.ledger.region import Region


def regions_in_parts(problem: Problem, blocks: Sequence[Block]) -> list[Region] | None:
    """Return a region for each part that a mark, or its symbol, names within blocks; None where they do not say."""
    ways = (regions_by_mark, regions_by_symbol, regions_by_line, regions_by_topic)
    return next(filter(None, (way(problem, blocks) for way in ways)), None)
