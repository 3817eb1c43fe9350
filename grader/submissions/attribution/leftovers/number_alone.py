"""Numbers by themselves on a line with nothing below, which may be answers rather than labels."""

from __future__ import annotations

from grader.submissions.attribution.naming.names import Names, targets_of
from grader.submissions.attribution.structure.section import LINE_LEVEL, Section
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.wording import writing_notices


def say_number(ledger: Ledger, names: Names, section: Section) -> None:
    """Say of a number by itself on a line, with nothing below it, that it may be an answer rather than a label."""
    heading, naming = section.heading, section.naming
    if heading is None or section.level < LINE_LEVEL or section.has_content:
        return
    is_unknown = naming is not None and naming.by == "bare" and not naming.targets and naming.node is None
    if is_unknown and naming is not None and not heading.title.strip().isdigit():
        said = writing_notices.MAY_ANSWER_NUMBER_PROBLEM.format(clipped=clipped(naming.shown.strip() or heading.title))
        ledger.stray(Stray("", heading.title.strip(), heading.source, said))
        return
    is_again = section.run is not None and section.run[0] == "again"  # `Problem 3`, and below it nothing but `3.`
    if is_again and section.rest is None and naming is not None and heading.title.strip(" \t.)*_").isdigit():
        said = writing_notices.ITSELF_MAY_ANSWER_NUMBER.format(shown=heading.title.strip())
        meant = targets_of(names, section.targets)
        ledger.stray(Stray("", heading.title.strip(), heading.source, said, {}, meant, mentioned=True))
        return
    if heading.title.strip().isdigit():
        said = writing_notices.ITSELF_MAY_ANSWER_NUMBER.format(shown=heading.title.strip())
        ledger.stray(Stray("", heading.title.strip(), heading.source, said))
