"""All answers of a sheet behind each other on a line or a few, `1) 3; 2) yes; 3a) x^2`: each on a line of its own.

A number with a sign may also end a sentence, or stand in an answer. They number the problems where they are those of
the sheet in one style, in order and each once, with something behind every one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from grader.records import dataclass, replace
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.resolving import named_by_heading, named_by_line
from grader.submissions.forms.blocks import Block, Heading, Listing, Prose
from grader.submissions.forms.spans import prose_of

MIN_ALL = 4  # numbers of a sheet, all of which stand so
MIN_SOME = 5  # of them, where the sheet has others
MAX_LEFT_OUT = 2  # of the sheet's numbers that may be missing, where signs part the answers
SENTENCE_ENDS = {".", ":"}  # signs that end a value as well: `1. It is 2. As above. 3. yes`
_LABEL = re.compile(
    r"(?:(?<=\s)|^)(?P<open>\(?)(?P<top>\d{1,2})(?P<part>[a-h]?)(?P<sign>[):]|\.(?!\d))(?=\s+\S)", re.MULTILINE
)
_DEPTH = {**dict.fromkeys("([{", 1), **dict.fromkeys(")]}", -1)}


@dataclass(frozen=True, slots=True)
class _Label:
    """A label in the text of a block: where it begins, and whether a sign parts it from what stands before."""

    place: int
    start: int
    end: int
    name: tuple[str, str]
    style: str
    first: bool
    parted: bool


def with_lines_apart(names: Names, blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with a paragraph for each number on a line, where these number the problems of the sheet."""
    texts = [block.text if isinstance(block, Prose | Listing) else "" for block in blocks]
    if len(names.counted) < MIN_ALL or not all(label.isdigit() for label in names.counted):
        return list(blocks)
    if not all(_is_plain(names, block) for block in blocks):
        return list(blocks)
    found = [label for place, text in enumerate(texts) for label in _labels(place, text)]
    if all(label.first for label in found) or not _is_numbering(found, names.counted) or _is_empty(texts, found):
        return list(blocks)
    own = [[label for label in found if label.place == place] for place in range(len(blocks))]
    return [piece for block, labels in zip(blocks, own, strict=True) for piece in _apart(block, labels)]


def _is_plain(names: Names, block: Block) -> bool:
    """Whether a block is a paragraph, a list or a heading, and nothing in it is named by more than a number."""
    if isinstance(block, Heading):
        return named_by_heading(names, block.title) is None
    if not isinstance(block, Prose | Listing):
        return False
    namings = (named_by_line(names, line) for line in block.text.split("\n"))
    return all(naming is None or naming.by == "bare" for naming in namings)


def _labels(place: int, text: str) -> Iterator[_Label]:
    """Yield the labels of a text outside of brackets and formulas."""
    prose = prose_of(text)
    depth = done = 0
    for match in _LABEL.finditer(prose):
        for sign in prose[done : match.start()]:
            depth = max(0, depth + _DEPTH.get(sign, 0))
        done = match.start()
        if depth or (match["open"] and match["sign"] != ")"):
            continue
        done = match.end()
        before = prose[: match.start()].rstrip(" \t")
        first = not before or before[-1] == "\n"
        style, parted = f"{match['open']}{match['sign']}", first or before[-1] in ";,|"
        yield _Label(place, match.start(), match.end(), (match["top"], match["part"]), style, first, parted)


def _is_numbering(found: Sequence[_Label], labels: Sequence[str]) -> bool:
    """Whether labels are those of a sheet, in one style and in order."""
    whole = [label.name for label in found]
    tops = [top for top, _ in groupby(top for top, _ in whole)]
    places = [labels.index(top) if top in labels else -1 for top in tops]
    is_rising = -1 not in places and all(one < two for one, two in pairwise(places))
    is_once = len(set(whole)) == len(whole) and all((top, "") not in whole for top, part in whole if part)
    styles = {label.style for label in found}
    is_parted = all(label.parted for label in found)
    is_whole = len(tops) == len(labels) and (is_parted or not styles & SENTENCE_ENDS)
    is_enough = is_whole or (is_parted and len(tops) >= max(MIN_SOME, len(labels) - MAX_LEFT_OUT))
    return is_rising and is_once and is_enough and len(styles) == 1


def _is_empty(texts: Sequence[str], found: Sequence[_Label]) -> bool:
    """Whether nothing stands behind a label, before the next one."""
    return any(
        one.place == two.place and not texts[one.place][one.end : two.start].strip(" \t\n;,|*_")
        for one, two in pairwise(found)
    )


def _apart(block: Block, found: Sequence[_Label]) -> Iterator[Block]:
    """Yield what stands before the labels of a block, and each label with what stands behind it."""
    if not found or not isinstance(block, Prose | Listing):
        yield block
        return
    starts = [0, *(label.start for label in found)]
    for start, stop in pairwise([*starts, len(block.text)]):
        text = block.text[start:stop].rstrip(" \t\n;,|")
        if text.strip():
            line = block.source.line + block.text.count("\n", 0, start)
            yield Prose(text, replace(block.source, line=line))
