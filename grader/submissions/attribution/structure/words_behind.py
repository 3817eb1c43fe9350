"""Words behind the number of a problem that answer it, though another problem is called so: `14) adiabatic`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grader.marking.read import is_readable
from grader.problems.question import Problem, Question
from grader.records import replace
from grader.submissions.attribution.naming.labels import is_word_alone
from grader.submissions.attribution.naming.names import Names, targets_of
from grader.submissions.attribution.naming.numbering import Target, distinct
from grader.submissions.attribution.naming.resolving import Naming, named_by_line
from grader.submissions.attribution.structure.section import LINE_LEVEL, Section
from grader.submissions.forms.blocks import Prose
from grader.submissions.forms.content import is_content, raw
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.wording import writing_notices


def may_answer(target: Target | None, text: str) -> bool:
    """Whether a text by itself may be the answer to the one field of a problem that asks for words or an option."""
    question = target.questions[0] if isinstance(target, Problem) and len(target.questions) == 1 else target
    if not isinstance(question, Question) or len(question.fields) != 1 or question.kind.by_person or not text.strip():
        return False
    if question.kind.reads == "words":
        return True
    return question.kind.reads == "choice" and is_readable(question, {next(iter(question.fields)): text.strip()})


def is_answer(now: Section, naming: Naming, below: str) -> bool:
    """Whether what another problem is called by is all that stands below a name or number, and may answer that.

    `below` is the line below it.
    """
    if naming.by not in {"id", "title"} or naming.rest.strip() or naming.shown.rstrip().endswith(":"):
        return False
    is_alone = not below.strip() and not now.has_content and now.target not in naming.targets
    return is_alone and may_answer(now.target, naming.shown)


def without_words_behind(names: Names, found: Sequence[Section]) -> None:
    """Take away the word for problem behind a number, `1. Exercice`, where what was written stands below it.

    Where nothing does, it may be the answer: `3) Task`.
    """
    words = names.sheet.words if names.sheet else ()
    parents = {id(one.parent) for one in found if one.has_content}
    for section in found:
        first = section.blocks[0] if section.blocks and section.naming and section.naming.lead == "problem" else None
        if not isinstance(first, Prose) or section.level < LINE_LEVEL:
            continue
        word, _, below = first.text.partition("\n")
        is_below = below.strip() or id(section) in parents or any(map(is_content, section.blocks[1:]))
        if is_below and is_word_alone(word, words):
            source = replace(first.source, line=first.source.line + 1)
            section.blocks[:1] = [Prose(below, source)] if below.strip() else []


def keep_words_behind(ledger: Ledger, names: Names, found: Iterable[Section]) -> None:
    """Keep a problem open, and the other one, where more stands below a word that the other is called by.

    So are both where nothing does: `7) thrashing` answers the seventh, or begins the one of that title.
    """
    found = tuple(found)
    for section in found:
        _keep_named_both(ledger, names, section, found)
        content = [block for block in section.blocks if is_content(block)]
        first, target = next(iter(content), None), section.target
        if len(content) < 2 or target is None or not isinstance(first, Prose) or not may_answer(target, first.text):
            continue
        naming = named_by_line(names, first.text)
        if naming is None or naming.by not in {"id", "title"} or naming.rest.strip() or not naming.targets:
            continue
        if target.id not in {one.id for one in naming.targets}:
            said = writing_notices.WRITTEN_MAY_BEGIN
            said = said.format(shown=clipped(first.text.strip()), id=target.id, id_2=naming.targets[0].id)
            meant = targets_of(names, distinct((target, *naming.targets)))
            ledger.stray(Stray("", raw(content), first.source, said, {}, meant, "ended", mentioned=True))


def _keep_named_both(ledger: Ledger, names: Names, section: Section, found: Iterable[Section]) -> None:
    """Keep open what a number and the title behind it name, where both differ and nothing stands below."""
    naming, line = section.naming, section.heading
    if naming is None or line is None or len(section.targets) <= 1:
        return
    if section.shared or section.has_content or naming.rest.strip() or naming.by == "word":
        return
    if any(one.parent is section for one in found) or not any(may_answer(one, line.title) for one in section.targets):
        return
    answered = {one.target.id for one in found if one.target is not None and one.has_content}
    first, *others = section.targets
    if answered.issuperset(one.id for one in section.targets):
        return
    said = writing_notices.WRITTEN_MAY_BEGIN.format(shown=clipped(line.title.strip()), id=first.id, id_2=others[0].id)
    ledger.stray(
        Stray("", line.title, line.source, said, {}, targets_of(names, section.targets), "ended", mentioned=True)
    )
