"""What was found on a page is written: fields, doubts about them, and what gives nothing."""

from __future__ import annotations

import re

from grader import marking
from grader.claims.wording import says_none
from grader.marking.answer import FieldAnswer
from grader.problems.question import Question
from grader.submissions.extraction.called_twice import are_guesses, called_twice, is_corrected, not_replaced
from grader.submissions.extraction.candidates import choice, reasons
from grader.submissions.extraction.doubts import called_otherwise, named_only, names_in, spoken_of
from grader.submissions.extraction.fields.settled import settled
from grader.submissions.extraction.formulas.values import value
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.interval_said import interval_said
from grader.submissions.extraction.lines_said import line_said
from grader.submissions.extraction.page import Page
from grader.submissions.extraction.points_said import coordinates_said, point_said, points_passed_over
from grader.submissions.extraction.single import is_nothing, only_line
from grader.submissions.extraction.terms_said import terms_said
from grader.submissions.extraction.vectors_said import with_entries
from grader.submissions.extraction.worded.writing import (
    stray,
    write,
    write_candidates,
    write_found,
)
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import starting
from grader.submissions.extraction.words.vocabulary import undecorated
from grader.submissions.forms.blocks import Block, Formula, Prose
from grader.submissions.forms.content import is_content
from grader.submissions.forms.spans import pieces
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.matching import Target, find_field
from grader.submissions.limits import BLOCK_CHARACTERS
from grader.submissions.weights.files import write_file
from grader.wording import writing_notices


def settle(ledger: Ledger, page: Page, blocks: list[Block]) -> None:
    """Write the fields of a question with several, and say what else was found."""
    question = page.question
    page.found = found = _with_whole(question, with_entries(question, settled(page.found), blocks), blocks)
    typed = {one.name for one in found if one.kind == "field" and one.rank != "code"}
    answered = [one for one in found if one.kind == "file" or (one.kind == "field" and _counts(one, typed))]
    doubted = _doubted(question, found, blocks, answered, typed) if answered else []
    is_clean = bool(answered) and not doubted and not any(one.kind in _STRAYED for one in found)
    if not is_clean and (whole := _parted(question, blocks)) is not None:
        write(ledger, question, whole.text, whole.source)
        return
    for one in answered:
        if one.kind == "file":
            write_file(ledger, question, one.text, one.source)
            continue
        write(ledger, question, one.text, one.source, one.name)
    for one in doubted:
        said = writing_notices.NOBODY_CAN_TELL_WHETHER.format(why=one.why)
        ledger.write(question, one.name, FieldAnswer(one.text.strip(), one.source, said))
    fields: tuple[Target, ...] = tuple((question.id, name) for name in question.fields)
    broken = [one for one in found if one.kind == "open"]
    for one in broken:
        _write_open(ledger, question, one)
    others = [one for one in found if one.kind in _STRAYED]
    if not answered and not doubted and not others and not broken:
        _write_nothing(ledger, question, found, blocks)
    for one in others:
        if one.kind == "formula" and says_none(one.text) and not answered:
            write(ledger, question, one.text, one.source)
        else:
            stray(ledger, question, one, fields)


def _parted(question: Question, blocks: list[Block]) -> Prose | None:
    """Return the only paragraph or formula, where it is read as one text that gives all fields: `3, 2, 1`."""
    content = [block for block in blocks if is_content(block)]
    only = content[0] if len(content) == 1 else None
    if not isinstance(only, Prose | Formula) or len(only.text) > BLOCK_CHARACTERS:
        return None
    text = undecorated(only.text)
    return Prose(text, only.source) if marking.ways.within.whole_text.parted(question, text)[0] else None


def _with_whole(question: Question, found: list[Found], blocks: list[Block]) -> list[Found]:
    """Return what was found, or where no field is given, what a point, a line or an interval says of all of them."""
    if not any(one.kind in _GIVES for one in found):
        found = point_said(question, blocks) or found
    if any(one.kind in {"field", "file", "doubt", "back"} for one in found):
        return found
    whole = point_said(question, blocks) or line_said(question, blocks)
    whole = whole or interval_said(question, blocks) or coordinates_said(question, blocks)
    return whole or terms_said(question, blocks) or found


def _doubted(
    question: Question, found: list[Found], blocks: list[Block], answered: list[Found], typed: set[str]
) -> list[Found]:
    """Return doubts for fields beside those that are answered."""
    doubted = [one for one in found if one.kind == "doubt" and _counts(one, typed)]
    given = {one.name for one in (*answered, *doubted)}
    doubted += _passed_over(question, found, blocks, given)
    strayed = any(one.kind in _STRAYED or one.kind == "open" for one in found)
    if not strayed and all(one.kind == "field" for one in answered):
        doubted += [one for one in named_only(question, blocks) if one.name not in given | _used(question, answered)]
        doubted += _worked_out(question, found, given | {one.name for one in doubted})
    return doubted


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


_STRAYED = frozenset({"unknown", "several", "formula", "unread"})
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


def settle_single(ledger: Ledger, question: Question, found: list[Found], blocks: list[Block]) -> None:
    """Write the only field of a question: what is called its answer, else the formulas that may be it."""
    labelled = [one for one in found if one.kind == "file" or (one.kind == "answer" and one.text)]
    several, whole = called_twice(question, found, blocks)
    for one in labelled:
        if one.kind == "file":
            write_file(ledger, question, one.text, one.source)
        elif not several:
            write_found(ledger, question, not_replaced(one, found))
    if several:
        write_candidates(ledger, question, several, "none" if whole is None else "credit", whole or 0)
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
        is_open = are_guesses(question, found, blocks) or (rule != "none" and is_corrected(texts, place, blocks))
        write_candidates(ledger, question, texts, "none" if is_open else rule, place)
    elif texts:
        _write_doubtful(ledger, question, texts)
    elif (alone := only_line(blocks)) and undecorated(alone.text).strip() and not _supposes(alone.text):
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
