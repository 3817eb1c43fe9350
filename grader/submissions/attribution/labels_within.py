"""Words below a problem's heading that are the id or the title of another one: `## Problem 10`, below it `Total: 1608`.

Such a word is what a value is called within the answer as often as the name of the other problem, so that nobody
guesses which of both what stands behind it was written for, nor where the answer above it ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from grader.problems.question import Question
from grader.records import replace
from grader.submissions.attribution.names import Names
from grader.submissions.attribution.numbering import Target, distinct
from grader.submissions.attribution.section import LINE_LEVEL, Section

MIN_HEADS = 2  # that name problems below one of which nothing else stands: it is that of a chapter
MAX_WORDS = 2  # of a name that may be what a value is called


def keep_labels_open(names: Names, found: Sequence[Section]) -> None:
    """Name both problems of a label below another one's heading."""
    heads = [one for one in found if one.level < LINE_LEVEL and one.target is not None]
    below = Counter(id(_above(names, one)) for one in heads)
    last = Section()
    for one in found:
        above = _above(names, one) if one.targets else None
        is_chapter = above is not None and not above.has_content and below[id(above)] >= MIN_HEADS
        if above is None or one.naming is None or is_chapter or not _is_label(one, above, several=len(heads) > 1):
            last = one
            continue
        one.targets, one.doubts = distinct((*last.targets, *one.targets)), True
        one.naming = replace(one.naming, targets=one.targets)


def _is_label(section: Section, above: Section, *, several: bool) -> bool:
    """Whether a name below the heading of another problem may be a word of its answer.

    A number behind a word may only where nothing else stands below that heading, which is not the only one.
    """
    naming = section.naming
    if naming is not None and naming.by in {"id", "title"}:
        return len(naming.shown.split()) <= MAX_WORDS and not re.search(r"\d|_\w|\w\.\w", naming.shown)
    return several and naming is not None and naming.by == "word" and not above.has_content


def _above(names: Names, section: Section) -> Section | None:
    """Return the heading of another problem that a section stands below, None where there is none."""
    own = {_top(names, target) for target in section.targets}
    above = section.parent
    while above is not None:
        is_head = above.level < LINE_LEVEL and above.heading is not None and above.target is not None
        if is_head and above.target is not None and names.is_set(above.target):
            return above if _top(names, above.target) not in own else None
        above = above.parent
    return None


def _top(names: Names, target: Target) -> str:
    parent = names.parent(target) if isinstance(target, Question) else None
    return parent.id if parent else target.id
