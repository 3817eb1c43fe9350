"""Blocks sorted by what names a problem or a part: headings, bold and plain lines, items of lists, cells of tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.problems.question import Problem, Question
from grader.submissions.attribution.naming.labels import counted_twice, ends_in_word, is_word
from grader.submissions.attribution.naming.numbering import Node
from grader.submissions.attribution.naming.resolving import Naming, named_behind_letter, named_by_heading, named_by_line
from grader.submissions.attribution.naming.title_words import same_words
from grader.submissions.attribution.structure.bold_answers import is_bold_answer
from grader.submissions.attribution.structure.dashed import with_dashes_beside
from grader.submissions.attribution.structure.data_tables import is_data
from grader.submissions.attribution.structure.labels_behind import without_own_name
from grader.submissions.attribution.structure.lines import Lines
from grader.submissions.attribution.structure.references import sends_below
from grader.submissions.attribution.structure.section import LINE_LEVEL, PART_LEVEL, Section
from grader.submissions.forms.blocks import Block, Formula, Heading, Listing, Prose, Table, Unread
from grader.submissions.forms.content import raw
from grader.submissions.forms.tables import crossed_entries, entries_of, labels_of
from grader.submissions.forms.titles import bare, cleaned
from grader.verdict import Source
from grader.wording import file_notices

_GOES_ON = re.compile(
    r"(?:(?:my|the|our)\s+)?(?:final\s+)?(?:answers?|solutions?|proof|derivation|calculations?|computation|work(?:ing)?|result|"
    r"explanation|justification|reasoning|antwort|lösung|beweis|rechnung|ergebnis|réponse|preuve|démonstration|calcul|"
    r"respuesta|solución|demostración|cálculo)s?(?:\s+(?:for|to|of)\s+the\s+\w+\s+part)?",
    re.IGNORECASE,
)
_BOLD = re.compile(r"\s*(?:\*\*|__)([^*\n]+)(?:\*\*|__)[.:]?\s*")
_MARK = re.compile(r"[\s(\[]*(\d{1,3}(?:\.\d{1,2})?[a-z]?|[A-Za-z]{1,5})\s*[.)\]:]*\s*")


class Sorter(Lines):
    """Sorts the blocks of one document."""

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Take blocks that stand behind each other."""
        for place, block in enumerate(blocks):
            self.ahead = blocks[place + 1] if place + 1 < len(blocks) else None
            self.block(block)

    def block(self, block: Block) -> None:
        """Take one block."""
        match block:
            case Heading():
                self.heading(block)
            case Prose() if (bold := _BOLD.fullmatch(block.text)) and self._is_answer(bold[1]):
                self.now.blocks.append(block)
            case Prose() if (bold := _BOLD.fullmatch(block.text)) and self._bold(bold[1]):
                self.prose(block) if self._opens(block.text) else self.heading(
                    Heading(bold[1], LINE_LEVEL - 1, block.source)
                )
            case Prose():
                self.prose(block)
            case Formula(text=text, source=source) if self.names.begun(text):
                self._begin_line(text, source)
                self.now.blocks.append(block)
            case Listing():
                self.listing(block)
            case Table():
                self.table(block)
            case _:
                self.now.blocks.append(block)

    def _is_answer(self, title: str) -> bool:
        return bool(self.open) and is_bold_answer(self.names, self.now, title, self.ahead)

    def _bold(self, title: str) -> bool:
        """Whether a line in bold names a problem or a part, as a heading does."""
        if "=" in title and self._is_symbol(title.partition("=")[0].strip()):
            return False
        if self._part_of(self.scope(), title, deep=True) is not None:
            return True
        naming = named_by_heading(self.names, title) or named_behind_letter(self.names, title)
        return naming is not None and (
            not self.is_headed() or (naming.by in {"id", "word"} and self._may_begin(naming))
        )

    def heading(self, heading: Heading) -> None:
        """Begin what a heading begins: a section, or another stretch of the present one."""
        if self.open and self.now.is_located and _GOES_ON.fullmatch(cleaned(heading.title)):
            self.now.blocks.append(heading)
            return
        before = self.scope()
        self.close(heading.level)
        inside = self.scope() if self.open else None
        part = self._part_of(inside, heading.title, deep=True)
        if part is None and before is not inside and before is not None and _is_bare(heading.title, before):
            part = self._part_of(before, heading.title, deep=True)
        naming = named_by_heading(self.names, heading.title)
        if part is None and naming is None:
            naming = named_behind_letter(self.names, heading.title)
        begun = self._several_parts(inside or before, heading.title) or self._begun(heading, part, naming)
        if begun is None:
            self.goes_on(heading, self.now)
            return
        section, rest = begun
        section.heading = heading
        self.begin(heading.level, section)
        rest = without_own_name(self.names, rest, section.naming.path) if section.naming is not None else rest
        if rest.strip(" .:*_–—-"):
            section.rest = Heading(rest.strip(), heading.level + 1, heading.source)

    def _begun(self, heading: Heading, part: Node | None, naming: Naming | None) -> tuple[Section, str] | None:
        """Return the section that a heading begins, and what stands behind its name; None where it begins none."""
        shared = self.names.begun(heading.title)
        if len(shared) > 1:
            return Section(shared, naming=Naming(shared, "id", shown=heading.title), shared=True), ""
        if naming is not None and (other := self.part_of_another(naming)) is not None:
            return other, naming.rest
        if part is not None and (naming is None or naming.by == "bare" or not self._set(naming)):
            return self._section_of(part), ""
        if naming is None:
            return None if self.open and self.now.is_located else (Section(), "")
        if naming.by == "bare" and any(section.is_located for _, section in self.open):
            return None
        return self._with_more_parts(naming) or (self._named(naming, "heading"), naming.rest)

    def _with_more_parts(self, naming: Naming) -> tuple[Section, str] | None:
        """Return the section of all parts that a heading names, `Problem 5 (a), (b)`, and what stands behind them."""
        if len(naming.path) < 2 or not naming.rest.strip():
            return None
        return self._several_parts(self.names.root.find(naming.path[:-1]), f"({naming.path[-1]}){naming.rest}")

    def goes_on(self, heading: Heading, section: Section) -> None:
        """Take a heading as one within a section."""
        section.blocks.append(heading)
        self.open.append((heading.level, section))
        self.inner.append(heading)

    def _set(self, naming: Naming) -> bool:
        return any(self.names.is_set(target) for target in naming.targets)

    def listing(self, block: Listing) -> None:
        """Take a list: as it stands, or item by item where each begins a problem or a part."""
        block = with_dashes_beside(block)
        texts = [self._item_text(item, mark) for item, mark in zip(block.items, block.marks, strict=True)]
        opened = [self._item_opens(text) for text in texts]
        if not all(opened) and not any(one and (one[0].shared or one[1] > LINE_LEVEL + 1) for one in opened):
            self.now.blocks.append(block)
            return
        for place, (item, text, mark) in enumerate(zip(block.items, texts, block.marks, strict=True), 1):
            head = item[0] if item else None
            self._keep_mark(mark, text, place, head.source if head else block.source)
            if self._item_opens(text) is None:
                source = head.source if head else block.source
                self.now.blocks.append(Listing((item,), (mark,), text, source))
                continue
            source = head.source if head else block.source
            if len(block.items) > 1 and len(item) == 1 and (number := counted_twice(f"{mark} {text}")):
                self._begin_parts(number, source)  # `3. Aufgabe 3`, and nothing behind it
                self.now.blocks.append(Unread(file_notices.NUMBER_BEHIND_WORD, text, source))
                continue
            first, *more = text.split("\n", 1)
            self.below = more[0] if more else raw([*item[1:]])
            self._lines([self._begin_parts(first, source)], more[0].split("\n") if more else [], source)
            self.nested += 1
            self.blocks(item[1:] if isinstance(head, Prose) else item)
            self.nested -= 1

    def _item_opens(self, text: str) -> tuple[Section, int, str] | None:
        """Return what the first line of an item begins; no label goes on behind it."""
        first, breaks, _ = text.partition("\n")
        opened = self._opens(text)
        return self._opens(first) if breaks and opened is not None else opened

    def _keep_mark(self, mark: str, text: str, place: int, source: Source) -> None:
        """Keep the number of an item that names a problem: `14. Problem 2 is …` right below `## Problem 1`."""
        number = mark.strip(" .)")
        is_left = number.isdigit() and int(number) != place and not text.startswith(mark.strip())
        if is_left and self.now.is_located and not self.now.has_content:
            self.now.blocks.append(Unread(file_notices.NUMBER_OF_ITEM, mark.strip(), source))

    def _item_text(self, item: tuple[Block, ...], mark: str) -> str:
        """Return an item as a line, without its number where a word and another number begin it: `1. Problem 2.1`."""
        text = _item_text(item, mark)
        first = _item_text(item, "").partition("\n")[0]
        naming = named_by_line(self.names, first) if mark.strip(" .)").isdigit() else None
        is_named = naming is not None and naming.by == "word" and naming.targets and not self._ends_in_word(text)
        return _item_text(item, "") if is_named else text

    def _ends_in_word(self, text: str) -> bool:
        return ends_in_word(text, self.names.sheet.words if self.names.sheet else ())

    def table(self, block: Table) -> None:
        """Take a table: as it stands, or cell by cell where rows or columns name problems or parts."""
        scope = next(iter(self._line_scopes()), None)
        head = block.rows[0][0] if block.rows and block.rows[0] else ""
        says = is_word(head, self.names.sheet.words if self.names.sheet else ())
        counted = says or self._is_labelled(block)
        if scope is not None and any(self._is_symbol(cell.strip(" $*_")) for cell in block.rows[0] if len(cell) < 4):
            self.now.blocks.append(block)  # `| a | b |` below `Fit $y = ax + b$`
            return
        entries = [] if self.is_headed() else crossed_entries(block)
        entries = entries or entries_of(
            block, lambda cell: self._cell(scope, _joined(cell), counted), self._is_titled, self._says
        )
        if not entries or (is_data(block) and not says):
            self.now.blocks.append(block)
            return
        for entry in entries:
            name = _joined(entry.name)
            part = self._part_of(scope, name, deep=True) if name else None
            naming = None if part or not name else named_by_heading(self.names, name)
            section = self._section_of(part) if part else self._named(naming, "line") if naming else Section()
            title = f"{head} {entry.name}" if says and not entry.cells else entry.name  # an empty row's is no answer
            section.heading = Heading(title, PART_LEVEL + len(part.label) if part else LINE_LEVEL, block.source)
            if not entry.unsure and sends_below(entry.cells):
                section.refers, section.run = True, None  # it is no number of a run, for what it names stands below
            self.close(section.heading.level)
            self.begin(section.heading.level, section)
            if entry.unsure:
                section.blocks.append(Unread(file_notices.COLUMNS, " | ".join(entry.cells), block.source))
            else:
                section.blocks += [Prose(cell, block.source) for cell in entry.cells]

    def _is_titled(self, cell: str) -> bool:
        """Whether a cell is the title of the problem in which it stands, in the singular or in the plural."""
        target = self.now.target
        problem = self.names.parent(target) if isinstance(target, Question) else target
        title = _stems(problem.title) if isinstance(problem, Problem) else []
        return bool(title) and title == _stems(cell)

    def _says(self, word: str) -> bool:
        """Whether the problem below which a table stands says a word, or one of its stem, and refuses nothing by it."""
        target = self.now.target
        if target is None or _REFUSED.match(word):
            return False
        prompts = (one.prompt for one in (target.questions if isinstance(target, Problem) else ()))
        told = same_words(" ".join((target.title, target.prompt, *prompts))).split()
        stem = same_words(word)[:STEM]
        return _ROWS.fullmatch(word) is not None or any(one[:STEM] == stem for one in told)

    def _is_labelled(self, block: Table) -> bool:
        """Whether all rows of a table begin with numbers of problems, each its own, and some with those of parts."""
        names = [_joined(label) for label in labels_of(block)]
        found = [(named_by_heading(self.names, name), name) for name in names]
        paths = [one.path for one, name in found if one is not None and len(one.targets) == 1 and not one.rest.strip()]
        return len(paths) == len(names) == len(set(paths)) and any(
            len(path) > 1 and path[-1].isalpha() for path in paths
        )

    def _cell(self, scope: Node | None, cell: str, counted: bool) -> bool:
        """Whether a cell names a problem or a part; numbers do only below a head that says so (`counted`)."""
        if self._part_of(scope, cell, deep=True) is not None:
            return True
        if self.is_headed():
            return False
        naming = named_by_heading(self.names, cell)
        if naming is None:
            return False
        if len(naming.targets) > 1 and not re.search(r"[^\W\d_]", cell):  # `2/3` is a fraction, `1, 2` an entry
            return counted
        return naming.by != "bare" or (counted and self._may_begin(naming))


