"""Cases of pairs: one schema for every file in tests/cases and tests/benchmarks that holds pairs of texts.

A file is a mapping of groups to rows. A row has `left` (an answer, where the order matters), `right`, `where`
(domains of symbols) and `is`: `equal`, `different` or `open`. Where a row states a condition (`holds`), or what a
value or a side has, `is` is `holds`, `fails` or `open`. `truth` says how it is where that is open: to decide it so is
no failure. Further keys say of what is found: `at` (the counterexample), `left_value` and `right_value` (the sides at
it), `there` (conditions that hold at it), `gaps` and `notes` (of a proof), `why` (in the reason), its `code` or
`limit`, and `by` (the method that must decide it). `near` marks near misses, and `note` is for readers. In `growth`,
sides are functions of sizes, and `equal` ones are of one order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tests.caselists import read_texts

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"
BENCHMARKS = ROOT / "tests" / "benchmarks"
# In the order in which they were written.
CORPORA = ("corpus", "breadth", "held_out", "homework", "unseen", "courses", "parameters", "later")
COMPARED = (
    "rules",
    "discrete",
    "matrices",
    "complex",
    "soundness",
    "calculus",
    "canonical",
    "sets",
    "relations",
    "evidence",
)
STATED = ("solver", "definedness", "networks-space")
FUNCTIONS = "functions"
GROWTH = "growth"
FILES = (*CORPORA, *COMPARED, FUNCTIONS, GROWTH, *STATED)
VERDICTS = {"equal", "different", "open"}
FOUND = {"equal": "proved", "different": "refuted", "holds": "proved", "fails": "refuted", "open": "undecided"}
SAID = {"equal": "equal", "different": "different", "open": "undecided"}
MORE = {
    *("holds", "value", "domain"),  # statements that are no pairs
    *("assume", "constants", "conventions", "functions", "also"),  # the setting
    *("up_to", "per_piece", "same_domain", "absolute", "relative", "strict", "significant_figures", "decimal_places"),
    *("there", "outside", "same", "notes", "code", "limit", "near", "note"),
}


@dataclass(frozen=True)
class Case:
    """A row of a file of pairs; `more` holds the keys that only some files have."""

    file: str
    group: str
    left: str
    right: str
    verdict: str
    where: Mapping[str, str] = field(default_factory=dict)
    truth: str = ""
    why: str = ""
    at: Mapping[str, str] | None = None
    left_value: str | None = None
    right_value: str | None = None
    gaps: tuple[str, ...] | None = None
    by: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.file}: {self.more.get('holds') or self.more.get('value') or f'{self.left} | {self.right}'}"

    @property
    def statuses(self) -> frozenset[str]:
        """What `compare` may say."""
        return frozenset(SAID[verdict] for verdict in (self.verdict, self.truth) if verdict)

    @property
    def found(self) -> frozenset[str]:
        """What the status of the evidence may be."""
        return frozenset(FOUND[verdict] for verdict in (self.verdict, self.truth) if verdict)

    @property
    def both_ways(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """The sides, and the sides in the other order."""
        return (self.left, self.right), (self.right, self.left)


def cases(*names: str, group: str | None = None) -> list[Case]:
    """Return the rows of files, of all groups or of one."""
    found = [case for name in names for case in _read(name)]
    return [case for case in found if group in {None, case.group}]


def path_of(name: str) -> Path:
    """Return where a file of pairs stands."""
    return (BENCHMARKS if name in CORPORA else CASES) / f"{name}.yaml"


@cache
def _read(name: str) -> tuple[Case, ...]:
    groups = read_texts(path_of(name))
    every = ((group, row) for group, rows in groups.items()
             for row in (rows.get("pairs", ()) if isinstance(rows, Mapping) else rows))  # fmt: skip
    return tuple(case_of(name, group, row) for group, row in every if "tree" not in row)  # others: a value, as shown


def case_of(file: str, group: str, row: Mapping[str, Any]) -> Case:
    """Return a row; raises ValueError where it is not of the schema."""
    known = {"left", "right", "is", "where", "truth", "why", "at", "left_value", "right_value", "gaps", "by"}
    if wrong := row.keys() - known - MORE:
        raise ValueError(f"{file}: {group}: unknown keys {sorted(wrong)} in {row}")
    verdict, truth = row["is"], row.get("truth", "")
    paired = "left" in row and "right" in row
    if verdict not in FOUND or (truth and (verdict, truth in VERDICTS - {"open"}) != ("open", True)):
        raise ValueError(f"{file}: {group}: `is` or `truth` of {row}")
    if paired == bool(row.keys() & {"holds", "value"}):
        raise ValueError(f"{file}: {group}: neither a pair nor a statement: {row}")
    rest = {key: row[key] for key in ("at", "left_value", "right_value") if key in row}
    gaps = tuple(row["gaps"]) if "gaps" in row else None
    more = {key: value for key, value in row.items() if key in MORE}
    sides = (row.get("left", ""), row.get("right", ""))
    said = (row.get("where", {}), truth, row.get("why", ""))
    return Case(file, group, *sides, verdict, *said, gaps=gaps, by=row.get("by", ""), more=more, **rest)
