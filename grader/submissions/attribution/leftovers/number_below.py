"""Titles that may be the sheet's: `# Exercise 2`, and below it a number by itself, `## 1`, or letters, `a)`.

Parts that stand below such a number, `(a)`, are then its own, and not those of the problem that the title names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grader.problems.question import Problem
from grader.records import dataclass, field
from grader.submissions.attribution.leftovers.inside import lettered
from grader.submissions.attribution.leftovers.unattributed import content_of
from grader.submissions.attribution.naming.beginnings import beginnings
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.structure.section import Section
from grader.submissions.forms.content import raw
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.wording import writing_notices

_ALONE = re.compile(r"[\s*_(\[#]*(?P<number>\d{1,2})[\s*_.:)\]]*")


@dataclass
class Below:
    """The `number` by itself below a title, and the `places` of what may be written for it; empty where none is."""

    number: str = ""
    places: set[int] = field(default_factory=set)


def below_number(names: Names, found: Sequence[Section]) -> Below:
    """Return what stands below a number by itself that is another problem's, below the only title of a document."""
    titles = [one for one in found if one.naming and one.naming.by == "word" and one.lead == "problem"]
    tops = {one.naming.path[:1] for one in titles if one.naming}
    title = titles[0] if len(tops) == 1 and names.sheet is not None else None
    if title is None or not isinstance(title.target, Problem):
        return Below()
    number, line = next(_numbers(names, title), ("", 0))
    parts = {
        place
        for place, one in enumerate(found)
        if one.parent is title and not one.bears_number and one.heading is not None and one.heading.source.line > line
    }
    return Below(number, {*parts, found.index(title)}) if number and parts else Below()


def _numbers(names: Names, title: Section) -> Iterator[tuple[str, int]]:
    """Yield the numbers of other problems that stand by themselves below a title, each with its line."""
    own = title.naming.path[:1] if title.naming else ()
    for block in title.blocks:
        for line in beginnings([block]):
            match = _ALONE.fullmatch(line)
            if match and (match["number"],) != own and names.root.find((match["number"],)) is not None:
                yield match["number"], block.source.line


def keep_below_number(ledger: Ledger, names: Names, section: Section, number: str) -> None:
    """Say that what a section holds may be written for any problem."""
    content = content_of(names, section)
    if content:
        said = writing_notices.ITSELF_MAY_ANSWER_NUMBER.format(shown=number)
        ledger.stray(Stray("", raw(content), content[0].source, said))


def counts_by_letters(ledger: Ledger, names: Names, section: Section) -> bool:
    """Say that what stands under the only number of a document counts by letters, which its problem does not have.

    The number may be the sheet's, and what stands below it may be for any of its problems.
    """
    letter = lettered(names, section) if names.sheet is not None and len(names.sheet.labels) > 1 else ""
    if not letter or section.heading is None or section.target is None:
        return False
    shown = clipped(section.heading.title.strip(" *_#"))
    said = writing_notices.MAY_NAME_SHEET_BELOW.format(shown=shown, letter=letter, id=section.target.id)
    content = content_of(names, section)
    ledger.stray(Stray("", raw(content), section.heading.source, said))
    return True