def _stems(title: str) -> list[str]:
    """Return the words of a title without the endings of plurals."""
    return [re.sub(r"(?<=\w\w\w)(?:es|en|s|n|e)\Z", "", word) for word in re.findall(r"[^\W\d_]+", title.casefold())]


STEM = 6  # letters that words of one stem have in common: `derivata`, `derivate`
_REFUSED = re.compile(
    r"wrong|reject|incorr|false|draft|old|guess|discard|invalid|not|falsch|verworf|entwurf|ungültig|faux|fausse|brouillon"
    r"|falso|falsa|borrador|sbagliat|bozza|errad|fout|others?|bob|ada",
    re.IGNORECASE,
)
# What the rows of a table of parts are called.
_ROWS = re.compile(
    r"(?:function|funktion|fonction|función|funzione|função|functie|matrix|matrice|matriz|series|reihe|série|serie|integral"
    r"|intégrale|integrale|statement|claim|aussage|affirmation|afirmación|affermazione|recurrence|algorithm|limit|grenzwert)e?n?s?",
    re.IGNORECASE,
)


def _joined(cell: str) -> str:
    """Return the label in a cell without the blank before its letter: `2.8 a`."""
    return re.sub(r"(?<=\d)\s+(?=\(?[a-z]\)?[.:]?\s*$)", "", cell)


def _is_bare(title: str, scope: Node) -> bool:
    """Whether a heading that is no deeper than its problem's is nothing but the name of a part: `(b)`."""
    bare = re.sub(r"^part\s+|[\s(\[]", "", cleaned(title), flags=re.IGNORECASE)
    return scope.part(bare) is not None


def _item_text(item: tuple[Block, ...], mark: str) -> str:
    """Return an item as a line: what marks it, and its first paragraph."""
    head = item[0] if item else None
    text = head.text if isinstance(head, Prose) else ""
    sign = bare(mark).strip()
    if sign and _MARK.fullmatch(sign):
        return f"{sign if sign[-1] in '.):]' else sign + '.'} {text}"
    return f"{sign} {text}".strip()
