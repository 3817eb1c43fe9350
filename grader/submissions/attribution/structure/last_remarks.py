"""A remark at the end that the last problem was not done: it says nothing of what stands above it."""

from __future__ import annotations

from collections.abc import Sequence

from grader.problems.question import Question
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.numbering import Target
from grader.submissions.attribution.structure.section import Section
from grader.submissions.forms.blocks import Prose
from grader.submissions.forms.content import is_content
from grader.submissions.not_done import is_last_not_done


def without_last_remark(names: Names, found: Sequence[Section]) -> None:
    """Take the remark away from the last answer, where the last problem of the sheet stands nowhere."""
    labels = list(names.sheet.labels) if names.sheet is not None else []
    below = next((one for one in reversed(found) if one.has_content), None)
    if not labels or below is None or not below.targets:
        return
    if labels[-1] in {_top(names, target) for one in found for target in one.targets}:
        return
    last = below.blocks[-1]
    if isinstance(last, Prose) and any(map(is_content, below.blocks[:-1])) and is_last_not_done(last.text):
        below.blocks = below.blocks[:-1]


def _top(names: Names, target: Target) -> str:
    parent = names.parent(target) if isinstance(target, Question) else None
    return parent.id if parent is not None else target.id
