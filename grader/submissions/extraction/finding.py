"""What stands under a problem's heading becomes its answer; what is found there and is none is said."""

from __future__ import annotations

from grader.marking.ways.within.label_dashes import with_both_in
from grader.problems.question import Question
from grader.problems.sheet import ANSWER
from grader.records import replace
from grader.submissions.extraction.code import rebound
from grader.submissions.extraction.escaped_brackets import as_brackets, with_other
from grader.submissions.extraction.page import Page
from grader.submissions.extraction.settling import settle, settle_single
from grader.submissions.extraction.single import SinglePage
from grader.submissions.extraction.worded.beside.comments_said import cuts_number, refused_by_comments, without_comments
from grader.submissions.extraction.worded.beside.heads_said import refused_by_head
from grader.submissions.extraction.worded.beside.unclear_shapes import unclear
from grader.submissions.extraction.worded.elsewhere import referred
from grader.submissions.extraction.worded.wording import find_words
from grader.submissions.extraction.worded.writing import (
    with_said,
    write,
    write_code,
    write_words,
)
from grader.submissions.forms.blocks import Block, Code, Given
from grader.submissions.forms.content import is_content, raw, ticked
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.commented import keep_commented
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.region import Region
from grader.submissions.not_done import is_doubtful, is_not_done
from grader.wording import writing_notices


def extract(ledger: Ledger, region: Region) -> None:
    """Write the answer that a region holds; what spoils all of it is kept as it was written."""
    question, blocks = region.question, list(region.blocks)
    match blocks:
        case [Given() as given, *comments]:
            against = "" if given.error else refused_by_comments(question, comments)
            doubted = _told(against if cuts_number(against) else f"% {against}") if against else ""
            write(ledger, question, given.text, given.source, region.field, given.error or doubted)
            return
    first = len(ledger.strays)
    if _is_refused(ledger, region):
        return
    _find(ledger, question, blocks)
    written = raw(blocks) if len(ledger.strays) > first else ""
    for place, one in enumerate(ledger.strays[first:], first):
        if (question.id, None) in one.otherwise:
            ledger.strays[place] = replace(one, text=written)


def _is_refused(ledger: Ledger, region: Region) -> bool:
    """Whether a head says something of what stands below it that nobody knows to be harmless; it is then kept open."""
    question, blocks = region.question, list(region.blocks)
    content = [block for block in blocks if is_content(block)]
    head = refused_by_head(question, region.heads, blocks, region.within) if content else ""
    told = "" if head or question.kind.written in {"section", "code"} else unclear(question, blocks)
    told = told or rebound(question, blocks, region.later)
    if head or told:
        why = _told(told) if told else writing_notices.HEAD_SAYS.format(shown=clipped(head))
        ledger.stray(Stray("", raw(blocks), content[0].source, f"{question.id}: {why}", {}, ((question.id, None),)))
    return bool(head or told)


def _told(told: str) -> str:
    """Return why nobody can tell what an answer means beside something."""
    said = writing_notices.PERCENT_OR_COMMENT if cuts_number(told) else writing_notices.NOBODY_CAN_TELL_BESIDE
    return said.format(said_there=clipped(told))


def _find(ledger: Ledger, question: Question, blocks: list[Block]) -> None:
    blocks = [ticked(block) for block in blocks]
    content = [block for block in blocks if is_content(block)]
    not_done = bool(content) and is_not_done(question, raw(content))
    if not_done:
        ledger.notice(content[0].source, "note", writing_notices.SAID_NOT_DONE.format(id=question.id))
    if not content or not_done:
        keep_commented(ledger, question.id, blocks, ((question.id, None),))
        return
    where = referred(raw(blocks))
    if where is None and is_doubtful(question, raw(content)):
        where = writing_notices.NOBODY_CAN_TELL_BESIDE.format(said_there=clipped(raw(content)))
    if where is not None:
        source = next(block.source for block in blocks if is_content(block))
        ledger.stray(Stray("", raw(blocks), source, f"{question.id}: {where}", {}, ((question.id, None),)))
    elif question.kind.written == "section":
        source = next(block.source for block in blocks if is_content(block))
        if question.kind.by_person:
            write_words(ledger, question, _without_label(raw(blocks)), source)
        else:
            write(ledger, question, raw(blocks), source)
    elif question.kind.written == "code" and any(isinstance(block, Code) for block in blocks):
        write_code(ledger, question, [block for block in blocks if isinstance(block, Code)])
    elif question.kind.reads != "value":
        find_words(ledger, question, [without_comments(question, block) for block in blocks])
    else:
        _find_values(ledger, question, blocks)


def _without_label(text: str) -> str:
    """Return a text without the sheet's label of the place in which it stands, `Answer:`."""
    return text.lstrip().removeprefix(ANSWER).lstrip() if text.lstrip().startswith(ANSWER) else text


def _find_values(ledger: Ledger, question: Question, blocks: list[Block]) -> None:
    """Write the values that stand in blocks, with both readings of brackets that Markdown may have escaped."""
    other = as_brackets(question, blocks)
    if other is None:
        _write_values(ledger, question, blocks)
        return
    before, aside = dict(ledger.fields.get(question.id, {})), ledger.aside()
    _write_values(ledger, question, blocks)
    _write_values(aside, question, list(other.blocks))
    filled, others = ledger.fields.get(question.id, {}), aside.fields.get(question.id, {})
    for name, answer in filled.items():
        if answer is not before.get(name):
            filled[name] = with_other(answer, others.get(name), is_even=other.is_even)


def _write_values(ledger: Ledger, question: Question, blocks: list[Block]) -> None:
    if len(question.fields) == 1:
        found = SinglePage(question).read(blocks)
        settle_single(ledger, question, found, blocks)
        if any(one.kind == "answer" and one.text for one in found):
            return  # what else stands there does not count
    else:
        page = Page(question)
        for block in blocks:
            page.block(block)
        page.begin(None)
        settle(ledger, page, blocks)
    text, filled = raw(blocks), ledger.fields.get(question.id, {})
    filled |= {name: with_said(with_both_in(question, one, text), text) for name, one in filled.items()}
