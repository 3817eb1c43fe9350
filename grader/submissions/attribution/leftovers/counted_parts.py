"""Parts that a document counts by numbers: `1.`, `2.`, `3.` below `Exercise 1`, whose parts are a, b and c.

Numbers below a problem may be the steps of one answer as well. They are its parts where several problems of a document
are written so, each with one list that counts as many items as the problem has parts; below the only such problem where
it has three parts or more, and no item goes on with the one above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from grader.problems.question import Problem
from grader.submissions.attribution.leftovers.unattributed import content_of
from grader.submissions.attribution.naming.names import Names
from grader.submissions.attribution.structure.section import Section
from grader.submissions.forms.blocks import Listing
from grader.submissions.forms.content import raw
from grader.submissions.ledger.region import Region

MIN_PROBLEMS = 2  # that a document writes so
MIN_ALONE = 3  # items below the only problem that is written so
MIN_ITEMS = 5  # of all of them together: two steps in each of two answers are no parts

# What begins a step rather than an answer: it goes on with what stands above it.
_STEP = re.compile(
    r"[\s*_$]*(?:=|(?:\\(?:Rightarrow|implies|therefore)|⇒|→|∴|first|then|next|now|so|thus|hence|therefore|finally|set|setting|plug|insert"
    r"|solve|substitut\w*|let|step|we\s+(?:now|then)|zuerst|zunächst|dann|danach|nun|jetzt|also|somit|daher|schließlich|setze|einsetzen"
    r"|sei|schritt|d['’]abord|puis|ensuite|donc|alors|enfin|soit|étape|primero|luego|después|entonces|ahora|finalmente|sea|paso"
    r"|prima|poi|quindi|dunque|infine|sia|passo|primeiro|depois|logo|então|agora|seja|eerst|dan|vervolgens|dus|nu|ten\s+slotte|stel"
    r"|stap)(?!\w))",
    re.IGNORECASE,
)


def sections_by_count(names: Names, sections: Iterable[Section]) -> set[int]:
    """Return the places of the sections whose parts are counted by numbers; none where some section is not."""
    found: set[int] = set()
    items, goes_on = 0, False
    for place, section in enumerate(sections):
        target = section.target
        if not isinstance(target, Problem) or not names.is_set(target) or not (content := content_of(names, section)):
            continue
        if len(content) > 1 or not isinstance(content[0], Listing) or not _counts(target, content[0]):
            return set()
        found.add(place)
        items += len(target.questions)
        goes_on = goes_on or any(_STEP.match(raw(list(item))) for item in content[0].items)
    is_alone = len(found) == 1 and items >= MIN_ALONE and not goes_on
    return found if is_alone or (len(found) >= MIN_PROBLEMS and items >= MIN_ITEMS) else set()


def regions_by_count(names: Names, section: Section) -> Iterator[Region]:
    """Yield what each item of the list in a section was written for."""
    problem, (listing,) = section.target, content_of(names, section)
    assert isinstance(problem, Problem)
    assert isinstance(listing, Listing)
    for part, item in zip(problem.questions, listing.items, strict=True):
        if names.is_set(part):
            yield Region(part, item)


def _counts(problem: Problem, listing: Listing) -> bool:
    """Whether a list counts from 1 to the number of a problem's parts, none of which has a number for its name."""
    marks = [mark.strip(" *_().:") for mark in listing.marks]
    named = any(part.id.rpartition(".")[2].isdigit() for part in problem.questions)
    return not named and marks == [str(n) for n in range(1, len(problem.questions) + 1)]
