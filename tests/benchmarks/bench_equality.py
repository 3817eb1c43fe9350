"""Equality of answers, beside SymPy and math-verify: right, wrong and undecided answers, and the time they take.

Run from the root: `python -m tests.benchmarks.bench_equality [CORPUS …] [--engine NAME …] [--repeat N] [--open]`; the
corpora are those in this folder, all unless named; the first lines of each tell who wrote it, and when. `--open`
prints the pairs that we leave undecided, and why. The table is Markdown.

All engines run in one process, pair by pair in turn, and their times are processor times, so that a busy machine
changes little. Ours includes reading both texts, and is the best of `--repeat` times; SymPy gets ready-made expressions
with assumptions; math-verify parses LaTeX of both sides, without assumptions, as it has no way to be told them. The
normal form alone does not ask where sides are defined. `times ours` is the ratio of the medians.
"""

from __future__ import annotations

import argparse
import logging
import signal
import statistics
import sys
import time
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, field

from grader.api import compare
from tests.benchmarks.engines import Engine, Row, by_sympy, math_verify, normal_form, ours
from tests.pairs import CORPORA, cases

SECONDS = 5  # for one pair of another engine
OURS = "grader"
HEADER = ("corpus", "engine", "pairs", "right", "wrong", "undecided", "median ms", "p99 ms", "times ours")


@dataclass
class Result:
    """What an engine did on a corpus."""

    engine: str
    right: int = 0
    wrong: list[str] = field(default_factory=list)
    undecided: int = 0
    times: list[float] = field(default_factory=list)

    def count(self, row: Row, said: str) -> None:
        """Count an answer."""
        if said == row.truth:
            self.right += 1
        elif said in {"equal", "different"}:
            self.wrong.append(f"{row.left}  |  {row.right}: {said}")
        else:
            self.undecided += 1

    def cells(self, base: float) -> tuple[str, ...]:
        """Return the cells of a line of the table, after the corpus."""
        median = statistics.median(self.times)
        tail = sorted(self.times)[min(len(self.times) - 1, int(len(self.times) * 0.99))]
        counts = (str(count) for count in (len(self.times), self.right, len(self.wrong), self.undecided))
        return (self.engine, *counts, f"{median * 1e3:.2f}", f"{tail * 1e3:.1f}", f"{median / base:.1f}")


def corpus(name: str) -> list[Row]:
    """Return the pairs of a corpus."""
    return [Row(case.group, case.left, case.right, case.where, case.truth or case.verdict) for case in cases(name)]


def engines(wanted: list[str]) -> dict[str, Engine]:
    """Return the engines by name, those named or all; ours is always among them."""
    found: dict[str, Engine | None] = {
        OURS: ours,
        "normal form alone": normal_form,
        "sympy simplify": by_sympy,
        "math-verify": math_verify(),
    }
    chosen = {name for name in found if not wanted or any(word in name for word in wanted)} | {OURS}
    return {name: engine for name, engine in found.items() if engine is not None and name in chosen}


@contextmanager
def at_most(seconds: int):
    """Raise TimeoutError after so many seconds."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def ask(engine: Engine, row: Row, repeat: int) -> tuple[str, float]:
    """Return what an engine says, and the best of `repeat` times."""
    said, times = "undecided", []
    for _ in range(repeat):
        start = time.process_time()
        try:
            with at_most(SECONDS):
                said = engine(row)
        except TimeoutError:
            said = "undecided"
        times.append(time.process_time() - start)
    return said, min(times)


def run(rows: list[Row], chosen: dict[str, Engine], repeat: int) -> list[Result]:
    """Ask all engines about every pair; what is slow in another engine is asked once."""
    results = {name: Result(name) for name in chosen}
    for row in rows:
        for name, engine in chosen.items():
            said, seconds = ask(engine, row, repeat if engine in {ours, normal_form} else 1)
            results[name].count(row, said)
            results[name].times.append(seconds)
    return list(results.values())


def show_open(name: str, rows: list[Row]) -> None:
    """Print the pairs that we leave undecided, by group, and why."""
    for row in rows:
        said = compare(row.left, row.right, row.variables)
        if said.status not in {"equal", "different"}:
            why = next((side.error for side in (said.left, said.right) if side.error), None) or said.evidence
            print(f"{name}, {row.group}: {row.left}  |  {row.right}  ({row.truth})\n    {why}")


def show_table(lines: list[tuple[str, ...]]) -> None:
    """Print a Markdown table; numbers stand to the right."""
    widths = [max(len(line[column]) for line in [HEADER, *lines]) for column in range(len(HEADER))]

    def line(cells: tuple[str, ...]) -> str:
        padded = [
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return f"| {' | '.join(padded)} |"

    print(line(HEADER))
    print(f"|{'|'.join('-' * (w + 2) if i < 2 else '-' * (w + 1) + ':' for i, w in enumerate(widths))}|")
    for cells in lines:
        print(line(cells))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", metavar="CORPUS", help=", ".join(CORPORA))
    parser.add_argument("--engine", action="append", default=[], metavar="NAME", help="a part of its name")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--open", action="store_true", help="print the pairs that we leave undecided")
    options = parser.parse_args()
    unknown = [name for name in options.corpora if name not in CORPORA]
    if unknown:
        parser.error(f"no corpus {unknown[0]!r}; there are {', '.join(CORPORA)}")
    logging.disable(logging.CRITICAL)  # the others log what they cannot read
    warnings.simplefilter("ignore")
    chosen = engines(options.engine)
    lines, wrong = [], []
    for name in options.corpora or CORPORA:
        rows = corpus(name)
        if options.open:
            show_open(name, rows)
            continue
        results = run(rows, chosen, options.repeat)
        base = statistics.median(results[0].times)
        lines += [(name, *result.cells(base)) for result in results]
        wrong += [f"wrong, {result.engine}, {name}: {text}" for result in results for text in result.wrong]
    if not options.open:
        show_table(lines)
        print("\n".join(wrong), file=sys.stderr)


if __name__ == "__main__":
    main()
