"""Parts that are given twice below one problem, and ids or titles that stand twice: neither replaces the other.

`(a) …` behind `Bob:`, behind `### Numerical check` or within the steps of part (c) may be another value of that part,
or something else that is counted by letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from grader.problems.question import Problem, Question
from grader.submissions.attribution.leftovers.unattributed import content_of
from grader.submissions.attribution.naming.names import Names, targets_of
from grader.submissions.attribution.naming.numbering import Target, distinct
from grader.submissions.attribution.structure.section import LINE_LEVEL, Section
from grader.submissions.forms.content import raw
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.matching import parts_of
from grader.wording import writing_notices


def keep_given_twice(ledger: Ledger, names: Names, found: Iterable[Section]) -> None:
    """Keep both texts of what is given twice from counting by itself, and the parts beside it from being missing."""
    first: dict[str, Section] = {}
    for section in found:
        target = section.target
        if not isinstance(target, Question) or not content_of(names, section):
            continue
        before = first.setdefault(target.id, section)
        is_final = section.lead == "answer" != before.lead
        is_named = _is_named(names, before) or _is_named(names, section)
        if before is section or is_final or not is_named or _said(names, before) == _said(names, section):
            continue
        ledger.twice.add(target.id)
        parent = names.parent(target)
        if parent is not None and parent.id in ledger.index.in_parts:
            _keep_others(ledger, names, section, ledger.index.in_parts[parent.id])


def keep_emptied(ledger: Ledger, names: Names, found: Sequence[Section]) -> None:
    """Keep a problem open below whose heading nothing stands but lines that name others: `Question 1: how many? 8`.

    These may count its steps, so what they name is given credit and never refuted.
    """
    for place, head in enumerate(found[:-1]):
        if head.level >= LINE_LEVEL or head.heading is None or head.has_content or not head.targets:
            continue
        below = list(takewhile(lambda one: one.level >= LINE_LEVEL, found[place + 1 :]))
        others = [one for section in below for one in section.targets]
        if not others or _top(names, head.targets[0]) in {_top(names, one) for one in others}:
            continue
        shown = clipped(below[0].heading.title) if below[0].heading is not None else ""
        said = writing_notices.WRITTEN_MAY_BEGIN.format(shown=shown, id=others[0].id, id_2=head.targets[0].id)
        content = [block for section in below for block in content_of(names, section)]
        source = (below[0].heading or content[0]).source
        ledger.stray(Stray("", raw(content), source, said, {}, targets_of(names, head.targets), mentioned=True))
        meant = targets_of(names, distinct(others))
        ledger.stray(Stray("", raw(content), source, said, {}, meant, "ended", mentioned=True))


def keep_everyday(ledger: Ledger, names: Names, found: Sequence[Section]) -> None:
    """Keep from being refuted what stands behind an everyday word, `Total: 30`, that is the id of a problem, too.

    So it is where the document calls other problems by their numbers.
    """
    if not any(one.naming is not None and one.naming.by in {"word", "bare"} and one.targets for one in found):
        return
    for section in found:
        naming, content = section.naming, content_of(names, section)
        is_word = (
            naming is not None and naming.by in {"id", "title"} and _EVERYDAY.fullmatch(naming.shown.strip(" *_:"))
        )
        target = section.target
        if naming is not None and is_word and content and target is not None and target.id not in ledger.twice:
            said = writing_notices.MAY_BE_NO_NAME.format(shown=clipped(naming.shown), id=target.id)
            targets = targets_of(names, [target])
            ledger.stray(Stray("", raw(content), content[0].source, said, {}, targets, "ended", mentioned=True))


_EVERYDAY = re.compile(
    r"total|sum|summe|name|names|nom|nombre|nome|naam|vorname|nachname|date|datum|time|zeit|points|punkte|score|title|titel"
    r"|author|autor|group|gruppe|groupe|grupo|version|id|student|parameters?|number|nummer|notes?|grade|note|subject|topic|course|kurs",
    re.IGNORECASE,
)


def _top(names: Names, target: Target) -> str:
    parent = names.parent(target) if isinstance(target, Question) else None
    return parent.id if parent else target.id


def _is_named(names: Names, section: Section) -> bool:
    """Whether a section is that of a part, or is called by the id or the title of its problem."""
    target, naming = section.target, section.naming
    is_part = isinstance(target, Question) and names.parent(target) is not None
    return is_part or (naming is not None and naming.by in {"id", "title"})


def _said(names: Names, section: Section) -> str:
    return " ".join(raw(content_of(names, section)).split())


def _keep_others(ledger: Ledger, names: Names, section: Section, problem: Problem) -> None:
    """Keep the other parts open where nothing was written for them: one of the two marks may be a slip."""
    content = content_of(names, section)
    shown = section.naming.shown if section.naming else ""
    said = writing_notices.MARK_STANDS_TWICE.format(shown=clipped(shown), id=problem.id)
    ledger.stray(Stray("", raw(content), content[0].source, said, {}, parts_of(problem), mentioned=True))
