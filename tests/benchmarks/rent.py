"""The rent of each way to decide: switched off one at a time, which pairs and examples does nothing else decide?

Run from the root: `python -m tests.benchmarks.rent [NAME …]`; without names, all rows of the strategy's table. A row is
worth its place where it decides three unlike pairs that nothing else decides, or what the contract promises.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from grader.evidence.strategy import table
from tests.benchmarks.statuses import statuses

SHOWN = 5  # rows of pairs that are printed


def names() -> list[str]:
    """Return the names of all rows, in the order in which they are asked."""
    return [row.name for row in table.GOALS] + [row.name for row in table.SIDES]


@contextmanager
def without(name: str) -> Iterator[None]:
    """Switch one row off."""
    goals, sides = table.GOALS, table.SIDES
    table.GOALS = tuple(row for row in goals if row.name != name)
    table.SIDES = tuple(row for row in sides if row.name != name)
    try:
        yield
    finally:
        table.GOALS, table.SIDES = goals, sides


def main(chosen: list[str]) -> None:
    """Print, for each row, how many statuses and how many methods change without it."""
    before = statuses()
    for name in chosen or names():
        with without(name):
            after = statuses()
        lost = [key for key, row in before.items() if row[0] != after[key][0]]
        wrong = [key for key in lost if after[key][0] not in {"undecided", "review", "error", "Status.UNDECIDED"}]
        others = sum(row != after[key] for key, row in before.items()) - len(lost)
        examples = sum(key.startswith("example: ") for key in lost)
        print(f"{name}: {len(lost)} statuses ({examples} of examples), {others} methods", flush=True)
        for key in wrong[:SHOWN]:
            print(f"    {before[key][0]} -> {after[key][0]}: {key}")
        for key in [key for key in lost if key not in wrong][:SHOWN]:
            print(f"    {key}")


if __name__ == "__main__":
    main(sys.argv[1:])
