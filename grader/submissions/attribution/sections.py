"""Blocks sorted by what names a problem or a part: headings, bold and plain lines, items of lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from grader.problems.labels import Label
from grader.problems.question import Problem, Question
from grader.submissions.attribution.labels import PART, part_pattern, part_within
from grader.submissions.attribution.names import Names
from grader.submissions.attribution.not_writing import NotWriting
from grader.submissions.attribution.numbering import Node, Target, part_names, part_order
from grader.submissions.attribution.resolving import Naming, named_by_heading, named_by_line
from grader.submissions.attribution.runs import RunKey, Runs, repeated
from grader.submissions.forms.blocks import Block, Heading, Listing, Prose, Table, pairs_of
from grader.submissions.forms.content import is_content
from grader.submissions.forms.spans import masked, pieces
from grader.submissions.forms.titles import cleaned
from grader.verdict import Source

LINE_LEVEL = 10  # of a line that names a problem, deeper than every heading
PART_LEVEL = 11  # of a line that names a part
_GOES_ON = re.compile(
    r"(?:(?:my|the|our)\s+)?(?:final\s+)?(?:answers?|solutions?|proof|derivation|calculations?|computation|work(?:ing)?|result|"
    r"explanation|justification|reasoning|antwort|lösung|beweis|rechnung|ergebnis|réponse|preuve|démonstration|calcul|"
    r"respuesta|solución|demostración|cálculo)s?",
    re.IGNORECASE,
)
_BOLD = re.compile(r"\s*(?:\*\*|__)([^*\n]+)(?:\*\*|__)[.:]?\s*")
_MARK = re.compile(r"[\s(\[]*(\d{1,3}|[A-Za-z]{1,5})\s*[.)\]:]*\s*")


@dataclass
class Section:
    """What stands at one place: written for the one of `targets`, for one of several, or for none that is known.

    `node`: the label below which it stands. `lead`: the word by which it was announced. `rest`: what stands
    behind its name in the heading, an answer only where nothing stands below.
    """

    targets: tuple[Target, ...] = ()
    heading: Heading | None = None
    blocks: list[Block] = field(default_factory=list)
    node: Node | None = None
    naming: Naming | None = None
    lead: str = ""
    level: int = 0
    run: RunKey | None = None
    parent: Section | None = None
    rest: Heading | None = None

    @property
    def target(self) -> Target | None:
        """What it is written for, where that is certain."""
        return self.targets[0] if len(self.targets) == 1 else None

    @property
    def is_located(self) -> bool:
        """Whether it stands under something that names a problem, or several."""
        return bool(self.targets) or self.node is not None

    @property
    def has_content(self) -> bool:
        """Whether anything stands in it."""
        return any(is_content(block) for block in self.blocks)


class Sorter:
    """Sorts the blocks of one document.

    `refused` are runs whose numbers name nothing, `twice` labels that stand twice, `headed` what has a heading of its
    own, `located` what stands at the beginning of a line or a heading.
    """

    def __init__(
        self,
        names: Names,
        refused: frozenset[RunKey] = frozenset(),
        twice: frozenset[Label] = frozenset(),
        headed: frozenset[str] | None = None,
        located: frozenset[str] | None = None,
    ) -> None:
        self.names, self.refused, self.twice, self.headed = names, refused, twice, headed
        self.located = located
        self.nested = 0
        self.sections: list[Section] = []
        self.open: list[tuple[int, Section]] = []
        self.runs = Runs()

    # The present place

    @property
    def now(self) -> Section:
        """The section that the next block belongs to."""
        if not self.open:
            self.begin(0, Section())
        return self.open[-1][1]

    def begin(self, level: int, section: Section) -> None:
        """Begin a section, within those that are open."""
        section.level = level
        self._record(section)
        section.parent = self.open[-1][1] if self.open else None
        self.sections.append(section)
        self.open.append((level, section))

    def _record(self, section: Section) -> None:
        """Take down the number that a section bears."""
        naming, run = section.naming, section.run
        if naming is None or run is None or run[0] == "twice":
            return
        self.runs.bare.setdefault(run, []).append(naming.path)
        self.runs.named.setdefault(run, set()).update(target.id for target in naming.targets)
        stated = self.names.sheet is not None and self.names.sheet.stated
        if naming.node is None and not stated:
            self.runs.unknown.add(run)

    def close(self, level: int) -> Section | None:
        """End the sections that are as deep as a level, or deeper, and return the last of these."""
        last = None
        while self.open and self.open[-1][0] >= level:
            last = self.open.pop()[1]
        return last

    def scope(self) -> Node | None:
        """Return the label, or problem with parts, that is being written for, whose parts may be named."""
        for _, section in reversed(self.open):
            if section.node is not None and section.node.below:
                return section.node
            target = section.target
            problem = self.names.parent(target) if isinstance(target, Question) else target
            if isinstance(problem, Problem):
                return self.names.scope(problem)
        return None

    def is_headed(self) -> bool:
        """Whether a heading above names a problem."""
        return any(level < LINE_LEVEL and section.is_located for level, section in self.open)

    # Headings

    def heading(self, heading: Heading) -> None:
        """Begin what a heading begins: a section, or another stretch of the present one."""
        before = self.scope()
        closed = self.close(heading.level)
        inside = self.scope() if self.open else None
        part, rest = self._part_of(inside, heading.title, deep=True), ""
        if part is None and before is not inside and before is not None and _is_bare(heading.title, before):
            part = self._part_of(before, heading.title, deep=True)
        naming = named_by_heading(self.names, heading.title)
        if part is not None and (naming is None or naming.by == "bare" or not self._set(naming)):
            section = self._section_of(part)
        elif naming is not None:
            if naming.by == "bare" and any(section.is_located for _, section in self.open):
                self.goes_on(heading, self.now)
                return
            section, rest = self._named(naming, "heading"), naming.rest
        elif closed is not None and closed.is_located and _GOES_ON.fullmatch(cleaned(heading.title)):
            self.goes_on(heading, closed)
            return
        elif self.open and self.now.is_located:
            self.goes_on(heading, self.now)
            return
        else:
            section = Section()
        section.heading = heading
        self.begin(heading.level, section)
        if rest.strip(" .:*_–—-"):
            section.rest = Heading(rest.strip(), heading.level + 1, heading.source)

    def goes_on(self, heading: Heading, section: Section) -> None:
        """Take a heading as one within a section."""
        section.blocks.append(heading)
        self.open.append((heading.level, section))

    def _set(self, naming: Naming) -> bool:
        return any(self.names.is_set(target) for target in naming.targets)

    # What names a problem, and how far that counts

    def _named(self, naming: Naming, where: str) -> Section:
        """Return the section that a name begins; numbers that do not count leave it open which problem is meant."""
        run: RunKey | None = (where, ()) if naming.by == "bare" else None
        if naming.by == "word" and naming.path in self.twice:
            run = ("twice", naming.path)
        counts = run is None or (run not in self.refused and run[0] != "twice")
        node = naming.node if counts and naming.node is not None and naming.node.below else None
        lead = self.now.lead if naming.by == "bare" and self.open else naming.lead
        return Section(naming.targets if counts else (), node=node, naming=naming, lead=lead, run=run)

    def _section_of(self, node: Node) -> Section:
        """Return the section of a part; of numbers that do not rise none counts."""
        run: RunKey | None = ("line", node.label[:-1]) if node.label and node.label[-1].isdigit() else None
        naming = Naming(node.targets, "bare", node.label, node=node, shown=".".join(node.label))
        targets = () if run in self.refused else node.targets
        return Section(targets, node=node if node.below else None, naming=naming, lead=self.now.lead, run=run)

    def _part_of(self, scope: Node | None, text: str, deep: bool = False) -> Node | None:
        """Return the part that a heading names within a problem: `a`, `(a)`, `Part a`, `a) The shape`, its id."""
        if scope is None:
            return None
        title = cleaned(text)
        names = tuple(scope.below)
        bare = "".join(title.casefold().split()).strip("()[]")
        if bare in scope.below:
            return scope.below[bare]
        match = part_pattern(names).match(text)
        if match:
            return scope.below["".join((match["said"] or match["in"] or match["bare"]).casefold().split())]
        if not deep:
            return None
        words = title.casefold()
        ends = [name for name in names if re.search(rf"(?<![\w./:>=<-])\(?{re.escape(name)}$", words)]
        ends = [
            name
            for name in ends
            if len(name) > 1 or re.search(rf"(?:\b(?:part|teil|partie|parte)\s+|\(){name}$", words)
        ]
        return scope.below[max(ends, key=len)] if ends else None

    # Lines

    def prose(self, block: Prose) -> None:
        """Take a paragraph line by line; a line that names a problem or a part begins its section."""
        self._lines([], block.text.split("\n"), block.source)

    def _lines(self, kept: list[str], lines: list[str], source: Source) -> None:
        """Take lines after those of `kept`, which are looked at already; `source` is the place of all of them."""
        first = source.line
        for number, line in enumerate(lines, first + len(kept)):
            if self._opens(line) is None:
                kept.append(line)
                continue
            self._keep(kept, replace(source, line=first))
            kept, first = [self._begin_parts(line, replace(source, line=number))], number
        self._keep(kept, replace(source, line=first))

    def _begin_parts(self, line: str, source: Source) -> str:
        """Begin what a line begins, also the parts that follow the first on it: `(a) 3  (b) 4`."""
        rest = self._begin_line(line, source)
        while (cut := self._next_part(line[: len(line) - len(rest)], rest)) is not None:
            self._keep([rest[:cut].rstrip(" \t;,")], source)
            line = rest[cut:]
            if self._opens(line) is None:
                return line
            rest = self._begin_line(line, source)
        return rest

    def _next_part(self, before: str, rest: str) -> int | None:
        """Return where the next part begins on a line, None where none does, or where it has a line of its own.

        It is marked in the same way as the one before.
        """
        target = self.now.target
        problem = self.names.parent(target) if isinstance(target, Question) else None
        if problem is None or self.located is None or not isinstance(target, Question):
            return None
        place = problem.questions.index(target) + 1
        if place >= len(problem.questions) or problem.questions[place].id in self.located:
            return None
        names = [name for name, one in part_names(problem).items() if one is problem.questions[place]]
        return part_within(masked(rest, pieces(rest)), tuple(names), before)

    def _keep(self, lines: list[str], source: Source) -> None:
        text = "\n".join(lines)
        if text.strip():
            self.now.blocks.append(Prose(text, source))

    def _begin_line(self, line: str, source: Source) -> str:
        """Begin what a line begins, such as `Q4 (a) …`, and return what stands behind the names."""
        rest = line
        while (opened := self._opens(rest)) is not None:
            section, level, behind = opened
            self.close(level)
            section.heading = Heading(line.strip(), level, source)
            self.begin(level, section)
            if len(behind) >= len(rest):
                break
            rest = behind
        return rest

    def _opens(self, line: str) -> tuple[Section, int, str] | None:
        """Return the section that a line begins, its level, and what stands behind the name."""
        if not line.strip():
            return None
        located = self.names.begun(line)
        if located is not None and located not in self.now.targets:
            return Section((located,), naming=Naming((located,), "id", shown=line[:80])), LINE_LEVEL, line
        for scope in self._line_scopes():
            part = self._part_line(scope, line)
            if part is not None:
                return part
        naming = named_by_line(self.names, line)
        if naming is None or not self._may_begin(naming):
            return None
        return self._named(naming, "line"), LINE_LEVEL, naming.rest

    def _part_line(self, scope: Node, line: str) -> tuple[Section, int, str] | None:
        """Return the section of the part that a line begins within a problem, or below a label."""
        match = part_pattern(tuple(scope.below)).match(line)
        if match:
            node = scope.below["".join((match["said"] or match["in"] or match["bare"]).casefold().split())]
            return self._section_of(node), PART_LEVEL + len(node.label), line[match.end() :]
        number = self.names.numbered(line) if scope.label else None
        if number is None or number.lead or not number.path:
            return None
        depth = len(scope.label)
        deeper = number.path[:depth] == scope.label and len(number.path) > depth
        found = self.names.root.find(number.path) if deeper else None
        if found is not None:
            return self._section_of(found), PART_LEVEL + len(found.label), number.rest
        if number.closed and (deeper or self._is_next(scope, number.path)):
            run = ("line", scope.label)
            self.runs.bare.setdefault(run, []).append((*scope.label, number.path[-1]))
            return (
                Section(naming=Naming((), "bare", number.path, rest=number.rest)),
                PART_LEVEL + depth + 1,
                number.rest,
            )
        return None

    def _is_next(self, scope: Node, path: Label) -> bool:
        """Whether a number that is not set follows the last one below the same label."""
        if len(path) != 1 or not path[0].isdigit() or not any(step.isdigit() for step in scope.below):
            return False
        before = self.runs.bare.get(("line", scope.label), [])
        return not before or (before[-1][-1].isdigit() and int(path[0]) > int(before[-1][-1]))

    def _line_scopes(self) -> list[Node]:
        """Return the problems and labels whose parts lines may begin, the innermost first.

        Such lines stand right below a problem's heading, or after one of their kind.
        """
        if not self.open:
            return []
        section = self.now
        below = section.node is not None and bool(section.node.below)
        target = section.target
        is_part = isinstance(target, Question) and self.names.parent(target) is not None
        by_line = section.level > LINE_LEVEL or (section.level == LINE_LEVEL and is_part)
        if not (isinstance(target, Problem) or by_line or below):
            return []
        found: list[Node] = []
        for _, one in reversed(self.open):
            node = one.node if one.node is not None and one.node.below else self._parts(one.target)
            if node is not None and node not in found:
                found.append(node)
        return found

    def _parts(self, target: Target | None) -> Node | None:
        problem = self.names.parent(target) if isinstance(target, Question) else target
        return self.names.scope(problem) if isinstance(problem, Problem) else None

    def _may_begin(self, naming: Naming) -> bool:
        """Whether a line may begin another problem here.

        Below a heading that names one it may only where nothing else names the other, and not by a number alone.
        """
        now = self.now
        target = naming.target
        if naming.by == "bare":
            return not self.nested and all(
                section.run == ("line", ()) or not section.is_located or section.level > LINE_LEVEL
                for _, section in self.open
            )
        if isinstance(now.target, Question) and naming.by == "id" and cleaned(naming.shown) in now.target.fields:
            return False
        if not self.is_headed():
            return True
        if target is None or naming.lead == "answer" or target in now.targets:
            return False
        return self.headed is not None and target.id not in self.headed

    # Lists and tables

    def listing(self, block: Listing) -> None:
        """Take a list: as it stands, or item by item where each begins a problem or a part."""
        texts = [_item_text(item, mark) for item, mark in zip(block.items, block.marks, strict=True)]
        if not texts or not all(self._opens(text) for text in texts):
            self.now.blocks.append(block)
            return
        for item, text in zip(block.items, texts, strict=True):
            head = item[0] if item else None
            source = head.source if head else block.source
            first, *more = text.split("\n", 1)
            self._lines([self._begin_parts(first, source)], more[0].split("\n") if more else [], source)
            self.nested += 1
            for inner in item[1:] if isinstance(head, Prose) else item:
                self.block(inner)
            self.nested -= 1

    def table(self, block: Table) -> None:
        """Take a table: as it stands, or cell by cell where each row names a problem or a part."""
        scope = next(iter(self._line_scopes()), None)
        pairs = pairs_of(block, lambda cell: cell if self._cell(scope, cell) else None)
        if not pairs:
            self.now.blocks.append(block)
            return
        for title, cell in pairs:
            part = self._part_of(scope, title, deep=True)
            naming = None if part else named_by_heading(self.names, title)
            section = self._section_of(part) if part else self._named(naming, "line") if naming else Section()
            section.heading = Heading(title, PART_LEVEL + len(part.label) if part else LINE_LEVEL, block.source)
            self.close(section.heading.level)
            self.begin(section.heading.level, section)
            section.blocks.append(Prose(cell, block.source))

    def _cell(self, scope: Node | None, cell: str) -> bool:
        if self._part_of(scope, cell, deep=True) is not None:
            return True
        if self.is_headed():
            return False
        naming = named_by_heading(self.names, cell)
        return naming is not None and (naming.by != "bare" or self._may_begin(naming))

    def block(self, block: Block) -> None:
        """Take one block."""
        match block:
            case Heading():
                self.heading(block)
            case Prose() if (bold := _BOLD.fullmatch(block.text)) and self._bold(bold[1]):
                self.prose(block) if self._opens(block.text) else self.heading(
                    Heading(bold[1], LINE_LEVEL - 1, block.source)
                )
            case Prose():
                self.prose(block)
            case Listing():
                self.listing(block)
            case Table():
                self.table(block)
            case _:
                self.now.blocks.append(block)

    def _bold(self, title: str) -> bool:
        """Whether a line in bold names a problem or a part, as a heading does."""
        if self._part_of(self.scope(), title, deep=True) is not None:
            return True
        naming = named_by_heading(self.names, title)
        return naming is not None and (
            not self.is_headed() or (naming.by in {"id", "word"} and self._may_begin(naming))
        )


def _is_bare(title: str, scope: Node) -> bool:
    """Whether a heading that is no deeper than its problem's is nothing but the name of a part: `(b)`."""
    bare = re.sub(r"^part\s+|[\s(\[]", "", cleaned(title), flags=re.IGNORECASE)
    return bare.casefold() in scope.below


