"""Labels of a sheet that stand anywhere behind a line's own: `1) 14 5) C`, `4.4 no`, and below it `Bonus …`.

What they name may be answered there, so that it is never missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.problems.labels import parts_of_label
from grader.submissions.attribution.names import Names
from grader.submissions.attribution.numbering import Target
from grader.submissions.attribution.section import LINE_LEVEL, Section
from grader.submissions.attribution.spellings import COLUMNED
from grader.submissions.forms.blocks import Block, Prose

MAX_FOUND = 20  # labels in one section that are looked at


def labels_behind(names: Names, section: Section, text: str) -> dict[str, Target]:
    """Return the problems behind the one of a section whose labels a sign ends, or that are called by words."""
    naming = section.naming
    if names.sheet is None or naming is None or section.level != LINE_LEVEL:
        return {}
    found: dict[str, Target] = {}
    own = {target.id for target in section.targets}
    for id_, labels in names.sheet.labels.items():
        for label in labels if id_ not in own else ():
            node = names.root.find(parts_of_label(label) or (label,))
            shown = _pattern(label).search(text) if node is not None and len(found) < MAX_FOUND else None
            if shown is not None and node is not None and len(node.targets) == 1:
                found[shown[0]] = node.targets[0]
    return found


def _pattern(label: str) -> re.Pattern[str]:
    """Return the pattern of a label: a number alone needs a sign that ends it, `5)`; `4.5` and a word need none."""
    one = re.escape(label)
    marked = rf"(?<![^\s;,])[(\[]?{one}[).:\]](?=\s+\S)"
    if label.isdigit():
        return re.compile(marked)
    return re.compile(rf"{marked}|(?<![\w.]){one}(?![\w.])(?=\s+\S)", re.IGNORECASE)


def gives(text: str, shown: str) -> bool:
    """Whether a colon or a sign of equality stands behind a label, or behind a word or two there."""
    return re.search(rf"{re.escape(shown.strip())}(?:\s+[^\W\d_]+){{0,2}}\s*[:=]", text) is not None


def given_behind(text: str, shown: str) -> str:
    """Return the value on a line that begins with a label below another problem's heading: `Problem 1 again: 13`."""
    label = rf"^[\s*_]*{re.escape(shown.strip(' *_:.'))}(?:\s+[^\W\d_]+){{0,2}}[\s*_]*[:=]"
    match = re.search(rf"{label}(?P<said>[^\n]*[\d$][^\n]*)", text, re.MULTILINE)
    return match["said"] if match else ""


def columns_in(names: Names, blocks: Iterable[Block]) -> dict[str, Target]:
    """Return the problems whose numbers stand in a column of their own, `3   n + 1`."""
    found: dict[str, Target] = {}
    if names.sheet is None:
        return found
    lines = (line for block in blocks if isinstance(block, Prose) for line in block.text.split("\n"))
    for match in filter(None, map(COLUMNED.match, lines)):
        node = names.root.find((match[2],))
        if node is not None and len(node.targets) == 1:
            found[match[0].strip()] = node.targets[0]
    return found
