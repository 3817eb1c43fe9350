"""Running documents are attributed: sections become regions, and what is written for no question is said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence, Set

from grader.problems.labels import Label
from grader.problems.question import Problem, Question
from grader.records import dataclass
from grader.submissions.attribution.document_title import names_within
from grader.submissions.attribution.final_answers import keep_listed
from grader.submissions.attribution.leftovers import ignored
from grader.submissions.attribution.leftovers.corrected import corrects_something, keep_corrected
from grader.submissions.attribution.leftovers.counted_parts import regions_by_count, sections_by_count
from grader.submissions.attribution.leftovers.given_twice import keep_emptied, keep_everyday, keep_given_twice
from grader.submissions.attribution.leftovers.headed import between, headed, heads_above
from grader.submissions.attribution.leftovers.inside import keep_named_inside
from grader.submissions.attribution.leftovers.labels_within import keep_counted_lines
from grader.submissions.attribution.leftovers.number_alone import say_number
from grader.submissions.attribution.leftovers.number_below import below_number, counts_by_letters, keep_below_number
from grader.submissions.attribution.leftovers.numbers_anywhere import keep_numbered
from grader.submissions.attribution.leftovers.numbers_inside import is_spaced
from grader.submissions.attribution.leftovers.quoted_tasks import keep_below_quotations
from grader.submissions.attribution.leftovers.spelled_labels import keep_spelled
from grader.submissions.attribution.leftovers.unattributed import content_of, nowhere, undecided, written_in
from grader.submissions.attribution.leftovers.unplaced_marks import keep_unplaced
from grader.submissions.attribution.naming.mentions import keep_mentioned
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.not_writing import NotWriting
from grader.submissions.attribution.sections import sections
from grader.submissions.attribution.structure.bold_answers import keep_bold_answers
from grader.submissions.attribution.structure.comments_placed import comments_of
from grader.submissions.attribution.structure.labels_behind import keep_commented_out
from grader.submissions.attribution.structure.lines_apart import with_lines_apart
from grader.submissions.attribution.structure.section import LINE_LEVEL, Section
from grader.submissions.attribution.structure.strokes import with_strokes
from grader.submissions.attribution.structure.text_heads import keep_heads, keep_heads_alone, keep_numbered_heads
from grader.submissions.attribution.structure.words_behind import keep_words_behind
from grader.submissions.forms.blocks import Block, Code, Given, Heading
from grader.submissions.forms.content import is_content, raw
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.commented import keep_commented
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.matching import Target, find_field, find_part, part_name, parts_of
from grader.submissions.ledger.region import Region
from grader.submissions.not_done import is_not_done
from grader.wording import writing_notices

ByWriting = Callable[[Problem, Sequence[Block]], list[Region] | None]


def regions(ledger: Ledger, names: Names, blocks: Iterable[Block], in_parts: ByWriting) -> Iterator[Region]:
    """Yield what of a document was written for a question, in order; the rest is said.

    `in_parts` tells parts apart by what is written below their problem, where none of them is named.
    """
    blocks = with_lines_apart(names, with_strokes(names, list(blocks)))
    names = names_within(names, blocks)
    found = sections(blocks, names)
    answered = {target.id for one in found if one.lead == "answer" and one.has_content for target in one.targets}
    numbers = {one.naming.path for one in found if one.naming and one.lead == "answer" and one.naming.path}
    first = next((place for place, section in enumerate(found) if section.targets), len(found))
    only = len({_top(names, one.targets[0]) for one in found if one.targets}) == 1
    counted, numbered = sections_by_count(names, found), {id(one.parent) for one in found if one.bears_number}
    numbered |= {id(one) for one in found if is_spaced(one)}
    below, heads, codes = below_number(names, found), heads_above(names, found), _codes_of_none(found)
    placed = (tuple(block for _, block in codes), [place for place, _ in codes])
    document = _Document(ledger, names, found, in_parts, heads, answered, numbers, first, *placed)
    _keep_placed(ledger, names, found, answered)
    keep_below_quotations(ledger, blocks, found)
    for place, section in enumerate(found):
        if only and counts_by_letters(ledger, names, section):
            continue
        if section.target is not None:
            keep_named_inside(ledger, names, section, section.target, only=only, numbered=id(section) in numbered)
        say_number(ledger, names, section)
        yield from _all_given(ledger, section)
        if place in below.places:
            keep_below_number(ledger, names, section, below.number)
            continue
        if place in counted or (section.shared and len(section.targets) > 1):
            several = regions_by_count(names, section) if place in counted else None
            yield from headed(several or _shared(ledger, names, section, in_parts), document.heads[place])
            continue
        yield from _of_section(document, place)
    keep_corrected(ledger, names, found)


@dataclass(frozen=True)
class _Document:
    """A document in sections: what stands below `Answer …` by id and number, the first section that has a target."""

    ledger: Ledger
    names: Names
    found: Sequence[Section]
    in_parts: ByWriting
    heads: Sequence[tuple[Heading, ...]]
    answered: set[str]
    numbers: set[Label]
    first: int
    codes: tuple[Block, ...]  # below heads of no problem
    code_places: Sequence[int]  # of the sections that these stand in


def _of_section(document: _Document, place: int) -> Iterator[Region]:
    """Yield what a section holds that is written for one question, or for one problem."""
    ledger, names, found, first = document.ledger, document.names, document.found, document.first
    section = found[place]
    match section.target:
        case None if section.lead == "problem" and section.naming and section.naming.path in document.numbers:
            return  # the sheet's text, whose answers stand below `Answer 1`
        case None if section.targets or section.naming is not None:
            ignored.keep_longer_label(ledger, names, section)
            undecided(ledger, names, section, is_title=place == first and _is_title(names, section, found[place + 1 :]))
        case None:
            nowhere(ledger, names, section, is_top=place < first, titled=first < len(found))
            if place < first < len(found):
                ignored.keep_options_above(ledger, names, section)
        case target if not names.is_set(target):
            _not_set(ledger, names, section, target)
        case target if section.lead == "problem" and target.id in document.answered:
            return  # the sheet's text: the answer stands below `Answer …`
        case Question() as question:
            again = place == first and any(one.has_content and question.id in _ids(one) for one in found[place + 1 :])
            written = _written(names, section, question, titled=again)
            ignored.keep_ignored(ledger, names, section, question, written)
            if not any(map(is_content, written)):
                ignored.keep_headings(ledger, names, section, written, next(iter(found[place + 1 : place + 2]), None))
            later = document.codes[bisect_right(document.code_places, place) :]
            yield between(names, section, Region(question, tuple(written), heads=document.heads[place], later=later))
        case Problem() as problem:
            several = _without_part(ledger, names, section, ledger.index.in_parts[problem.id], document.in_parts)
            yield from headed(several, document.heads[place])


def _is_title(names: Names, section: Section, below: Sequence[Section]) -> bool:
    """Whether the first heading says which problems a document holds, `Sheet 2, problems 2 to 6`: each has its own."""
    own = {_top(names, target) for one in below if one.target is not None for target in one.targets}
    return section.level < LINE_LEVEL and {_top(names, target) for target in section.targets} <= own


def _codes_of_none(found: Sequence[Section]) -> list[tuple[int, Block]]:
    """Return the code below heads of no problem, with the places of the sections that it stands in."""
    of_none = [(place, one) for place, one in enumerate(found) if not one.targets]
    return [(place, block) for place, one in of_none for block in one.blocks if isinstance(block, Code)]


def _keep_placed(ledger: Ledger, names: Names, found: Sequence[Section], answered: Set[str]) -> None:
    """Keep what sections say of other problems, and what marks and names may mean otherwise than they are taken."""
    _keep_mentioned(ledger, names, (one for one in found if one.lead != "problem" or not answered & _ids(one)))
    keep_unplaced(ledger, names, found)
    keep_numbered(ledger, names, found)
    keep_given_twice(ledger, names, found)
    keep_emptied(ledger, names, found)
    keep_counted_lines(ledger, names, found)
    keep_numbered_heads(ledger, names, found)
    keep_heads_alone(ledger, found)
    keep_commented_out(ledger, names, found)
    keep_everyday(ledger, names, found)
    keep_words_behind(ledger, names, found)
    keep_listed(ledger, names, found)
    keep_spelled(ledger, names, found)
    keep_bold_answers(ledger, names, found)


def _ids(section: Section) -> set[str]:
    return {target.id for target in section.targets}


def _keep_mentioned(ledger: Ledger, names: Names, found: Iterable[Section]) -> None:
    """Keep what sections say of other problems than their own; where one has none, only what it corrects."""
    for section in found:
        target = section.target
        blocks = list(written_in(names, section, target.prompt if target else ""))
        if target is None and section.heading is not None and section.naming is None:
            blocks.insert(0, section.heading)
        told = (
            f"{section.heading.title}: " if target is None and section.heading and corrects_something(section) else ""
        )
        for block in blocks:
            if not isinstance(block, Given):
                text = f"{told}{raw([block])}"
                keep_mentioned(ledger, names, text, block.source, target, title=isinstance(block, Heading))


def _top(names: Names, target: Question | Problem) -> str:
    parent = names.parent(target) if isinstance(target, Question) else None
    return parent.id if parent else target.id


def _shared(ledger: Ledger, names: Names, section: Section, in_parts: ByWriting) -> Iterator[Region]:
    """Yield a region for each question that is written at one place."""
    blocks = written_in(names, section)
    for target in section.targets:
        if isinstance(target, Question) and names.is_set(target):
            yield Region(target, blocks)
        elif isinstance(target, Problem) and names.is_set(target):
            yield from _without_part(ledger, names, section, ledger.index.in_parts[target.id], in_parts)


def _not_set(ledger: Ledger, names: Names, section: Section, target: Question | Problem) -> None:
    if content := content_of(names, section):
        ledger.leave(target.id, content[0].source)


def _written(names: Names, section: Section, question: Question, *, titled: bool) -> list[Block]:
    """Return what a student wrote in a section; `titled`: its heading may be the sheet's, and names stand below it."""
    rules = NotWriting(names)
    written = written_in(names, section, question.prompt)
    if not titled or section.level >= LINE_LEVEL:
        return list(written)
    return [block for block in written if isinstance(block, Heading) or not rules.is_front(block, titled)]


