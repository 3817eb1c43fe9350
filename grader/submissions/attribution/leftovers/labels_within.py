"""Words below a problem's heading that are the id or the title of another one: `## Problem 10`, below it `Total: 1608`.

Such a word is what a value is called within the answer as often as the name of the other problem, so that nobody
guesses which of both what stands behind it was written for, nor where the answer above it ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from grader.problems.question import Question
from grader.records import replace
from grader.submissions.attribution.leftovers.unattributed import written_in
from grader.submissions.attribution.naming.beginnings import beginnings
from grader.submissions.attribution.naming.labels import ANSWER
from grader.submissions.attribution.naming.names import Names, targets_of
from grader.submissions.attribution.naming.numbering import Target, distinct
from grader.submissions.attribution.structure.section import LINE_LEVEL, Section
from grader.submissions.forms.blocks import Prose
from grader.submissions.forms.content import is_content, raw
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.wording import writing_notices

MIN_HEADS = 2  # that name problems below one of which nothing else stands: it is that of a chapter
MIN_ANSWERS = 3  # at the end of a document, behind all problems; an answer has as many solutions seldom
MAX_WORDS = 2  # of a name that may be what a value is called


def keep_labels_open(names: Names, found: Sequence[Section]) -> None:
    """Name both problems of a label below another one's heading."""
    heads = [one for one in found if one.level < LINE_LEVEL and one.target is not None]
    below = Counter(id(_above(names, one)) for one in heads)
    last = Section()
    for one in found:
        above = _above(names, one) if one.targets else None
        if above is not None and _is_counted(names, one, above, found):
            _name_both(one, above.targets, one.targets)
            continue
        is_chapter = above is not None and not above.has_content and below[id(above)] >= MIN_HEADS
        if above is None or one.naming is None or is_chapter or not _is_label(one, above, several=len(heads) > 1):
            last = one
            continue
        _name_both(one, last.targets, one.targets)
    _keep_emptied(found)
    _keep_fewer(names, found)


def _name_both(section: Section, some: tuple[Target, ...], others: tuple[Target, ...]) -> None:
    section.targets, section.doubts = distinct((*some, *others)), True
    section.naming = replace(section.naming, targets=section.targets) if section.naming else None


def _is_counted(names: Names, section: Section, above: Section, found: Sequence[Section]) -> bool:
    """Whether a heading below a problem's counts the answers there: `### Solution 1`, which stands elsewhere, too."""
    if section.level >= LINE_LEVEL or section.lead != "answer" or section.naming is None:
        return False
    below = [one for one in found if one.lead == "answer" and _is_below(one, above)]
    answers = {target.id for one in below for target in one.targets}
    if names.sheet is not None and len(answers) >= len(names.sheet.labels):
        return False  # the number above them is that of the sheet
    if not _is_back(section, above) and not any(_is_named(one, section) and not _is_below(one, above) for one in found):
        return False
    section.lead = ""
    return True


def _keep_emptied(found: Sequence[Section]) -> None:
    """Name both problems of lines with another word, `Solution 1: 2`, below a line `Problem 3` with nothing there."""
    head: Section | None = None
    for place, one in enumerate(found):
        word = _word(one)
        if not word or head is None or word == _word(head) or one.level < LINE_LEVEL - 1:
            is_head = word and one.level >= LINE_LEVEL - 1 and not one.has_content and one.target is not None
            head = one if is_head else None if word or one.level < LINE_LEVEL - 1 else head
            continue
        others = (other for other in found[:place] if _word(other) == _word(head))
        is_elsewhere = _is_back(one, head) or any(_is_named(other, one) for other in others)
        if one.targets and head.targets != one.targets and is_elsewhere:
            one.lead = ""
            _name_both(one, head.targets, one.targets)


def _keep_fewer(names: Names, found: Sequence[Section]) -> None:
    """Name both problems of `Solution 1: 2` below problem 3, where fewer such lines stand than problems.

    Where each problem has one, what stands behind the other word or number is the sheet's text.
    """
    answers = [one for one in found if _word(one) and one.lead == "answer" and one.level >= LINE_LEVEL - 1]
    if not answers:
        return
    counted, rest = {_number(one) for one in answers}, [one for one in found if one.lead != "answer" and _number(one)]
    within = set(_numbers_within(names, answers))
    others = {_number(one) for one in rest if _is_of_student(names, one)} | within
    are_all = others <= counted and (not rest or counted <= {_number(one) for one in rest})
    places = {id(one): place for place, one in enumerate(found)}
    is_behind = bool(rest) and places[id(rest[-1])] < places[id(answers[0])]
    if are_all or (len(counted) >= MIN_ANSWERS and is_behind and not within):
        return
    above: Section | None = None
    is_counted = False  # whether what stands there counts the answers of the problem above
    for one in found:
        if not any(one is answer for answer in answers):
            is_new = one.level < LINE_LEVEL - 1 or _number(one)
            above, is_counted = (one if one.level >= LINE_LEVEL - 1 else None, False) if is_new else (above, is_counted)
        elif above is not None and one.targets and (is_counted or _is_elsewhere(one, above, others)):
            one.lead, is_counted = "", True
            _name_both(one, above.targets or (above.naming.targets if above.naming else ()), one.targets)


