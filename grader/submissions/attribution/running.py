"""Running documents are attributed: sections to questions, and what stands under no problem's heading is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from grader.problems.question import Problem, Question
from grader.submissions.attribution import headings
from grader.submissions.attribution.sections import Section, sections
from grader.submissions.attribution.unattributed import FEW_WORDS, content_of, may_answer, nowhere
from grader.submissions.forms.blocks import Block, Given
from grader.submissions.forms.content import raw
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.matching import Target, find_field, find_part, part_name, parts_of
from grader.submissions.ledger.region import Region


def regions(ledger: Ledger, blocks: Iterable[Block]) -> Iterator[Region]:
    """Yield what of a document was written for a question, in order; the rest is said."""
    index = headings.Headings(ledger.index, ledger.tree)
    found = sections(blocks, index)
    first = next((place for place, section in enumerate(found) if section.target is not None), 0)
    for place, section in enumerate(found):
        for given in [block for block in section.blocks if isinstance(block, Given)]:
            section.blocks.remove(given)
            yield from _given(ledger, given)
        match section.target:
            case None:
                nowhere(ledger, section, is_top=place < first)
            case target if not index.is_set(target):
                _not_set(ledger, section, target)
            case Question() as question:
                yield Region(question, tuple(section.blocks))
            case Problem() as problem:
                _without_part(ledger, section, ledger.index.in_parts[problem.id])


def _not_set(ledger: Ledger, section: Section, target: Question | Problem) -> None:
    content = content_of(section)
    if content:
        ledger.leave(target.id, content[0].source)


def _given(ledger: Ledger, given: Given) -> Iterator[Region]:
    r"""Yield the region that is `\answer{problem}{field}{…}`."""
    questions, problem = ledger.index.questions, ledger.index.in_parts.get(given.problem)
    question, name = questions.get(given.problem), given.field
    whole = ledger.tree.in_parts.get(given.problem)
    part = find_part(whole, given.field) if whole else None
    if part and part.id not in questions:
        ledger.leave(part.id, given.source)
        return
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
        yield Region(question, (given,), field)


def _without_part(ledger: Ledger, section: Section, problem: Problem) -> None:
    """Say what stands under the heading of a problem with parts and names none of them."""
    content = content_of(section)
    content = [block for block in content if may_answer(block) or len(raw([block]).split()) <= FEW_WORDS]
    if not content:
        return
    names = [part_name(problem, part) for part in problem.questions]
    said = f"{problem.id} has parts; write each under a heading of its own, such as `### {names[0]}`"
    ledger.stray(Stray("", raw(content), content[0].source, said, {}, parts_of(problem)))