def _item_text(item: tuple[Block, ...], mark: str) -> str:
    """Return an item as a line: what marks it, and its first paragraph."""
    head = item[0] if item else None
    text = head.text if isinstance(head, Prose) else ""
    sign = mark.strip()
    if sign and _MARK.fullmatch(sign):
        return f"{sign if sign[-1] in '.):]' else sign + '.'} {text}"
    return f"{sign} {text}".strip()


def sections(blocks: Iterable[Block], names: Names) -> list[Section]:
    """Return the sections of a document in order.

    It is looked at twice: the first look says which numbers count, and which problems have a heading of their own.
    """
    kept = list(blocks)
    first = Sorter(names)
    for block in kept:
        first.block(block)
    if positioned := by_position(names, kept, is_located=any(one.is_located for one in first.sections)):
        return sections(positioned, names)
    written = [one for one in first.sections if one.has_content]
    first.runs.strong |= {target.id for one in written if one.run is None for target in one.targets}
    first.runs.worded = [one.naming.path for one in written if one.naming and one.naming.by == "word" and one.targets]
    headed = {target.id for one in written if one.level < LINE_LEVEL and one.heading for target in one.targets}
    located = {target.id for one in first.sections for target in one.targets}
    second = Sorter(
        names, frozenset(first.runs.refused()), frozenset(_twice(first, written)), frozenset(headed), frozenset(located)
    )
    for block in kept:
        second.block(block)
    for section in second.sections:
        _take_rest(section)
    return [piece for section in second.sections for piece in parts_by_position(names, section)]


