"""What was found under one heading, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from grader.problems.question import Question
from grader.records import dataclass, field
from grader.submissions.extraction.code import in_code
from grader.submissions.extraction.doubts import Paragraphs
from grader.submissions.extraction.fields.entries import entries_of, takes_list
from grader.submissions.extraction.fields.nouns_said import fields_said
from grader.submissions.extraction.formulas.naming import field_in_heading, is_answer
from grader.submissions.extraction.formulas.values import value
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.pieces.vectors_in_tables import vectors_in
from grader.submissions.extraction.worded.beside.heads_said import is_unknown
from grader.submissions.extraction.words.vocabulary import undecorated
from grader.submissions.forms.blocks import Block, Code, Formula, Heading, Listing, Prose, Table, Unread
from grader.submissions.forms.tables import entries_of as entries_of_table
from grader.submissions.ledger.matching import find_field
from grader.submissions.limits import BLOCK_CHARACTERS
from grader.submissions.weights.files import LINE
from grader.verdict import Source
from grader.wording import writing_notices

ANSWER = ""  # the label of a problem's only field


@dataclass
class Page:
    """What was found under one heading so far.

    `pending` is the field that the next formula or list is for; `label` the one that a heading below names, and
    `below` the formulas under it, one of which is its answer.
    """

    question: Question
    found: list[Found] = field(default_factory=list)
    pending: str | None = None
    label: str | None = None
    below: list[Found] = field(default_factory=list)

    @cached_property
    def paragraphs(self) -> Paragraphs:
        """The reader of paragraphs."""
        return Paragraphs(self.question)

    @property
    def only(self) -> str | None:
        """The name of the question's only field."""
        return next(iter(self.question.fields)) if len(self.question.fields) == 1 else None

    def keep(self, found: Iterable[Found]) -> None:
        """Keep what a block says; a label before it names what stands alone in it."""
        for one in found:
            if one.kind in {"field", "answer"}:
                name = one.name if one.kind == "field" else ANSWER
                self.pending = None if one.text else name
                if one.text:
                    self.found.append(one)
            elif one.kind == "formula" and not self.only and (bare := find_field(self.question, one.text)):
                self.pending = bare
            elif self.pending is not None and (text := formula_of(one)) is not None:
                self.found.append(_labelled(self.pending, text, one.source))
                self.pending = None
            elif self.label is not None and formula_of(one) is not None:
                self.below.append(one)
            else:
                self.pending = None
                self.found.append(one)

    def begin(self, label: str | None) -> None:
        """Begin what stands under another heading; what the one before named is settled."""
        formulas = {tight(formula_of(one) or ""): one for one in self.below}
        if len(formulas) == 1 and self.label is not None:
            one = next(iter(formulas.values()))
            self.found.append(_labelled(self.label, formula_of(one) or "", one.source))
        else:
            self.found += self.below
        self.pending, self.label, self.below = None, label, []

    def block(self, block: Block) -> None:
        """Take one block."""
        match block:
            case Heading(title=title):
                self.begin(field_in_heading(self.question, title) or (ANSWER if is_answer(title) else None))
            case Prose(text=text) | Formula(text=text) if len(text) > BLOCK_CHARACTERS:
                said = writing_notices.STRETCH_MORE_THAN_CHARACTERS.format(block_characters=BLOCK_CHARACTERS)
                self.found.append(Found("unread", text, block.source, said))
            case Prose():
                self.prose(block)
            case Formula(text=text):
                self.keep(self.paragraphs.formula(text, block.source))
            case Listing():
                self.listing(block)
            case Table():
                self.table(block)
            case Code():
                self.found += in_code(self.question, block)
            case Unread(what=what, text=text, lost=lost):
                self.found += [Found("unread", text, block.source, what)] if lost else []
            case _:
                return

    def prose(self, block: Prose) -> None:
        """Take a paragraph; lines that name a file of arrays are answers of their own."""
        if said := fields_said(self.question, undecorated(block.text)):
            self.keep(Found("field", number, block.source, name) for name, number in said)
            return
        lines = block.text.split("\n")
        for number, line in enumerate(lines):
            match = LINE.fullmatch(line)
            if match and "file" not in self.question.fields:
                source = Source(block.source.file, block.source.line + number)
                self.found.append(Found("file", match[1], source))
                lines[number] = ""
        self.keep(self.paragraphs.said(Prose(undecorated("\n".join(lines)), block.source)))

    def listing(self, block: Listing) -> None:
        """Take a list: of entries where one is expected, else item by item."""
        entries = entries_of(self.question, block)
        if entries is not None and (self.pending or self.label) is not None:
            self.keep([Found("formula", entries, block.source)])
        elif entries is not None and self.only and takes_list(self.question):
            self.found.append(Found("formula", entries, block.source))
        else:
            for item in block.items:
                for inner in item:
                    self.block(inner)

    def table(self, block: Table) -> None:
        """Take a table with a row for each field, or a column for each."""
        if vectors := vectors_in(self.question, block):
            self.keep(Found("field", text, block.source, name) for name, text in vectors.items())
            return
        entries = entries_of_table(block, lambda cell: find_field(self.question, undecorated(cell)) is not None)
        is_refused = any(self._refuses(" ".join(entry.cells)) for entry in entries if not entry.name)
        for entry in entries:
            name = find_field(self.question, undecorated(entry.name)) if entry.name else None
            if name is not None and len(entry.cells) == 1 and not (entry.unsure or is_refused):
                self.keep([Found("field", value(undecorated(entry.cells[0])), block.source, name)])
            elif entry.cells:
                self.found.append(Found("unread", " | ".join(entry.cells), block.source, writing_notices.ROW_TABLE))
        if not entries:
            self.found.append(Found("unread", block.text, block.source, writing_notices.TABLE))

    def _refuses(self, words: str) -> bool:
        """Whether a row without a value may say something of the others, `rejected`."""
        return _VALUE.search(words) is None and is_unknown(self.question, words)


_VALUE = re.compile(r"[\d$=]")


def _labelled(name: str, text: str, source: Source) -> Found:
    return Found("field" if name else "answer", text, source, name)


def formula_of(one: Found) -> str | None:
    """Return what may be the answer of a question with one field."""
    match one.kind:
        case "formula":
            return one.text
        case "unknown":
            return f"{one.name} = {one.text}"
        case _:
            return None


def tight(text: str) -> str:
    """Return a text without blanks, for comparison."""
    return "".join(text.split())
