"""Numbers of several kinds that are one numbering: `## Problem 1`, `**2.**`, `3)`, and so on through the sheet.

A number by itself below a heading may be a step of an answer, or refer to a formula. It is a problem's where all that
number problems in a document, by a word or by themselves, rise together and leave out at most one of the sheet's: steps
begin with 1 again.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.problems.labels import Label
from grader.submissions.attribution.naming.beginnings import beginnings
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.resolving import named_by_line
from grader.submissions.attribution.naming.runs import MIN_WHOLE, increasing
from grader.submissions.forms.blocks import Block

MIN_BARE = 2  # numbers by themselves
MAX_LEFT_OUT = 1  # numbers of the sheet that may be missing


def is_one_numbering(names: Names, blocks: Sequence[Block]) -> bool:
    """Whether words with numbers and numbers by themselves number the problems of a sheet together, in order."""
    known = set(names.root.below) if names.sheet else set()
    if len(known) < MIN_WHOLE or not all(step.isdigit() for step in known):
        return False
    paths: list[Label] = []
    bare = 0
    for line in beginnings(blocks):
        naming = named_by_line(names, line)
        if naming is None or not naming.path:
            continue
        if naming.path[0] not in known:
            return False
        bare += naming.by == "bare"
        paths.append(naming.path)
    tops = {path[0] for path in paths}
    is_mixed = MIN_BARE <= bare < len(paths)
    return is_mixed and increasing(paths) and len(known - tops) <= MAX_LEFT_OUT
