"""What stands under a problem's heading becomes its answer; what is found there and is none is said."""

from __future__ import annotations

import re

from grader.claims.wording import says_none
from grader.marking.answer import FieldAnswer
from grader.problems.question import Question
from grader.problems.sheet import ANSWER
from grader.records import replace
from grader.submissions.extraction.candidates import choice, reasons
from grader.submissions.extraction.doubts import called_otherwise, named_only, names_in, spoken_of
from grader.submissions.extraction.fields.settled import settled
from grader.submissions.extraction.formulas.values import value
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.interval_said import interval_said
from grader.submissions.extraction.lines_said import line_said
from grader.submissions.extraction.page import Page
from grader.submissions.extraction.points_said import coordinates_said, point_said, points_passed_over
from grader.submissions.extraction.single import SinglePage, is_nothing
from grader.submissions.extraction.terms_said import terms_said
from grader.submissions.extraction.vectors_said import with_entries
from grader.submissions.extraction.worded.elsewhere import referred
from grader.submissions.extraction.worded.heads_said import refused_by_head
from grader.submissions.extraction.worded.unclear_shapes import unclear
from grader.submissions.extraction.worded.wording import find_words
from grader.submissions.extraction.worded.writing import (
    stray,
    write,
    write_candidates,
    write_code,
    write_found,
    write_words,
)
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import starting
from grader.submissions.extraction.words.vocabulary import undecorated
from grader.submissions.forms.blocks import Block, Code, Given, Prose
from grader.submissions.forms.content import is_content, raw, ticked
from grader.submissions.forms.spans import pieces
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.commented import keep_commented
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.matching import Target, find_field
from grader.submissions.ledger.region import Region
from grader.submissions.not_done import is_not_done
from grader.submissions.weights.files import write_file
from grader.wording import writing_notices


def extract(ledger: Ledger, region: Region) -> None:
    """Write the answer that a region holds; what spoils all of it is kept as it was written."""
    question, blocks = region.question, list(region.blocks)
    match blocks:
        case [Given() as given]:
            write(ledger, question, given.text, given.source, region.field, given.error)
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
    if head or told:
        beside, above = writing_notices.NOBODY_CAN_TELL_BESIDE, writing_notices.HEAD_SAYS
        why = beside.format(said_there=clipped(told)) if told else above.format(shown=clipped(head))
        ledger.stray(Stray("", raw(blocks), content[0].source, f"{question.id}: {why}", {}, ((question.id, None),)))
    return bool(head or told)


def _find(ledger: Ledger, question: Question, blocks: list[Block]) -> None:
    blocks = [ticked(block) for block in blocks]
    content = [block for block in blocks if is_content(block)]
    not_done = bool(content) and is_not_done(question, raw(content))
    if not_done:
        ledger.notice(content[0].source, "note", writing_notices.SAID_NOT_DONE.format(id=question.id))
    if not content or not_done:
        keep_commented(ledger, question.id, blocks, ((question.id, None),))
        return
    if (where := referred(raw(blocks))) is not None:
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
        find_words(ledger, question, blocks)
    else:
        _find_values(ledger, question, blocks)


def _without_label(text: str) -> str:
    """Return a text without the sheet's label of the place in which it stands, `Answer:`."""
    return text.lstrip().removeprefix(ANSWER).lstrip() if text.lstrip().startswith(ANSWER) else text


def _find_values(ledger: Ledger, question: Question, blocks: list[Block]) -> None:
    if len(question.fields) == 1:
        _settle_single(ledger, question, SinglePage(question).read(blocks), blocks)
        return
    page = Page(question)
    for block in blocks:
        page.block(block)
    page.begin(None)
    _settle(ledger, page, blocks)


def _settle(ledger: Ledger, page: Page, blocks: list[Block]) -> None:
    """Write the fields of a question with several, and say what else was found."""
    question = page.question
    page.found = with_entries(question, settled(page.found), blocks)
    if not any(one.kind in _GIVES for one in page.found):
        page.found = point_said(question, blocks) or page.found
    if not any(one.kind in {"field", "file", "doubt", "back"} for one in page.found):
        whole = point_said(question, blocks) or line_said(question, blocks)
        whole = whole or interval_said(question, blocks) or coordinates_said(question, blocks)
        whole = whole or terms_said(question, blocks)
        page.found = whole or page.found
    typed = {one.name for one in page.found if one.kind == "field" and one.rank != "code"}
    answered = [one for one in page.found if one.kind == "file" or (one.kind == "field" and _counts(one, typed))]
    for one in answered:
        if one.kind == "file":
            write_file(ledger, question, one.text, one.source)
            continue
        write(ledger, question, one.text, one.source, one.name)
    doubted = [one for one in page.found if one.kind == "doubt" and answered]
    given = {one.name for one in (*answered, *doubted)}
    if answered:
        doubted += _passed_over(question, page.found, blocks, given)
    strayed = any(one.kind in {"unknown", "several", "formula", "unread", "open"} for one in page.found)
    if answered and not strayed and all(one.kind == "field" for one in answered):
        doubted += [one for one in named_only(question, blocks) if one.name not in given | _used(question, answered)]
        doubted += _worked_out(question, page.found, given | {one.name for one in doubted})
    for one in doubted:
        said = writing_notices.NOBODY_CAN_TELL_WHETHER.format(why=one.why)
        ledger.write(question, one.name, FieldAnswer(one.text.strip(), one.source, said))
    fields: tuple[Target, ...] = tuple((question.id, name) for name in question.fields)
    broken = [one for one in page.found if one.kind == "open"]
    for one in broken:
        _write_open(ledger, question, one)
    others = [one for one in page.found if one.kind in {"unknown", "several", "formula", "unread"}]
    if not answered and not doubted and not others and not broken:
        _write_nothing(ledger, question, page.found, blocks)
    for one in others:
        if one.kind == "formula" and says_none(one.text) and not answered:
            write(ledger, question, one.text, one.source)
        else:
            stray(ledger, question, one, fields)


