"""Numbers and letters in bold by themselves below a head with nothing else, `**Answer 1:**` and below it `**4**`.

They answer the head's question, though another one has that label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.problems.question import Question
from grader.submissions.attribution.naming.beginnings import beginnings
from grader.submissions.attribution.naming.labels import ANSWER
from grader.submissions.attribution.naming.names import Names, targets_of
from grader.submissions.attribution.naming.not_writing import NotWriting
from grader.submissions.attribution.naming.numbering import Target
from grader.submissions.attribution.naming.resolving import named_by_line
from grader.submissions.attribution.structure.section import LINE_LEVEL, Section
from grader.submissions.forms.blocks import Block, Code, Heading
from grader.submissions.forms.content import is_content
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.part_names import part_names
from grader.wording import writing_notices

_ALONE = re.compile(r"\s*(?:\(\s*(?:\d{1,3}|[A-Za-z])\s*\)|[-−+]?\d{1,3}(?:\.\d{1,2})?|[A-Za-z])\s*")
_ANSWERED = re.compile(rf"[\s*_]*(?P<word>(?:{ANSWER})(?![^\W\d_])[\s.:*_]*)?(?P<said>.*?)[\s*_]*", re.IGNORECASE)


def is_bold_answer(names: Names, now: Section, title: str, ahead: Block | None) -> bool:
    """Whether a line in bold is all that stands below a head, as far as the block ahead shows.

    A letter that only an option is called by answers whatever follows it: `**C**` below `b)`, where the next part is c.
    """
    if _ALONE.fullmatch(title) is None or not _is_empty(names, now):
        return False
    return _is_end(names, ahead) or _is_option(names, now.target, title.strip(" ()"))


def _is_option(names: Names, target: Target | None, letter: str) -> bool:
    """Whether a letter is an option of a question, and in this case no part of its problem."""
    problem = names.parent(target) if isinstance(target, Question) else None
    is_part = problem is not None and letter in part_names(problem)
    return isinstance(target, Question) and letter in target.options and not is_part


def _is_empty(names: Names, section: Section) -> bool:
    """Whether a section is written for one question, and nothing but the sheet's words of it stands there."""
    target = section.target
    if not isinstance(target, Question) or section.heading is None or len(target.fields) != 1:
        return False
    return not any(map(is_content, NotWriting(names).of_student(section.blocks, target.prompt)))


def _is_end(names: Names, ahead: Block | None) -> bool:
    """Whether nothing follows, or a head, or a line or an item that begins with a label behind which a sign stands."""
    if isinstance(ahead, Code):  # which answers nothing where none is asked for
        return all(one.kind.written != "code" for one in names.tree.questions.values())
    if ahead is None or isinstance(ahead, Heading):
        return True
    first = next(beginnings([ahead]), "")
    if _ALONE.fullmatch(first.strip(" *_")):
        return False
    return named_by_line(names, first) is not None or _MARK.match(first) is not None


def _is_next_part(names: Names, above: Section, section: Section) -> bool:
    """Whether two sections are written for parts of one problem."""
    parts = [one.target for one in (above, section) if isinstance(one.target, Question)]
    problems = [names.parent(one) for one in parts]
    return len(problems) > 1 and problems[0] is not None and problems[0] is problems[1]


_MARK = re.compile(r"[\s*_]*[(\[]?[A-Za-z][)\]]")  # of the next part


def keep_bold_answers(ledger: Ledger, names: Names, found: Sequence[Section]) -> None:
    """Keep open the question of a head with nothing below but a label with nothing else on its line."""
    for place, one in enumerate(found[1:], 1):
        above = found[place - 1]
        if one.heading is None or one.level < LINE_LEVEL - 1 or not _is_empty(names, above):
            continue
        match = _ANSWERED.fullmatch(one.heading.title)
        if match is None or not _ALONE.fullmatch(match["said"]) or one.targets == above.targets:
            continue
        if match["word"] and one.has_content:
            continue  # `Solution 3` is a head
        if not _is_next_part(names, above, one) or _is_option(names, above.target, match["said"].strip(" ()")):
            said = writing_notices.ITSELF_MAY_ANSWER_NUMBER.format(shown=one.heading.title.strip())
            meant = targets_of(names, above.targets)
            ledger.stray(Stray("", one.heading.title, one.heading.source, said, {}, meant, mentioned=True))
