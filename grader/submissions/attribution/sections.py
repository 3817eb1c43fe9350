"""The sections of a document, each with what it was written for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from grader.claims.wording import words
from grader.marking.read import is_readable
from grader.problems.labels import Label, parts_of_label
from grader.problems.question import Problem, Question
from grader.submissions.attribution.document_title import without_document_title
from grader.submissions.attribution.final_answers import with_final_answers
from grader.submissions.attribution.leftovers.labels_within import keep_labels_open
from grader.submissions.attribution.naming.labels import CONTINUED
from grader.submissions.attribution.naming.labels_alone import with_labels_alone
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.naming.own_text import tight
from grader.submissions.attribution.naming.runs import BY_LINE, MIN_WHOLE, NO_SIGN, repeated, style_of
from grader.submissions.attribution.structure.arrows_behind import without_arrows
from grader.submissions.attribution.structure.bold_titles import without_bold_titles
from grader.submissions.attribution.structure.comments_placed import place_comments
from grader.submissions.attribution.structure.dashed import keep_dashes
from grader.submissions.attribution.structure.last_remarks import without_last_remark
from grader.submissions.attribution.structure.positions import by_position, parts_by_position
from grader.submissions.attribution.structure.quoted_answers import with_quoted_answers
from grader.submissions.attribution.structure.quoted_prompts import with_quoted_prompts
from grader.submissions.attribution.structure.references import without_references
from grader.submissions.attribution.structure.schemes import is_strong, with_marks_settled
from grader.submissions.attribution.structure.section import LINE_LEVEL, Section
from grader.submissions.attribution.structure.sorter import Sorter
from grader.submissions.attribution.structure.struck import strike_between
from grader.submissions.attribution.structure.text_heads import with_text_heads
from grader.submissions.attribution.structure.together import is_one_numbering
from grader.submissions.attribution.structure.words_behind import without_words_behind
from grader.submissions.forms.blocks import Block, Listing, Prose, Unread
from grader.submissions.forms.content import raw
from grader.wording import file_notices


def sections(blocks: Iterable[Block], names: Names) -> list[Section]:
    """Return the sections of a document in order.

    A first look says which numbers count, and which problems have a heading of their own; where something depends on
    that, the document is looked at a second time.
    """
    kept = with_labels_alone(names, without_document_title(names, list(blocks)))
    kept = with_quoted_answers(names, with_final_answers(names, kept))
    together = is_one_numbering(names, kept)
    first = Sorter(names, together=together)
    first.blocks(kept)
    located = [one for one in first.sections if one.is_located]
    quoted = None if located else with_quoted_prompts(names, kept)
    if named := quoted or by_position(names, kept, located):
        return sections(named, names)
    written = [one for one in first.sections if one.has_content and not one.refers]
    first.runs.strong |= {target.id for one in written if is_strong(one) for target in one.targets}
    first.runs.worded = [
        one.naming.path
        for one in written
        if one.naming and one.naming.by == "word" and one.targets and not _is_continued(names, one)
    ]
    looked = with_marks_settled(names, without_references(names, _looked_at_again(first, kept, written)))
    place_comments(looked)
    found = with_text_heads(names, _with_continued(names, looked))
    keep_labels_open(names, found)
    _take_names_as_answers(names, found)
    _take_rests(names, found)
    keep_dashes(found)
    strike_between(found)
    without_bold_titles(found)
    without_last_remark(names, found)
    return [piece for section in found for piece in parts_by_position(names, section)]


def _with_continued(names: Names, found: list[Section]) -> list[Section]:
    """Return sections with what stands below `Problem 4 (continued)` at the end of what was written for it before."""
    kept: list[Section] = []
    last: dict[str, Section] = {}
    for section in found:
        target = section.target
        if isinstance(target, Question) and target.id in last and _is_continued(names, section):
            last[target.id].blocks += section.blocks
            continue
        kept.append(section)
        if target is not None:
            last[target.id] = section
    return kept


def _is_continued(names: Names, section: Section) -> bool:
    """Whether a heading or line says that it only goes on with a problem: `Problem 4 (cont'd)`."""
    number = names.numbered(section.heading.title) if section.heading and section.naming else None
    said = (number.title, number.rest.strip(" .:*_()–—-")) if number else ()
    return any(CONTINUED.fullmatch(one) for one in said)


def _take_names_as_answers(names: Names, found: list[Section]) -> None:
    """Keep what stands behind a number, `Q6: queue`, as an answer though it is the id or the title of that problem.

    So it is where nothing else stands there, it can be read, and another number has its answer on its line.
    """
    behind = [_behind_number(names, one) for one in found]
    if not any(rest and not _is_name(names, rest) for rest in behind):
        return
    for one, rest in zip(found, behind, strict=True):
        target = one.target.questions[0] if isinstance(one.target, Problem) else one.target
        if one.has_content or not rest or target is None or one.heading is None or len(target.fields) != 1:
            continue
        if not target.kind.by_person and is_readable(target, {next(iter(target.fields)): rest}):
            one.blocks.insert(0, Prose(rest, one.heading.source))


def _is_name(names: Names, text: str) -> bool:
    return names.exact_name(text) is not None or bool(names.near_name(text) or names.titled(text))


def _behind_number(names: Names, section: Section) -> str:
    """Return what stands behind a number on its line; empty where a section begins otherwise."""
    if section.level < LINE_LEVEL or section.heading is None or section.naming is None or not section.naming.path:
        return ""
    number = names.numbered(section.heading.title)
    return number.rest.strip(" :.*_–—-") if number is not None else ""


def _looked_at_again(first: Sorter, blocks: list[Block], written: list[Section]) -> list[Section]:
    """Return the sections of a second look, which knows what the first one found; of the first where that is enough."""
    refused, twice = frozenset(first.runs.refused(_whole(first, blocks))), frozenset(_twice(first, written))
    if not (refused or twice or first.is_unsure):
        return first.sections
    is_named = first.runs.named.get(BY_LINE, set()) & first.runs.strong  # the answers stand under names of their own
    style = _style_of_all(first) if BY_LINE in refused and not is_named else ""
    refused -= {BY_LINE} if style else frozenset()
    headed = {target.id for one in written if one.level < LINE_LEVEL and one.heading for target in one.targets}
    located = {target.id for one in first.sections for target in one.targets}
    second = Sorter(first.names, refused, twice, frozenset(headed), frozenset(located), style, first.together)
    second.blocks(blocks)
    return second.sections


def _style_of_all(first: Sorter) -> str:
    """Return how all problems of a sheet are numbered, once each and in order, where other numbers stand between them.

    `(3): …` within an answer speaks of the third equation where the problems are `**1.**` to `**12.**`. Empty where no
    style, or more than one, numbers them all.
    """
    labels = first.names.sheet.labels.values() if first.names.sheet else ()
    whole = [label[0] for several in labels if (label := parts_of_label(several[0]))]
    found: dict[str, list[str]] = {}
    for one in first.sections:
        if one.run == BY_LINE and one.naming is not None and one.heading is not None:
            found.setdefault(style_of(one.heading.title), []).append(one.naming.path[0])
    styles = [style for style, tops in found.items() if set(whole) <= set(tops)]
    is_clear = len(whole) >= MIN_WHOLE and len(styles) == 1 and found[styles[0]] == whole
    return styles[0] if is_clear else _style_of_signs(found, whole)


def _style_of_signs(found: Mapping[str, list[str]], whole: Sequence[str]) -> str:
    """Return how numbers are marked where those without any sign stand between them as answers: `#7`, below it `5`.

    They leave out at most two of the sheet's, in order, none of which stands there without one; empty where there are
    others.
    """
    signs = [style for style in found if style != NO_SIGN]
    tops = found[signs[0]] if len(signs) == 1 else []
    places = [whole.index(top) if top in whole else -1 for top in tops]
    is_rising = -1 not in places and all(one < two for one, two in pairwise(places))
    is_enough = len(places) >= max(MIN_WHOLE, len(whole) - MAX_LEFT_OUT)
    may_number = {top for top in found.get(NO_SIGN, ()) if top in whole} - {*tops}
    return signs[0] if is_rising and is_enough and not may_number else ""


MAX_LEFT_OUT = 2  # numbers of a sheet that are marked, those without a sign being answers


def _whole(first: Sorter, blocks: list[Block]) -> frozenset[str]:
    """Return the numbers of a sheet where each number by itself begins a block of its own, with something behind it."""
    bare = [one for one in first.sections if one.run is not None and one.run[0] != "twice" and not one.run[1]]
    inner = [one for block in blocks if isinstance(block, Listing) for one in _apart(block)]
    starts = {(one.source.file, one.source.line) for one in (*blocks, *inner)}
    places = [one.heading.source if one.heading else None for one in bare]
    apart = all(place is not None and (place.file, place.line) in starts for place in places)
    sheet = first.names.sheet
    above = {id(one.parent) for one in first.sections if one.has_content}
    if sheet is None or not apart or not all(one.has_content or one.rest or id(one) in above for one in bare):
        return frozenset()
    return frozenset(label[0] for labels in sheet.labels.values() if (label := parts_of_label(labels[0])))


def _apart(listing: Listing) -> Iterator[Block]:
    """Yield the beginnings of the items of a list that stand behind an empty line."""
    for before, item in pairwise(item for item in listing.items if item):
        last = before[-1].source.line + raw([before[-1]]).count("\n")
        if item[0].source.line > last + 1:
            yield item[0]


def _take_rests(names: Names, found: Sequence[Section]) -> None:
    """Keep what stands behind names on their lines, words for problem and arrows aside."""
    without_words_behind(names, found)
    without_arrows(found)
    for section in found:
        _take_rest(section)


def _take_rest(section: Section) -> None:
    """Keep what stands behind a name in its heading: as an answer where it is mathematics and nothing stands below."""
    if section.rest is None:
        section.blocks = _without_task(section)
        return
    title, source = section.rest.title, section.rest.source
    if not section.has_content and _is_copied(section, title):
        section.blocks.insert(0, Unread(file_notices.THE_TASK, title, source))
    elif not section.has_content and (re.search(r"[$=\\]|\{\s*[-−\d]", title) or _is_value(section, title)):
        section.blocks.insert(0, Prose(title, source))
    else:
        section.blocks.insert(0, section.rest)


def _is_copied(section: Section, title: str) -> bool:
    """Whether a heading is a formula of the task, perhaps behind words of it: `Problem 4: Simplify $x^2/x$`."""
    prompt = section.target.prompt if section.target is not None else ""
    said = tight(title).rstrip(".:?")
    if "$" not in title or not said or said not in tight(prompt):
        return False
    is_term = _TERM.fullmatch(title.strip()) is not None and title.strip() in prompt
    return is_term or _COPIED.match(title) is not None


_COPIED = re.compile(r"[^\W\d_]{3,}")  # a word, behind which the formula stands
_TERM = re.compile(r"\$[^$=<>]+(?:[-+*/^]|\\[d]?frac|\\cdot)[^$=<>]+\$")  # a value by itself may be the answer


def _without_task(section: Section) -> list[Block]:
    """Return the blocks of a line on which nothing but the beginning of the task stands, as what is no answer."""
    block = section.blocks[0] if len(section.blocks) == 1 else None
    target = section.target
    if not isinstance(block, Prose) or not isinstance(target, Question) or target.kind.reads != "value":
        return section.blocks
    is_task = _is_copied(section, block.text.strip()) and tight(target.prompt).startswith(
        tight(block.text).rstrip(".:?")
    )
    return [Unread(file_notices.THE_TASK, block.text, block.source)] if is_task else section.blocks


def _is_value(section: Section, text: str) -> bool:
    """Whether a text in a heading is an answer to the one field asked for there: a number, an option, a listed text."""
    target = section.target
    if len(section.targets) > 1:  # `Problem 1 - 3`
        return text.strip().isdigit()
    if not isinstance(target, Question) or len(target.fields) != 1 or target.kind.by_person:
        return False
    if target.kind.reads == "words":
        return words(text) in map(words, target.accepted_texts)
    is_plain = _PLAIN.match(text) if target.kind.reads == "value" else target.kind.reads == "choice"
    return bool(is_plain) and is_readable(target, {next(iter(target.fields)): text})


_PLAIN = re.compile(r"[-−+]?\d|[(\[]\s*[-−]?\d+\s*[,;]")  # what numbers and tuples begin with


def _twice(sorter: Sorter, written: list[Section]) -> set[Label]:
    """Return the labels that a word announces twice while some problem stands nowhere: one of them is misnumbered."""
    names = sorter.names
    found = {target.id for one in written for target in one.targets}
    found |= {
        parent.id
        for one in written
        for target in one.targets
        if isinstance(target, Question) and (parent := names.parent(target))
    }
    if names.sheet is None or set(names.sheet.labels) <= found:
        return set()
    leads = {one.lead for one in written if one.naming and one.naming.by == "word"}
    return set() if len(leads) > 1 else repeated(sorter.runs.worded)
