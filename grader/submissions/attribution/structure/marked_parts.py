"""Parts that a student marks otherwise than the sheet does: `i)` and `ii)`, or `A)` and `B)`, for a and b.

Below a problem, none of whose parts is named, such marks are its parts where they are as many, in order, and nothing
stands before the first one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from grader.problems.question import Problem
from grader.records import replace
from grader.submissions.attribution.naming.numbering import Node
from grader.submissions.attribution.structure.comments_placed import comments_in, with_comments
from grader.submissions.attribution.structure.section import Section
from grader.submissions.forms.blocks import Block, Listing, Prose
from grader.submissions.forms.spans import masked, pieces
from grader.submissions.ledger.part_names import LETTERS
from grader.submissions.number_words import ROMAN_NUMBERS
from grader.verdict import Source

MIN_PARTS = 2
_LINE = re.compile(r"\s*[*_]*\(?(?P<mark>[ivx]{1,5}|[A-Z])[).](?![\w.])[*_]*[.:]?\s*")
_WITHIN = re.compile(r"(?<=\s)[*_]*\(?(?P<mark>[ivx]{1,5}|[A-Z])\)(?=\s)")


def by_marks(section: Section, problem: Problem, parts: Sequence[Node], content: Sequence[Block]) -> list[Section]:
    """Return the parts that are marked in a problem's section, nothing where they are not just its parts."""
    options = {option for part in problem.questions for option in part.options}
    kinds = ([numeral.lower() for numeral in ROMAN_NUMBERS], [letter.upper() for letter in LETTERS])
    cut = _pieces(content) if len(parts) >= MIN_PARTS else []
    for marks in kinds:
        found = _cut(cut, marks[: len(parts)]) if not options & set(marks[: len(parts)]) else []
        if len(found) == len(parts) and not any(_is_marked(one, marks) for blocks in found for one in blocks):
            found = with_comments(found, comments_in(section.blocks))
            return [
                Section(node.targets, section.heading, blocks, level=section.level, lead=section.lead)
                for node, blocks in zip(parts, found, strict=True)
            ]
    return []


def _pieces(content: Sequence[Block]) -> list[Block]:
    """Return blocks with paragraphs cut into lines and before marks within these, and lists into marked items."""
    found: list[Block] = []
    for block in content:
        match block:
            case Prose(text=text, source=source):
                for number, line in enumerate(text.split("\n"), source.line):
                    found += _of_line(line, replace(source, line=number))
            case Listing(items=items, marks=marks) if any(_LINE.fullmatch(mark) for mark in marks):
                for item, mark in zip(items, marks, strict=True):
                    source = item[0].source if item else block.source
                    head = item[0].text if item and isinstance(item[0], Prose) else ""
                    found.append(Prose(f"{mark} {head}", source))
                    found += item[1:] if head else item
            case _:
                found.append(block)
    return found


def _of_line(line: str, source: Source) -> list[Block]:
    """Return a line cut before the marks within it, those in formulas aside, where it begins with one."""
    within = _WITHIN.finditer(masked(line, pieces(line))) if _LINE.match(line) else ()
    places = [0, *(match.start() for match in within), len(line)]
    return [Prose(line[one:two], source) for one, two in pairwise(places) if line[one:two].strip()]


def _cut(blocks: Sequence[Block], marks: Sequence[str]) -> list[list[Block]]:
    """Return what stands behind each of the marks, which begin one after the other; nothing where they do not."""
    found: list[list[Block]] = []
    for piece in blocks:
        match = _LINE.match(piece.text) if isinstance(piece, Prose) else None
        if match and isinstance(piece, Prose) and len(found) < len(marks) and match["mark"] == marks[len(found)]:
            rest = piece.text[match.end() :]
            found.append([Prose(rest, piece.source)] if rest.strip() else [])
        elif not found:
            return []
        else:
            last = found[-1][-1] if found[-1] else None
            if isinstance(last, Prose) and isinstance(piece, Prose) and _is_next(last, piece):
                found[-1][-1] = replace(last, text=f"{last.text}\n{piece.text}")
            else:
                found[-1].append(piece)
    return found


def _is_next(above: Prose, line: Prose) -> bool:
    """Whether a line stands right below a paragraph, and belongs to it."""
    return above.source.line + above.text.count("\n") + 1 == line.source.line


def _is_marked(block: Block, marks: Sequence[str]) -> bool:
    """Whether a line begins with one more mark of the kind."""
    lines = block.text.split("\n") if isinstance(block, Prose) else ()
    return any((match := _LINE.match(line)) is not None and match["mark"] in marks for line in lines)
