"""An arrow right behind a label leads to the answer as a colon does: `1a) -> 6`, `3) => yes`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.problems.question import Question
from grader.records import replace
from grader.submissions.attribution.structure.section import LINE_LEVEL, Section
from grader.submissions.forms.blocks import Prose

_ARROW = re.compile(r"\s*(?:-{1,2}>|={2}>|→|⇒|⟶|⟹)\s+(?=\S)")
_DOUBLE = re.compile(r"\s*=>\s+(?=\S)")  # before a value it may also be meant as `at least`


def without_arrows(found: Iterable[Section]) -> None:
    """Take away the arrow with which what stands behind a label begins."""
    for section in found:
        first, target = section.blocks[0] if section.blocks else None, section.target
        if not isinstance(first, Prose) or not isinstance(target, Question) or section.level < LINE_LEVEL:
            continue
        arrow = _ARROW.match(first.text)
        if arrow is None and target.kind.reads in {"choice", "words"}:
            arrow = _DOUBLE.match(first.text)
        if arrow is not None and section.heading is not None and section.heading.title.endswith(_first_line(first)):
            section.blocks[0] = replace(first, text=first.text[arrow.end() :])


def _first_line(block: Prose) -> str:
    return block.text.partition("\n")[0].rstrip()
