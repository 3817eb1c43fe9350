"""Blocks sorted by their headings: which question each is written for, if any."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from grader.problems.question import Problem, Question
from grader.submissions.attribution import headings
from grader.submissions.attribution.headings import Headings
from grader.submissions.forms.blocks import Block, Heading, Listing, Prose, Table, pairs_of
from grader.submissions.forms.titles import cleaned
from grader.submissions.ledger.matching import part_name

_AROUND = "()[].: "  # what may stand around the name of a part
BOLD_LEVEL = 9  # of a line in bold that names a problem or a part, deeper than every heading
Target = Question | Problem | None


@dataclass
class Section:
    """What stands under one heading: a question, a problem with parts, or neither, then with the heading's words."""

    target: Target
    heading: Heading | None = None
    blocks: list[Block] = field(default_factory=list)


@dataclass
class _Sorter:
    index: Headings
    sections: list[Section] = field(default_factory=list)
    open: list[tuple[int, Section]] = field(default_factory=list)

    @property
    def now(self) -> Section:
        if not self.open:
            self.begin(0, Section(None))
        return self.open[-1][1]

    def begin(self, level: int, section: Section) -> None:
        self.sections.append(section)
        self.open.append((level, section))

    def problem(self) -> Problem | None:
        """Return the problem with parts that is being written for."""
        target = self.now.target
        return self.index.parent(target) if isinstance(target, Question) else target

    @property
    def takes_parts(self) -> bool:
        """Whether lines such as `a: 1/2` begin parts: right below a problem's heading, or after such a line."""
        section = self.now
        return isinstance(section.target, Problem) or bool(section.heading and section.heading.level > BOLD_LEVEL)

    @property
    def takes_names(self) -> bool:
        """Whether lines such as `tent: …` begin a problem: not below the heading of another one."""
        section = self.now
        return section.target is None or bool(section.heading and section.heading.level == BOLD_LEVEL)

    def pieces(self, block: Block) -> list[Block]:
        """Return a block with headings before what is marked as a problem's or a part's."""
        named = _named(block, self.index) if self.takes_names else [block]
        return named if len(named) > 1 else _parted(block, self.problem() if self.takes_parts else None)

    def named(self, title: str) -> Target:
        """Return what a heading names by id, or by the name of a part of the problem that is being written for."""
        return self._target(title, self.problem())

    def _target(self, title: str, problem: Problem | None) -> Target:
        """Return what a heading names; what is set, and a part of the problem, goes before what is not set."""
        target = self.index.problem(title)
        if target is not None and self.index.is_set(target):
            return target
        return (headings.part(problem, title) if problem else None) or target

    def heading(self, heading: Heading) -> None:
        """Begin what a heading begins: a section, or another stretch of the present one."""
        parent = self.problem()
        while self.open and self.open[-1][0] >= heading.level:
            self.open.pop()
        inside = self.problem() if self.open else None
        target = self._target(heading.title, inside or (parent if _is_bare(heading, parent) else None))
        if target is not None or not self.open or self.now.target is None:
            self.begin(heading.level, Section(target, heading))
        else:
            self.now.blocks.append(heading)
            self.open.append((heading.level, self.now))


def _is_bare(heading: Heading, problem: Problem | None) -> bool:
    """Whether a heading that is no deeper than its problem's is nothing but the name of a part: `(b)`."""
    names = [part_name(problem, one) for one in problem.questions] if problem else []
    return re.sub(r"^part\s+|[\s(\[]", "", cleaned(heading.title), flags=re.IGNORECASE) in names


def sections(blocks: Iterable[Block], index: Headings) -> list[Section]:
    """Return the sections of a document in order. A line in bold that names a problem or a part is a heading too."""
    sorter = _Sorter(index)
    for block in blocks:
        title = _bold(block)
        if isinstance(block, Heading):
            sorter.heading(block)
        elif title and sorter.named(title):
            sorter.heading(Heading(title, BOLD_LEVEL, block.source))
        else:
            for piece in sorter.pieces(block):
                if isinstance(piece, Heading):
                    sorter.heading(piece)
                else:
                    sorter.now.blocks.append(piece)
    return sorter.sections


