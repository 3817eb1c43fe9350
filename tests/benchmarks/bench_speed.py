"""Processor time of `compare` beside that of another checkout: the same pairs in turn, in one run.

Run from the root: `python -m tests.benchmarks.bench_speed OTHER [--rounds N] [--pairs N] [--every N] [--corpus NAME …]
[--slower N]`, where OTHER is a folder that holds another commit (`git worktree add /somewhere COMMIT`). Each checkout
answers in a process of its own that has loaded all it can load; pair by pair both are asked, each first in turn. A
process answers `--pairs` pairs, each once, so that nothing is met twice; what counts of a pair is its least time over
the rounds. `--slower` prints the pairs that lost most.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tests.pairs import CORPORA, ROOT, Case, cases

Numbered = tuple[int, Case]  # a pair with its place, by which it is known

WARM = (("x + 1", "1 + x"), ("sin(x)^2 + cos(x)^2", "1"), ("x", "2x"), ("1/x", "x/x^2"), ("sqrt(x^2)", "|x|"))
SERVER = f"""
import gc, json, sys, time
sys.path.insert(0, sys.argv[1])
from grader.api import compare
import grader.evidence as evidence
getattr(evidence, "load_all", lambda: None)()
for left, right in {WARM!r}:
    compare(left, right)
gc.collect()
gc.freeze()
print("ready", flush=True)
for line in sys.stdin:
    left, right, where = json.loads(line)
    start = time.process_time()
    compare(left, right, where)
    print(time.process_time() - start, flush=True)
"""


class Checkout:
    """A process that compares with the code of one folder."""

    def __init__(self, root: Path) -> None:
        command = [sys.executable, "-P", "-c", SERVER, str(root)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root)
        assert self._process.stdout.readline() == "ready\n"

    def seconds(self, case: Case) -> float:
        """Return the processor time that one comparison takes."""
        self._process.stdin.write(json.dumps([case.left, case.right, dict(case.where)]) + "\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())

    def close(self) -> None:
        """End the process."""
        self._process.stdin.close()
        self._process.wait()


@dataclass
class Times:
    """The least time of each pair with either checkout."""

    ours: dict[int, float]
    others: dict[int, float]

    def run(self, roots: tuple[Path, Path], some: Sequence[Numbered], turn: int) -> None:
        """Ask both checkouts, in fresh processes, for some pairs once."""
        sides = [(Checkout(root), times) for root, times in zip(roots, (self.ours, self.others), strict=True)]
        for place, case in some:
            for checkout, times in sides if (place + turn) % 2 else reversed(sides):
                times[place] = min(times.get(place, float("inf")), checkout.seconds(case))
        for checkout, _ in sides:
            checkout.close()

    def lines(self) -> Iterator[str]:
        """Yield the figures: median and p99 of either checkout, and their ratios."""
        for name, figure in (("median", statistics.median), ("p99", _tail), ("sum", sum)):
            ours, others = figure(self.ours.values()), figure(self.others.values())
            yield f"{name:7} {ours * 1e3:9.3f} ms   other {others * 1e3:9.3f} ms   ratio {ours / others:.3f}"
        each = statistics.median(self.ours[place] / self.others[place] for place in self.ours)
        yield f"median of the ratios pair by pair {each:.3f}, over {len(self.ours)} pairs"

    def slower(self, every: Sequence[Case], count: int) -> Iterator[str]:
        """Yield the pairs that lost most, in milliseconds."""
        for place in sorted(self.ours, key=lambda place: self.others[place] - self.ours[place])[:count]:
            yield f"{self.ours[place] * 1e3:8.2f} {self.others[place] * 1e3:8.2f}  {every[place]}"


def _tail(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


def main() -> None:
    """Print how the times of both checkouts compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("other", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pairs", type=int, default=10_000)
    parser.add_argument("--corpus", nargs="*", default=CORPORA)
    parser.add_argument("--every", type=int, default=1, help="take only every so-manieth pair")
    parser.add_argument("--slower", type=int, default=0)
    asked = parser.parse_args()
    every = cases(*asked.corpus)[:: asked.every]
    times = Times({}, {})
    for turn in range(asked.rounds):
        rest = enumerate(every)
        while some := list(islice(rest, asked.pairs)):
            times.run((ROOT, asked.other.resolve()), some, turn)
    print("\n".join([*times.lines(), *times.slower(every, asked.slower)]))


if __name__ == "__main__":
    main()
