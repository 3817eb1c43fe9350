"""The heads above what was written for a question, which may say something of it: `# Wrong solutions`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from grader.records import replace
from grader.submissions.attribution.labels import NO_PROBLEM
from grader.submissions.attribution.names import Names
from grader.submissions.attribution.section import LINE_LEVEL, Section
from grader.submissions.forms.blocks import Heading
from grader.submissions.ledger.region import OTHER_SHEET, Region


def heads_above(names: Names, found: Sequence[Section]) -> list[tuple[Heading, ...]]:
    """Return of each section the heads above it, the outermost first, its own one last.

    One that names another sheet stands there for all that is below it, marked so.
    """
    above: list[tuple[int, Heading]] = []
    heads = []
    for section in found:
        if section.heading is not None and section.level < LINE_LEVEL:
            above = [one for one in above if one[0] < section.level]
            above.append((section.level, _marked(names, section.heading)))
        heads.append(tuple(one for _, one in above))
    return heads


def _marked(names: Names, head: Heading) -> Heading:
    """Return a head, marked where it has another number than the sheet behind the same word: `Homework 1` for `2`."""
    own = dict(_numbered(names.sheet.title)) if names.sheet else {}
    is_other = any(own.get(word, number) != number for word, number in _numbered(head.title))
    return replace(head, title=f"{OTHER_SHEET}{head.title}") if is_other else head


def _numbered(title: str) -> list[tuple[str, str]]:
    return [(match["word"].casefold(), match["number"].lstrip("0")) for match in _NUMBERED.finditer(title)]


_NUMBERED = re.compile(
    rf"(?<!\w)(?P<word>{NO_PROBLEM})\s*(?:no\.?|nr\.?|n[°º]|#|-)?\s*(?P<number>\d{{1,3}})(?![\w.])", re.IGNORECASE
)


def headed(regions: Iterable[Region], heads: tuple[Heading, ...]) -> Iterator[Region]:
    """Yield regions with the heads above them."""
    yield from (replace(one, heads=heads) for one in regions)
