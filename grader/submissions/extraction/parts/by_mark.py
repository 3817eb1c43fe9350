r"""Parts that stand as rows of one display, each behind its mark: `\text{(a)}\quad H(X) &= \tfrac32 \\`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from grader.problems.question import Problem, Question
from grader.records import replace
from grader.submissions.extraction.formulas.formulas import rows
from grader.submissions.forms.blocks import Block, Formula
from grader.submissions.ledger.part_names import part_names
from grader.submissions.ledger.region import Region


def regions_by_mark(problem: Problem, blocks: Sequence[Block]) -> list[Region] | None:
    """Return a region for each part that a row of a display is marked with; None where anything stands before it.

    Rows without a mark belong to the one above. Each mark stands once, in the order of the parts.
    """
    names = part_names(problem)
    found: list[tuple[Question, list[Block]]] = []
    for block in blocks:
        if not isinstance(block, Formula):
            return None
        for row in rows(block.text):
            part, text = _marked(names, row.text)
            if part is not None:
                found.append((part, []))
            if not found:
                return None
            found[-1][1].append(Formula(text, replace(block.source, line=block.source.line + row.line)))
    order = [problem.questions.index(part) for part, _ in found]
    return [Region(part, tuple(own)) for part, own in found] if order == sorted(set(order)) else None


def _marked(names: Mapping[str, Question], row: str) -> tuple[Question | None, str]:
    """Return the part that a row is marked with, and the row without the mark."""
    match = _MARK.match(row)
    part = names.get(match["said"] or match["plain"]) if match else None
    return (part, row[match.end() :]) if match and part is not None else (None, row)


_MARK = re.compile(
    r"\s*(?:\\(?:text|textbf|textit|mathrm|mathbf|mbox)\s*\{\s*\(?(?P<said>[A-Za-z]{1,3}|\d{1,2})\s*[).:]+\s*\}"
    r"|\(\s*(?P<plain>[a-z]{1,3}|\d{1,2})\s*\)(?=\s*\\(?:q?quad|[ ,;:!])))(?:\s|~|\\(?:q?quad(?![A-Za-z])|[ ,;:!]))*"
)
