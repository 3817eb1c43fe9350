"""Looks for contradictions in the equality engine: between its layers, and with an independent evaluator.

Run from the root: `python -m tests.benchmarks.fuzz_equality [--pairs N] [--seconds S] [--seed TEXT] [--open]`. Pairs
are built by rewriting and mutation (`rewriting.py`) and evaluated with mpmath at random points (`independent.py`). It
is a contradiction when

- a pair is proved equal and differs at a point, or is undefined there on one side only, again and again;
- a pair is refuted, and its counterexample does not differ, or it was built equal and agrees at all points;
- `compare(left, right)`, `compare(right, left)`, renamed variables, a term on both sides or a part of the domain are
  decided otherwise;
- a layer alone proves what differs at a point, or a sign, a range or a domain of definition is not what a point
  shows.

Every pair can be built again: it depends on the seed and its number only.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from os import getloadavg
from random import Random

from grader.api import compare
from grader.claims.statements import Setting
from grader.comparing.sides import names_for
from grader.errors import AnswerError
from grader.evidence.arrays.grids import ShapeError
from grader.evidence.budget import ExceededError
from grader.evidence.errors import DeclinedError, UnclearError
from grader.evidence.method import Agreement
from grader.evidence.oracle import Sign, defined_everywhere, range_of, sign_of
from grader.evidence.question.prepare import prepare
from grader.evidence.question.question import Question
from grader.evidence.strategy import budget_of
from grader.evidence.strategy.table import COMPLEX_SIDES, SIDES
from grader.evidence.trees.ranges.ranges import Range
from grader.language.domains import Variable
from grader.language.printing import show
from grader.language.reader import read
from grader.language.reader.domains import parse_domain
from grader.language.tree import Node, Pow, Sym, rebuild
from grader.verdict import Comparison, Exact, Point
from tests.benchmarks.building import TWO, plus
from tests.benchmarks.independent import UnsureError, Value, mp, mpf, value
from tests.benchmarks.pairs import (
    CALCULUS,
    DIGITS,
    LOUD,
    POINTS,
    Pair,
    Sampled,
    Seen,
    differ,
    differ_loudly,
    has_calculus,
    is_condition,
    look,
    pairs,
    place,
    sample,
    texts,
)

BUSY = 8  # load of the machine at which a run stops
QUIET = mpf(10) ** -380  # relative: what differs less there, agrees
PARTS = {"real": ("positive", "[-2, 2]"), "positive": ("(0, 1)", "(1, oo)"), "nonzero": ("positive",)}
RENAMED = {"x": "u", "y": "c", "a": "s", "n": "m"}


@dataclass
class Report:
    """What was found."""

    counts: Counter[str] = field(default_factory=Counter)
    contradictions: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")

    def contradicts(self, pair: Pair, kind: str, more: object = "") -> None:
        """Note a contradiction."""
        self.counts[f"contradiction: {kind}"] += 1
        self.contradictions.append(f"{kind} [{pair.key}] {texts(pair)} {dict(pair.domains)} {more}")


def examine(pair: Pair, report: Report, deeply: bool) -> None:
    """Decide a pair, and look for contradictions."""
    left, right = show(pair.left), show(pair.right)
    start = time.perf_counter()
    said = compare(left, right, pair.domains)
    seconds = time.perf_counter() - start
    if seconds > report.slowest[0]:
        report.slowest = (seconds, f"{left}  |  {right} {dict(pair.domains)}")
    report.counts["pairs"] += 1
    report.counts[said.status] += 1
    report.counts[f"{pair.built}: {said.status}"] += 1
    if said.status == "undecided":
        report.open.append(f"[{pair.key}] {left}  |  {right} {dict(pair.domains)} {said.evidence}")
    seen = sample(pair)
    if seen.different is not None and (deeply or said.status == "equal") and not differ_loudly(pair, seen.different):
        seen.different = None
    against_points(pair, said, seen, report)
    if deeply:
        _against_itself(pair, said, report)
        if not is_condition(pair.left):
            _against_layers(pair, seen, report)


def against_points(pair: Pair, said: Comparison, seen: Sampled, report: Report) -> None:
    """Hold what was said against what random points show."""
    agrees = seen.different is None and not seen.lonely and seen.shared > POINTS // 2
    if said.status == "equal" and seen.different is not None:
        report.contradicts(pair, "proved, differs", seen.different)
    elif said.status == "equal" and seen.lonely:
        report.contradicts(pair, "proved, undefined on one side", seen.lonely)
    elif said.status == "different":
        if isinstance(said.evidence, Point) and _is_no_counterexample(pair, said.evidence):
            report.contradicts(pair, "refuted at a point that agrees", said.evidence.at)
        elif pair.built == "equal" and agrees:
            report.contradicts(pair, "refuted, built equal", said.evidence)
    elif said.status not in {"equal", "undecided"}:
        report.contradicts(pair, said.status, (said.left.error, said.right.error, said.evidence))


def _is_no_counterexample(pair: Pair, point: Point) -> bool:
    """Return whether both sides have the same value at a point where they are said to differ."""
    try:
        if has_calculus(pair.left) or has_calculus(pair.right):
            return _agree_at(pair, point, LOUD)
        with mp.workdps(DIGITS):
            return _agree_at(pair, point, QUIET)
    except (UnsureError, AnswerError, OverflowError, ZeroDivisionError):
        return False


def _agree_at(pair: Pair, point: Point, by: mpf) -> bool:
    names, _ = names_for({})
    exact = {name: shown for name, shown in point.at.items() if isinstance(shown, Exact)}
    if len(exact) < len(point.at):
        return False
    at = {name: value(read(shown.text, names)[0].tree, {}) for name, shown in exact.items()}
    a, b = look(pair.left, at), look(pair.right, at)
    return a is not None and b is not None and not differ(a, b, by)


def _against_itself(pair: Pair, said: Comparison, report: Report) -> None:
    left, right = show(pair.left), show(pair.right)
    back = compare(right, left, pair.domains)
    if contradict(said, back):
        report.contradicts(pair, "other order", (said.evidence, back.evidence))
    report.counts["open in one order"] += (said.status == "undecided") != (back.status == "undecided")
    if not is_condition(pair.left):
        term = Pow(Sym(min(pair.domains)), TWO)
        more = compare(show(plus(pair.left, term)), show(plus(pair.right, term)), pair.domains)
        if contradict(said, more):
            report.contradicts(pair, "with a term", (said.evidence, more.evidence))
    new = {RENAMED[name]: domain for name, domain in pair.domains.items()}
    again = compare(show(_renamed(pair.left)), show(_renamed(pair.right)), new)
    if contradict(said, again):
        report.contradicts(pair, "renamed", (said.evidence, again.evidence))
    report.counts["open under one name"] += (said.status == "undecided") != (again.status == "undecided")
    if said.status == "equal":
        _on_parts(pair, report)


def _on_parts(pair: Pair, report: Report) -> None:
    for name, domain in pair.domains.items():
        for part in PARTS.get(domain, ()):
            domains = {**pair.domains, name: part}
            there = compare(show(pair.left), show(pair.right), domains)
            shared = sample(Pair(pair.left, pair.right, domains, pair.built, pair.key)).shared
            if there.status == "different" and shared:
                report.contradicts(pair, f"on a part ({name}: {part})", there.evidence)


def contradict(a: Comparison, b: Comparison) -> bool:
    """Return whether one says equal and the other different."""
    return {a.status, b.status} == {"equal", "different"}


def _renamed(node: Node) -> Node:
    if isinstance(node, Sym):
        return Sym(RENAMED.get(node.name, node.name))
    return rebuild(node, _renamed)


def _against_layers(pair: Pair, seen: Sampled, report: Report) -> None:
    setting = Setting(tuple(Variable(name, parse_domain(domain)) for name, domain in pair.domains.items()))
    if seen.different is not None:
        for name in _layers_that_prove(pair, setting):
            report.contradicts(pair, f"{name} proves, differs", seen.different)
    random = Random(pair.key)
    sign, within, everywhere = (
        _try(layer, pair.left, setting, budget_of()) for layer in (sign_of, range_of, defined_everywhere)
    )
    for _ in range(POINTS):
        at = place(pair.domains, random)
        try:
            found = look(pair.left, at)
        except (UnsureError, OverflowError, ZeroDivisionError):
            continue
        if (kind := _refuted(found, sign, within, everywhere)) is not None:
            return report.contradicts(pair, kind, at)


def _refuted(found: Seen, sign: Sign | None, within: Range | None, everywhere: bool | None) -> str | None:
    """Return which layer says otherwise than this value, or None."""
    if found is None:
        return "defined everywhere, undefined" if everywhere else None
    bit = 1 if found < -LOUD else 4 if found > LOUD else 7
    if sign is not None and not sign & bit:
        return f"sign {sign!r}"
    if within is not None and not _is_inside(found, within.low, within.high):
        return "range"
    return None


def _layers_that_prove(pair: Pair, setting: Setting) -> Iterator[str]:
    """Yield the layers that alone prove a pair equal where both sides are defined."""
    prepared = _try(prepare, [pair.left, pair.right], setting, budget_of())
    if prepared is None:
        return
    case, (left, right) = prepared
    question = Question(case, ((left, right),))
    for row in COMPLEX_SIDES if case.is_complex else SIDES:
        if row.concerns(question) and isinstance(_try(row.method, question), Agreement):
            yield row.name


def _is_inside(found: Value, low: object, high: object) -> bool:
    ends = [None if end is None else mpf(int(end.p)) / int(end.q) for end in (low, high)]
    slack = LOUD * (1 + abs(found))
    return (ends[0] is None or found >= ends[0] - slack) and (ends[1] is None or found <= ends[1] + slack)


def _try(layer, *args: object):
    """Return what a layer says, or None where a limit stopped it."""
    try:
        return layer(*args)
    except (DeclinedError, ExceededError, UnclearError, ShapeError):
        return None


def run(
    seed: str,
    count: int,
    seconds: float = float("inf"),
    deep: int = 4,
    depth: int = 3,
    calculus: float = CALCULUS,
) -> Report:
    """Examine so many pairs, or as many as fit into the time; every `deep`-th one against all layers."""
    report, end = Report(), time.monotonic() + seconds
    for number, pair in enumerate(pairs(seed, depth, calculus)):
        if number >= count or time.monotonic() > end or (number % 500 == 499 and getloadavg()[0] > BUSY):
            break
        examine(pair, report, number % deep == 0)
    return report


def main() -> None:
    """Print counts and contradictions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=2_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--deep", type=int, default=4, metavar="N", help="every N-th pair goes through all checks")
    parser.add_argument("--depth", type=int, default=3, metavar="N", help="levels of the expressions to begin with")
    parser.add_argument("--open", action="store_true", help="print the pairs that are left undecided")
    parser.add_argument("--calculus", type=float, default=CALCULUS, metavar="P", help="share of integrals and series")
    options = parser.parse_args()
    report = run(options.seed, options.pairs, options.seconds, options.deep, options.depth, options.calculus)
    print(f"seed {options.seed}, load {getloadavg()[0]:.1f}")
    for text, count in sorted(report.counts.items()):
        print(f"{count:8d}  {text}")
    print(f"slowest {report.slowest[0] * 1e3:.0f} ms: {report.slowest[1]}")
    for text in report.contradictions + (report.open if options.open else []):
        print(text)


if __name__ == "__main__":
    main()
