"""Abbreviations: a dot behind one ends no sentence, and what it says belongs to the value behind it, `max. 14`.

Nobody knows all of them, so every short word that no table knows may be one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import singles

ABBREVIATIONS = frozenset(
    {"e.g", "i.e", "z.b", "d.h", "u.a", "bzw", "resp", "eq", "cf", "vs", "fig", "thm", "ca", "approx", "p.ej", "c.-à-d"}
)
# Words of a table, or of a sentence, that are abbreviations as well.
_ALSO_WORDS = frozenset({"no", "es", "ex", "min", "max", "par", "mind", "est", "mod", "log", "zirka"})
# What says of the value behind it nothing else than words that lead to it do: `ca. 14`, `Ans. 14`.
_LEADING = frozenset(
    {"i.e", "d.h", "c.-à-d", "ca", "approx", "resp", "bzw", "zirka", "ans", "sol", "lsg", "erg", "res", "rép", "thus"}
)
LONGEST = 6  # letters of an abbreviation: `höchst.`, `Abschn.`
# Short words that end sentences and stand in no table.
_ENDING = frozenset(
    [
        "him",
        "her",
        "them",
        "me",
        "us",
        "too",
        "well",
        "here",
        "there",
        "twice",
        "once",
        "more",
        "less",
        "rule",
        "rules",
        "trick",
        "trace",
        "layer",
        "fast",
        "slow",
        "true",
        "false",
        "yes",
        "same",
        "base",
        "case",
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "ten",
        "side",
        "sides",
        "work",
        "works",
        "start",
        "end",
        "point",
        "points",
        "line",
        "lines",
        "terms",
        "hand",
        "data",
        "input",
        "output",
        "model",
        "graph",
        "node",
        "nodes",
        "edge",
        "edges",
        "tree",
        "trees",
        "path",
        "bits",
        "bytes",
        "test",
        "tests",
        "root",
        "roots",
        "axis",
        "plane",
        "area",
        "range",
        "order",
        "shape",
        "units",
        "step",
        "steps",
        "way",
        "time",
        "times",
        "it",
        "this",
        "that",
        "so",
        "on",
        "up",
        "out",
        "in",
    ]
)


def abbreviates(word: str) -> bool:
    """Whether a dot behind a word may belong to it, and end no sentence where a value follows."""
    low = word.casefold()
    if low in ABBREVIATIONS or low in _ALSO_WORDS:
        return True
    return len(low) <= LONGEST and low.isalpha() and not (low in _ENDING or low in _known() or low in _LEADING)


@cache
def _known() -> frozenset[str]:
    """Return the words of all tables that are no single letters."""
    return frozenset(word for word in singles(*cues.every()) if len(word) > 1)


# An abbreviation before a value that ends a line: `See p. C`, `App. C.`
BEFORE_KEY = re.compile(r"(?<![\w.])(?P<word>[^\W\d_]{2,6}|[a-z])\.\s+(?=[(\[]?[^\W_]{1,2}[)\]]?[\s.!]*(?:\n|$))")


def is_leading(word: str, says: Callable[[str], bool]) -> bool:
    """Whether an abbreviation only leads to what follows; of a word that the problem says it does so, too."""
    low = word.casefold()
    return low in _LEADING or says(low)
