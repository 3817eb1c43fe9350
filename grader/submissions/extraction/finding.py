"""What stands under a problem's heading becomes its answer; what is found there and is none is said."""

from __future__ import annotations

from dataclasses import replace

from grader.claims.wording import says_none
from grader.marking.answer import FieldAnswer
from grader.problems.question import Question
from grader.submissions.extraction.page import Page, formula_of, tight
from grader.submissions.extraction.statements import Found
from grader.submissions.extraction.values import value
from grader.submissions.extraction.vocabulary import undecorated
from grader.submissions.extraction.wording import find_words
from grader.submissions.extraction.writing import stray, write
from grader.submissions.forms.blocks import Block, Code, Given, Prose
from grader.submissions.forms.content import is_content, raw, ticked
from grader.submissions.forms.spans import pieces
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.matching import Target, find_field
from grader.submissions.ledger.region import Region
from grader.submissions.weights.files import write_file
from grader.verdict import Source


def extract(ledger: Ledger, region: Region) -> None:
    """Write the answer that a region holds; what spoils all of it is kept as it was written."""
    question, blocks = region.question, list(region.blocks)
    match blocks:
        case [Given() as given]:
            write(ledger, question, given.text, given.source, region.field, given.error)
            return
    first = len(ledger.strays)
    _find(ledger, question, blocks)
    for place, one in enumerate(ledger.strays[first:], first):
        if (question.id, None) in one.otherwise:
            ledger.strays[place] = replace(one, text=raw(blocks))


def _find(ledger: Ledger, question: Question, blocks: list[Block]) -> None:
    blocks = [ticked(block) for block in blocks]
    if not any(is_content(block) for block in blocks):
        return
    if question.kind.written == "section":
        write(ledger, question, raw(blocks), next(block.source for block in blocks if is_content(block)))
    elif question.kind.written == "code" and any(isinstance(block, Code) for block in blocks):
        for block in blocks:
            if isinstance(block, Code):
                write(ledger, question, block.text, block.source)
    elif question.kind.reads != "value":
        find_words(ledger, question, blocks)
    else:
        page = Page(question)
        for block in blocks:
            page.block(block)
        page.begin(None)
        _settle(ledger, page, blocks) if page.only is None else _settle_single(ledger, page, blocks)


def _settle(ledger: Ledger, page: Page, blocks: list[Block]) -> None:
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
        _write_nothing(ledger, question, page.found, blocks)
    for one in others:
        if one.kind == "formula" and says_none(one.text) and not answered:
            write(ledger, question, one.text, one.source)
        else:
            stray(ledger, question, one, fields)


def _write_nothing(ledger: Ledger, question: Question, found: list[Found], blocks: list[Block]) -> None:
    """Say that prose holds no answer, unless it says that there is none."""
    text = ". ".join(one.name for one in found)
    if says_none(text):
        write(ledger, question, text, found[0].source)
        return
    source = found[0].source if found else next(block.source for block in blocks if is_content(block))
    ledger.stray(Stray("", text, source, f"{question.id}: {_expected(question)}", {}, ((question.id, None),)))


def _expected(question: Question) -> str:
    if len(question.fields) == 1:
        return "no answer could be taken from what stands here; write one formula, or `Answer: …`"
    lines = ", ".join(f"`{name} = …`" for name in list(question.fields)[:6])
    return f"no answer could be taken from what stands here; write {lines} on lines of their own"


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


def _settle_single(ledger: Ledger, page: Page, blocks: list[Block]) -> None:
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
    candidates = {tight(text): (text, one.source) for one in found if (text := formula_of(one)) is not None}
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
            stray(ledger, question, one, target)
        if not unread and not broken:
            _write_nothing(ledger, question, found, blocks)


def _places(sources: list[Source]) -> str:
    """Return several places as `lines 3 and 5`, `line 3` where they are one."""
    lines = list(dict.fromkeys(str(source.line) for source in sources))
    return f"lines {', '.join(lines[:-1])} and {lines[-1]}" if len(lines) > 1 else f"line {lines[0]}"


def _only_line(blocks: list[Block]) -> Prose | None:
    """Return the one line that stands under a heading, where it holds no formula in a sentence."""
    content = [block for block in blocks if is_content(block)]
    if len(content) != 1 or not isinstance(content[0], Prose) or "\n" in content[0].text.strip():
        return None
    return content[0] if all(piece.kind == "text" for piece in pieces(content[0].text)) else None