def _is_elsewhere(section: Section, above: Section, others: Collection[str]) -> bool:
    number = _number(section)
    return number != _number(above) and (number in others or _is_back(section, above))


def _number(section: Section) -> str:
    """Return the number of the problem that a section is announced by, empty where there is none."""
    return section.naming.path[0] if section.naming is not None and section.naming.path else ""


def _numbers_within(names: Names, sections: Sequence[Section]) -> Iterator[str]:
    """Yield the numbers of problems that lines within sections begin with."""
    for line in beginnings(block for one in sections for block in one.blocks):
        number = names.numbered(line)
        if number is not None and number.closed and names.root.find(number.path[:1]) is not None:
            yield number.path[0]


def _is_of_student(names: Names, section: Section) -> bool:
    """Whether a number has something below it that is not the prompt of its problem."""
    meant = section.naming.targets if section.naming is not None else ()
    prompt = meant[0].prompt if len(meant) == 1 else ""
    return any(map(is_content, written_in(names, section, prompt)))


def _is_back(section: Section, above: Section) -> bool:
    """Whether a number behind a word for answer is smaller than that of the problem above it."""
    mine, its = (one.naming.path[:1] if one.naming else () for one in (section, above))
    both = section.lead == "answer" and bool(mine and its) and mine[0].isdigit() and its[0].isdigit()
    return both and int(mine[0]) < int(its[0])


def _is_named(one: Section, section: Section) -> bool:
    """Whether one section names what another does, in other words."""
    return one is not section and one.targets == section.targets and _word(one) != _word(section)


def _word(section: Section) -> str:
    """Return the word with which a section is announced."""
    naming = section.naming
    return naming.shown.rstrip(" 0123456789.#").strip(" *_").casefold() if naming and naming.by == "word" else ""


def _is_below(section: Section, above: Section) -> bool:
    parent = section.parent
    while parent is not None and parent is not above:
        parent = parent.parent
    return parent is above


def _is_label(section: Section, above: Section, *, several: bool) -> bool:
    """Whether a name below the heading of another problem may be a word of its answer.

    A number behind a word may only where nothing else stands below that heading, which is not the only one.
    """
    naming = section.naming
    if naming is not None and naming.by in {"id", "title"}:
        return len(naming.shown.split()) <= MAX_WORDS and not re.search(r"\d|_\w|\w\.\w", naming.shown)
    return several and naming is not None and naming.by == "word" and not above.has_content


def _above(names: Names, section: Section) -> Section | None:
    """Return the heading of another problem that a section stands below, None where there is none."""
    own = {_top(names, target) for target in section.targets}
    above = section.parent
    while above is not None:
        is_head = above.level < LINE_LEVEL and above.heading is not None and above.target is not None
        if is_head and above.target is not None and names.is_set(above.target):
            return above if _top(names, above.target) not in own else None
        above = above.parent
    return None


def _top(names: Names, target: Target) -> str:
    parent = names.parent(target) if isinstance(target, Question) else None
    return parent.id if parent else target.id


def keep_counted_lines(ledger: Ledger, names: Names, found: Sequence[Section]) -> None:
    """Keep from being refuted a problem below whose heading lines count the answers: `**Answer 1**`, `Solution 2`."""
    for section in found:
        path = section.naming.path if section.naming is not None else ()
        target = section.target
        if not path or section.level >= LINE_LEVEL or not isinstance(target, Question):
            continue
        for block in section.blocks:
            if isinstance(block, Prose) and (match := _COUNTED.match(block.text)) and match[1] not in path:
                said = writing_notices.COUNTS_ANSWERS.format(shown=clipped(match[0].strip()), id=target.id)
                meant = targets_of(names, [target])
                ledger.stray(Stray("", raw([block]), block.source, said, {}, meant, "ended", mentioned=True))
                break


_RESULT = "results?|ergebnis|r[ée]sultat|resultado|risultato|resultaat"
_COUNTED = re.compile(rf"[\s*_]*(?:{ANSWER}|{_RESULT})\s*#?(\d{{1,2}})[ \t*_.:)]*(?:\n|\Z)", re.IGNORECASE)
