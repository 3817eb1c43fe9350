"""Running documents are attributed: sections to questions, and what stands under no problem's heading is said."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.problems.question import Problem, Question
from grader.submissions import headings
from grader.submissions.blocks import Block, Code, Formula, Given, Heading, Listing, Prose, Table, Unread
from grader.submissions.content import is_content, raw
from grader.submissions.finding import find_answer
from grader.submissions.ledger import Ledger, Stray
from grader.submissions.matching import Target, find_field, find_part, part_name, parts_of
from grader.submissions.sections import Section, sections
from grader.submissions.spans import pieces
from grader.submissions.texts import clipped
from grader.submissions.writing import write
from grader.verdict import Source

FEW_WORDS = 5  # a text of so many words may be an answer, whatever they are
_TASK = re.compile(r"\d|\b(?:problem|question|exercise|task|part|answer|solution|aufgabe|exercice)\b", re.IGNORECASE)
_ANSWERS = re.compile(r"(?:^|\n)\s*(?:[-*+]\s+)?[^\s=:]{1,40}\s*=(?!=)|\banswer\s*(?::|is\b)", re.IGNORECASE)


def attribute_running(ledger: Ledger, blocks: Iterable[Block]) -> None:
    """Attribute the blocks of a document to the questions that its headings name."""
    index = headings.Headings(ledger.index)
    for section in sections(blocks, index):
        for given in [block for block in section.blocks if isinstance(block, Given)]:
            section.blocks.remove(given)
            _given(ledger, given)
        match section.target:
            case Question():
                find_answer(ledger, section.target, section.blocks)
            case Problem():
                _without_part(ledger, section, section.target)
            case None:
                _nowhere(ledger, section)


def _given(ledger: Ledger, given: Given) -> None:
    r"""Attribute `\answer{problem}{field}{…}`."""
    questions, problem = ledger.index.questions, ledger.index.in_parts.get(given.problem)
    question, name = questions.get(given.problem), given.field
    if problem and name:
        question, name = find_part(problem, name), ""
    if question is None:
        said = f"{problem.id} has no part {clipped(given.field)}" if problem and given.field else ""
        said = said or (
            f"{problem.id} has parts; write `\\answer{{{problem.questions[0].id}}}{{…}}`" if problem else ""
        )
        said = said or f"there is no problem {clipped(given.problem)}"
        targets = parts_of(problem) if problem else ()
        meant = {} if problem else ledger.index.targets
        ledger.stray(Stray(given.problem, given.text, given.source, said, meant, targets, damaged=True))
        return
    field = find_field(question, name) if name else None
    if name and field is None:
        said = f"{question.id} has no field {clipped(name)}; its fields are {', '.join(list(question.fields)[:12])}"
        every: dict[str, tuple[Target, ...]] = {one: ((question.id, one),) for one in question.fields}
        otherwise = tuple(target for targets in every.values() for target in targets)
        ledger.stray(Stray(name, given.text, given.source, said, every, otherwise))
    else:
        write(ledger, question, given.text, given.source, field, given.error)


def _content(section: Section) -> list[Block]:
    return [block for block in section.blocks if is_content(block)]


def _first(section: Section, content: list[Block]) -> Source:
    return section.heading.source if section.heading else content[0].source


def _without_part(ledger: Ledger, section: Section, problem: Problem) -> None:
    """Say what stands under the heading of a problem with parts and names none of them."""
    content = _content(section)
    content = [block for block in content if _may_answer(block) or len(raw([block]).split()) <= FEW_WORDS]
    if not content:
        return
    names = [part_name(problem, part) for part in problem.questions]
    said = f"{problem.id} has parts; write each under a heading of its own, such as `### {names[0]}`"
    ledger.stray(Stray("", raw(content[:1]), content[0].source, said, {}, parts_of(problem)))


def _nowhere(ledger: Ledger, section: Section) -> None:
    """Say what stands under no problem's heading; it may have been meant for one that its heading nearly names."""
    content = _content(section)
    if not content:
        return
    title = headings.cleaned(section.heading.title) if section.heading else ""
    source = _first(section, content)
    answers = any(map(_may_answer, content))
    if not title:
        if answers:
            said = "this stands under no heading that ends in a problem's id"
            ledger.stray(Stray("", raw(content[:1]), source, said, damaged=True))
        return
    said = f"the heading {clipped(title)} ends in no problem's id"
    key = title.split()[-1].strip("([{")
    text = raw(content[:1])
    ledger.stray(Stray(key, text, source, said, ledger.index.targets, damaged=answers or bool(_TASK.search(title))))


def _may_answer(block: Block) -> bool:
    """Whether a block that is attributed to nothing may have been meant as an answer."""
    match block:
        case Formula() | Code() | Given():
            return True
        case Prose(text=text):
            parts = pieces(text)
            alone = [piece for piece in parts if piece.kind != "text" or piece.text.strip(" \n.,;:")]
            inside = any(
                "=" in piece.text or piece.kind in {"display", "open"} for piece in parts if piece.kind != "text"
            )
            return inside or bool(_ANSWERS.search(text)) or (len(alone) == 1 and alone[0].kind in {"math", "code"})
        case Listing(items=items):
            return any(_may_answer(inner) for item in items for inner in item)
        case Table() | Unread():
            return "=" in block.text or "$" in block.text
        case Heading():
            return False
