"""What near misses and rewrites of every correct example of the problems earn, with a row for each question.

Run from the root: `python -m tests.benchmarks.bench_near_misses [PROBLEM…] [--all] [--rows]`. A near miss that is
`correct` is printed, unless `near_misses.yaml` says why it may be right all the same, and a rewrite that is not;
`--all` also prints what is open without such a reason, `--rows` a row for each question. `near_misses_more.yaml` holds
some written by hand.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from grader.api import check, load_problems
from grader.marking.probes.run import Probe, probes
from grader.problems.question import Example, Problem

ROOT = Path(__file__).parents[2]
WANTED = 20  # near misses of a question
OPEN = {"undecided", "unreadable", "failed", "review"}


def _loaded(name: str) -> Any:
    return yaml.load(Path(__file__).with_name(name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


JUDGED: dict[str, dict[str, Any]] = _loaded("near_misses.yaml")
MORE: dict[str, list[str]] = _loaded("near_misses_more.yaml")


def found(wanted: list[str]) -> list[tuple[str, Probe]]:
    """Return the probes of all questions, or of those problems that are wanted."""
    problems = load_problems(ROOT / "problems")
    chosen = [problem for id_, problem in problems.items() if not wanted or id_ in wanted]
    made = [(question.id, probe) for problem in chosen for question in problem.questions for probe in probes(question)]
    return [*made, *(one for problem in chosen for one in _by_hand(problem))]


def _by_hand(problem: Problem) -> Iterator[tuple[str, Probe]]:
    """Yield the near misses of a problem that are written by hand."""
    for text in MORE.get(problem.id, ()):
        fields = dict(part.split(" = ", 1) for part in text.split("; ")) if _names_fields(problem, text) else None
        outcome = check(problem, fields or text).outcome
        example = Example("correct", fields or {"answer": text})
        yield problem.id, Probe(example, "answer", "by hand", text, False, outcome)


def _names_fields(problem: Problem, text: str) -> bool:
    (question,) = problem.questions
    return text.split(" = ", 1)[0] in question.fields


def is_judged(id_: str, probe: Probe) -> bool:
    """Return whether a person found that a near miss is right all the same."""
    text = probe.text if probe.field == "answer" else f"{probe.field} = {probe.text}"
    return text in JUDGED.get(id_, {}).get("texts", ())


def rows(seen: list[tuple[str, Probe]]) -> Iterator[str]:
    """Yield a row for each question: near misses, and how many of them are refuted, open and credited."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for id_, probe in seen:
        if not probe.means_the_same and not is_judged(id_, probe):
            kind = probe.outcome.value
            outcome = "open" if kind in OPEN else "credited" if kind == "correct" else "refuted"
            counts[id_.partition(".")[0]][outcome] += 1
    for id_, count in sorted(counts.items()):
        few = "" if count["refuted"] >= WANTED else "  few"
        yield f"{id_:36}{count.total():5} {count['refuted']:5} {count['open']:5} {count['credited']:5}{few}"


def main() -> None:
    """Print findings, rows and sums."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("problems", nargs="*")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--rows", action="store_true")
    given = parser.parse_args()
    seen = found(given.problems)
    for id_, probe in seen:
        if not is_judged(id_, probe) and (probe.is_finding or (given.all and probe.outcome.value in OPEN)):
            print(f"{id_:34}{probe.outcome.value:11}{probe.change:30}{probe.field} = {probe.text[:150]}")
    if given.rows:
        print(f"{'question':36} made  refuted open credited", *rows(seen), sep="\n")
    for same in (False, True):
        of_kind = [(id_, probe) for id_, probe in seen if probe.means_the_same is same]
        outcomes = Counter(probe.outcome.value for id_, probe in of_kind if same or not is_judged(id_, probe))
        print("rewrites:" if same else "near misses:", sum(outcomes.values()), dict(outcomes.most_common()))
        if not same:
            print("that may be right all the same:", len(of_kind) - sum(outcomes.values()))


if __name__ == "__main__":
    main()
