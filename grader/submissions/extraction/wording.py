"""Choices and texts in a running document: what is labelled, else what stands under the heading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.claims.wording import words
from grader.errors import AnswerError
from grader.marking.field_texts import read_choice
from grader.problems.question import Question
from grader.submissions.extraction.naming import is_answer
from grader.submissions.extraction.page import Page
from grader.submissions.extraction.statements import Found, say
from grader.submissions.extraction.vocabulary import undecorated
from grader.submissions.extraction.writing import stray, write
from grader.submissions.forms.blocks import Block, Formula, Heading, Listing, Prose
from grader.submissions.forms.content import is_content
from grader.submissions.ledger.ledger import Ledger, Stray


def find_words(ledger: Ledger, question: Question, blocks: list[Block]) -> None:
    """Write a choice or a text: what is labelled, else what stands under the heading."""
    page = Page(question)
    lines = list(_lines(blocks))
    for line in lines:
        said = [one for one in say(question, line) if one.kind in {"field", "answer"}]
        if page.pending is not None and not said:
            page.keep([Found("formula", undecorated(line.text), line.source)])
        page.keep(said)
    for block in blocks:
        if isinstance(block, Heading) and is_answer(block.title):
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
            stray(ledger, question, one, ((question.id, None),))
    elif question.kind.reads == "choice":
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
