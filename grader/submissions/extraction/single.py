"""The answer to a question with one field: what is called so, else the formulas that may be it.

Where several may be it none is passed over: all are handed on, and marking decides them by a written rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.problems.question import Question
from grader.records import dataclass, field, replace
from grader.submissions.extraction.code import in_code, is_rows
from grader.submissions.extraction.fields.entries import entries_of, entry_of, takes_list
from grader.submissions.extraction.formulas.naming import field_in_heading, is_answer
from grader.submissions.extraction.formulas.values import value
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.paragraphs.leading_dashes import going_on, with_both
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.paragraphs.lexemes import lexer_of
from grader.submissions.extraction.paragraphs.sentences import PARAGRAPH, STOP, sentences
from grader.submissions.extraction.pieces.marks import Said
from grader.submissions.extraction.pieces.more_said import with_ends
from grader.submissions.extraction.pieces.put_together import put_together
from grader.submissions.extraction.pieces.rows_said import is_drawn, rows_of_table
from grader.submissions.extraction.stated.beside.checks import checks
from grader.submissions.extraction.stated.meanings.bindings import Bindings
from grader.submissions.extraction.stated.stated import gives, stated
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import label as label_pattern
from grader.submissions.extraction.words.phrases import words
from grader.submissions.extraction.words.prompts import asked_of
from grader.submissions.extraction.words.vocabulary import undecorated
from grader.submissions.forms.blocks import (
    LABEL_DASH,
    Block,
    Code,
    Formula,
    Heading,
    Listing,
    Prose,
    Table,
    Unread,
)
from grader.submissions.forms.content import is_content
from grader.submissions.forms.spans import pieces
from grader.submissions.forms.tables import entries_of as entries_of_table
from grader.submissions.kept import kept
from grader.submissions.ledger.matching import find_field
from grader.submissions.limits import BLOCK_CHARACTERS
from grader.submissions.weights.files import LINE
from grader.verdict import Source
from grader.wording import writing_notices


@dataclass
class SinglePage:
    """What was found under one heading for a question with one field so far.

    `lexemes` are those of the paragraphs since the last stop; `label`: a heading called what stands below the answer,
    and `below` is where that began. `said` are the sentences so far.
    """

    question: Question
    found: list[Found] = field(default_factory=list)
    lexemes: list[Lexeme] = field(default_factory=list)
    file: str = ""
    below: int | None = None
    said: list[Said] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.asked, self.lexer, self.bindings = (
            asked_of(self.question),
            lexer_of(self.question),
            Bindings(self.question),
        )

    def read(self, blocks: Sequence[Block]) -> list[Found]:
        """Return what the blocks say."""
        for block in blocks:
            self.block(block)
        self.begin(None)
        found = with_ends(self.question, self.said, self.found)
        return self.bindings.written_out(put_together(self.asked, self.said, found))

    def begin(self, below: int | None) -> None:
        """Begin what stands under another heading; the one formula below a heading `Answer` is called the answer."""
        self.stop()
        if self.below is not None:
            under = [n for n in range(self.below, len(self.found)) if self.found[n].kind in {"formula", "doubtful"}]
            if len(under) == 1 and self.found[under[0]].kind == "formula":
                self.found[under[0]] = replace(self.found[under[0]], kind="answer")
        self.below = below

    def stop(self) -> None:
        """Read the paragraphs since the last stop."""
        further = going_on(self.lexemes)
        for sentence in sentences(self.lexemes):
            whole = Clause(tuple(sentence))
            self.bindings.take(whole.skeleton, whole.formulas)
            first = len(self.found) - self._is_open()
            said = stated(self.asked, whole, self.file, self.bindings.meanings)
            self.keep(with_both(self.question, sentence, said, further))
            self.said += [] if checks(self.asked, whole) else [Said(whole, first, len(self.found))]
        self.lexemes = []

    def keep(self, found: Sequence[Found]) -> None:
        """Keep what a sentence says; `Answer:` without a value calls the next formula so."""
        for one in found:
            if self._is_open() and one.kind in {"formula", "doubtful"}:
                why = one.name if one.kind == "doubtful" else ""
                self.found[-1] = replace(one, kind="answer", name="", why=why)
            else:
                self.found.append(one)

    def block(self, block: Block) -> None:
        """Take one block."""
        if block.source.file != self.file:
            self.stop()
            self.file = block.source.file
        match block:
            case Heading(title=title):
                named = field_in_heading(self.question, title) or is_answer(title)
                self.begin(len(self.found) if named else None)
                self.below = len(self.found) if named else None
            case Prose(text=text) | Formula(text=text) if len(text) > BLOCK_CHARACTERS:
                said = writing_notices.STRETCH_MORE_THAN_CHARACTERS.format(block_characters=BLOCK_CHARACTERS)
                self.unread(text, block.source, said)
            case Prose(text=text) if is_drawn(self.question, text):
                self.unread(text, block.source, writing_notices.DRAWN_ROWS)
            case Prose():
                self.lexemes += [*self.lexer.paragraph(self.prose(block), block.source), PARAGRAPH]
            case Formula(text=text):
                self.lexemes += [*self.lexer.display(text, block.source), PARAGRAPH]
            case Listing():
                self.listing(block)
            case Table():
                self.table(block)
            case Code(text=text) if is_rows(text):
                self.block(Prose(text.strip("\n"), block.source))
            case Code():
                self.stop()
                self.found += in_code(self.question, block)
            case Unread(what=what, text=text, lost=lost):
                self.unread(text, block.source, what if lost else "")
            case _:
                return

    def unread(self, text: str, source: Source, what: str) -> None:
        """Keep what is never looked into."""
        self.stop()
        self.found += [Found("unread", text, source, what)] if what else []

    def prose(self, block: Prose) -> str:
        """Return a paragraph without decoration and without the lines that name a file of arrays."""
        text = undecorated(block.text)
        if not _FILE.search(text):
            return text
        lines = text.split("\n")
        for number, line in enumerate(lines):
            label = label_pattern().match(line.casefold())
            match = LINE.fullmatch(line[label.end() :] if label else line)
            if match and "file" not in self.question.fields:
                self.found.append(Found("file", match[1], replace(block.source, line=block.source.line + number)))
                lines[number] = ""
        return "\n".join(lines)

    def listing(self, block: Listing) -> None:
        """Take a list: of entries where one is expected, of one item that may begin with a minus, else item by item."""
        are_given, first = gives(self.lexemes), len(self.found)
        entries = entries_of(self.question, block) if not are_given else None
        if entries is not None and (len(block.items) == 1 or takes_list(self.question) or self._waits()):
            self.stop()
            self.keep([_listed(self.question, block, entries)])
            return
        for item in block.items:
            if len(block.items) > 1:
                self.stop()
            for inner in item:
                self.block(inner)
            self.lexemes.append(STOP)
        if are_given:
            self.stop()
            self.found[first:] = [_as_given(one) for one in self.found[first:]]

    def _waits(self) -> bool:
        """Whether an answer was announced whose value has not followed."""
        self.stop()
        return self._is_open()

    def _is_open(self) -> bool:
        """Whether the last thing found is a label without a value."""
        return bool(self.found) and self.found[-1].kind == "answer" and not self.found[-1].text

    def table(self, block: Table) -> None:
        """Take a table with a row for the field, or a column for it; or one that is the matrix itself."""
        if matrix := rows_of_table(self.question, [[undecorated(cell) for cell in row] for row in block.rows]):
            self.lexemes += [*self.lexer.display(matrix, block.source), PARAGRAPH]
            return
        self.stop()
        entries = entries_of_table(block, lambda cell: find_field(self.question, undecorated(cell)) is not None)
        named = [entry for entry in entries if entry.name and len(entry.cells) == 1 and not entry.unsure]
        self.found += [Found("answer", value(undecorated(entry.cells[0])), block.source) for entry in named]
        if not named:
            self.found.append(Found("unread", block.text, block.source, writing_notices.TABLE))


def _as_given(one: Found) -> Found:
    """Return what stands in a list of what is given as no answer, unless it is called the answer."""
    return Found("context", "", one.source, one.text) if one.kind in {"formula", "doubtful"} else one


def _listed(question: Question, block: Listing, entries: str) -> Found:
    """Return a list of formulas, with its other reading where it has one item.

    What has brackets or factors of its own, a matrix, is hardly the one entry of a list. Matrices may be its rows.
    """
    if len(block.items) > 1:
        spared = writing_notices.ASIDE_MAY_SAY_MORE if "\\begin" in entries else ""
        return Found("formula", entries, block.source, spared=spared)
    entry = entry_of(question, block)
    whole = _SIZES if question.kind.is_shape else _WHOLE
    is_whole = entry != entries and whole.match(entry) is not None
    text = entry if is_whole and entry.startswith("(") and not question.kind.is_shape else entries
    minus = _minus(block, text)
    if is_whole and not minus:
        return Found("formula", entry, block.source, other=entries, is_first=True)
    is_first = block.marks == (LABEL_DASH,)
    return Found("formula", text, block.source, other=minus, is_first=is_first)


def _minus(block: Listing, entries: str) -> str:
    """Return the other reading of a list of one item behind a dash: `- 5` may be −5."""
    before, found, rest = "".join(re.sub(r"[$`]", "", block.text).split()).partition("".join(entries.split()))
    is_dash = bool(found) and not rest and _BULLETS.fullmatch(before) is not None
    return f"-{entries}" if is_dash and re.match(r"[\w\\.(]", entries) and not entries.startswith("\\begin") else ""


_WHOLE = re.compile(r"\s*[-−+]?\s*(?:\[|\([^()]*,|\\(?:begin|left)(?![A-Za-z]))")
_SIZES = re.compile(r"\s*(?:[\[(]|\w+\s*(?:[*×·x]|\\times|\\cdot))")
_BULLETS = re.compile("[-+*]{0,3}-")  # of lists within each other, `- - 5`
_FILE = re.compile("[Ff]ile")  # stands in each line that names a file


def is_nothing(one: Found) -> bool:
    """Whether a text only says where an answer is to be written: `Answer:`, `TODO`."""
    if one.kind == "answer":
        return not one.text
    return one.kind == "context" and words(cues.NOTHING).fullmatch(one.name.casefold().strip(" .:!*_[]()")) is not None


def only_line(blocks: list[Block]) -> Prose | None:
    """Return the one line that stands under a heading, where it holds no formula in a sentence."""
    content = [block for block in blocks if is_content(block)]
    if len(content) != 1 or not isinstance(content[0], Prose) or "\n" in content[0].text.strip():
        return None
    return content[0] if all(piece.kind == "text" for piece in pieces(content[0].text)) else None


@kept
def as_one_value(question: Question) -> Question:
    """Return a question with several fields as one for a single value: a point, an interval or a line."""
    first = next(iter(question.fields.values()))
    return replace(question, type="tensor", fields={"answer": replace(first, name="answer", symbol="")}, require=())
