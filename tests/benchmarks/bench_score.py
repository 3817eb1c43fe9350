r"""`score` side by side with Math-Verify, as a reward sees them: two texts in, a verdict and processor time out.

Run from the root: `python -m tests.benchmarks.bench_score [--every N] [--corpus NAME …]` (it needs
`pip install -e '.[dev,bench]'`). Each pair of a corpus is written in LaTeX, the gold answer as `$…$`, the other as a
sentence that ends in `\boxed{…}`. In one process both answer each pair once, each first in turn. A verdict is right
where it says what the corpus says; `score` may say None, which Math-Verify has no word for: it says False.
"""

from __future__ import annotations

import argparse
import logging
import statistics
import time
from collections.abc import Callable

from grader.api import score
from tests.benchmarks.engines import Row
from tests.pairs import CORPORA, cases

TIMEOUT = 5  # seconds for one pair, of Math-Verify's own alarm
Scored = Callable[[str, str], float | None]


def theirs() -> Scored:
    """Return Math-Verify as a function of two texts."""
    from math_verify import parse, verify

    logging.disable(logging.CRITICAL)

    def scored(gold: str, answer: str) -> float | None:
        return float(verify(parse(gold), parse(answer), timeout_seconds=TIMEOUT))

    return scored


def ours(gold: str, answer: str) -> float | None:
    """Return what `score` says of two texts."""
    return score(gold.strip("$"), answer)


def timed(scored: Scored, gold: str, answer: str) -> tuple[float | None, float]:
    """Return a verdict and the processor time it took."""
    start = time.process_time()
    try:
        found = scored(gold, answer)
    except Exception:  # a verdict that an engine fails to give is none
        found = None
    return found, time.process_time() - start


def main() -> None:
    """Print one line for each engine: right, wrong and open verdicts, and processor times."""
    options = argparse.ArgumentParser()
    options.add_argument("--every", type=int, default=10)
    options.add_argument("--corpus", nargs="*", default=["unseen", "courses"], choices=CORPORA)
    args = options.parse_args()
    found = [case for case in cases(*args.corpus) if not case.where][:: args.every]
    rows = [Row(case.group, case.left, case.right, {}, case.truth or case.verdict) for case in found]
    rows = [row for row in rows if row.truth in WORDS]
    engines: dict[str, Scored] = {"score": ours, "math-verify": theirs()}
    for scored in engines.values():
        timed(scored, "$x + 1$", r"So it is $\boxed{1 + x}$.")
    times: dict[str, list[float]] = {name: [] for name in engines}
    counts = {name: {"right": 0, "wrong": 0, "open": 0} for name in engines}
    for number, row in enumerate(rows):
        gold, answer = f"${row.latex[0]}$", rf"So it is $\boxed{{{row.latex[1]}}}$."
        names = list(engines) if number % 2 else list(engines)[::-1]
        for name in names:
            said, spent = timed(engines[name], gold, answer)
            times[name].append(spent)
            counts[name]["open" if said is None else "right" if said == WORDS[row.truth] else "wrong"] += 1
    for name, all_spent in times.items():
        ways = ", ".join(f"{count} {way}" for way, count in counts[name].items())
        print(f"{name:12} {ways}; median {1000 * statistics.median(all_spent):.2f} ms, all {sum(all_spent):.2f} s")
    ratios = [b / a for a, b in zip(times["score"], times["math-verify"], strict=True) if a]
    together = sum(times["math-verify"]) / sum(times["score"])
    print(f"math-verify / score: median {statistics.median(ratios):.1f}, all {together:.1f}")


WORDS = {"equal": 1.0, "different": 0.0}

if __name__ == "__main__":
    main()
