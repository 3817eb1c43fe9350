"""What near misses and rewrites of every correct example of the problems earn.

Run from the root: `python -m tests.benchmarks.bench_near_misses [PROBLEM…] [--all]`. A near miss that is `correct` is
printed, unless `near_misses.yaml` says why it is right all the same, and a rewrite that is not; `--all` also prints
what is open.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from grader.api import load_problems
from grader.marking.probes.run import Probe, probes

ROOT = Path(__file__).parents[2]
JUDGED: dict[str, dict[str, Any]] = yaml.load(
    Path(__file__).with_name("near_misses.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
OPEN = {"undecided", "unreadable", "failed"}


def found(wanted: list[str]) -> list[tuple[str, Probe]]:
    """Return the probes of all questions, or of those problems that are wanted."""
    problems = load_problems(ROOT / "problems")
    return [
        (question.id, probe)
        for id_, problem in problems.items()
        if not wanted or id_ in wanted
        for question in problem.questions
        for probe in probes(question)
    ]


def is_judged(id_: str, probe: Probe) -> bool:
    """Return whether a person found that a near miss is right all the same."""
    text = probe.text if probe.field == "answer" else f"{probe.field} = {probe.text}"
    return text in JUDGED.get(id_, {}).get("texts", ())


def main() -> None:
    """Print findings and sums."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("problems", nargs="*")
    parser.add_argument("--all", action="store_true")
    given = parser.parse_args()
    seen = found(given.problems)
    for id_, probe in seen:
        if (probe.is_finding and not is_judged(id_, probe)) or (given.all and probe.outcome.value in OPEN):
            print(f"{id_:34}{probe.outcome.value:11}{probe.change:30}{probe.field} = {probe.text[:150]}")
    for same in (False, True):
        outcomes = Counter(probe.outcome.value for _, probe in seen if probe.means_the_same is same)
        print("rewrites:" if same else "near misses:", sum(outcomes.values()), dict(outcomes.most_common()))


if __name__ == "__main__":
    main()