def _passed_over(question: Question, found: list[Found], blocks: list[Block], given: set[str]) -> list[Found]:
    """Return doubts for fields of which something may be said though nothing gives them; `given` gains their names."""
    ways = (
        lambda: [one for one in spoken_of(question, found) if one.name not in given],
        lambda: points_passed_over(question, blocks, given),
        lambda: called_otherwise(question, found, given),
    )
    doubted: list[Found] = []
    for way in ways:
        doubted += way()
        given |= {one.name for one in doubted}
    return doubted


def _worked_out(question: Question, found: list[Found], given: set[str]) -> list[Found]:
    """Return a doubt for each field without a value where a number is worked out that none of them is called by."""
    passed = next((one for one in found if one.kind == "context" and _WORKED_OUT.search(one.name or one.text)), None)
    missing = [name for name, field in question.fields.items() if name not in given and not field.free]
    if passed is None:
        return []
    text = passed.name or passed.text
    why = writing_notices.WORDS_BEFORE_LEAD_NO
    return [Found("doubt", text, passed.source, name, why=why) for name in missing]


_WORKED_OUT = re.compile(r"[^=<>≤≥]=\s*[-+−]?\d[\d\s.,/]*[\s$.]*\Z")


def _used(question: Question, answered: list[Found]) -> set[str]:
    """Return the fields that may be left open and are, since the values of others speak of them."""
    free = [field for field in question.fields.values() if field.free]
    texts = [one.text for one in answered] if free else []
    return {field.name for field in free if any(field.name in names_in(question, text) for text in texts)}


_GIVES = frozenset({"field", "file", "doubt", "back", "unknown", "several", "unread", "open", "answer"})


def _counts(one: Found, typed: set[str]) -> bool:
    """Whether what gives a field counts: code only for fields that are not typed."""
    return one.rank != "code" or one.name not in typed


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
        return writing_notices.NO_ANSWER_COULD_TAKEN
    lines = ", ".join(f"`{name} = …`" for name in list(question.fields)[:6])
    return writing_notices.NO_ANSWER_COULD_TAKEN_HERE.format(lines=lines)


OPEN = writing_notices.MATHEMATICS_BEGINS_HERE_SIGN


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


def _settle_single(ledger: Ledger, question: Question, found: list[Found], blocks: list[Block]) -> None:
    """Write the only field of a question: what is called its answer, else the formulas that may be it."""
    labelled = [one for one in found if one.kind == "file" or (one.kind == "answer" and one.text)]
    for one in labelled:
        if one.kind == "file":
            write_file(ledger, question, one.text, one.source)
        else:
            write_found(ledger, question, one)
    broken = [one for one in found if one.kind == "open"]
    for one in broken:
        _write_open(ledger, question, one)
    if labelled or broken:
        return
    if found and all(is_nothing(one) for one in found):
        return
    _settle_formulas(ledger, question, found, blocks)


def _settle_formulas(ledger: Ledger, question: Question, found: list[Found], blocks: list[Block]) -> None:
    """Write the formulas that may be the answer where nothing is called so."""
    texts, rule, place = choice(question, found)
    if len(texts) == 1 and texts[0].kind == "formula":
        write_found(ledger, question, texts[0])
    elif any(one.kind == "formula" for one in texts):
        write_candidates(ledger, question, texts, rule, place)
    elif texts:
        _write_doubtful(ledger, question, texts)
    elif (alone := _only_line(blocks)) and undecorated(alone.text).strip() and not _supposes(alone.text):
        write(ledger, question, value(undecorated(alone.text)), alone.source)
    else:
        unread = [one for one in found if one.kind == "unread"]
        for one in unread:
            stray(ledger, question, one, ((question.id, None),))
        if not unread:
            _write_nothing(ledger, question, [one for one in found if one.kind == "context"], blocks)


def _write_doubtful(ledger: Ledger, question: Question, texts: list[Found]) -> None:
    """Say why of what stands here nobody can tell whether it is the answer."""
    said = f"{_expected(question)} ({reasons(texts)})"
    if not ledger.is_open((question.id, None)):  # what stands before it at another place does not count any more
        write(ledger, question, texts[0].text, texts[0].source, error=said)
        return
    said = f"{question.id}: {said}"
    ledger.stray(Stray("", texts[0].text, texts[0].source, said, {}, ((question.id, None),)))


def _supposes(text: str) -> bool:
    """Whether a line only says what is supposed or given: `Suppose f'(x) = 2x`."""
    return "=" in text and starting(cues.SETTING, cues.SUPPOSING).match(text.casefold()) is not None


def _only_line(blocks: list[Block]) -> Prose | None:
    """Return the one line that stands under a heading, where it holds no formula in a sentence."""
    content = [block for block in blocks if is_content(block)]
    if len(content) != 1 or not isinstance(content[0], Prose) or "\n" in content[0].text.strip():
        return None
    return content[0] if all(piece.kind == "text" for piece in pieces(content[0].text)) else None
