r"""What a stroke over several lines strikes out, though each begins a part: `~~(a) 4`, `(b) 9`, `(c) 3~~`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.submissions.attribution.structure.section import Section
from grader.submissions.forms.blocks import Heading, Unread
from grader.submissions.forms.content import is_content, raw
from grader.wording import file_notices

MAX_STRUCK = 50  # sections that one stroke may strike out
_OPENING = re.compile(r"\\(?:sout|xout|st|[bx]?cancel)\s*\{")


def strike_between(found: Sequence[Section]) -> None:
    """Leave unread what stands between the section in which a stroke begins and the one in which it ends."""
    begun = [place for place, one in enumerate(found) if _may_strike(one)]
    for place in begun:
        last = _end(found, place)
        for one in found[place + 1 : last]:
            one.blocks = [
                Unread(file_notices.STRUCK_OUT, raw([block]), block.source) if is_content(block) else block
                for block in one.blocks
            ]


def _may_strike(section: Section) -> bool:
    return any("~~" in block.text or "\\" in block.text for block in section.blocks if not isinstance(block, Heading))


def _end(found: Sequence[Section], place: int) -> int:
    """Return the place of the section in which a stroke ends that begins in the one at `place`."""
    text = raw(found[place].blocks)
    is_plain = text.count("~~") % 2 == 1 and not _is_latex(found[place])
    openings = list(_OPENING.finditer(text)) if not is_plain else []
    depth = _depth(text[openings[-1].end() - 1 :]) if openings else 0
    if not is_plain and depth <= 0:
        return place
    for later, one in enumerate(found[place + 1 : place + 1 + MAX_STRUCK], place + 1):
        told = raw(one.blocks)
        depth += _depth(told)
        if (is_plain and "~~" in told) or (not is_plain and depth <= 0):
            return later
    return place


def _is_latex(section: Section) -> bool:
    """Whether `~~` are two blanks there."""
    return any(block.source.file.endswith(".tex") for block in section.blocks)


def _depth(text: str) -> int:
    return text.count("{") - text.count("}") - text.count("\\{") + text.count("\\}")
