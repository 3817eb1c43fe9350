"""Looks for work that no budget counts: pairs that take long for the steps that they were charged.

Run from the root: `python -m tests.benchmarks.bench_work [--pairs N] [--seed TEXT] [--slowest N] [--rewrite LEFT …]`.
Pairs are those of `fuzz_equality`, and rewritings of the expressions given. What is printed has the processor time,
the steps, the pair and its domains; the slowest first, then those with the longest steps.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from random import Random

from grader.claims.statements import Setting
from grader.comparing.sides import names_for, read_text
from grader.evidence import compare, load_all
from grader.evidence.budget import Budget
from grader.evidence.strategy.deciding import COMPARING
from grader.language.domains import Variable
from grader.language.printing import show
from grader.language.reader.domains import parse_domain
from grader.language.tree import Node, symbols
from grader.verdict import status_of
from tests.benchmarks.building import World
from tests.benchmarks.pairs import pairs
from tests.benchmarks.rewriting import rewritten

STEPS = 4  # of a rewriting
FREE = 0.05  # seconds that a pair may take however few its steps are


@dataclass(frozen=True)
class Cost:
    """What deciding a pair took."""

    seconds: float
    steps: int
    status: str
    pair: str

    @property
    def each(self) -> float:
        """Return the microseconds of a step, of what is not free."""
        return max(0.0, self.seconds - FREE) / max(1, self.steps) * 1e6

    def __str__(self) -> str:
        return f"{self.seconds:8.3f} s {self.steps:7} steps {self.each:8.1f} µs each  {self.status:10} {self.pair}"


def cost(left: Node, right: Node, domains: Mapping[str, str]) -> Cost:
    """Return what it takes to decide whether two trees are equal."""
    used = sorted(symbols(left) | symbols(right) | domains.keys())
    variables = tuple(Variable(name, parse_domain(domains.get(name, "real"))) for name in used)
    budget = Budget(COMPARING)
    start = time.process_time()
    found = compare(left, right, Setting(variables), budget)
    seconds = time.process_time() - start
    return Cost(
        seconds, int(budget.spent), status_of(found).name.lower(), f"{show(left)}  |  {show(right)} {dict(domains)}"
    )


def asked(seed: str, given: list[str]) -> Iterator[tuple[Node, Node, Mapping[str, str]]]:
    """Yield pairs to decide: rewritings of what is given, else those of the fuzz."""
    if not given:
        for pair in pairs(seed):
            yield pair.left, pair.right, pair.domains
    trees = [read_text(text, names_for({})[0])[0].tree for text in given]
    number = 0
    while trees:
        for tree in trees:
            domains = dict.fromkeys(symbols(tree) or {"x"}, "real")
            number += 1
            yield tree, rewritten(tree, World(Random(f"{seed} {number}"), domains), 1 + number % STEPS), domains


def main() -> None:
    """Print the pairs that took most, by time and by the time of a step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--seed", default="work")
    parser.add_argument("--slowest", type=int, default=8)
    parser.add_argument("--rewrite", nargs="*", default=[])
    arguments = parser.parse_args()
    load_all()
    found = [cost(*pair) for pair in islice(asked(arguments.seed, arguments.rewrite), arguments.pairs)]
    for title, key in (("slowest", "seconds"), ("longest steps", "each")):
        print(title)
        print("\n".join(str(one) for one in sorted(found, key=lambda one: -getattr(one, key))[: arguments.slowest]))


if __name__ == "__main__":
    main()
