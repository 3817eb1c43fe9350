"""Labels that lines begin with in a notation that parts nothing: `2-a`, `3.2` by itself, `Solution 4 Ans: 7`.

Where a document spells the label of a question at the beginning of a line, in whatever signs, the question is never
closed as missing. One number by itself numbers steps and values, too, and counts behind a word for problem or answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache

from grader.problems.question import Problem, Question
from grader.records import dataclass, replace
from grader.submissions.attribution.leftovers.unattributed import written_in
from grader.submissions.attribution.naming.beginnings import beginnings
from grader.submissions.attribution.naming.labels import ANSWER, NO_PROBLEM, PART, PROBLEM
from grader.submissions.attribution.naming.names import Names, targets_of
from grader.submissions.attribution.naming.numbering import Node, Target
from grader.submissions.attribution.naming.several import targets_at
from grader.submissions.attribution.naming.spoken_marks import compares, refers
from grader.submissions.attribution.naming.title_words import is_points
from grader.submissions.attribution.naming.wrapped import goes_on
from grader.submissions.attribution.structure.section import Section
from grader.submissions.forms.blocks import Block, Prose
from grader.submissions.forms.content import raw
from grader.submissions.forms.texts import clipped
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.ledger.part_names import LETTERS
from grader.submissions.number_words import ROMAN_NUMBERS
from grader.wording import writing_notices

KEPT = 100  # patterns of the words of a sheet
LINE_CHARACTERS = 80  # of a line in which a label may begin it
MAX_STEPS = 4  # of a label
_DRESS = r"[\s*_>#№(\[-]*"
_FIRST = re.compile(r"(?P<step>\d{1,3})(?P<letter>)")
_TIGHT = re.compile(r"\d{1,3}[.-]?[a-z](?![^\W\d_])")  # a number and its letter, `2-a`
_BEHIND = r"[\s*_#№(\[]*"
_STEP = re.compile(
    r"(?:\.\(?|\s?\()(?=\d)(?P<step>\d{1,2})(?!\d)"
    r"|[\s.)\](\[–_-]{0,3}(?P<letter>[A-Za-z]|[ivx]{2,5})(?![^\W\d_])"
)


def keep_spelled(ledger: Ledger, names: Names, sections: Sequence[Section]) -> None:
    """Keep open what the beginnings of lines spell the labels of, and no section is written for on its own.

    What answers the section's own questions behind such a line is in doubt, too, unless that only speaks of a problem
    whose answer stands elsewhere.
    """
    if names.sheet is None:
        return
    answered = {id_ for one in sections if one.has_content for id_, _ in targets_of(names, one.targets)}
    for section in sections:
        own = {id_ for id_, _ in targets_of(names, section.targets)}
        for block in _written(names, section):
            _keep_others(ledger, names, block, own)
        _doubt_own(ledger, names, section, own, answered)


def _written(names: Names, section: Section) -> tuple[Block, ...]:
    return written_in(names, section, section.target.prompt if section.target else "")


def _keep_others(ledger: Ledger, names: Names, block: Block, own: set[str]) -> None:
    """Keep open what lines of a block name besides what its section is written for."""
    for line in beginnings([block]):
        found = _spelled(names, line[:LINE_CHARACTERS])
        others = tuple(one for one in targets_of(names, found.targets) if one[0] not in own)
        if others and found.is_label:
            ledger.stray(Stray("", line, block.source, _said(line), {}, others, mentioned=True))


def _said(line: str) -> str:
    return writing_notices.UNPLACED_MARK.format(shown=clipped(" ".join(line.split())))


def _doubt_own(ledger: Ledger, names: Names, section: Section, own: Set[str], answered: Set[str]) -> None:
    """Leave open what answers a section's own questions behind a line that begins with another one's label."""
    blocks = _written(names, section)
    last = max((one.source.line + raw([one]).count("\n") for one in blocks), default=0)
    mine = tuple((id_, None) for id_ in sorted(own))
    for block in blocks if own else ():
        lines = block.text.split("\n") if isinstance(block, Prose) else []
        for place, line in enumerate(lines):
            found = _spelled(names, line[:LINE_CHARACTERS])
            others = {id_ for id_, _ in targets_of(names, found.targets)} - own
            if found.ends and others - answered and not goes_on(lines[:place], line, lines[place + 1 :]):
                source = replace(block.source, line=block.source.line + place)
                ledger.stray(Stray("", line, source, _said(line), {}, mine, "behind", mentioned=True, last=last))


@dataclass(frozen=True)
class _Spelled:
    """What the label at the beginning of a line names; `is_label`: it is no sheet's; `ends`: no answer goes on there.

    Steps and values are counted by `(1) …` and `3.5`, which end nothing.
    """

    targets: tuple[Target, ...] = ()
    is_label: bool = False
    ends: bool = False


def _spelled(names: Names, line: str) -> _Spelled:
    """Return the longest label that a line begins with; a number without a word or a part is none.

    Behind a word for sheets, `Übung 4`, it may be a sheet's.
    """
    before = _words(names.sheet.words if names.sheet else ()).match(line)
    assert before is not None
    rest = line[before.end() :]
    steps = tuple(_steps(rest))
    for count in range(0 if is_points(rest.strip(" .)]")) else len(steps), 0, -1):
        is_label = count > 1 or before["word"] is not None
        found = _targets(names, steps[:count]) if is_label or before["sheet"] is not None else ()
        if found:
            is_tight = before["word"] is None and _TIGHT.match(rest) is not None
            return _Spelled(found, is_label, is_tight or _is_head(before, rest))
    return _Spelled()


def _is_head(before: re.Match[str], rest: str) -> bool:
    """Whether a word in full stands before a number, of which nothing is said: `Task 4 …`, not `P4` nor `Ans. 4 m`."""
    word = before["problem"] or before["sheet"] or ""
    behind = rest.lstrip("0123456789")
    return len(word) > 1 and not refers(behind) and not compares(behind)


def _steps(text: str) -> Iterator[str]:
    """Yield the numbers and letters that a text begins with, in lower case."""
    found = _FIRST.match(text)
    for _ in range(MAX_STEPS):
        if found is None:
            return
        step = found["step"] or found["letter"]
        yield step.casefold().lstrip("0") or "0"
        found = _STEP.match(text, found.end())


def _targets(names: Names, steps: Sequence[str]) -> tuple[Target, ...]:
    """Return what stands at the end of a path, a part also by its place in another way of counting: `2.1` for 2a."""
    node: Node | None = names.root
    for place, step in enumerate(steps):
        below = node.below.get(step) if node is not None else None
        if below is None and node is not None and place:
            return _counted(targets_at(node), step) if place == len(steps) - 1 else ()
        node = below
    return targets_at(node)


def _counted(targets: Iterable[Target], step: str) -> tuple[Target, ...]:
    """Return the part of a problem that a number, a letter or a Roman numeral counts; nothing where it has fewer."""
    number = int(step) if step.isdigit() else ROMAN_NUMBERS.get(step.upper()) or LETTERS.find(step) + 1
    parts: list[Question] = [part for one in targets if isinstance(one, Problem) for part in one.questions]
    return (parts[number - 1],) if 0 < number <= len(parts) else ()


@lru_cache(maxsize=KEPT)
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of what stands before a label, with the words of a sheet: `A`, `**Solution to Task`.

    Words for parts and sheets stand before labels of several steps, `Übung 3.5`, and before other numbers alone.
    """
    word = "|".join((*map(re.escape, words), PROBLEM, r"n[or]\.|number"))
    to = r"(?:(?:to|of|for|zu|zur|von|à|de|del|della?|al)\s+)?"
    worded = rf"(?:(?:{ANSWER})\s+{to})?(?:(?P<problem>{word})(?![^\W\d_])\.?)|(?-i:[A-Z])(?=\d)"
    answered = rf"(?:{ANSWER})(?![^\W\d_])\.?(?:\s+{to})?(?=[\s*_]*\d{{1,3}}(?!\d)[^\n]*[^\W\d_])"
    return re.compile(
        rf"{_DRESS}(?:(?P<word>{worded}|{answered})|(?:(?:{PART})|page|(?P<sheet>{NO_PROBLEM}))(?![^\W\d_]))?(?(word){_BEHIND}|\s*)",
        re.IGNORECASE,
    )
