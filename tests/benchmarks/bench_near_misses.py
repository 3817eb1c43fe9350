"""What near misses and rewrites of every correct example of the problems earn.

Run from the root: `python -m tests.benchmarks.bench_near_misses [PROBLEM…] [--all]`. A near miss that is `correct` is
printed, and a rewrite that is not; `--all` also prints what is open.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from grader.api import load_problems
from grader.marking.probes.run import Probe, probes

ROOT = Path(__file__).parents[2]
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


def main() -> None:
    """Print findings and sums."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("problems", nargs="*")
    parser.add_argument("--all", action="store_true")
    given = parser.parse_args()
    seen = found(given.problems)
    for id_, probe in seen:
        is_accepted = probe.is_finding and not probe.means_the_same
        if is_accepted or (given.all and (probe.is_finding or probe.outcome.value in OPEN)):
            print(f"{id_:34}{probe.outcome.value:11}{probe.change:30}{probe.field} = {probe.text[:150]}")
    for same in (False, True):
        outcomes = Counter(probe.outcome.value for _, probe in seen if probe.means_the_same is same)
        print("rewrites:" if same else "near misses:", sum(outcomes.values()), dict(outcomes.most_common()))


if __name__ == "__main__":
    main()
