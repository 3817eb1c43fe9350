"""Agreement with the suites of other checkers, read from where they lie: nothing of them is part of this project.

Run from the root: `python -m tests.benchmarks.bench_suites FOLDER [--list]`. `FOLDER` holds `mathverify.jsonl` and
`mitx.jsonl`, one JSON object a line with `kind`, `student`, `expected`, `options`, `accept`. Every pair that is one
answer against one expected answer is compared as it stands, with the variables that the case names, of the domains that
it draws them from. Left out, and counted by why: running text from which an answer must first be taken, parts, tables,
comparers or functions of a case's own, cases that must raise an error there. What the contract reads otherwise on
purpose stands in `suites_otherwise.yaml`, by why, and is counted by itself.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from grader.api import compare

KINDS = {
    *("number", "expression", "latex", "equation", "inequality"),
    *("set", "interval", "tuple", "list", "matrix", "vector"),
}
WORD = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{4,}")
MANY_WORDS = 3  # running text has more
SHOWN = 110
SHAPE = re.compile(r"shape=(\[[^]]*\]|\d+)")
IMAGINARY = re.compile(r"(?<![A-Za-z_])i(?![A-Za-z_])")
MARKED = re.compile(r"\$\$.*?\$\$|\$.*?\$|\\\(.*?\\\)|\\\[.*?\\\]", re.DOTALL)
OUTSIDE = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{2,}")


def cases(folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the cases of both suites."""
    for name in ("mathverify.jsonl", "mitx.jsonl"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def why_not(case: dict[str, Any]) -> str:
    """Return why a case says nothing about two answers, or nothing."""
    options = case.get("options") or {}
    if case["kind"] not in KINDS:
        return f"of the kind {case['kind']}"
    if not isinstance(case["student"], str) or not isinstance(case["expected"], str):
        return "no pair of texts"
    if options.get("needs_comparer") or "parts" in options or "alternatives" in options:
        return "a comparer or parts of its own"
    if "error" in options or "expect" in options:
        return "must raise an error there"
    if any(map(_is_running_text, (case["student"], case["expected"]))):
        return "running text"
    config = options.get("config") or {}
    if "DependentSampler" in str(config.get("sample_from")) or config.get("metric_suffixes"):
        return "symbols or suffixes with a meaning of their own"
    if config.get("user_functions") or config.get("user_constants") or config.get("tolerance"):
        return "functions, constants or a tolerance of its own"
    return ""


def _is_running_text(text: str) -> bool:
    """Return whether there are many words in a text, or any outside of the mathematics that signs mark in it."""
    outside = MARKED.sub(" ", text)
    return len(WORD.findall(text)) > MANY_WORDS or (outside != text and OUTSIDE.search(outside) is not None)


def variables(case: dict[str, Any]) -> dict[str, str]:
    """Return the variables that a case declares, by what they are drawn from; in one suite `i` is imaginary."""
    config = (case.get("options") or {}).get("config") or {}
    drawn = config.get("sample_from") or {}
    found = {name: _domain(str(drawn.get(name, ""))) for name in config.get("variables") or [] if isinstance(name, str)}
    if case["suite"] == "mitx" and any(IMAGINARY.search(case[side]) for side in ("student", "expected")):
        found.setdefault("zeta", "complex")
    return found


def _domain(sampler: str) -> str:
    """Return the domain of what a sampler draws."""
    shape = SHAPE.search(sampler)
    sizes = re.findall(r"\d+", shape[1]) if shape else []
    if "RealMatrices" in sampler:
        return f"real^{{{' x '.join(sizes or ['2', '2'])}}}"
    if "RealVectors" in sampler:
        return f"real^{(sizes or ['3'])[0]}"
    return "complex" if "Complex" in sampler else "real"


def otherwise() -> dict[str, str]:
    """Return why the contract reads a case otherwise, by its name."""
    rows = yaml.safe_load(Path(__file__).with_name("suites_otherwise.yaml").read_text(encoding="utf-8"))
    return {name: row["why"] for row in rows for name in row["cases"]}


def verdict(case: dict[str, Any]) -> tuple[str, str]:
    """Return `right`, `wrong`, `open` or `unreadable`, measured by the case's own verdict, and what we say."""
    said = compare(case["student"], case["expected"], variables(case))
    accepted = {"equal": True, "different": False}.get(said.status)
    why = next((side.error for side in (said.left, said.right) if side.error), "") or str(said.evidence)
    if accepted is None:
        return ("unreadable" if said.status == "unreadable" else "open"), why
    return ("agree" if accepted == case["accept"] else "disagree"), why


def main() -> None:
    """Print the counts, and with `--list` every case that is not agreed on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args()
    counts: dict[str, Counter[str]] = {}
    left_out: Counter[str] = Counter()
    meant, read_otherwise = otherwise(), Counter[str]()
    slowest = 0.0
    for case in cases(arguments.folder):
        reason = why_not(case)
        if reason:
            left_out[reason] += 1
            continue
        start = time.perf_counter()
        result, why = verdict(case)
        slowest = max(slowest, time.perf_counter() - start)
        if case["id"] in meant:
            read_otherwise[f"{meant[case['id']]} ({result})"] += 1
            continue
        counts.setdefault(case["suite"], Counter())[f"{result}, {'right' if case['accept'] else 'wrong'} there"] += 1
        if arguments.list and result != "agree":
            print(f"{result:11} {case['id']} {case['kind']} accept={case['accept']}")
            print(f"    {case['student'][:SHOWN]!r} | {case['expected'][:SHOWN]!r}")
            print(f"    {' '.join(why.split())[: 2 * SHOWN]}")
    for suite, found in counts.items():
        print(suite, sum(found.values()), dict(sorted(found.items())))
    print("read otherwise on purpose:", sum(read_otherwise.values()))
    for why, count in sorted(read_otherwise.items()):
        print(f"    {count:3} {why}")
    agreed = sum(count for found in counts.values() for name, count in found.items() if name.startswith("agree"))
    whole = sum(map(Counter.total, counts.values()))
    print(
        f"agree: {agreed} of {whole}, {agreed / whole:.1%}; with those: {agreed / (whole + read_otherwise.total()):.1%}"
    )
    print("left out:", dict(left_out))
    print(f"slowest {slowest * 1e3:.1f} ms")


if __name__ == "__main__":
    main()
