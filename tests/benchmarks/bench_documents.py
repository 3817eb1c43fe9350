"""How homeworks as students hand them in are marked, against what a careful person finds in them.

Run from the root: `python -m tests.benchmarks.bench_documents [held|open|FOLDER] [--rows] [--jobs N]`. Each assignment
below `tests/cases/natural/held` or `…/open` (or another folder of this layout) is graded by the command that a user
types, and each answer is compared with its `truth.yaml`. An answer is `right` where the outcome is the person's mark,
`open` where it was left to a person, `lost` where it stands in the document and was closed as missing, `credited` where
something was decided though nothing stands there, and `wrong` where another outcome was decided.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

NATURAL = Path(__file__).parents[1] / "cases" / "natural"
CLOSED = {"correct", "partial", "incorrect"}
KINDS = ("decidable", "not decidable alone", "for a person", "missing")
RESULTS = ("right", "open", "wrong", "lost", "credited", "not graded")
DONE = {0, 4}
SHOWN = 60


@dataclass(frozen=True)
class Row:
    """One answer: where it stands, the person's truth about it, and the grader's outcome with what it read."""

    assignment: str
    submission: str
    problem: str
    truth: dict[str, Any]
    verdict: dict[str, Any] | None

    @property
    def kind(self) -> str:
        """Return which of the four kinds of answers this is."""
        if self.truth["mark"] == "missing":
            return "missing"
        if self.truth["mark"] == "open":
            return "for a person"
        return "decidable" if self.truth["decidable"] else "not decidable alone"

    @property
    def result(self) -> str:
        """Return how the outcome compares with the mark."""
        if self.verdict is None:
            return "not graded"
        outcome, mark = self.verdict["outcome"], self.truth["mark"]
        if outcome == mark:
            return "right"
        if outcome == "missing":
            return "lost"
        if outcome not in CLOSED:
            return "right" if mark == "open" else "open"
        return "credited" if mark == "missing" else "wrong"

    def text(self) -> str:
        """Return a line for people: where, the mark, the outcome, the formula, and what was read or why not."""
        where = f"{self.assignment}/{self.submission}:{self.truth.get('line', '')} {self.problem}"
        outcome = self.verdict["outcome"] if self.verdict else "none"
        formula = str(self.truth.get("formula", ""))[:SHOWN]
        return f"{self.result:10} {where:50} {self.truth['mark']} -> {outcome}  {formula!r}  {self.said()!r}"

    def said(self) -> str:
        """Return what was read in the fields, or the first feedback."""
        if self.verdict is None:
            return ""
        read = [str(field["read"]) for field in self.verdict["fields"].values() if field.get("read")]
        feedback = [entry["text"] for entry in self.verdict["feedback"]]
        return ("; ".join(read) or " ".join(feedback[:1]))[: 2 * SHOWN]


def graded(folder: Path, jobs: int) -> dict[tuple[str, str], dict[str, Any]] | None:
    """Return the verdicts by submission and question (with its part), or nothing where the assignment was refused."""
    command = [sys.executable, "-m", "grader", "grade", str(folder / "submissions"), "--format", "json"]
    command += ["--problems", str(folder / "problems"), "--assignment", str(folder / "assignment.yaml")]
    run = subprocess.run([*command, "--jobs", str(jobs)], capture_output=True, text=True, check=False)
    if run.returncode not in DONE:
        print(f"{folder.name}: refused (exit {run.returncode})\n{run.stderr}", file=sys.stderr)
        return None
    return {
        (student["submission"], question["problem"]): question
        for student in json.loads(run.stdout)["students"]
        if student.get("submission")
        for verdict in student["verdicts"]
        for question in verdict.get("parts") or [verdict]
    }


def rows(folder: Path, jobs: int) -> Iterator[Row]:
    """Yield every answer of an assignment beside its verdict."""
    verdicts = graded(folder, jobs) or {}
    truths = yaml.safe_load((folder / "truth.yaml").read_text(encoding="utf-8"))
    named = {submission for submission, _ in verdicts}
    for submission, answers in truths.items():
        name = submission if submission in named else Path(submission).stem  # `s.lindqvist` is a name with a dot
        for problem, truth in answers.items():
            yield Row(folder.name, submission, problem, truth, verdicts.get((name, problem)))


def share(results: list[str]) -> str:
    """Return how many results are right, in numbers and in percent."""
    return f"{results.count('right')} of {len(results)} ({results.count('right') / max(1, len(results)):.1%})"


def table(found: list[Row]) -> Iterator[str]:
    """Yield the counts, one line for each kind of answers."""
    yield f"{'':20}{'answers':>9}" + "".join(f"{result:>12}" for result in RESULTS)
    for kind in KINDS:
        counts = Counter(row.result for row in found if row.kind == kind)
        yield f"{kind:20}{counts.total():9}" + "".join(f"{counts[result]:12}" for result in RESULTS)
    decidable = [row.result for row in found if row.kind == "decidable"]
    hasty = [row for row in found if row.kind == "for a person" and row.result == "wrong"]
    wrong = [row for row in found if row.result in {"wrong", "lost", "credited"} and row not in hasty]
    yield f"marked as a person would, of the decidable: {share(decidable)}"
    yield f"decided wrongly, closed as missing, or credited to another question: {len(wrong)}"
    yield f"decided where a person should look: {len(hasty)}"


def main() -> None:
    """Grade and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("split", nargs="?", default="open", help="held, open, or a folder of assignments")
    parser.add_argument("--rows", action="store_true", help="also each answer")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    root = NATURAL / options.split if (NATURAL / options.split).is_dir() else Path(options.split)
    folders = sorted(path.parent for path in root.glob("*/truth.yaml"))
    if not folders:
        parser.error(f"{root} holds no assignment with a truth.yaml")
    found = [row for folder in folders for row in rows(folder, options.jobs)]
    if options.rows:
        print(*sorted(row.text() for row in found), sep="\n")
    print(*table(found), sep="\n")


if __name__ == "__main__":
    main()
