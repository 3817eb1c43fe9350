"""The place that is being read: the sections that are open, and the problem whose parts may be named there."""

from __future__ import annotations

import re

from grader.problems.labels import Label
from grader.problems.question import Problem, Question
from grader.records import replace
from grader.submissions.attribution.naming.labels import PART, part_pattern
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.numbering import Node, Target, distinct
from grader.submissions.attribution.naming.resolving import Naming
from grader.submissions.attribution.naming.runs import RunKey, Runs
from grader.submissions.attribution.naming.several import AND, RANGE, between_parts, targets_at
from grader.submissions.attribution.structure.section import LINE_LEVEL, Section
from grader.submissions.forms.blocks import Block, Heading
from grader.submissions.forms.titles import cleaned

_JOINT = re.compile(
    rf"\s*(?:,\s*(?:{AND})\b|[,;&+/]|\b(?:{AND})\b|(?P<range>-{{1,3}}|[–—]|\b(?:{RANGE})\b))\s*", re.IGNORECASE
)


class Place:
    """Where in a document what comes next stands.

    `refused` are runs whose numbers name nothing, `twice` labels that stand twice, `headed` what has a heading of its
    own, `located` what stands at the beginning of a line or a heading. `style`: how numbers are marked that count,
    where others do not. `together`: numbers by themselves are of one numbering with those behind words.
    """

    def __init__(
        self,
        names: Names,
        refused: frozenset[RunKey] = frozenset(),
        twice: frozenset[Label] = frozenset(),
        headed: frozenset[str] | None = None,
        located: frozenset[str] | None = None,
        style: str = "",
        together: bool = False,
    ) -> None:
        self.names, self.refused, self.twice, self.headed = names, refused, twice, headed
        self.located, self.style, self.together = located, style, together
        self.is_unsure = False  # whether something depends on what further below has a heading or a line of its own
        self.nested = 0
        self.below = ""  # the line below the one that is looked at
        self.ahead: Block | None = None  # the block below the one that is looked at
        self.sections: list[Section] = []
        self.open: list[tuple[int, Section]] = []
        self.inner: list[Heading] = []
        self.runs = Runs()

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
        section.within, section.behind = tuple(self.inner), len(section.parent.blocks) if section.parent else 0
        self.sections.append(section)
        self.open.append((level, section))

    def _record(self, section: Section) -> None:
        """Take down the number that a section bears."""
        naming, run = section.naming, section.run
        if naming is None or run is None or run[0] == "twice":
            return
        self.runs.bare.setdefault(run, []).append(naming.path)
        is_ambiguous = len(naming.path) > 1 and len(naming.targets) > 1
        self.runs.named.setdefault(run, set()).update(one.id for one in naming.targets if not is_ambiguous)
        stated = self.names.sheet is not None and self.names.sheet.stated
        if naming.node is None and not stated:
            self.runs.unknown.add(run)

    def close(self, level: int) -> None:
        """End the sections that are as deep as a level, or deeper."""
        while self.open and self.open[-1][0] >= level:
            self.open.pop()
        while self.inner and self.inner[-1].level >= level:
            self.inner.pop()

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

    def _named(self, naming: Naming, where: str) -> Section:
        """Return the section that a name begins; numbers that do not count leave it open which problem is meant."""
        run: RunKey | None = (where, ()) if naming.by == "bare" else None
        if naming.by == "word" and naming.path in self.twice:
            run = ("twice", naming.path)
        counts = run is None or (run not in self.refused and run[0] != "twice")
        node = self._below(naming) if counts else None
        lead = self.now.lead if naming.by == "bare" and self.open else naming.lead
        return Section(naming.targets if counts else (), node=node, naming=naming, lead=lead, run=run)

    def part_of_another(self, naming: Naming) -> Section | None:
        """Return the section of a part that is named with its problem's number below another one: `3.(a)` below 2.

        Where its problem has a place of its own, or it has a title of its own as steps have, or it stands below a part,
        nobody guesses.
        """
        part, scope = naming.target, self.now.target if self.open else None
        problem = self.names.parent(part) if isinstance(part, Question) else None
        above = (self.names.parent(scope) or scope) if isinstance(scope, Question) else scope
        if naming.by != "bare" or len(naming.path) < 2 or part is None or problem is None:
            return None
        if above is None or above.id == problem.id:
            return None
        self.is_unsure = self.is_unsure or self.located is None
        if problem.id in (self.located or ()) or scope is not above or naming.rest.strip(" .:*_"):
            both = distinct((above, part))
            return Section(both, naming=replace(naming, targets=both, node=None))
        return self._named(naming, "heading")

    def _below(self, naming: Naming) -> Node | None:
        """Return the label below which parts may be named: of `5.(a)`, which has none itself, that is `5`."""
        above = self.names.root.find(naming.path[:-1] if naming.path else ())
        return next((one for one in (naming.node, above) if one is not None and one.label and one.below), None)

    def _section_of(self, node: Node) -> Section:
        """Return the section of a part; of numbers that do not rise none counts."""
        run: RunKey | None = (
            (f"line {self.now.lead}", node.label[:-1]) if node.label and node.label[-1].isdigit() else None
        )
        naming = Naming(node.targets, "bare", node.label, node=node, shown=".".join(node.label))
        targets = () if run in self.refused else node.targets
        return Section(targets, node=node if node.below else None, naming=naming, lead=self.now.lead, run=run)

    def _several_parts(self, scope: Node | None, text: str) -> tuple[Section, str] | None:
        """Return the section of several parts that a text begins with, `(a), (b) …`, and what stands behind them."""
        if scope is None:
            return None
        pattern, found, rest = part_pattern(tuple(scope.below)), [], text
        while (match := pattern.match(rest)) and (node := scope.part(match["said"] or match["in"] or match["bare"])):
            found.append(node)
            rest = rest[match.end() :]
            if (joint := _JOINT.match(rest)) is None or not (last := pattern.match(rest[joint.end() :])):
                break
            if joint["range"]:
                found += between_parts(scope, node, scope.part(last["said"] or last["in"] or last["bare"]))
            rest = rest[joint.end() :]
        if len(found) < 2:
            return None
        targets = distinct(target for node in found for target in targets_at(node))
        return Section(targets, naming=Naming(targets, "bare", shown=text[: len(text) - len(rest)].strip())), rest

    def _part_of(self, scope: Node | None, text: str, deep: bool = False) -> Node | None:
        """Return the part that a heading names within a problem: `a`, `(a)`, `Part a`, `a) The shape`, its id."""
        if scope is None:
            return None
        title = cleaned(text)
        names = tuple(scope.below)
        bare = "".join(title.split()).strip("()[]")
        if (found := scope.part(bare)) is not None:
            return found
        match = part_pattern(names).match(text)
        if match and (named := scope.part(match["said"] or match["in"] or match["bare"])) is not None:
            return named
        if not deep:
            return None
        ends = [name for name in names if re.search(rf"(?<![\w./:>=<-])\(?{re.escape(name)}$", title)]
        ends = [name for name in ends if len(name) > 1 or re.search(rf"(?:\b(?i:{PART})\s+|\(){name}$", title)]
        return scope.below[max(ends, key=len)] if ends else None
