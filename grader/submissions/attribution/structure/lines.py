"""Lines, and what on them names a problem or a part."""

from __future__ import annotations

import re

from grader.problems.labels import Label
from grader.problems.question import Problem, Question
from grader.records import replace
from grader.submissions.attribution.naming.labels import behind_mark, label_within, part_pattern
from grader.submissions.attribution.naming.labels_alone import is_above_parts
from grader.submissions.attribution.naming.numbering import Node, Target
from grader.submissions.attribution.naming.resolving import Naming, named_by_line
from grader.submissions.attribution.naming.runs import BY_LINE, style_of
from grader.submissions.attribution.naming.spoken_marks import compares, refers
from grader.submissions.attribution.naming.wrapped import goes_on
from grader.submissions.attribution.structure.labels_behind import answers_part, ends_above, is_behind_label
from grader.submissions.attribution.structure.place import Place
from grader.submissions.attribution.structure.section import LINE_LEVEL, LOCATED_LEVEL, PART_LEVEL, Section
from grader.submissions.attribution.structure.words_behind import is_answer
from grader.submissions.forms.blocks import Heading, Prose
from grader.submissions.forms.spans import pieces, prose_of
from grader.submissions.forms.titles import cleaned
from grader.submissions.ledger.part_names import part_targets
from grader.verdict import Source

MAX_NAMES = 6  # that stand behind each other at the beginning of a line


_DECIMAL = re.compile(r"\s*[-+]?\d+[.,]\d+\s*(?:[,;%]|\.?\s*$)")  # `2.92` below problem 2 is a value
_DECIMAL_FIRST = re.compile(r"\s*[-+]?\d+[.,]\d+(?=\s|$)(?!\s*[).:])")
_ALONE = re.compile(r"\s*\d+\s*")
_PART = re.compile(r"\s*(\d{1,2})\s?[.)]\s*")
_NUMBER = re.compile(r"[\s.,;*_]*[-+]?\d+(?:[.,]\d+)?(?:/\d+)?\s*%?[\s.,;*_]*")


