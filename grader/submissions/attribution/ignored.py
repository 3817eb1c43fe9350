"""What an assignment ignores closes no question unheard: where nothing else stands below one, that is said.

What may be an answer, for there is mathematics or a number in it, is for a person.
"""

from __future__ import annotations

import re

from grader.problems.question import Problem, Question
from grader.submissions.attribution.names import Names, targets_of
from grader.submissions.attribution.not_writing import NotWriting
from grader.submissions.attribution.section import Section
from grader.submissions.forms.content import is_content, raw
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.wording import writing_notices

_MATHEMATICS = re.compile(r"[$=\\\d]")


def keep_ignored(ledger: Ledger, names: Names, section: Section, target: Question | Problem) -> None:
    """Say what is ignored below a problem, where nothing else stands there."""
    if names.sheet is None or not names.sheet.ignore:
        return
    every = NotWriting(names, ignores=False).of_student(section.blocks, target.prompt)
    left = [block for block in every if is_content(block)]
    if not left:
        return
    text, source = raw(left), left[0].source
    said = writing_notices.ALL_IGNORED.format(id=target.id, shown=clipped(" ".join(text.split())))
    if _MATHEMATICS.search(text):
        ledger.stray(Stray("", text, source, said, {}, targets_of(names, [target])))
    else:
        ledger.notice(source, "warning", said)
