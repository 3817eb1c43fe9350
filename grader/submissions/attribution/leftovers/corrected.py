"""What may count instead of an answer above: numbers of answered problems that name nothing, and heads that correct.

`## Corrections`, and below it `1: 73728`: whether that replaces the answer to problem 1 is for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from grader.submissions.attribution.naming.mentions import is_correcting
from grader.submissions.attribution.naming.names import Names, targets_of
from grader.submissions.attribution.naming.numbering import distinct
from grader.submissions.attribution.structure.section import Section
from grader.submissions.forms.blocks import Heading
from grader.submissions.forms.content import is_content, raw
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Corrects, Ledger, Stray
from grader.submissions.ledger.matching import Target
from grader.wording import writing_notices

_VALUE = re.compile(r"[\d$=\\]")


def keep_corrected(ledger: Ledger, names: Names, found: Iterable[Section]) -> None:
    """Keep open what may be corrected: all of it by a number below a head that says so, else what would be refuted."""
    for section in found:
        content = [block for block in section.blocks if is_content(block)]
        if section.targets or not content:
            continue
        head = next((one for one in _heads(section) if is_correcting(one.title)), None)
        meant = _numbered(names, section)
        corrects: Corrects = "said" if meant and head is not None else "ended"
        if not meant and head is not None and section.naming is None and _VALUE.search(raw(content)):
            every = ledger.index.questions.values()
            meant = tuple((one.id, None) for one in every)
        if meant:
            ids = " and ".join(dict.fromkeys(id_ for id_, _ in meant[:2])) + (" and others" if len(meant) > 2 else "")
            shown = clipped(" ".join((head.title if head else section.naming.shown if section.naming else "").split()))
            said = writing_notices.MAY_CORRECT_OTHERS.format(shown=f"what stands below `{shown}`", listed=ids)
            ledger.stray(Stray("", raw(content), content[0].source, said, {}, meant, corrects, mentioned=True))


def corrects_something(section: Section) -> bool:
    """Whether a head that names no problem says that what stands below corrects something: `Erratum`."""
    return section.heading is not None and is_correcting(section.heading.title)


def _numbered(names: Names, section: Section) -> tuple[Target, ...]:
    """Return what the number of a section would name, were it one of the sheet's in its document."""
    naming, run = section.naming, section.run
    if naming is None or run is None or run[0] == "twice":
        return ()
    candidates = distinct((*naming.targets, *(naming.node.every() if naming.node else ())))
    return targets_of(names, candidates)


def _heads(section: Section) -> Iterator[Heading]:
    """Yield the heading of a section, and those that it stands below."""
    now: Section | None = section
    while now is not None:
        if now.heading is not None:
            yield now.heading
        now = now.parent