def _named(block: Block, index: Headings) -> list[Block]:
    """Return a block with headings before lines or items that begin with a problem's id and a colon."""
    match block:
        case Prose():
            return _cut(block, lambda line: _id_before_colon(line, index), BOLD_LEVEL)
        case Listing(items=items) if all(item and isinstance(item[0], Prose) for item in items):
            found = [[*_named(item[0], index), *item[1:]] for item in items]
            named = all(isinstance(pieces[0], Heading) for pieces in found)
            return [piece for pieces in found for piece in pieces] if named else [block]
        case _:
            return [block]


def _id_before_colon(line: str, index: Headings) -> tuple[str, str]:
    """Return the id that a line begins with and what stands behind its colon; no id where it begins with none."""
    before, colon, after = line.partition(":")
    name = cleaned(before)
    return (name, after) if colon and name in index.keys else ("", line)


def _bold(block: Block) -> str:
    """Return what a paragraph holds that is nothing but one stretch in bold."""
    match = (
        re.fullmatch(r"\s*(?:\*\*|__)([^*\n]+)(?:\*\*|__)[.:]?\s*", block.text) if isinstance(block, Prose) else None
    )
    return match[1] if match else ""


def _parted(block: Block, problem: Problem | None) -> list[Block]:
    """Return a block with headings before what is marked as a part's: lines or items that begin with `(a)` or `a:`."""
    if problem is None:
        return [block]
    match block:
        case Prose():
            return _parted_lines(block, problem)
        case Listing():
            return _parted_items(block, problem)
        case Table():
            return _parted_cells(block, problem)
        case _:
            return [block]


def _parted_lines(block: Prose, problem: Problem) -> list[Block]:
    return _cut(block, lambda line: _mark(line, problem), BOLD_LEVEL + 1)


def _cut(block: Prose, mark: Callable[[str], tuple[str, str]], level: int) -> list[Block]:
    """Return a paragraph cut before the lines that `mark` finds a name in; it gives the name and the rest."""
    found: list[Block] = []
    lines: list[str] = []
    first = block.source.line
    for number, line in enumerate(block.text.split("\n"), block.source.line):
        name, rest = mark(line)
        if name:
            found += [Prose("\n".join(lines), replace(block.source, line=first))] if lines else []
            found.append(Heading(name, level, replace(block.source, line=number)))
            lines, first = [], number
        lines.append(rest)
    return [*found, Prose("\n".join(lines), replace(block.source, line=first))]


def _parted_items(block: Listing, problem: Problem) -> list[Block]:
    found: list[Block] = []
    for item, number in zip(block.items, block.marks, strict=True):
        first = item[0] if item else None
        name, rest = _mark(first.text, problem) if isinstance(first, Prose) else ("", "")
        if not name and number.strip(_AROUND) in {part_name(problem, one) for one in problem.questions}:
            name, rest = number.strip(_AROUND), first.text if isinstance(first, Prose) else ""
        if not name:
            return [block]
        head = [Prose(rest, first.source)] if isinstance(first, Prose) else list(item[:1])
        found += [Heading(name, BOLD_LEVEL + 1, item[0].source if item else block.source), *head, *item[1:]]
    return found


def _parted_cells(block: Table, problem: Problem) -> list[Block]:
    pairs = pairs_of(block, lambda cell: (headings.part(problem, cell) and cell) or None)
    found: list[Block] = []
    for title, cell in pairs:
        found += [Heading(title, BOLD_LEVEL + 1, block.source), Prose(cell, block.source)]
    return found or [block]


def _mark(line: str, problem: Problem) -> tuple[str, str]:
    """Return the part whose name a line begins with, and the rest of the line; no name where it begins with none."""
    for one in problem.questions:
        for name in (one.id, part_name(problem, one)):
            spelled = r"\s*".join(re.escape(sign) for sign in name if not sign.isspace())
            marked = rf"(?:[(\[]{spelled}[)\]]|{spelled}\$?(?:\)|\s*[:=]|\.(?=\s)))[:.]?"
            match = re.match(rf"\s*(?:\*\*|__)?\s*(?:[Pp]art\s+)?\$?{marked}\s*(?:\*\*|__)?", line)
            if match:
                return name, line[match.end() :]
    return "", line
