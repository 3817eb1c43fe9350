"""Numbers that are counted by position: they name something only where their count is that of the sheet."""

from __future__ import annotations

import re
from collections import Counter

from grader.problems.labels import parts_of_label
from grader.problems.question import Problem
from grader.records import replace
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.not_writing import NotWriting
from grader.submissions.attribution.naming.numbering import Node
from grader.submissions.attribution.naming.title_words import same_words
from grader.submissions.attribution.structure.comments_placed import comments_in, with_comments
from grader.submissions.attribution.structure.marked_parts import by_marks
from grader.submissions.attribution.structure.section import LINE_LEVEL, Section
from grader.submissions.forms.blocks import Block, Heading, Listing, Prose
from grader.submissions.forms.content import is_content
from grader.submissions.ledger.part_names import part_order


def by_position(names: Names, blocks: list[Block], located: list[Section]) -> list[Block] | None:
    """Return blocks with names before what is counted, where its count is the sheet's and nothing speaks against it.

    What is counted are `\\section`, `\\question`, the items of the only numbered list, and headings each of which has a
    word of the title at its position. `located` are the sections that name a problem: each has to name the one at its
    position.
    """
    if names.sheet is None:
        return None
    labels = list(names.counted)
    counted = [block for block in blocks if isinstance(block, Heading) and block.counted] or _short(names, blocks)
    levels = Counter(block.level for block in counted)
    fitting = [level for level, count in levels.items() if count == len(labels)]
    if len(fitting) == 1:
        counted = [block for block in counted if block.level == fitting[0]]
        if not _agree(names, dict(zip(map(id, counted), labels, strict=True)), located):
            return None
        number, named = iter(labels), set(map(id, counted))
        return [_called(block, next(number)) if id(block) in named else block for block in blocks]
    lists = [block for block in blocks if isinstance(block, Listing)]
    if located or counted or len(lists) != 1 or not lists[0].counted or len(lists[0].items) != len(labels):
        return None
    found: list[Block] = []
    for block in blocks:
        found += _items(block, labels) if block is lists[0] and isinstance(block, Listing) else [block]
    return found


def _short(names: Names, blocks: list[Block]) -> list[Heading]:
    """Return the headings of one level where each is short for the title at its position: `Derivative`, `Zeros`."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    titles = [names.keys[id_].title for id_ in names.sheet.labels if id_ in names.keys] if names.sheet else []
    for level in {block.level for block in headings}:
        found = [block for block in headings if block.level == level]
        said = [_words(block.title) for block in found]
        told = [_words(title) for title in titles]
        if MIN_SHORT <= len(found) == len(names.counted) == len(titles) and all(map(_begins_alike, said, told)):
            return found
    return []


MIN_SHORT = 3  # headings that are short for titles
MIN_LETTERS = 4  # of a word that tells a title


def _words(title: str) -> list[str]:
    return [word for word in same_words(title).split() if len(word) >= MIN_LETTERS]


def _begins_alike(said: list[str], told: list[str]) -> bool:
    """Whether each word that is said, of which there is one at least, is one of those of a title, or its beginning."""
    return bool(said) and all(any(word.startswith(one) for word in told) for one in said)


def _agree(names: Names, labels: dict[int, str], located: list[Section]) -> bool:
    """Whether each section that names a problem is, or stands below, the heading at that problem's position."""
    for section in located:
        above: Section | None = section
        while above is not None and id(above.heading) not in labels:
            above = above.parent
        node = names.root.find(parts_of_label(labels[id(above.heading)])) if above else None
        meant = {one.id for one in node.every()} if node else set()
        if not section.targets or not {one.id for one in section.targets} <= meant:
            return False
    return True


def _called(block: Block, label: str) -> Block:
    assert isinstance(block, Heading)
    is_short = not block.counted or block.title.strip(" .:()") == label  # for the title, or the label: it says no more
    title = "" if is_short else f": {block.title}".rstrip(": ")
    return replace(block, title=f"Problem {label}{title}", counted=False)


def _items(block: Listing, labels: list[str]) -> list[Block]:
    """Return a list as headings with what stands in its items."""
    found: list[Block] = []
    for item, label in zip(block.items, labels, strict=True):
        source = item[0].source if item else block.source
        found += [Heading(f"Problem {label}", LINE_LEVEL - 1, source), *item]
    return found


def parts_by_position(names: Names, section: Section) -> list[Section]:
    """Return the parts of a problem that are counted, where the count is the problem's and nothing else is there."""
    problem = section.target
    if not isinstance(problem, Problem):
        return [section]
    parts = [names.scope(problem).below[name] for name in part_order(problem)]
    content = [block for block in NotWriting(names).of_student(section.blocks) if is_content(block)]
    content = [block for block in content if not (isinstance(block, Prose) and _is_frame(block.text, problem))]
    counted = [block for block in section.blocks if isinstance(block, Heading) and block.counted]
    if len(counted) == len(parts):
        return _cut(section, counted, parts)
    match content:
        case [Listing(counted=True) as block, *rest] if len(block.items) == len(parts) and not counted:
            if any(isinstance(one, Listing | Heading) for one in rest):
                return [section]
            items = [*map(list, block.items[:-1]), [*block.items[-1], *rest]]  # what follows is the last part's
            items = with_comments(items, comments_in(section.blocks))
            return [
                Section(node.targets, section.heading, item, level=section.level, lead=section.lead)
                for item, node in zip(items, parts, strict=True)
            ]
        case _:
            return by_marks(section, problem, parts, content) or [section]


def _is_frame(text: str, problem: Problem) -> bool:
    """Whether a paragraph is the problem's title alone, or begins or ends an environment for what is written."""
    return same_words(text) == same_words(problem.title) or _FRAME.fullmatch(text) is not None


_FRAME = re.compile(
    r"\s*\\(?:begin|end)\s*\{(?:solution|answer|proof|loesung|antwort|reponse|respuesta)\*?\}(?:\[[^\]]*\])?\s*"
)


def _cut(section: Section, heads: list[Heading], parts: list[Node]) -> list[Section]:
    found = [replace(section, blocks=[])]
    number, named = iter(parts), set(map(id, heads))
    for block in section.blocks:
        if isinstance(block, Heading) and id(block) in named:
            found.append(Section(next(number).targets, block, level=section.level, lead=section.lead))
        else:
            found[-1].blocks.append(block)
    return found
