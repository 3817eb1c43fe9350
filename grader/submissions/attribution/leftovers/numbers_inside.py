"""Numbers by themselves within what was written for one problem, which may be those of others, or its steps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from grader.problems.question import Question
from grader.submissions.attribution.naming.beginnings import beginnings
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.numbering import Target
from grader.submissions.attribution.structure.section import LINE_LEVEL, Section
from grader.submissions.forms.blocks import Block, Heading, Listing, Prose, Table
from grader.submissions.forms.content import raw

MAX_STEPS = 2  # numbers by themselves that are taken for steps within one answer
STEPS = frozenset(str(step) for step in range(1, MAX_STEPS + 1))
MAX_INSIDE = 20  # labels within one section that are looked at; where there are more, they may name anything


def numbers_in(names: Names, blocks: list[Block], text: str, *, only: bool, numbered: bool) -> dict[str, Target]:
    """Return the problems whose numbers stand at the beginning of lines and items, or follow these within a line.

    One and two by themselves may be the steps of an answer; where others are named too, whatever counts from one may
    be, and a number that stands first may be the answer itself. One alone counts nothing.
    """
    if names.sheet is None:
        return {}  # there are no numbers
    found: dict[str, Target] = {}
    paths, behind = set(), []
    lines = list(numbered_lines(blocks))
    begun = list(beginnings(blocks))
    is_lettered = numbered or any(map(_LETTERED.match, begun)) or (only and _are_counted(begun))
    spaced = [f"{match[1]}) " for line in begun if is_lettered and (match := _SPACED.match(line))]
    for line in [*lines, *spaced]:
        number = names.numbered(line)
        node = names.root.find(number.path[:1]) if number and number.closed and not number.lead else None
        if number and node and len(node.targets) == 1 and len(found) < MAX_INSIDE:
            found[number.shown] = node.targets[0]
            paths.add(number.path[0])
            found |= _following(names, number.path[0], text)
            behind.append(number.rest)
    if numbered or (paths == {"1"} and len(behind) == 1 and behind[0].strip()):
        return found
    if not only:
        return {} if "1" in paths or (lines and raw(blocks).startswith(lines[0])) else found
    return {} if paths <= STEPS and not any(isinstance(block, Table) for block in blocks) else found


def _are_counted(lines: Sequence[str]) -> bool:
    """Whether lines are counted without signs, `1 x` and `2 y, z`; rows of numbers are not."""
    found = [(int(match[1]), line[match.end(1) :]) for line in lines if (match := _SPACED.match(line))]
    numbers = [number for number, _ in found]
    is_table = all(re.fullmatch(r"[-−+\d\s.,/|]*", rest) for _, rest in found)
    return len(numbers) > 1 and numbers == sorted(set(numbers)) and not is_table


def is_spaced(section: Section) -> bool:
    """Whether nothing but a blank stands behind the label of a section, `2a 7`, so that `3 5` below may be one."""
    return section.heading is not None and section.bears_number and _LETTERED.match(section.heading.title) is not None


def _following(names: Names, label: str, text: str) -> dict[str, Target]:
    """Return the problems behind a number whose own numbers stand within a line."""
    found: dict[str, Target] = {}
    while label.isdigit() and len(found) < MAX_INSIDE:
        label = str(int(label) + 1)
        node = names.root.find((label,))
        shown = re.search(_NEXT.format(label), text, re.MULTILINE) if node else None
        if shown is None or node is None or len(node.targets) != 1:
            return found
        found[shown[0]] = node.targets[0]
    return found


# A number within a line, or one that begins a line and behind which no sign stands, `3 5`.
_NEXT = r"(?<=[\s;,])[(\[]?{0}[).:\]](?=\s)|^[*_]{{0,2}}{0}[*_]{{0,2}} +(?![+*/^=<>≤≥≈-] )(?=\S)"


def next_in(names: Names, section: Section, text: str) -> dict[str, Target]:
    """Return the problems behind a section's own whose numbers stand within a line, where numbers alone name."""
    above: Section | None = section
    if isinstance(section.target, Question) and names.parent(section.target) is not None and section.parent is not None:
        above = section if section.bears_number else section.parent  # `3) (c) 1/4 4) yes`
        while above is not None and above is not section and above.level > LINE_LEVEL:
            above = above.parent
    naming = above.naming if above is not None else None
    is_bare = (
        naming is not None
        and naming.by == "bare"
        and (len(naming.path) == 1 or above is not section or section.bears_number)
    )
    return _following(names, naming.path[0], text) if naming and naming.path and is_bare else {}


def numbered_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the headings, lines and items that begin with a sign of their number."""
    for block in blocks:
        match block:
            case Heading(title=title):
                yield title
            case Prose(text=text):
                yield from (line for line in text.split("\n") if _NUMBER.match(line))
            case Table(rows=rows) if not _is_matrix(rows):
                yield from (row[0] for row in rows if row and row[0].strip(" *().")[:1].isdigit())
            case Listing(items=items, marks=marks):
                yield from (
                    f"{mark} {raw(list(item))[:CHARACTERS]}" for item, mark in zip(items, marks, strict=True) if mark
                )


def _is_matrix(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table holds nothing but numbers, and the first ones of its rows do not count: `3 | -1`, `-5 | 2`."""
    cells = [cell.strip(" $*−") for row in rows for cell in row if cell.strip()]
    firsts = [int(row[0]) for row in rows if row and row[0].strip().isdigit()]
    counts = len(firsts) == sum(1 for row in rows if any(cell.strip() for cell in row)) and firsts == sorted(
        set(firsts)
    )
    return len(rows) > 1 and not counts and all(_VALUE.fullmatch(cell) for cell in cells)


_VALUE = re.compile(r"[-−+]?\d+(?:[.,/]\d+)?")
_NUMBER = re.compile(r"\s*[(\[*]*\d{1,3}(?:\s?[a-h])?[).:\]*](?!\d)")
_SPACED = re.compile(r"[\s*_]*(\d{1,2})(?:\s?[a-h])?\s+(?![+*/^=<>≤≥≈-]\s)\S")  # `1 x` among `2a y`
_LETTERED = re.compile(r"[\s*_]*(?:\d{1,2}\s?)?[a-h]\s+(?![+*/^=<>≤≥≈-]\s)\S")  # `2a y`
CHARACTERS = 20  # of an item that show its number
