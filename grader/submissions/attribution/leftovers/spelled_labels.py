"""Labels that lines begin with in a notation that parts nothing: `2-a`, `3.2` by itself, `Solution 4 Ans: 7`.

Where a document spells the label of a question at the beginning of a line, in whatever signs, the question is never
closed as missing. One number by itself numbers steps and values, too, and counts behind a word for problem or answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from grader.problems.question import Problem, Question
from grader.submissions.attribution.leftovers.unattributed import written_in
from grader.submissions.attribution.naming.beginnings import beginnings
from grader.submissions.attribution.naming.labels import ANSWER, NO_PROBLEM, PART, PROBLEM
from grader.submissions.attribution.naming.names import Names, targets_of
from grader.submissions.attribution.naming.numbering import Node, Target
from grader.submissions.attribution.naming.several import targets_at
from grader.submissions.attribution.structure.section import Section
from grader.submissions.forms.blocks import Block
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
_BEHIND = r"[\s*_#№(\[]*"
_STEP = re.compile(
    r"(?:\.\(?|\s?\()(?=\d)(?P<step>\d{1,2})(?!\d)"
    r"|[\s.)\](\[–_-]{0,3}(?P<letter>[A-Za-z]|[ivx]{2,5})(?![^\W\d_])"
)


def keep_spelled(ledger: Ledger, names: Names, sections: Iterable[Section]) -> None:
    """Keep open what the beginnings of lines spell the labels of, and no section is written for on its own."""
    if names.sheet is None:
        return
    for section in sections:
        target = section.target
        own = {id_ for id_, _ in targets_of(names, section.targets)}
        for block in written_in(names, section, target.prompt if target else ""):
            _keep_in(ledger, names, block, own)


def _keep_in(ledger: Ledger, names: Names, block: Block, own: set[str]) -> None:
    for line in beginnings([block]):
        meant = targets_of(names, _spelled(names, line[:LINE_CHARACTERS]))
        others = tuple(one for one in meant if one[0] not in own)
        if others:
            said = writing_notices.UNPLACED_MARK.format(shown=clipped(" ".join(line.split())))
            ledger.stray(Stray("", line, block.source, said, {}, others, mentioned=True))


def _spelled(names: Names, line: str) -> tuple[Target, ...]:
    """Return what the longest label that a line begins with names; nothing for a number without a word or a part."""
    before = _words(names.sheet.words if names.sheet else ()).match(line)
    assert before is not None
    steps = tuple(_steps(line[before.end() :]))
    for count in range(len(steps), 0, -1):
        found = _targets(names, steps[:count])
        if found and (count > 1 or before["word"] is not None):
            return found
    return ()


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
    word, other = "|".join((*map(re.escape, words), PROBLEM)), f"{PART}|{NO_PROBLEM}"
    to = r"(?:(?:to|of|for|zu|zur|von|à|de|del|della?|al)\s+)?"
    worded = rf"(?:(?:{ANSWER})\s+{to})?(?:(?:{word})(?![^\W\d_])\.?)|(?-i:[A-Z])(?=\d)"
    answered = rf"(?:{ANSWER})(?![^\W\d_])\.?(?:\s+{to})?(?=[\s*_]*\d{{1,3}}(?!\d)[^\n]*[^\W\d_])"
    return re.compile(
        rf"{_DRESS}(?:(?P<word>{worded}|{answered})|(?:{other})(?![^\W\d_]))?(?(word){_BEHIND}|\s*)", re.IGNORECASE
    )