def _take_rest(section: Section) -> None:
    """Keep what stands behind a name in its heading: as an answer where it is mathematics and nothing stands below."""
    if section.rest is None:
        return
    title, source = section.rest.title, section.rest.source
    if not section.has_content and re.search(r"[$=\\]", title):
        section.blocks.insert(0, Prose(title, source))
    else:
        section.blocks.insert(0, section.rest)


def by_position(names: Names, blocks: list[Block], *, is_located: bool) -> list[Block] | None:
    """Return blocks with names before what is counted, where its count is the sheet's and nothing else names a problem.

    What is counted are `\\section`, `\\question` and the items of the only numbered list.
    """
    if is_located or names.sheet is None:
        return None
    labels = [one[0] for one in names.sheet.labels.values()]
    counted = [block for block in blocks if isinstance(block, Heading) and block.counted]
    top = min((block.level for block in counted), default=0)
    counted = [block for block in counted if block.level == top]
    if len(counted) == len(labels):
        number = iter(labels)
        return [_called(block, next(number)) if block in counted else block for block in blocks]
    lists = [block for block in blocks if isinstance(block, Listing)]
    if counted or len(lists) != 1 or not lists[0].counted or len(lists[0].items) != len(labels):
        return None
    found: list[Block] = []
    for block in blocks:
        found += _items(block, labels) if block is lists[0] and isinstance(block, Listing) else [block]
    return found


