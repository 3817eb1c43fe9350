"""The heads above what was written for a question, which may say something of it: `# Wrong solutions`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from grader.problems.question import Question
from grader.records import replace
from grader.submissions.attribution.labels import NO_PROBLEM
from grader.submissions.attribution.names import Names
from grader.submissions.attribution.section import LINE_LEVEL, Section
from grader.submissions.attribution.unattributed import written_in
from grader.submissions.forms.blocks import Heading, Prose
from grader.submissions.ledger.region import ABOVE_ALL, OTHER_SHEET, Region


def heads_above(names: Names, found: Sequence[Section]) -> list[tuple[Heading, ...]]:
    """Return of each section the heads above it, the outermost first, its own one last.

    One that names another sheet stands there for all that is below it, marked so.
    """
    above = _told_above(found)
    heads = []
    for section in found:
        if section.heading is not None and section.level < LINE_LEVEL:
            above = [one for one in above if one[0] < section.level]
            above.append((section.level, _marked(names, section.heading)))
        heads.append(tuple(one for _, one in above))
    return heads


def _told_above(found: Sequence[Section]) -> list[tuple[int, Heading]]:
    """Return the paragraphs above the first problem as heads, marked so: `Do not grade this document.`"""
    above = [block for section in takewhile(lambda one: not one.targets, found) for block in section.blocks]
    told = (block for block in above if isinstance(block, Prose))
    return [(0, Heading(f"{ABOVE_ALL}{block.text}", 0, block.source)) for block in told]


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


def between(names: Names, section: Section, region: Region) -> Region:
    """Return a region with what stands between the head of its problem and its own: heads and labels, short sentences.

    A label stands in bold or before a colon, `Bob:`; a sentence has no formula, `The following is wrong.`
    """
    parent, target = section.parent, section.target
    problem = names.parent(target) if isinstance(target, Question) else None
    if parent is None or problem is None or parent.target is None or parent.target.id != problem.id:
        return region
    written = {(block.source.file, block.source.line) for block in written_in(names, parent, parent.target.prompt)}
    labels, told = list(section.within), list[Heading]()
    for block in reversed(parent.blocks[: section.behind]):
        if not isinstance(block, Prose):
            break
        for number, line in enumerate(block.text.split("\n"), block.source.line):
            said = Heading(line.strip(" *_:.#"), LINE_LEVEL, replace(block.source, line=number))
            if (said.source.file, block.source.line) in written and len(line) <= SHORT and _WORDS.fullmatch(line):
                (labels if _LABEL.fullmatch(line) else told).append(said)
    return replace(region, heads=(*region.heads, *told), within=tuple(labels))


SHORT = 60  # signs of a line that may say something of the parts below it
_WORDS = re.compile(r"[^\d$\\=`]*[^\W\d_][^\d$\\=`]*")
_LABEL = re.compile(r"\s*(?:(?:\*\*|__)[^*_]+(?:\*\*|__)[.:]?|.*[^\s:]\s*:|\S+(?:\s+\S+)?)\s*")


def headed(regions: Iterable[Region], heads: tuple[Heading, ...]) -> Iterator[Region]:
    """Yield regions with the heads above them."""
    yield from (replace(one, heads=heads) for one in regions)
