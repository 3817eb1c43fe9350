"""All questions of five homeworks, one row each: what became of the document's answer, beside what a person says of it,
and of the inventory's own correct answer.

Run from the root: `python -m tests.benchmarks.bench_seeds [--open]`. The answers stand in `bench_seeds.yaml`, by the
fields of the problems; how the documents are graded as they come is measured by `raw_homeworks`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from grader.api import check, load_problems
from grader.problems.question import Problem

ROOT = Path(__file__).parents[2]
ROWS: dict[str, dict[str, Any]] = yaml.load(
    Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
NO_PROBLEM = "no problem"
EXPECTED = {
    "true": {"correct"},
    "false": {"incorrect", "missing"},
    "partial": {"partial", "incorrect"},
    "not-checkable": {"review"},
}


@dataclass(frozen=True)
class Row:
    """One question: the person's verdict, the outcomes of both answers, and whether a person marks the problem.

    `because` and `because_correct` say why an outcome is another than expected.
    """

    id: str
    truth: str
    outcome: str
    correct: str
    by_person: bool
    because: str
    because_correct: str

    @property
    def agrees(self) -> bool:
        """Whether the outcome of the document's answer is what the person's verdict asks for."""
        return self.outcome in ({"review"} if self.by_person else EXPECTED[self.truth])

    @property
    def holds(self) -> bool:
        """Whether the correct answer is `correct`, or `review` where a person marks."""
        return self.correct == ("review" if self.by_person else "correct")

    @property
    def has_problem(self) -> bool:
        """Whether the question can be asked today."""
        return self.outcome != NO_PROBLEM

    def text(self) -> str:
        """Return the row for people."""
        agreement = "" if not self.has_problem else "agrees" if self.agrees else "differs"
        return f"{self.id:36}{self.truth:15}{self.outcome:12}{agreement:9}{self.correct:12}{self.why()}".rstrip()

    def why(self) -> str:
        """Return the explanations of what differs."""
        said = [] if self.agrees or not self.has_problem else [self.because or "not explained"]
        if self.has_problem and not self.holds:
            said.append(f"correct answer: {self.because_correct or 'not explained'}")
        return "; ".join(said)


def rows() -> Iterator[Row]:
    """Yield every question, with both answers marked where there is a problem for it."""
    problems = load_problems(ROOT / "problems")
    for id_, row in ROWS.items():
        problem = problems.get(row.get("problem", id_))
        by_person = problem is not None and all(question.type == "essay" for question in problem.questions)
        document, correct = (_outcome(problem, row[key]) for key in ("document", "correct"))
        yield Row(
            id_, row["truth"], document, correct, by_person, row.get("because", ""), row.get("because_correct", "")
        )


def _outcome(problem: Problem | None, answer: str | Mapping[str, str]) -> str:
    return NO_PROBLEM if problem is None else check(problem, answer).outcome.value


def sums(found: list[Row]) -> Iterator[str]:
    """Yield the sums of the table."""
    asked = [row for row in found if row.has_problem]
    differing = [row for row in asked if not row.agrees]
    failing = [row for row in asked if not row.holds]
    outcomes = Counter(row.outcome for row in found)
    yield f"{len(found)} questions, {len(asked)} with a problem; " + ", ".join(
        f"{count} {name}" for name, count in outcomes.most_common()
    )
    yield f"agree: {len(asked) - len(differing)} of {len(asked)}; explained: {sum(bool(r.because) for r in differing)}"
    yield (
        f"correct answers that hold: {len(asked) - len(failing)} of {len(asked)}; "
        f"explained: {sum(bool(row.because_correct) for row in failing)}"
    )


def main() -> None:
    """Print the table and its sums."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--open", action="store_true", help="only the rows that differ or have no problem")
    only_open = parser.parse_args().open
    found = list(rows())
    for row in found:
        if not (only_open and row.has_problem and row.agrees and row.holds):
            print(row.text())
    print(*sums(found), sep="\n")


if __name__ == "__main__":
    main()
