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
from grader.submissions.number_words import NUMBER_WORDS, ROMAN_NUMBERS
from grader.wording import writing_notices

_SPELLED = "|".join(sorted((*ROMAN_NUMBERS, *NUMBER_WORDS), key=len, reverse=True))
# A number by itself, perhaps behind what says that it is one.
_ALONE = re.compile(
    rf"[\s*_(\[#]*(?:(?:no|nr|number|nummer|part|teil|partie|parte)\.?\s)?\s*(?P<number>\d{{1,2}}|{_SPELLED})[\s*_.:)\]]*",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"[\s*_(\[#]*(?P<number>\d{1,2})\s?[.)]?\s?\(?(?P<letter>[a-z])[).:]")  # `1 (a)`


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
    below = {place: one for place, one in enumerate(found) if one.parent is title and one.heading is not None}
    others = {place: shown for place, one in below.items() if (shown := _of_another(names, title, one))}
    parts = {
        place
        for place, one in below.items()
        if number and not one.bears_number and one.heading is not None and one.heading.source.line > line
    }
    shown = number if parts else next(iter(others.values()), "")
    return Below(shown, {*parts, *others, found.index(title)}) if shown else Below()


def _numbers(names: Names, title: Section) -> Iterator[tuple[str, int]]:
    """Yield the numbers of other problems that stand by themselves below a title, each with its line."""
    for block in title.blocks:
        for line in beginnings([block]):
            match = _ALONE.fullmatch(line)
            number = _in_digits(match["number"]) if match else ""
            if (number,) != _own(title) and names.root.find((number,)) is not None:
                yield number, block.source.line


def _in_digits(number: str) -> str:
    known = ROMAN_NUMBERS.get(number.upper()) or NUMBER_WORDS.get(number.casefold())
    return number if number.isdigit() else str(known or "")


def _own(title: Section) -> tuple[str, ...]:
    return title.naming.path[:1] if title.naming else ()


def _of_another(names: Names, title: Section, section: Section) -> str:
    """Return the number in the label of a section where that is another problem's part, `1 (a)`; else nothing."""
    match = _LETTERED.match(section.heading.title) if section.heading else None
    is_other = match is not None and (match["number"],) != _own(title)
    node = names.root.find((match["number"], match["letter"])) if match and is_other else None
    return match["number"] if match and node is not None else ""


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
