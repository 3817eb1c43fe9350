"""How long a check takes by type of answer, reading included: all examples and the documents' answers.

Run from the root: `python -m tests.benchmarks.bench_bars [--slow N]`. Times are processor times; each answer is checked
once before, so that what is loaded once is not counted.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from statistics import median
from time import process_time
from typing import Any

from grader.api import check, load_problems
from tests.benchmarks.bench_seeds import ROOT, ROWS

BARS = {"derivation": 10, "code": 20}  # milliseconds; 10 for arrays, 1 for all others
BAR_OF_ARRAYS = 10
BAR = 1


def answers() -> Iterator[tuple[str, str, Any, Any]]:
    """Yield the name of a type, an id, a problem and an answer to it."""
    problems = load_problems(ROOT / "problems")
    for problem in problems.values():
        if len(problem.questions) > 1:
            continue  # answers to parts are given together
        for question in problem.questions:
            for example in question.examples:
                yield type_of(question), question.id, problem, example.whole or dict(example.fields)
    for id_, row in ROWS.items():
        problem = problems[row.get("problem", id_)]
        for key in ("document", "correct"):
            yield type_of(problem.questions[0]), id_, problem, row[key]


def type_of(question: Any) -> str:
    """Return a type of answer; formulas of arrays are a type of their own."""
    has_arrays = any(variable.domain.shape for variable in (*question.given, *question.for_all))
    return f"{question.type} of arrays" if has_arrays and question.type == "expression" else str(question.type)


def bar(name: str) -> int:
    """Return how many milliseconds the median of a type may take."""
    return BARS.get(name, BAR_OF_ARRAYS if "arrays" in name or name == "network" else BAR)


def main() -> None:
    """Print the table, and the slowest answers."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--slow", type=int, default=0, help="how many of the slowest answers are shown")
    slow = parser.parse_args().slow
    times: dict[str, list[tuple[float, str, Any]]] = {}
    for name, id_, problem, answer in answers():
        check(problem, answer)
        start = process_time()
        check(problem, answer)
        times.setdefault(name, []).append((1000 * (process_time() - start), id_, answer))
    print(f"{'type':24}{'answers':>8}{'median ms':>11}{'90 %':>9}{'most':>9}{'bar':>5}")
    for name, found in sorted(times.items()):
        ordered = sorted(one for one, _, _ in found)
        tenth = ordered[int(0.9 * (len(ordered) - 1))]
        print(f"{name:24}{len(found):8}{median(ordered):11.2f}{tenth:9.1f}{ordered[-1]:9.1f}{bar(name):5}")
    whole = sorted((one for found in times.values() for one in found), key=lambda one: -one[0])
    for taken, id_, answer in whole[:slow]:
        print(f"{taken:9.1f} ms  {id_}: {str(answer)[:90]!r}")


if __name__ == "__main__":
    main()