def _all_given(ledger: Ledger, section: Section) -> Iterator[Region]:
    r"""Yield what stands in `\answer{…}{…}` in a section, and take it out of that."""
    given = [block for block in section.blocks if isinstance(block, Given)]
    section.blocks = [block for block in section.blocks if not isinstance(block, Given)] if given else section.blocks
    for one in given:
        yield from _given(ledger, one, comments_of(one, (*given, *section.blocks)))


def _for_no_question(given: Given, problem: Problem | None) -> str:
    """Return why an answer is for no question: there is no such problem, or no such part of it."""
    if problem is None:
        return writing_notices.THERE_NO_PROBLEM.format(key=clipped(given.problem))
    if given.field:
        return writing_notices.HAS_NO_PART.format(id=problem.id, field=clipped(given.field))
    return writing_notices.HAS_PARTS_WRITE_ANSWER.format(id=problem.id, id_2=problem.questions[0].id)


def _given(ledger: Ledger, given: Given, comments: Sequence[Block]) -> Iterator[Region]:
    r"""Yield the region that is `\answer{problem}{field}{…}`."""
    if not given.text.strip() and not given.error:
        return  # nothing is written there
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
        targets = parts_of(problem) if problem else ()
        meant = {} if problem else ledger.index.targets
        said = _for_no_question(given, problem)
        ledger.stray(Stray(given.problem, given.text, given.source, said, meant, targets))
        return
    field = find_field(question, name) if name else None
    if name and field is None:
        said = writing_notices.HAS_NO_FIELD_FIELDS.format(
            id=question.id, value=clipped(name), fields=", ".join(list(question.fields)[:12])
        )
        every: dict[str, tuple[Target, ...]] = {one: ((question.id, one),) for one in question.fields}
        otherwise = tuple(target for targets in every.values() for target in targets)
        ledger.stray(Stray(name, given.text, given.source, said, every, otherwise))
    else:
        yield Region(question, (given, *comments), field)


def _without_part(
    ledger: Ledger, names: Names, section: Section, problem: Problem, in_parts: ByWriting
) -> Iterator[Region]:
    """Yield the parts that are named by their symbols; say what else stands under the heading of their problem."""
    content = content_of(names, section)
    if not content:
        keep_commented(ledger, problem.id, section.blocks, parts_of(problem))
        ignored.keep_ignored(ledger, names, section, problem)
        keep_heads(ledger, problem, section.blocks)
        return
    if all(is_not_done(part, raw(content)) for part in problem.questions):
        ledger.notice(content[0].source, "note", writing_notices.SAID_NOT_DONE.format(id=problem.id))
        keep_commented(ledger, problem.id, section.blocks, parts_of(problem))
        return
    if found := in_parts(problem, content):
        yield from found
        return
    said = writing_notices.HAS_PARTS_WRITE_EACH.format(id=problem.id, value=part_name(problem, problem.questions[0]))
    ledger.stray(Stray("", raw(content), content[0].source, said, {}, parts_of(problem)))
