"""Verdicts of all pairs and of all problems' examples, kept in a file and compared with it after a change.

Run from the root: `python -m tests.benchmarks.statuses keep FILE` before a change, `… statuses compare FILE` after it.
`compare` prints every pair whose status changed, how many methods changed, and leaves with 1 where a status changed.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from grader.api import compare, load_problems
from grader.marking.examples import example_answer
from grader.marking.mark import mark_question
from grader.problems.question import Example, Question
from grader.verdict import Proof, Unknown, status_of
from tests.evidence.deciding import growth_of
from tests.pairs import COMPARED, CORPORA, FUNCTIONS, GROWTH, ROOT, Case, cases

APART = {"equal", "within", "rounded"}  # groups of evidence.yaml that state more than `compare` asks
EXAMPLE = "example: "  # begins the keys of examples
Pair = tuple[str, str, dict[str, str]]
Decided = Callable[[], list[str]]


def all_pairs() -> dict[str, Pair]:
    """Return the distinct pairs of all files that `compare` can be asked, by a key that names their file."""
    found: dict[str, Pair] = {}
    for case in cases(*CORPORA, *COMPARED, FUNCTIONS):
        if case.left and not (case.file == "evidence" and case.group in APART):
            domains = dict(case.where)
            found.setdefault(
                f"{case.file}: {case.left} | {case.right} | {json.dumps(domains)}", (case.left, case.right, domains)
            )
    return found


def statuses() -> dict[str, list[str]]:
    """Return status and method of every pair, and outcome and methods of every example."""
    return {key: decided() for key, decided in questions().items()}


def questions() -> dict[str, Decided]:
    """Return every pair and every example, by its key, as what decides it."""
    found: dict[str, Decided] = {key: partial(compared, pair) for key, pair in all_pairs().items()}
    for case in cases(GROWTH):
        found[f"{case} | {', '.join((*case.where, *case.more.get('assume', ())))}"] = partial(_grown, case)
    for problem in load_problems(ROOT / "problems").values():
        for question in problem.questions:
            for number, example in enumerate(question.examples):
                key = f"{EXAMPLE}{question.id} {example.outcome} {number}"
                found[key] = partial(_marked, question, example)
    return found


def _grown(case: Case) -> list[str]:
    found = growth_of(case)
    return [status_of(found).value, getattr(found, "method", "")]


def _marked(question: Question, example: Example) -> list[str]:
    verdict = mark_question(question, example_answer(example))
    return [verdict.outcome.value, *(getattr(claim.evidence, "method", "") for claim in verdict.claims)]


def compared(pair: Pair, *, reasons: bool = False) -> list[str]:
    """Return status, method and gaps of a pair; with `reasons` also why it is open."""
    left, right, domains = pair
    try:
        found = compare(left, right, domains)
    except Exception as error:  # what compare refuses is kept as it is said
        return ["error", f"{type(error).__name__}: {error}"]
    gaps = [str(gap) for gap in found.evidence.gaps] if isinstance(found.evidence, Proof) else []
    why = [found.evidence.reason] if reasons and isinstance(found.evidence, Unknown) else []
    return [str(found.status), getattr(found.evidence, "method", ""), *gaps, *why]


def main(verb: str, file: str) -> int:
    """Keep the statuses in a file, or compare them with it."""
    start = time.process_time()
    found = statuses()
    print(f"{len(found)} verdicts, {time.process_time() - start:.1f} s of processor time")
    if verb == "keep":
        Path(file).write_text(json.dumps(found, indent=0, ensure_ascii=False), encoding="utf-8")
        return 0
    before: dict[str, list[str]] = json.loads(Path(file).read_text(encoding="utf-8"))
    changed = {key: (row[0], found[key][0]) for key, row in before.items() if key in found and row[0] != found[key][0]}
    for key, (was, now) in changed.items():
        print(f"{was} -> {now}: {key}")
    methods = sum(row != found.get(key, row) for key, row in before.items()) - len(changed)
    gone = [key for key in before if key not in found]
    print(f"{len(changed)} statuses and {methods} methods or gaps changed, {len(gone)} rows gone")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
