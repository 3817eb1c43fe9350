"""Parts that are given twice below one problem, and ids or titles that stand twice: neither replaces the other.

`(a) …` behind `Bob:`, behind `### Numerical check` or within the steps of part (c) may be another value of that part,
or something else that is counted by letters.
"""

from __future__ import annotations

from collections.abc import Iterable

from grader.problems.question import Problem, Question
from grader.submissions.attribution.names import Names
from grader.submissions.attribution.section import Section
from grader.submissions.attribution.unattributed import content_of
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