def _called(block: Block, label: str) -> Block:
    assert isinstance(block, Heading)
    return replace(block, title=f"Problem {label}: {block.title}".rstrip(": "), counted=False)


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
    counted = [block for block in section.blocks if isinstance(block, Heading) and block.counted]
    if len(counted) == len(parts):
        return _cut(section, counted, parts)
    match content:
        case [Listing(counted=True) as block] if len(block.items) == len(parts) and not counted:
            return [
                Section(node.targets, section.heading, list(item), level=section.level, lead=section.lead)
                for item, node in zip(block.items, parts, strict=True)
            ]
        case _:
            return [section]


def _cut(section: Section, heads: list[Heading], parts: list[Node]) -> list[Section]:
    found = [replace(section, blocks=[])]
    number = iter(parts)
    for block in section.blocks:
        if isinstance(block, Heading) and block in heads:
            found.append(Section(next(number).targets, block, level=section.level, lead=section.lead))
        else:
            found[-1].blocks.append(block)
    return found


def _twice(sorter: Sorter, written: list[Section]) -> set[Label]:
    """Return the labels that a word announces twice while some problem stands nowhere: one of them is misnumbered."""
    names = sorter.names
    found = {target.id for one in written for target in one.targets}
    found |= {
        parent.id
        for one in written
        for target in one.targets
        if isinstance(target, Question) and (parent := names.parent(target))
    }
    if names.sheet is None or set(names.sheet.labels) <= found:
        return set()
    leads = {one.lead for one in written if one.naming and one.naming.by == "word"}
    return set() if len(leads) > 1 else repeated(sorter.runs.worded)
