"""The title of a document that reads like a problem's name: `Exercise 2` above the answers `1.`, `2.`, `3.` of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from grader.submissions.attribution.inside import numbered_lines
from grader.submissions.attribution.names import Names, same_words
from grader.submissions.attribution.not_writing import is_person
from grader.submissions.attribution.resolving import Naming, named_by_heading, named_by_line
from grader.submissions.attribution.runs import increasing
from grader.submissions.forms.blocks import Block, Heading, Listing, Prose
from grader.submissions.forms.content import is_content

MIN_NUMBERS = 3  # below the title that the sheet has, too


def without_document_title(names: Names, blocks: Sequence[Block]) -> list[Block]:
    """Return blocks without the title that names the sheet rather than a problem of it.

    It stands first, nothing else is named as it is, and below it stand numbers by themselves that rise: all of the
    sheet's, or at least three where the sheet's own title says the same.
    """
    kept = list(blocks)
    first = next((place for place, one in enumerate(kept) if isinstance(one, Heading) or is_content(one)), None)
    if names.sheet is None or first is None:
        return kept
    title, rest = _first_line(kept[first])
    naming = named_by_heading(names, title)
    if naming is None or naming.by != "word" or naming.lead != "problem" or not _is_alone(naming):
        return kept
    below = [*rest, *kept[first + 1 :]]
    paths = list(_numbers(names, below))
    numbers = {path[:1] for path in paths}
    known = {one for one in numbers if names.root.find(one) is not None}
    complete = len(numbers) == len(known) == len(names.sheet.labels)
    titled = len(numbers) == len(known) >= MIN_NUMBERS and _is_end(
        same_words(title), same_words(names.sheet.title or "")
    )
    if not increasing(paths) or not (complete or titled) or _is_named_alike(names, below):
        return kept
    return [*kept[:first], *below]


def _first_line(block: Block) -> tuple[str, list[Block]]:
    """Return the title at the beginning of a document, and what stands behind it in its block."""
    if isinstance(block, Heading):
        return block.title, []
    if not isinstance(block, Prose):
        return "", []
    line, _, rest = block.text.partition("\n")
    lower = replace(block.source, line=block.source.line + 1)
    return line, [Prose(rest, lower)] if rest.strip() else []


def _numbers(names: Names, blocks: Sequence[Block]) -> Iterator[tuple[str, ...]]:
    """Yield the labels that stand by themselves at the beginning of headings, else of lines and items."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    for line in numbered_lines(headings or blocks):
        number = names.numbered(line)
        if number is not None and number.closed and not number.lead:
            yield number.path


def _is_alone(naming: Naming) -> bool:
    """Whether nothing stands behind the name of a title but who hands it in: `Exercise 3 (Ada Lovelace)`."""
    rest = naming.rest.strip(" .:*_#")
    return not rest or (rest[:1] == "(" and rest[-1:] == ")" and is_person(rest[1:-1]))


def _is_named_alike(names: Names, blocks: Sequence[Block]) -> bool:
    """Whether another line or heading names a problem by a word: `Exercise 3`."""
    lines = [block.title for block in blocks if isinstance(block, Heading)]
    lines += [line for block in blocks if isinstance(block, Prose) for line in block.text.split("\n")]
    lines += [
        inner.text
        for block in blocks
        if isinstance(block, Listing)
        for item in block.items
        for inner in item[:1]
        if isinstance(inner, Prose)
    ]
    found = (named_by_line(names, line) for line in lines)
    return any(naming is not None and naming.by == "word" and naming.lead == "problem" for naming in found)


def _is_end(words: str, title: str) -> bool:
    return bool(words) and f" {title}".endswith(f" {words}")
