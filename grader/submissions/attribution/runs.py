"""Which numbers of a document count: by themselves only in one increasing run, with a word only once each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from grader.problems.labels import Label

RunKey = tuple[str, Label]  # where a run of numbers stands: in headings or lines, below which label


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

    def refused(self) -> Iterator[RunKey]:
        """Yield the runs of which no number counts."""
        for key, labels in self.bare.items():
            if not increasing(labels) or key in self.unknown or self.named.get(key, set()) & self.strong:
                yield key


def increasing(labels: list[Label]) -> bool:
    """Whether numbers rise from one to the next; those with letters may share a number (`4a`, `4b`)."""
    found = [tuple((0, int(step), "") if step.isdigit() else (1, 0, step) for step in label) for label in labels]
    return all(one < two for one, two in pairwise(found))


def repeated(labels: list[Label]) -> set[Label]:
    """Return the labels that stand more than once."""
    return {label for label, count in Counter(labels).items() if count > 1}
