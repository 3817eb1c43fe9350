"""Which numbers of a document count: by themselves only in one increasing run, with a word only once each.

Numbers that do not rise count where they cannot be steps of an answer: they fall, or they are all of the sheet's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise

from grader.problems.labels import Label
from grader.records import dataclass, field

RunKey = tuple[str, Label]  # where a run of numbers stands: in headings or lines, below which label
BY_LINE: RunKey = ("line", ())


@dataclass
class Runs:
    """The numbers that a first look at a document found: those of each run, and those that a word announces.

    `strong` are the ids of what is named by more than a number by itself, with something below it.
    """

    bare: dict[RunKey, list[Label]] = field(default_factory=dict)
    worded: list[Label] = field(default_factory=list)
    unknown: set[RunKey] = field(default_factory=set)
    named: dict[RunKey, set[str]] = field(default_factory=dict)
    strong: set[str] = field(default_factory=set)

    def refused(self, whole: frozenset[str] = frozenset()) -> Iterator[RunKey]:
        """Yield the runs of which no number counts; `whole` are those of the sheet, if any order may do."""
        for key, labels in self.bare.items():
            counts = increasing(labels) or (not key[1] and reordered(labels, whole))
            if not counts or key in self.unknown or self.named.get(key, set()) & self.strong:
                yield key


def style_of(line: str) -> str:
    """Return how the number that begins a line is marked: `**1.**` as `**#.**`, `(3):` as `(#):`, `No. 1` as `no#`."""
    match = _STYLE.match(line)
    return f"{match[1]}{(match[2] or '').casefold()}#{match[3]}" if match else ""


NO_SIGN = "#"  # the style of a number by itself
_STYLE = re.compile(r"\s*([*_(\[]*)([#№]|n[or°º](?=[\s.]))?\.?\s?\d{1,3}([.)\]:*_]*)", re.IGNORECASE)


def increasing(labels: list[Label]) -> bool:
    """Whether numbers rise from one to the next; those with letters may share a number (`4a`, `4b`)."""
    found = [tuple((0, int(step), "") if step.isdigit() else (1, 0, step) for step in label) for label in labels]
    return all(one < two for one, two in pairwise(found))


MIN_FALLING = 3  # numbers that fall; steps never do
MIN_WHOLE = 5  # numbers of a sheet in an order of one's own; few could be an answer and the steps of another


def reordered(labels: list[Label], whole: frozenset[str]) -> bool:
    """Whether numbers are those of problems in another order: each falls behind the one before, or all are there.

    Those of one problem, `4a` and `4b`, stand together and rise.
    """
    if not all(label and label[0].isdigit() for label in labels):
        return False
    together = [(top, [*found]) for top, found in groupby(labels, key=lambda label: label[0])]
    tops = [int(top) for top, _ in together]
    if len(set(tops)) < len(tops) or not all(increasing(found) for _, found in together):
        return False
    falls = len(tops) >= MIN_FALLING and all(one > two for one, two in pairwise(tops))
    return falls or (len(tops) >= MIN_WHOLE and {top for top, _ in together} == whole)


def repeated(labels: list[Label]) -> set[Label]:
    """Return the labels that stand more than once."""
    return {label for label, count in Counter(labels).items() if count > 1}
