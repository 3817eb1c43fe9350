"""Labels of the sheet on lines by themselves, `4.1` and below it the answer, which look like decimals.

One may be an answer. Where such lines rise, and all or nearly all labels of the sheet stand so, they number the
problems.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from grader.problems.labels import parts_of_label
from grader.records import replace
from grader.submissions.attribution.naming.labels import part_pattern
from grader.submissions.attribution.naming.names import Names
from grader.submissions.forms.blocks import Block, Heading, Prose
from grader.submissions.forms.content import raw

MIN_LABELS = 3  # of a sheet that stand so
MAX_LEFT_OUT = 2  # of its labels that may be missing


def with_labels_alone(names: Names, blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with headings in the place of lines that are nothing but labels, where these number problems."""
    labels = [label for several in names.sheet.labels.values() for label in several] if names.sheet else []
    known = {label: place for place, label in enumerate(labels) if _is_decimal(label)}
    if len(known) < MIN_LABELS or any(isinstance(block, Heading) for block in blocks[1:]):
        return list(blocks)
    first = {n: said for n, block in enumerate(blocks) if (said := _label(block)) in known}
    places = [known[said] for said in first.values()]
    is_rising = all(one < two for one, two in pairwise(places))
    if (
        len(first) < MIN_LABELS
        or len(first) < len(known) - MAX_LEFT_OUT
        or not is_rising
        or not _have_answers(blocks, first)
    ):
        return list(blocks)
    return [piece for n, block in enumerate(blocks) for piece in (_headed(block) if n in first else [block])]


def _is_decimal(label: str) -> bool:
    whole, _, part = label.partition(".")
    return whole.isdigit() and part.isdigit()


def _label(block: Block) -> str:
    """Return the first line of a paragraph as a label without what ends it."""
    return block.text.partition("\n")[0].strip(" *_:).") if isinstance(block, Prose) else ""


def _have_answers(blocks: Sequence[Block], first: dict[int, str]) -> bool:
    """Whether something stands below each label."""
    return all("\n" in raw([blocks[n]]) or (n + 1 < len(blocks) and n + 1 not in first) for n in first)


def _headed(block: Block) -> list[Block]:
    assert isinstance(block, Prose)
    label, _, below = block.text.partition("\n")
    heading = Heading(f"Problem {label.strip(' *_:).')}", 1, block.source)
    source = replace(block.source, line=block.source.line + 1)
    return [heading, *([Prose(below, source)] if below.strip() else [])]


def is_above_parts(names: Names, line: str, below: str) -> bool:
    """Whether a line is nothing but a label of the sheet, `2.3`, and below it stands the first part of that problem."""
    label = line.strip(" \t.*_")
    node = names.root.find(parts_of_label(label)) if below and label.count(".") == 1 else None
    if node is None or not node.below:
        return False
    match = part_pattern(tuple(node.below)).match(below)
    return match is not None and (match["said"] or match["in"] or match["bare"]) == next(iter(node.below))
