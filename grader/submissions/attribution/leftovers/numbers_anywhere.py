"""Numbers of problems anywhere in what was written: several on one line, `2) …; 3) …`, or behind a letter, `A13 no`.

What they may number is never closed as missing, whatever became of the line. A few that count from one are steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from grader.submissions.attribution.leftovers.unattributed import written_in
from grader.submissions.attribution.naming.beginnings import beginnings
from grader.submissions.attribution.naming.names import Names, targets_of
from grader.submissions.attribution.naming.numbering import Target
from grader.submissions.attribution.naming.several import targets_at
from grader.submissions.attribution.structure.section import Section
from grader.submissions.forms.blocks import Block, Heading, Listing, Prose
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.wording import writing_notices

MIN_NUMBERS = 2  # on one line: one alone may be a value
MAX_STEPS = 3  # so many numbers that count from one are the steps of an answer
# Behind a blank only a bracket closes a number: `Mean: 3. Both: 4.` has values.
_NUMBER = re.compile(
    r"(?:(?<=[;|])\s*|\A\s*)[(\[*]*(?P<number>\d{1,3})\s?(?P<part>[a-h])?[).:\]*]+(?=\s)"
    r"|(?<=\s)[(\[*]*(?P<closed>\d{1,3})\s?(?P<lettered>[a-h])?[)\]](?=\s)"
)
_LETTERED = re.compile(r"[\s*_>(]*[A-Z](?P<number>\d{1,2})[*_]*\s+(?![=+*/^<>≤≥≈-])\S")


def keep_numbered(ledger: Ledger, names: Names, sections: Iterable[Section]) -> None:
    """Keep open what numbers anywhere in a document may number."""
    if names.sheet is None:
        return
    for section in sections:
        blocks = [one for one in _blocks(names, section) if isinstance(one, Prose | Heading | Listing)]
        for line in beginnings(blocks):
            found = {number: targets for number in numbers_in(line) if (targets := _targets(names, number))}
            if meant := targets_of(names, [one for each in found.values() for one in each]):
                said = writing_notices.UNPLACED_MARK.format(shown=clipped(line))
                ledger.stray(Stray("", line, blocks[0].source, said, {}, meant, mentioned=True))


def _blocks(names: Names, section: Section) -> Iterator[Block]:
    if section.heading is not None and section.naming is None:
        yield section.heading
    yield from written_in(names, section, section.target.prompt if section.target else "")


def numbers_in(line: str) -> tuple[int, ...]:
    """Return the numbers of a line that may be those of problems; none of one that counts its steps."""
    if (lettered := _LETTERED.match(line)) is not None:
        return (int(lettered["number"]),)
    found = _NUMBER.finditer(line)
    marks = [(int(one["number"] or one["closed"]), one["part"] or one["lettered"]) for one in found]
    numbers = tuple(dict.fromkeys(number for number, _ in marks))
    if len(numbers) < MIN_NUMBERS:
        return ()
    is_counted = min(numbers) == 1 and len(numbers) <= MAX_STEPS and not any(part for _, part in marks)
    return () if is_counted else numbers


def _targets(names: Names, number: int) -> tuple[Target, ...]:
    return targets_at(names.root.find((str(number),)))