class Lines(Place):
    """Sorts paragraphs by their lines."""

    def prose(self, block: Prose) -> None:
        """Take a paragraph line by line; a line that names a problem or a part begins its section."""
        self._lines([], block.text.split("\n"), block.source)

    def _lines(self, kept: list[str], lines: list[str], source: Source) -> None:
        """Take lines after those of `kept`, which are looked at already; `source` is the place of all of them."""
        first = source.line
        start = first + len(kept)
        for number, line in enumerate(lines, start):
            self.below = lines[number - start + 1] if number - start + 1 < len(lines) else ""
            opened = self._opens(line)
            if opened is None or (_is_named(opened[0]) and goes_on(kept, line, lines[number - start + 1 :])):
                kept.append(line)
                continue
            self._keep(kept, _at(source, first))
            kept, first = [self._begin_parts(line, _at(source, number))], number
        self._keep(kept, _at(source, first))

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
        """Return where the next part or problem begins on a line, None where none does, or where it has its own line.

        It is marked in the same way as the one before.
        """
        target = self.now.target
        if not isinstance(target, Question) or not rest.strip():
            return None
        cut = self._next_of(target, before, rest)
        if self.located is None and cut is not None:
            self.is_unsure = True
            return None
        return cut

    def _next_of(self, target: Question, before: str, rest: str) -> int | None:
        """Return where the next part, or problem, begins on a line; in a first look as if none had its own line."""
        problem = self.names.parent(target)
        if problem is None:
            return self._next_problem(target, before, rest)
        place = problem.questions.index(target) + 1
        if place >= len(problem.questions) or problem.questions[place].id in (self.located or ()):
            return self._next_problem(problem, before, rest)
        names = part_targets(problem)
        mine = tuple(name for name, parts in names.items() if target in parts)
        following = tuple(name for name, parts in names.items() if problem.questions[place] in parts)
        return label_within(prose_of(rest), mine, following, before)

    def _next_problem(self, target: Target, before: str, rest: str) -> int | None:
        """Return where the next problem of the sheet begins on a line: `Q1: 3, Q2: 4`."""
        labels = self.names.sheet.labels if self.names.sheet else {}
        ids = list(labels)
        place = ids.index(target.id) + 1 if target.id in ids else len(ids)
        if place >= len(ids) or self._is_located(ids[place]):
            return None
        return label_within(prose_of(rest), labels[target.id], labels[ids[place]], before)

    def _is_located(self, id_: str) -> bool:
        return any(one == id_ or one.startswith(f"{id_}.") for one in self.located or ())

    def _keep(self, lines: list[str], source: Source) -> None:
        text = "\n".join(lines)
        if text.strip():
            self.now.blocks.append(Prose(text, source))

    def _begin_line(self, line: str, source: Source) -> str:
        """Begin what a line begins, such as `Q4 (a) …`, and return what stands behind the names."""
        rest = line
        for count in range(MAX_NAMES):
            is_value = count > 0 and (
                (_NUMBER.fullmatch(rest) and not self._is_part(rest)) or _DECIMAL_FIRST.match(rest)
            )  # `3b) 28`, `3a) 3.5  b) 4`, and no `5. 1.`
            if is_value or (opened := self._opens(rest)) is None:
                break
            section, level, behind = opened
            is_name = section.naming is not None and section.naming.by in {"id", "title"}
            if count > 0 and is_name and not behind.strip() and self.now.level >= PART_LEVEL:
                break  # `a) softmax`: an answer that another problem is called by
            if count > 0 and (
                self.now.level >= level >= PART_LEVEL or answers_part(self.names, self.now, section, behind)
            ):
                break  # `(c) (a) is not needed: 1/4`, `2a) b)`
            if count > 0 and is_behind_label(self.now, section, level, rest):
                self.now.second = section.naming
                break  # `1. 4 (5 - 1)`, `1. No: 4`, `b) 2 C`
            if count == 0 or not section.targets or section.targets != self.now.targets:  # `1. Least squares: …`
                self.close(0 if self.together and section.run == BY_LINE else level)
                section.heading = Heading(line.strip(), level, source)
                self.begin(level, section)
            if len(behind) >= len(rest):
                break
            rest = behind
        return rest

    def _is_part(self, rest: str) -> bool:
        """Whether nothing but the number of a part, with the sign that ends it, stands behind its problem's."""
        match, node = _PART.fullmatch(rest), self.now.node
        return match is not None and node is not None and match[1] in node.below

    def _opens(self, line: str) -> tuple[Section, int, str] | None:
        """Return the section that a line begins, its level, and what stands behind the name."""
        if not line.strip() or (_DECIMAL.match(line) and not is_above_parts(self.names, line, self.below)):
            return None
        located = self.names.begun(line)
        if located and located != self.now.targets:
            section = Section(located, naming=Naming(located, "id", shown=line[:80]), lead=self.now.lead, shared=True)
            return section, LOCATED_LEVEL, line
        for scope in self._line_scopes():
            part = self._part_line(scope, line)
            if part is not None:
                return part
        naming = named_by_line(self.names, line)
        if naming is not None and not naming.targets and naming.node is None and _ALONE.fullmatch(line):
            return None  # `391` by itself is the number of no problem, and may be an answer
        if self.style and naming is not None and naming.by == "bare" and style_of(line) != self.style:
            return None
        if naming is not None and self._is_repeated(naming):
            return self._named(naming, "again"), LINE_LEVEL, naming.rest
        if naming is None:
            return None
        if self._may_begin(naming):
            return self._named(naming, "line"), LINE_LEVEL, naming.rest
        ends = self.headed is not None and ends_above(self.now, naming, self.headed) and not compares(naming.rest)
        return (Section(naming=naming), LINE_LEVEL, naming.rest) if ends else None

    def _is_repeated(self, naming: Naming) -> bool:
        """Whether a number only repeats that of the heading right above it: `Question 3`, and below it `(3) …`."""
        now = self.now
        same = (
            now.naming is not None
            and now.naming.by == "word"
            and naming.by == "bare"
            and naming.path == now.naming.path
        )
        return same and bool(naming.path) and not now.has_content and naming.targets == now.targets

    def _part_line(self, scope: Node, line: str) -> tuple[Section, int, str] | None:
        """Return the section of the part that a line begins within a problem, or below a label."""
        match = part_pattern(tuple(scope.below)).match(line)
        if match and ((_EQUATED.match(line) and not self._is_equated(line)) or refers(line[match.end() :])):
            match = None
        if match and (several := self._several_parts(scope, line)) is not None:
            return several[0], PART_LEVEL + len(scope.label) + 1, several[1]
        if match:
            node = scope.part(match["said"] or match["in"] or match["bare"])
        if match and node:
            return self._section_of(node), PART_LEVEL + len(node.label), behind_mark(match)
        number = self.names.numbered(line) if scope.label else None
        if number is None or number.lead or not number.path:
            return None
        depth = len(scope.label)
        deeper = number.path[:depth] == scope.label and len(number.path) > depth
        found = self.names.root.find(number.path) if deeper else None
        if found is not None:
            return self._section_of(found), PART_LEVEL + len(found.label), self.names.written_behind(number)
        if deeper or (number.closed and self._is_next(scope, number.path)):
            naming = Naming((), "bare", (*scope.label, number.path[-1]), shown=number.shown)
            run = (f"line {self.now.lead}", scope.label) if number.path[-1].isdigit() else None
            return (
                Section(naming=naming, lead=self.now.lead, run=run),
                PART_LEVEL + depth + 1,
                self.names.written_behind(number),
            )
        return None

    def _is_equated(self, line: str) -> bool:
        """Whether `a = 1` may be the part a: below the problem itself, or below a part that is written so, too."""
        now = self.now
        if "$" in line.partition("=")[0] or self._is_symbol(line.partition("=")[0].strip(" *_-")):
            return False
        return (
            not isinstance(now.target, Question)
            or (now.heading is not None and _EQUATED.match(now.heading.title)) is not None
        )

    def _is_symbol(self, letter: str) -> bool:
        """Whether a problem speaks of a letter in its formulas: `a = 2` below `Fit $y = ax + b$` is no part (a)."""
        target = self.now.target
        problem = self.names.parent(target) if isinstance(target, Question) else target
        if not isinstance(problem, Problem) or not letter:
            return False
        told = " ".join((problem.title, problem.prompt, *(one.prompt for one in problem.questions)))
        formulas = " ".join(part.text for part in pieces(told) if part.is_formula)
        return re.search(rf"(?<![\\A-Za-z]){re.escape(letter)}|{re.escape(letter)}(?![A-Za-z])", formulas) is not None

    def _is_next(self, scope: Node, path: Label) -> bool:
        """Whether a number that is not set follows the last one below the same label."""
        if len(path) != 1 or not path[0].isdigit() or not any(step.isdigit() for step in scope.below):
            return False
        before = self.runs.bare.get((f"line {self.now.lead}", scope.label), [])
        return not before or (before[-1][-1].isdigit() and int(path[0]) > int(before[-1][-1]))

    def _may_begin(self, naming: Naming) -> bool:
        """Whether a line may begin another problem here.

        Below a heading that names one it may only where nothing else names the other, and not by a number alone.
        """
        now = self.now
        target = naming.target
        below = "" if named_by_line(self.names, self.below) is not None else self.below
        if is_answer(now, naming, below):
            return False
        if naming.by == "bare":
            runs = any(section.run == BY_LINE for _, section in self.open)
            may_begin = self.together or all(
                section.run == BY_LINE or not section.is_located or (runs and section.level > LINE_LEVEL)
                for _, section in self.open
            )
            return may_begin and not self.nested
        if (
            naming.by in {"id", "title"}
            and target is not None
            and (self._is_within(target) or self._is_numbered(target))
        ):
            return (
                False  # it is spoken of: `(a) Eigenvalues: …` below the problem of that name, `By parts: …` below `1)`
            )
        if isinstance(now.target, Question) and naming.by == "id" and cleaned(naming.shown) in now.target.fields:
            return False
        if not self.is_headed():
            return True
        if target is None or naming.lead == "answer" or target in now.targets or compares(naming.rest):
            return False
        self.is_unsure = self.is_unsure or self.headed is None
        return self.headed is not None and target.id not in self.headed

    def _is_numbered(self, target: Target) -> bool:
        """Whether a line stands below the number by itself of that very problem."""
        return self.now.run is not None and self.now.target is target

    def _is_within(self, target: Target) -> bool:
        """Whether a line stands below a part of a problem."""
        now = self.now.target
        parent = self.names.parent(now) if isinstance(now, Question) else None
        return parent is not None and parent is target


def _is_named(section: Section) -> bool:
    """Whether a section is begun by a word for problem and a number, of which sentences speak, too."""
    return section.naming is not None and section.naming.by == "word"


_EQUATED = re.compile(r"[\s$*_-]*[^\W\d_]\w?\s*=")


def _at(source: Source, line: int) -> Source:
    """Return a place in the same file."""
    return source if source.line == line else replace(source, line=line)
