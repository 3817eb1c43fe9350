"""What stands under a problem's heading becomes its answer; what is found there and is none is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from grader.claims.values import read_choice, says_none, words
from grader.errors import AnswerError
from grader.language.tree import Array, Tup
from grader.marking.answer import FieldAnswer
from grader.problems.question import Question
from grader.submissions import headings
from grader.submissions.blocks import Block, Code, Formula, Heading, Listing, Prose, Table, Unread, pairs_of
from grader.submissions.characters import spoiled
from grader.submissions.documents import without_stand_ins
from grader.submissions.ledger import Ledger, Stray
from grader.submissions.limits import BLOCK_CHARACTERS
from grader.submissions.matching import Target, find_field
from grader.submissions.spans import pieces
from grader.submissions.statements import Found, has_html, say, spoken, undecorated, value
from grader.submissions.texts import clipped, is_single
from grader.submissions.weights import LINE, VALUE, write_field_file, write_file
from grader.verdict import Source

ESSAYS = frozenset({"essay"})  # types whose answer is all that stands under the heading
PROGRAMS = frozenset({"code"})  # types whose answer is a block of code
WORDS = frozenset({"choice", "text"})
LISTS = frozenset({"tensor", "shape", "set"})  # types whose answer may be written as a list of entries
ANSWER = ""  # the label of a problem's only field


@dataclass
class _Page:
    """What was found under one heading so far.

    `pending` is the field that the next formula or list is for; `label` the one that a heading below names, and
    `below` the formulas under it, one of which is its answer.
    """

    question: Question
    found: list[Found] = field(default_factory=list)
    pending: str | None = None
    label: str | None = None
    below: list[Found] = field(default_factory=list)

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
            elif self.pending is not None and (text := _formula(one)) is not None:
                self.found.append(_labelled(self.pending, text, one.source))
                self.pending = None
            elif self.label is not None and _formula(one) is not None:
                self.below.append(one)
            else:
                self.pending = None
                self.found.append(one)

    def begin(self, label: str | None) -> None:
        """Begin what stands under another heading; what the one before named is settled."""
        formulas = {_tight(_formula(one) or ""): one for one in self.below}
        if len(formulas) == 1 and self.label is not None:
            one = next(iter(formulas.values()))
            self.found.append(_labelled(self.label, _formula(one) or "", one.source))
        else:
            self.found += self.below
        self.pending, self.label, self.below = None, label, []

    def block(self, block: Block) -> None:
        """Take one block."""
        match block:
            case Heading(title=title):
                self.begin(headings.field(self.question, title) or (ANSWER if headings.is_answer(title) else None))
            case Prose(text=text) | Formula(text=text) if len(text) > BLOCK_CHARACTERS:
                said = f"a stretch of more than {BLOCK_CHARACTERS} characters (limit BLOCK_CHARACTERS)"
                self.found.append(Found("unread", text, block.source, said))
            case Prose():
                self.prose(block)
            case Formula(text=text):
                self.keep(spoken(self.question, text, block.source))
            case Listing():
                self.listing(block)
            case Table():
                self.table(block)
            case Code(text=text):
                self.found.append(Found("unread", text, block.source, "a block of code"))
            case Unread(what=what, text=text, lost=lost):
                self.found += [Found("unread", text, block.source, what)] if lost else []
            case _:
                return

    def prose(self, block: Prose) -> None:
        """Take a paragraph; lines that name a file of arrays are answers of their own."""
        lines = block.text.split("\n")
        for number, line in enumerate(lines):
            match = LINE.fullmatch(line)
            if match and "file" not in self.question.fields:
                source = Source(block.source.file, block.source.line + number)
                self.found.append(Found("file", match[1], source))
                lines[number] = ""
        self.keep(say(self.question, Prose("\n".join(lines), block.source)))

    def listing(self, block: Listing) -> None:
        """Take a list: of entries where one is expected, else item by item."""
        entries = _entries(self.question, block)
        if entries is not None and (self.pending or self.label) is not None:
            self.keep([Found("formula", entries, block.source)])
        elif entries is not None and self.only and _takes_list(self.question):
            self.found.append(Found("formula", entries, block.source))
        else:
            for item in block.items:
                for inner in item:
                    self.block(inner)

    def table(self, block: Table) -> None:
        """Take a table with a row for each field, or a column for each."""
        named = pairs_of(block, lambda cell: find_field(self.question, undecorated(cell)))
        for name, cell in named:
            self.keep([Found("field", value(undecorated(cell)), block.source, name)])
        if not named:
            self.found.append(Found("unread", block.text, block.source, "a table"))


def _labelled(name: str, text: str, source: Source) -> Found:
    return Found("field" if name else "answer", text, source, name)


def find_answer(ledger: Ledger, question: Question, blocks: list[Block]) -> None:
    """Attribute what stands under a heading that names a question."""
    blocks = [ticked(block) for block in blocks]
    if not any(is_content(block) for block in blocks):
        return
    if question.type in ESSAYS:
        write(ledger, question, raw(blocks), next(block.source for block in blocks if is_content(block)))
    elif question.type in PROGRAMS and any(isinstance(block, Code) for block in blocks):
        for block in blocks:
            if isinstance(block, Code):
                write(ledger, question, block.text, block.source)
    elif question.type in WORDS:
        _find_words(ledger, question, blocks)
    else:
        page = _Page(question)
        for block in blocks:
            page.block(block)
        page.begin(None)
        _settle(ledger, page) if page.only is None else _settle_single(ledger, page, blocks)


_BOX = re.compile(r"\s*(?:\[(?P<tick>[ xX]?)\]|(?P<sign>[☐☑☒✓✗]))\s+")


def ticked(block: Block) -> Block:
    """Return a list of boxes (`- [x] yes`) with the items that are ticked; any other block as it is."""
    if not isinstance(block, Listing):
        return block
    heads = [item[0] if item and isinstance(item[0], Prose) else None for item in block.items]
    boxes = [_BOX.match(head.text) if head else None for head in heads]
    if not any(boxes):
        return block
    kept: list[tuple[Block, ...]] = []
    for item, head, box in zip(block.items, heads, boxes, strict=True):
        if head and box and ((box["tick"] or "").strip() or (box["sign"] or "☐") in "☑☒✓"):
            kept.append((Prose(head.text[box.end() :], head.source), *item[1:]))
    if not kept or not all(boxes):
        return Unread("a list of boxes of which none is ticked, or not every item has one,", block.text, block.source)
    return Listing(tuple(kept), ("",) * len(kept), block.text, block.source)


def is_content(block: Block) -> bool:
    """Whether a block holds something that may be, or may spoil, an answer."""
    return not isinstance(block, Heading) and bool(block.text.strip()) and (not isinstance(block, Unread) or block.lost)


def raw(blocks: list[Block]) -> str:
    """Return what stands in blocks as it was written."""
    return "\n\n".join(block.title if isinstance(block, Heading) else block.text for block in blocks).strip()


def write(
    ledger: Ledger, question: Question, text: str, source: Source, name: str | None = None, error: str = ""
) -> None:
    """Write the answer to a field, or to a whole question; what cannot be meant as mathematics is an error of it."""
    file = VALUE.fullmatch(text.strip())
    if file and (name or len(question.fields) == 1):
        write_field_file(ledger, question, name or next(iter(question.fields)), file[1], source)
        return
    html = "HTML is not read; write mathematics as text or between `$` signs" if has_html(text) else None
    answer = FieldAnswer(
        without_stand_ins(text).strip(), source, spoiled(text) or error or html or _macro(ledger, text)
    )
    if name:
        ledger.write(question, name, answer)
    else:
        ledger.write_whole(question, answer)


def _macro(ledger: Ledger, text: str) -> str | None:
    """Return why an answer is not read that uses a macro of its document."""
    used = next((name for name in re.findall(r"\\([A-Za-z]+|.)", text) if name in ledger.macros), None)
    return f"`\\{used}` is a macro of this document, and macros are not expanded; write it out" if used else None


def _settle(ledger: Ledger, page: _Page) -> None:
    """Write the fields of a question with several, and say what else was found."""
    question = page.question
    answered = [one for one in page.found if one.kind in {"field", "file"}]
    for one in answered:
        if one.kind == "file":
            write_file(ledger, question, one.text, one.source)
            continue
        write(ledger, question, one.text, one.source, one.name)
    fields: tuple[Target, ...] = tuple((question.id, name) for name in question.fields)
    broken = [one for one in page.found if one.kind == "open"]
    for one in broken:
        _write_open(ledger, question, one)
    others = [one for one in page.found if one.kind in {"unknown", "several", "formula", "unread"}]
    if not answered and not others and not broken:
        _write_nothing(ledger, question, page.found)
    for one in others:
        if one.kind == "formula" and says_none(one.text) and not answered:
            write(ledger, question, one.text, one.source)
        else:
            _stray(ledger, question, one, fields)


def _write_nothing(ledger: Ledger, question: Question, found: list[Found]) -> None:
    """Say that prose holds no answer, unless it says that there is none."""
    text = ". ".join(one.name for one in found)
    if says_none(text):
        write(ledger, question, text, found[0].source)
        return
    source = found[0].source if found else ledger.source(0)
    ledger.stray(Stray("", text, source, f"{question.id}: {_expected(question)}", {}, ((question.id, None),)))


def _expected(question: Question) -> str:
    if len(question.fields) == 1:
        return "no answer could be taken from what stands here; write one formula, or `Answer: …`"
    lines = ", ".join(f"`{name} = …`" for name in list(question.fields)[:6])
    return f"no answer could be taken from what stands here; write {lines} on lines of their own"


def _stray(ledger: Ledger, question: Question, one: Found, targets: tuple[Target, ...]) -> None:
    meant: dict[str, tuple[Target, ...]] = {}
    match one.kind:
        case "unknown":
            listed = ", ".join(list(question.fields)[:12])
            said = f"{question.id} has no field {clipped(one.name)}; its fields are {listed}"
            meant = {name: ((question.id, name),) for name in question.fields}
        case "several":
            said = f"{question.id}: values for several fields at once are not read; write each on a line of its own"
        case "unread":
            said = f"{question.id}: {one.name} is not read"
        case _:
            said = f"{question.id}: this formula names no field; write `{next(iter(question.fields))} = …`"
    ledger.stray(Stray(one.name if one.kind == "unknown" else "", one.text, one.source, said, meant, targets))


OPEN = "mathematics begins here with a sign that nothing closes (`$`, `\\(`, `\\[` or `\\begin`)"


def _write_open(ledger: Ledger, question: Question, one: Found) -> None:
    """Spoil the field that an unclosed formula gives, or all that are not answered."""
    start = next((piece.text for piece in pieces(one.text) if piece.kind == "open"), one.text).lstrip("$([\\ ")
    left = start.split("=")[0].strip() if "=" in start else ""
    before = one.text.split("$")[0].strip(" :=")
    name = find_field(question, left) or find_field(question, before) if len(question.fields) > 1 else None
    if name:
        ledger.write(question, name, FieldAnswer(one.text, one.source, OPEN))
        return
    targets: tuple[Target, ...] = tuple((question.id, name) for name in question.fields)
    ledger.stray(Stray("", one.text, one.source, f"{question.id}: {OPEN}", {}, targets))


def _settle_single(ledger: Ledger, page: _Page, blocks: list[Block]) -> None:
    """Write the only field of a question: what is labelled, else the one formula that stands alone."""
    question, found = page.question, page.found
    labelled = [one for one in found if one.kind in {"field", "answer", "file"}]
    for one in labelled:
        if one.kind == "file":
            write_file(ledger, question, one.text, one.source)
            continue
        write(ledger, question, one.text, one.source)
    broken = [one for one in found if one.kind == "open"]
    for one in broken:
        _write_open(ledger, question, one)
    if labelled:
        return
    target: tuple[Target, ...] = ((question.id, None),)
    candidates = {_tight(text): (text, one.source) for one in found if (text := _formula(one)) is not None}
    if len(candidates) == 1 and not broken:
        text, source = next(iter(candidates.values()))
        write(ledger, question, text, source)
    elif len(candidates) > 1:
        first = next(iter(candidates.values()))
        places = _places([source for _, source in candidates.values()])
        why = "and nothing says which is the answer; write `Answer: …` before it"
        said = f"{question.id}: {len(candidates)} formulas stand here ({places}), {why}"
        ledger.stray(Stray("", first[0], first[1], said, {}, target))
    elif not broken and (alone := _only_line(blocks)):
        write(ledger, question, value(undecorated(alone.text)), alone.source)
    else:
        unread = [one for one in found if one.kind == "unread"]
        for one in unread:
            _stray(ledger, question, one, target)
        if not unread and not broken:
            _write_nothing(ledger, question, found)


def _places(sources: list[Source]) -> str:
    """Return several places as `lines 3 and 5`, `line 3` where they are one."""
    lines = list(dict.fromkeys(str(source.line) for source in sources))
    return f"lines {', '.join(lines[:-1])} and {lines[-1]}" if len(lines) > 1 else f"line {lines[0]}"


def _formula(one: Found) -> str | None:
    """Return what may be the answer of a question with one field."""
    match one.kind:
        case "formula":
            return one.text
        case "unknown":
            return f"{one.name} = {one.text}"
        case _:
            return None


def _tight(text: str) -> str:
    return "".join(text.split())


def _only_line(blocks: list[Block]) -> Prose | None:
    """Return the one line that stands under a heading, where it holds no formula in a sentence."""
    content = [block for block in blocks if is_content(block)]
    if len(content) != 1 or not isinstance(content[0], Prose) or "\n" in content[0].text.strip():
        return None
    return content[0] if all(piece.kind == "text" for piece in pieces(content[0].text)) else None


def _takes_list(question: Question) -> bool:
    return question.type in LISTS or any(isinstance(node, Array | Tup) for node in question.accepted)


def _entries(question: Question, block: Listing) -> str | None:
    """Return a list of formulas as `[a, b]`, None where an item is more than that."""
    items = []
    for item in block.items:
        if len(item) != 1:
            return None
        text = _entry(question, item[0])
        if text is None or not is_single(text):
            return None
        items.append(text)
    if len(items) == 1 and question.type not in LISTS:
        return items[0]
    return f"[{', '.join(items)}]"


def _entry(question: Question, block: Block) -> str | None:
    match block:
        case Listing():
            return _entries(question, block)
        case Prose():
            found = say(question, block)
        case Formula(text=text):
            found = list(spoken(question, text, block.source))
        case _:
            return None
    return found[0].text if len(found) == 1 and found[0].kind == "formula" and "=" not in found[0].text else None


def _find_words(ledger: Ledger, question: Question, blocks: list[Block]) -> None:
    """Write a choice or a text: what is labelled, else what stands under the heading."""
    page = _Page(question)
    lines = list(_lines(blocks))
    for line in lines:
        page.keep(one for one in say(question, line) if one.kind in {"field", "answer"})
        if page.pending is not None and say(question, line)[-1:][0].kind not in {"field", "answer"}:
            page.keep([Found("formula", undecorated(line.text), line.source)])
    for block in blocks:
        if isinstance(block, Heading) and headings.is_answer(block.title):
            below = [line for line in lines if line.source.line > block.source.line]
            page.found += [Found("answer", undecorated(below[0].text), below[0].source)] if len(below) == 1 else []
    labelled = [one for one in page.found if one.kind in {"field", "answer"}]
    for one in labelled:
        write(ledger, question, one.text, one.source)
    if labelled:
        return
    if not lines:
        for block in blocks:
            if is_content(block):
                page.block(block)
        for one in page.found:
            _stray(ledger, question, one, ((question.id, None),))
    elif question.type == "choice":
        _choose(ledger, question, lines)
    else:
        _take_text(ledger, question, lines)


def _lines(blocks: Iterable[Block]) -> Iterator[Prose]:
    """Yield the paragraphs of a text, those in lists too; a formula counts as one."""
    for block in blocks:
        match block:
            case Prose():
                yield block
            case Formula(text=text, source=source):
                yield Prose(text.strip(), source)
            case Listing(items=items):
                for item in items:
                    yield from _lines(item)


def _choose(ledger: Ledger, question: Question, lines: list[Prose]) -> None:
    separator = ", " if question.several else "\n\n"
    whole = separator.join(undecorated(line.text).strip() for line in lines)
    chosen: dict[frozenset[str], Prose] = {}
    for line in lines if question.options and not question.several else ():
        try:
            chosen.setdefault(read_choice(question, undecorated(line.text)), line)
        except AnswerError:
            continue
    if len(chosen) == 1:
        line = next(iter(chosen.values()))
        write(ledger, question, undecorated(line.text), line.source)
    else:
        write(ledger, question, whole, lines[0].source)


def _take_text(ledger: Ledger, question: Question, lines: list[Prose]) -> None:
    text = undecorated(lines[0].text).strip().strip("`")
    said = words(text)
    inside = any(words(one) in said and words(one) != said for one in question.accepted_texts)
    if len(lines) == 1 and not inside:
        write(ledger, question, text, lines[0].source)
        return
    what = "a sentence stands here" if len(lines) == 1 else f"{len(lines)} paragraphs stand here"
    message = f"{question.id}: {what}, and nothing says which words are the answer; write `Answer: …`"
    ledger.stray(Stray("", text, lines[0].source, message, {}, ((question.id, None),)))
